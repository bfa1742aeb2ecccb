"""A customer's id counts only for the account, the voice, the session and the access token it was given out for."""

import hashlib
import hmac
from typing import Any

import pytest

from skill.alexa.session import sign, verified
from skill.profile.account import NO_TOKEN, Token

SECRET = b"a secret of more than thirty-two bytes"
WHO: dict[str, Any] = {"account": "user-1", "person": "person-1", "session": "session-1", "token": NO_TOKEN}
LINKED = {**WHO, "token": Token("access")}


def test_what_was_signed_verifies() -> None:
    sealed = sign(SECRET, customer_id="h1", **WHO)
    mac = hmac.new(SECRET, b'["user-1", "person-1", "session-1", "", "h1"]', hashlib.sha256).hexdigest()
    assert sealed == {"c": "h1", "m": mac}
    assert verified(SECRET, sealed, **WHO) == "h1"


@pytest.mark.parametrize(
    ("part", "other"), [("account", "user-2"), ("person", ""), ("person", "p2"), ("session", "s2")]
)
def test_another_account_voice_or_session_is_looked_up_anew(part: str, other: str) -> None:
    assert verified(SECRET, sign(SECRET, customer_id="h1", **WHO), **{**WHO, part: other}) == ""


def test_another_token_or_none_is_looked_up_anew() -> None:
    sealed = sign(SECRET, customer_id="h1", **LINKED)
    assert verified(SECRET, sealed, **LINKED) == "h1"
    assert verified(SECRET, sealed, **WHO) == ""
    assert verified(SECRET, sealed, **{**WHO, "token": Token("refreshed")}) == ""
    assert verified(SECRET, sign(SECRET, customer_id="h1", **WHO), **LINKED) == ""


def test_the_token_is_not_in_what_is_given_out() -> None:
    token = Token("eyJhbGciOiJSUzI1NiJ9.payload.signature")
    assert set(sign(SECRET, customer_id="h1", **{**WHO, "token": token})) == {"c", "m"}
    assert "payload" not in str(sign(SECRET, customer_id="h1", **{**WHO, "token": token}))


def test_another_secret_seals_differently() -> None:
    assert verified(b"another secret", sign(SECRET, customer_id="h1", **WHO), **WHO) == ""


def test_parts_do_not_run_into_one_another() -> None:
    sealed = sign(SECRET, customer_id="h1", account="a", person="bc", session="s", token=NO_TOKEN)
    assert verified(SECRET, sealed, account="ab", person="c", session="s", token=NO_TOKEN) == ""
    forged = sign(SECRET, customer_id='h1"', account="a", person="", session="s", token=NO_TOKEN)
    assert verified(SECRET, {**forged, "c": "h1"}, account="a", person="", session="s", token=NO_TOKEN) == ""


def test_nothing_is_sealed_without_a_customer_or_a_session() -> None:
    assert sign(SECRET, customer_id="", **WHO) == {}
    assert sign(SECRET, customer_id="h1", **{**WHO, "session": ""}) == {}


@pytest.mark.parametrize(
    "attributes",
    [
        None,
        [],
        "h1",
        {},
        {"c": "h1"},
        {"m": "x"},
        {"c": "h1", "m": ""},
        {"c": "h1", "m": None},
        {"c": 1, "m": 2},
        {"c": ["h1"], "m": {}},
        {"c": "h1", "m": "ä\ud800"},
        {"c": "\ud800", "m": "00"},
        {"c": "h" * 100_000, "m": "00"},
    ],
)
def test_anything_else_is_no_customer(attributes: object) -> None:
    assert verified(SECRET, attributes, **WHO) == ""


def test_a_seal_without_a_session_opens_nothing() -> None:
    mac = hmac.new(SECRET, b'["user-1", "person-1", "", "", "h1"]', hashlib.sha256).hexdigest()
    assert verified(SECRET, {"c": "h1", "m": mac}, **{**WHO, "session": ""}) == ""
