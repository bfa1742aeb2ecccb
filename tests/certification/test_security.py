"""Security Requirements for Alexa Skills: requests of another skill, forged ones, stale ones, stolen sessions.

Pages: security-testing-for-an-alexa-skill.html, host-a-custom-skill-as-a-web-service.html. A function on AWS Lambda
checks the skill's id; a server of one's own checks signature, certificate and time as well (`House` is that server,
with an Amazon of its own that signs).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from ask_sdk_runtime.exceptions import AskSdkException

from skill.loading.customers import demo_user, demo_voice
from tests.certification.review import NOW, Review
from tests.support.alexa_response import spoken
from tests.support.template import load_template
from tests.support.throwaway_ca import Signer, ThrowawayCA
from tests.web.conftest import House, everything
from tests.web.events import OTHER_SKILL, body

THIEF = "amzn1.ask.account.THIEF"


def nothing_happened(review: Review) -> bool:
    """Whether nothing was bought, and the household's timeline says no more than that something was offered."""
    outcomes = [one.outcome for one in review.store.timeline(review.household).interactions]
    return review.orders() == [] and outcomes == ["offered"]


def test_requests_of_another_skill_are_refused(review: Review) -> None:
    """ "Your skill code must verify that incoming requests are intended for your service": the applicationId."""
    yes = review.follow(review.device().say(review.phrases.order), "Yes")
    yes["context"]["System"]["application"]["applicationId"] = OTHER_SKILL

    with pytest.raises(AskSdkException, match="Skill ID Verification failed"):
        review.invoke(yes)
    assert nothing_happened(review)


def test_the_lambda_can_be_called_by_this_skill_alone() -> None:
    """Lambda: the function's policy names the skill, so that no other one can even call it."""
    events = load_template()["Resources"]["SkillFunction"]["Properties"]["Events"]

    assert [one["Properties"] for one in events.values() if one["Type"] == "AlexaSkill"] == [
        {"SkillId": {"Ref": "SkillId"}}
    ]


def test_web_service_a_signed_request_is_answered(signed: House) -> None:
    """Web service: what Alexa signed is answered; what is refused below was good before it was spoiled."""
    assert signed.post(body(signed))[0] == 200


def _unsigned(house: House, headers: dict[str, str]) -> bytes:
    headers.clear()
    return body(house)


def _signed_by_somebody_else(house: House, headers: dict[str, str]) -> bytes:
    headers |= Signer(ThrowawayCA().leaf_key, b"").headers(body(house))
    return body(house)


def _signed_for_another_body(house: House, headers: dict[str, str]) -> bytes:
    return body(house).replace(b"coffee", b"dollhouse")


SPOILED: tuple[Callable[[House, dict[str, str]], bytes], ...] = (
    _unsigned,
    _signed_by_somebody_else,
    _signed_for_another_body,
)


@pytest.mark.parametrize("spoil", SPOILED)
def test_web_service_forged_requests_get_400(signed: House, spoil: Callable[[House, dict[str, str]], bytes]) -> None:
    """Web service: "verify that incoming requests were sent by the Alexa service"; what fails gets HTTP 400."""
    before, headers = everything(signed.store), signed.signer.headers(body(signed))
    sent = spoil(signed, headers)

    assert signed.client().post("/alexa", data=sent, headers=headers).status_code == 400
    assert everything(signed.store) == before


@pytest.mark.parametrize(
    "address",
    [
        "http://s3.amazonaws.com/echo.api/echo-api-cert-12.pem",
        "https://notamazon.com/echo.api/echo-api-cert-12.pem",
        "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert-12.pem",
        "https://s3.amazonaws.com/invalid.path/echo-api-cert-12.pem",
        "https://s3.amazonaws.com:563/echo.api/echo-api-cert-12.pem",
    ],
)
def test_web_service_certificates_from_elsewhere_get_400(signed: House, address: str) -> None:
    """Web service: the certificate's address is https, s3.amazonaws.com, /echo.api/, port 443."""
    before = everything(signed.store)

    assert signed.post(body(signed), SignatureCertChainUrl=address)[0] == 400
    assert everything(signed.store) == before


@pytest.mark.parametrize(("seconds", "status"), [(-151, 400), (-149, 200), (149, 200), (151, 400)])
def test_web_service_stale_requests_get_400(signed: House, seconds: int, status: int) -> None:
    """Web service: the timestamp is within 150 seconds of now, or else somebody replays an old request."""
    at = (signed.now + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert signed.post(body(signed, timestamp=at))[0] == status


@pytest.mark.parametrize("session", ["a session of their own", "the very session"])
@pytest.mark.parametrize("victim", ["linked by a token", "led here by the shop"])
def test_a_stolen_session_is_worth_nothing_to_another_account(review: Review, victim: str, session: str) -> None:
    """The stolen session: what Alexa carries for us from turn to turn is sealed to the account that it is for."""
    led = review.device(linked=False, account=demo_user(review.household))  # as `restock link` does
    offer = (review.device() if victim == "linked by a token" else led).say(review.phrases.order)
    yes = review.follow(offer, "Yes")
    for user in (yes["session"]["user"], yes["context"]["System"]["user"]):
        user["userId"] = THIEF
        user.pop("accessToken", None)
    if session == "a session of their own":
        yes["session"]["sessionId"] = "amzn1.echo-api.session.thief"

    answer = review.invoke(yes)

    assert nothing_happened(review)
    assert [secret for secret in review.phrases.secrets if secret in spoken(answer)] == []
    assert yes["session"]["attributes"]["m"] not in str(answer)


def test_a_stolen_session_is_worth_nothing_on_another_device(review: Review) -> None:
    """The stolen session: another device has another session, in which nothing was offered that a yes could order."""
    yes = review.follow(review.device().say(review.phrases.order), "Yes")
    yes["session"]["sessionId"] = "amzn1.echo-api.session.other-device"
    yes["context"]["System"]["device"]["deviceId"] = "amzn1.ask.device.other"

    review.invoke(yes)

    assert review.orders() == []


def test_a_stolen_session_is_worth_nothing_to_another_voice(review: Review) -> None:
    """The stolen session: when a child goes on where a grown-up stopped, nothing is bought."""
    yes = review.follow(review.device().say(review.phrases.order), "Yes")
    yes["context"]["System"]["person"]["personId"] = demo_voice(review.household, review.phrases.child)

    review.invoke(yes)

    assert review.orders() == []


def test_a_session_that_was_tampered_with_is_refused(review: Review) -> None:
    """The stolen session: another customer's id under our seal opens nothing."""
    yes = review.follow(review.device(linked=False).say(review.phrases.coffee), "Yes")
    yes["session"]["attributes"]["c"] = review.household

    review.invoke(yes)

    assert review.store.timeline(review.household).interactions == ()


WRONG: dict[str, Callable[[Review], str]] = {
    "expired": lambda review: review.token(exp=int(NOW.timestamp()) - 3600),
    "for another shop": lambda review: review.token(aud="another-shop"),
    "from another issuer": lambda review: review.token(iss="https://login.example.org"),
    "signed by nobody": lambda review: review.token()[:-8] + "AAAAAAAA",
    "no token at all": lambda review: "Atza|not-a-token",
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_access_tokens_that_do_not_count_open_nothing(review: Review, wrong: Callable[[Review], str]) -> None:
    """Account linking: the access token is checked: signature, audience, issuer, date. Else the speaker is a guest."""
    token = wrong(review)
    heard = review.device(token=token).say(review.phrases.order)

    assert heard.card == {"type": "LinkAccount"}
    assert review.store.timeline(review.household).interactions == ()
    assert token not in str(review.answers)
