"""POST /alexa with verification: what Amazon signed reaches the skill and the profile; the rest leaves no trace."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from skill.web.app import LARGEST_BODY_BYTES
from tests.support.throwaway_ca import ADDRESS, NOON, SKILL, Signer, ThrowawayCA, pem, request_body
from tests.web.conftest import House, everything
from tests.web.events import OTHER_SKILL, body, envelope


def test_a_signed_conversation_buys_once_and_is_on_the_timeline(signed: House) -> None:
    before = {order.id for order in signed.store.orders("anna")}
    device = signed.device("anna", "Anna")
    heard = [device.open(), device.say("reorder the coffee"), device.say("yes")]
    assert signed.answers == [200, 200, 200]
    assert [one.session_open for one in heard] == [True, True, True]
    (placed,) = {order.id for order in signed.store.orders("anna")} - before
    turns = signed.timeline("anna")["interactions"]
    assert [(one["intent"], one["outcome"], one["order_id"]) for one in turns[:2]] == [
        ("Yes", "ordered", placed),
        ("Reorder", "offered", ""),
    ]
    assert [one["intent"] for one in turns[2:]] == ["Launch"]


def test_a_signed_request_sent_again_gets_the_same_answer_and_buys_nothing_more(signed: House) -> None:
    device = signed.device("anna", "Anna")
    device.say("reorder the coffee")
    heard = device.say("yes")
    before = everything(signed.store)
    again = json.dumps(heard.request, ensure_ascii=False).encode()
    for _ in range(3):
        status, answer = signed.post(again)
        assert (status, json.loads(answer)) == (200, heard.response)
    assert everything(signed.store) == before


def test_somebody_new_becomes_a_guest_with_the_first_signed_turn(signed: House) -> None:
    """Shows that the requests that the refusals below spoil would have written something."""
    before = everything(signed.store)
    assert signed.post(body(signed))[0] == 200
    after = everything(signed.store)
    guest = after["stranger"]
    assert before["stranger"] is None
    assert set(after) - set(before) == {guest}
    assert [one["intent"] for one in signed.timeline(guest)["interactions"]] == ["Reorder"]


Spoil = Callable[[House, ThrowawayCA, dict[str, str]], bytes | None]


def header(name: str, value: str) -> Spoil:
    return lambda house, ca, headers: headers.update({name: value})


def without(*names: str) -> Spoil:
    def spoil(house: House, ca: ThrowawayCA, headers: dict[str, str]) -> None:
        for name in names:
            del headers[name]

    return spoil


def leaf(**values: Any) -> Spoil:
    return lambda house, ca, headers: house.files.update({ADDRESS: ca.signer(**values).pem})


def other(make: Callable[[House], bytes]) -> Spoil:
    """Another body, and signed."""

    def spoil(house: House, ca: ThrowawayCA, headers: dict[str, str]) -> bytes:
        changed = make(house)
        headers.update(house.signer.headers(changed))
        return changed

    return spoil


def sent(apart: timedelta) -> Spoil:
    return other(lambda house: body(house, timestamp=(house.now + apart).strftime("%Y-%m-%dT%H:%M:%SZ")))


REFUSED: dict[str, Spoil] = {
    "unsigned": without("Signature", "Signature-256"),
    "the old signature only": without("Signature-256"),
    "no certificate": without("SignatureCertChainUrl"),
    "no headers": lambda house, ca, headers: headers.clear(),
    "certificate of another host": header(
        "SignatureCertChainUrl", "https://s3.amazonaws.com.evil.example/echo.api/c.pem"
    ),
    "certificate over http": header("SignatureCertChainUrl", "http://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"),
    "certificate of another path": header("SignatureCertChainUrl", "https://s3.amazonaws.com/x/echo-api-cert-12.pem"),
    "certificate at another port": header("SignatureCertChainUrl", "https://s3.amazonaws.com:444/echo.api/c.pem"),
    "certificate unreachable": lambda house, ca, headers: house.files.clear(),
    "certificate expired": leaf(end=NOON - timedelta(seconds=1)),
    "certificate of tomorrow": leaf(start=NOON + timedelta(days=1)),
    "certificate for another name": leaf(names=("example.com",)),
    "certificate without a name": leaf(names=None),
    "certificate of nobody": lambda house, ca, headers: house.files.update({ADDRESS: ThrowawayCA().signer().pem}),
    "chain with a gap": lambda house, ca, headers: house.files.update({ADDRESS: pem(ca.leaf(), ca.root)}),
    "signed by another key": lambda house, ca, headers: headers.update(
        Signer(ThrowawayCA().leaf_key, b"").headers(body(house))
    ),
    "signature is no base64": header("Signature-256", "%%%"),
    "body changed": lambda house, ca, headers: body(house).replace(b"coffee", b"gold!!"),
    "body longer": lambda house, ca, headers: body(house) + b" ",
    "too old": sent(timedelta(seconds=-151)),
    "too new": sent(timedelta(seconds=151)),
    "no time": other(lambda house: body(house, timestamp=None)),
    "another skill": other(lambda house: body(house).replace(SKILL.encode(), OTHER_SKILL.encode())),
    "another skill's session": other(lambda house: body(house).replace(SKILL.encode(), OTHER_SKILL.encode(), 1)),
    "no skill": other(lambda house: body(house).replace(b'"applicationId"', b'"app"')),
    "no JSON": other(lambda house: body(house)[:-1]),
    "empty": other(lambda house: b""),
}


@pytest.mark.parametrize("spoil", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_request_is_refused_and_nothing_is_written(signed: House, ca: ThrowawayCA, spoil: Spoil) -> None:
    before, good = everything(signed.store), body(signed)
    headers = signed.signer.headers(good)
    spoiled = spoil(signed, ca, headers)
    answer = signed.client().post("/alexa", data=good if spoiled is None else spoiled, headers=headers)
    assert (answer.status_code, answer.data) == (400, b"")
    assert everything(signed.store) == before


def test_a_bad_yes_orders_nothing(signed: House) -> None:
    device = signed.device("anna", "Anna")
    offer = device.say("reorder the coffee")
    signed.tick()
    yes = envelope(signed, "yes") | {"session": dict(offer.request["session"]) | {"new": False}}
    yes["session"]["attributes"] = offer.response["sessionAttributes"]
    yes["context"] = offer.request["context"]
    good, before = json.dumps(yes).encode(), everything(signed.store)
    client = signed.client()
    assert client.post("/alexa", data=good, content_type="application/json").status_code == 400
    assert everything(signed.store) == before
    assert signed.post(good)[0] == 200  # and this is the very yes that would have ordered
    assert signed.timeline("anna")["interactions"][0]["outcome"] == "ordered"


def test_a_body_too_long_is_not_read(signed: House) -> None:
    before = everything(signed.store)
    long = body(signed).ljust(LARGEST_BODY_BYTES + 1)
    assert signed.post(long) == (413, b"")
    assert everything(signed.store) == before


def test_a_letter_that_is_none_is_answered(signed: House) -> None:
    """JSON may escape half of a surrogate pair; nothing can store that as UTF-8."""
    event = envelope(signed)
    event["request"]["intent"]["slots"]["product"]["value"] = "coffee \ud83e"
    event["session"]["user"]["userId"] = event["context"]["System"]["user"]["userId"] = "amzn1.ask.account.\ud83e"
    status, answer = signed.post(json.dumps(event).encode())
    assert status == 200
    assert json.loads(answer)["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    (guest,) = [key for key in everything(signed.store) if key.startswith("guest-")]
    (turn,) = signed.timeline(guest)["interactions"]
    assert turn["intent"] == "Reorder"


def test_there_is_no_page_with_verification(signed: House) -> None:
    before = everything(signed.store)
    client = signed.client()
    said = {"tab": "t", "customer": "anna", "locale": "en-US", "text": "reorder the coffee"}
    assert client.get("/").status_code == 404
    assert client.get("/talk/anna").status_code == 404
    assert client.get("/talk/static/talk.js").status_code == 404
    assert client.post("/talk", json=said).status_code == 404
    assert everything(signed.store) == before


def test_a_launch_in_words_of_the_signed_body(signed: House) -> None:
    """Non-ASCII letters in the body are signed as bytes and read as UTF-8."""
    status, answer = signed.post(request_body())
    assert status == 200
    assert json.loads(answer)["response"]["outputSpeech"]["ssml"].startswith("<speak>")
