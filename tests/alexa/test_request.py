"""Alexa's request to a Turn: each part of it, also when it is missing or something else than expected."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any

import pytest

from skill.alexa.request import turn_of
from skill.alexa.session import sign
from skill.conversation.turn import Slot, Turn
from skill.profile.account import NO_TOKEN, Token
from tests.alexa.requests import NOW, PERSON, SECRET, SESSION, USER, put, request, slot


def turn(raw: object) -> Turn:
    return turn_of(raw, now=NOW, secret=SECRET)


def changed(path: str, value: Any) -> Turn:
    return turn(put(request(slots={"product": slot("product", "coffee", "category:coffee")}), path, value))


def test_a_typical_request() -> None:
    raw = request(slots={"product": slot("product", "the coffee", "category:coffee"), "quantity": {"name": "quantity"}})
    assert turn(raw) == Turn(
        id="amzn1.echo-api.request.1",
        channel="alexa",
        locale="en-US",
        at=NOW,
        account=USER,
        session=SESSION,
        intent="Reorder",
        slots={"product": Slot("the coffee", ("category:coffee",))},
    )


@pytest.mark.parametrize(
    ("raw", "intent", "reason"),
    [
        (request("AMAZON.YesIntent"), "Yes", ""),
        (request("AMAZON.NavigateHomeIntent"), "NavigateHome", ""),
        (request("AMAZON.FallbackIntent"), "Fallback", ""),
        (request("ChangeQuantity"), "ChangeQuantity", ""),
        (request("AMAZON.SearchAction<object@Book>"), "AMAZON.SearchAction<object@Book>", ""),
        (request(kind="LaunchRequest"), "Launch", ""),
        (request(kind="SessionEndedRequest", reason="USER_INITIATED"), "SessionEnded", "USER_INITIATED"),
        (request(kind="SessionEndedRequest", reason="BRAND_NEW_REASON"), "SessionEnded", "BRAND_NEW_REASON"),
        (request(kind="SessionEndedRequest"), "SessionEnded", ""),
        (request(kind="AlexaSkillEvent.SkillAccountLinked", body={"accessToken": "a"}), "Linked", ""),
        (request(kind="AlexaSkillEvent.SkillAccountUnlinked"), "Unlinked", ""),
        (
            request(kind="AlexaSkillEvent.SkillDisabled", body={"userInformationPersistenceStatus": "NOT_PERSISTED"}),
            "Disabled",
            "NOT_PERSISTED",
        ),
        (request(kind="AlexaSkillEvent.SkillDisabled", body=None), "Disabled", ""),
        (request(kind="AlexaSkillEvent.SkillEnabled"), "Unsupported", "AlexaSkillEvent.SkillEnabled"),
        (request(kind="Messaging.MessageReceived"), "Unsupported", "Messaging.MessageReceived"),
        # Only Alexa's own intent is a yes; a model's custom intent of that name is none.
        (request("Yes"), "Unsupported", "IntentRequest"),
        (request("SessionEnded"), "Unsupported", "IntentRequest"),
        (request("Linked"), "Unsupported", "IntentRequest"),
        (request("Unlinked"), "Unsupported", "IntentRequest"),
        (request("Disabled"), "Unsupported", "IntentRequest"),
        # To the letter: a yes that has to be tidied up first is none.
        (request("AMAZON.YesIntent "), "AMAZON.YesIntent", ""),
        (request("AMAZON.Yes\x00Intent"), "AMAZON.YesIntent", ""),
        (request(kind="IntentRequest "), "Unsupported", "IntentRequest"),
    ],
)
def test_intents(raw: object, intent: str, reason: str) -> None:
    heard = turn(raw)
    assert (heard.intent, heard.reason) == (intent, reason)


@pytest.mark.parametrize(
    ("person", "recognised"),
    [
        ({"personId": PERSON}, PERSON),
        ({"personId": PERSON, "authenticationConfidenceLevel": None}, PERSON),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": 300}}, PERSON),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": 400}}, PERSON),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": 300.0}}, PERSON),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": 299}}, ""),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": 0}}, ""),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": "300"}}, ""),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": True}}, ""),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": math.nan}}, ""),
        ({"personId": PERSON, "authenticationConfidenceLevel": {"level": None}}, ""),
        ({"personId": PERSON, "authenticationConfidenceLevel": {}}, ""),
        ({"personId": PERSON, "authenticationConfidenceLevel": 400}, ""),
        ({"personId": None}, ""),
        ({}, ""),
        (PERSON, ""),
        (None, ""),
    ],
)
def test_a_voice_counts_only_when_it_was_recognised_well_enough(person: object, recognised: str) -> None:
    turn = changed("context.System.person", person)
    assert turn.person == recognised
    named = person.get("personId") if isinstance(person, dict) else None
    assert turn.perhaps == (named if named and not recognised else "")


@pytest.mark.parametrize(
    ("device", "session", "kind"),
    [
        (
            {"supportedInterfaces": {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}},
            {"new": True},
            "screen",
        ),
        ({"supportedInterfaces": {"AudioPlayer": {}}}, {"new": True}, "speaker"),
        ({"supportedInterfaces": None}, {"new": True}, "speaker"),
        ({"supportedInterfaces": ["Alexa.Presentation.APL"]}, {"new": True}, "speaker"),
        ({}, {"new": True}, "speaker"),
        (None, {"new": True}, "speaker"),
        (None, None, "none"),
    ],
)
def test_devices(device: object, session: object, kind: str) -> None:
    raw = put(put(request(), "context.System.device", device), "session", session)
    assert turn(raw).device == kind


AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("timestamp", "at"),
    [
        ("2026-01-02T03:04:05Z", AT),
        ("2026-01-02T04:04:05+01:00", AT),
        ("2026-01-02T03:04:05", AT),
        ("2026-01-02T03:04:05.250Z", AT.replace(microsecond=250_000)),
        (int(AT.timestamp()), AT),
        (int(AT.timestamp()) * 1000, AT),
        (AT.timestamp() + 0.5, AT.replace(microsecond=500_000)),
        ("", NOW),
        ("yesterday", NOW),
        ("1969-12-31T23:59:59Z", NOW),
        ("9999-12-31T23:59:59-12:00", NOW),
        ("0001-01-01T00:00:00+12:00", NOW),
        (0, NOW),
        (-5, NOW),
        (10**30, NOW),
        (math.inf, NOW),
        (math.nan, NOW),
        (True, NOW),
        (None, NOW),
        ([], NOW),
        ({}, NOW),
        (..., NOW),
    ],
)
def test_times(timestamp: object, at: datetime) -> None:
    assert changed("request.timestamp", timestamp).at == at


def test_the_other_spelling_of_timestamp() -> None:
    assert turn(put(put(request(), "request.timestamp", ...), "request.timeStamp", "2026-01-02T03:04:05Z")).at == AT


@pytest.mark.parametrize(
    ("locale", "read"),
    [
        ("de-DE", "de-DE"),
        ("de_de", "de-DE"),
        ("fr-FR", "fr-FR"),
        ("de", "de"),
        ("", "en-US"),
        ("english", "en-US"),
        ("zh-Hans-CN", "en-US"),
        ("../de", "en-US"),
        ("de-DE\x00", "de-DE"),
        ("d" * 10_000, "en-US"),
        (49, "en-US"),
        (None, "en-US"),
        (["de-DE"], "en-US"),
        ({"de": "DE"}, "en-US"),
        (..., "en-US"),
    ],
)
def test_locales(locale: object, read: str) -> None:
    assert changed("request.locale", locale).locale == read


@pytest.mark.parametrize("path", ["session", "session.user", "session.user.userId"])
@pytest.mark.parametrize("value", [..., None, 5, "x", [], {}])
def test_the_account_is_known_from_the_context_alone(path: str, value: object) -> None:
    assert changed(path, value).account == USER


@pytest.mark.parametrize("path", ["context", "context.System", "context.System.user", "context.System.user.userId"])
@pytest.mark.parametrize("value", [..., None, 5, [], {}])
def test_the_account_is_known_from_the_session_alone(path: str, value: object) -> None:
    heard = changed(path, value)
    assert (heard.account, heard.session, heard.device) == (USER, SESSION, "speaker")


@pytest.mark.parametrize("path", ["session.sessionId", "session"])
@pytest.mark.parametrize("value", [..., None, 5, [], {}])
def test_a_request_without_session(path: str, value: object) -> None:
    heard = changed(path, value)
    assert (heard.session, heard.new_session, heard.customer_id) == ("", False, "")


@pytest.mark.parametrize(("new", "read"), [(True, True), (False, False), ("true", False), (1, False), (None, False)])
def test_a_new_session(new: object, read: bool) -> None:
    assert changed("session.new", new).new_session is read


@pytest.mark.parametrize("value", [..., None, "", 5, [], {}])
def test_a_request_without_id_gets_one_from_its_content(value: object) -> None:
    first, again = changed("request.requestId", value), changed("request.requestId", value)
    other = turn(put(request("AMAZON.NoIntent"), "request.requestId", value))
    assert first.id == again.id != other.id
    assert first.id.startswith("sha256-")


def test_absurd_ids_stay_different() -> None:
    long = "u" * 100_000
    ids = {changed("context.System.user.userId", i).account for i in (long, long + "u", "u\x00", "u", "u\ud800")}
    assert len(ids) == 5
    assert all(len(account) <= 71 for account in ids)


def test_a_sealed_customer_is_known_and_any_other_is_not() -> None:
    def heard(**attributes: object) -> str:
        return changed("session.attributes", attributes).customer_id

    sealed = sign(SECRET, customer_id="h1", account=USER, person="", session=SESSION, token=NO_TOKEN)
    assert heard(**sealed) == "h1"
    assert heard(**{**sealed, "c": "h2"}) == ""
    assert heard(c="h1") == ""
    assert heard(c="h1", m="") == ""


_TOKEN = "eyJhbGciOiJSUzI1NiJ9.keep-me-secret"
_EVENT = "AlexaSkillEvent.SkillAccountLinked"


@pytest.mark.parametrize(
    ("raw", "token"),
    [
        (request(), ""),
        (put(request(), "context.System.user.accessToken", _TOKEN), _TOKEN),
        (put(request(), "session.user.accessToken", _TOKEN), _TOKEN),
        (put(put(request(), "session.user.accessToken", "old"), "context.System.user.accessToken", _TOKEN), _TOKEN),
        (put(put(request(), "session.user.accessToken", _TOKEN), "context.System.user.accessToken", ""), _TOKEN),
        (put(request(), "context.System.person", {"personId": PERSON, "accessToken": _TOKEN}), ""),
        (request(kind=_EVENT, body={"accessToken": _TOKEN}), _TOKEN),
        (put(request(kind=_EVENT, body={"accessToken": _TOKEN}), "context.System.user.accessToken", "old"), _TOKEN),
        (put(request(kind=_EVENT, body=[_TOKEN]), "context.System.user.accessToken", _TOKEN), _TOKEN),
        # An intent has no body; whoever sends one proves nothing by it.
        (request(body={"accessToken": _TOKEN}), ""),
        (put(request(), "context.System.user.accessToken", [_TOKEN]), ""),
        (put(request(), "context.System.user.accessToken", 7), ""),
    ],
)
def test_the_access_token(raw: object, token: str) -> None:
    heard = turn(raw)
    assert heard.token == Token(token)
    assert "secret" not in f"{heard!r} {heard}"


def test_an_event_belongs_to_no_session_whatever_it_holds() -> None:
    sealed = sign(SECRET, customer_id="h1", account=USER, person="", session=SESSION, token=NO_TOKEN)
    for kind in ("SkillAccountLinked", "SkillAccountUnlinked", "SkillDisabled"):
        heard = turn(put(request(kind=f"AlexaSkillEvent.{kind}"), "session.attributes", sealed))
        assert (heard.session, heard.customer_id, heard.account) == ("", "", USER)
