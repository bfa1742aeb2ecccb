"""Access tokens: which are believed, which are not and why, and how often the shop's server is asked for its keys."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from skill.channels.accounts import LEEWAY_S, TokenAccounts
from skill.channels.keys import FRESH_S, OLDEST_S, PAUSE_AFTER_FAILURE_S, PAUSE_S, Keys, reader
from skill.fetching import fetch
from skill.profile.account import Account, Token, Unlinked, Why
from tests.support.authorization import (
    AUDIENCE,
    ISSUER,
    AuthorizationServer,
    authorization_server,
    claims,
    jwk,
    private_key,
)

NOW = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
ANNA = Account("anna")


@pytest.fixture
def server() -> Iterator[AuthorizationServer]:
    with authorization_server() as running:
        yield running


class Clock:
    """Seconds that pass only when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(server: AuthorizationServer, clock: Clock) -> TokenAccounts:
    return TokenAccounts(Keys(reader(server.url), clock), audience=AUDIENCE, issuer=ISSUER)


def verdict(accounts: TokenAccounts, token: str, at: datetime = NOW) -> str:
    """``subject``, or the reason."""
    found = accounts.verify(Token(token), at)
    return found.subject if isinstance(found, Account) else found.reason.value


def signed(header: dict[str, Any], payload: Any, signature: bytes = b"x") -> str:
    """A token as somebody could put it together by hand."""
    parts = (json.dumps(header).encode(), payload if isinstance(payload, bytes) else json.dumps(payload).encode())
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in (*parts, signature)).decode()


@pytest.mark.parametrize("kind", ["RSA", "EC"])
def test_a_token_of_the_shop_is_believed(server: AuthorizationServer, accounts: TokenAccounts, kind: str) -> None:
    server.keys = {"the key": private_key(kind)}
    email = {"email": "anna@example.com", "email_verified": True}

    assert accounts.verify(Token(server.token("anna", NOW, key_id="the key", **email)), NOW) == Account(
        "anna", "anna@example.com"
    )


@pytest.mark.parametrize(
    ("more", "email"),
    [
        ({}, ""),
        ({"email": "a@example.com"}, "a@example.com"),
        ({"email": " a@example.com "}, "a@example.com"),
        ({"email": "a@example.com", "email_verified": False}, ""),
        ({"email": "nobody"}, ""),
        ({"email": "@example.com"}, ""),
        ({"email": "a\r\nBcc: b@example.com"}, ""),
        ({"email": "a b@example.com"}, ""),
        ({"email": f"{'a' * 250}@example.com"}, ""),
        ({"email": ["a@example.com"]}, ""),
        ({"email": None}, ""),
    ],
)
def test_the_address_that_a_token_names(
    server: AuthorizationServer, accounts: TokenAccounts, more: dict[str, Any], email: str
) -> None:
    assert accounts.verify(Token(server.token("anna", NOW, **more)), NOW) == Account("anna", email)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({"exp": 1}, "anna"),
        ({"exp": 1 - LEEWAY_S}, "anna"),
        ({"exp": -LEEWAY_S}, "expired"),
        ({"exp": -86400}, "expired"),
        ({"exp": 3600, "nbf": LEEWAY_S}, "anna"),
        ({"exp": 3600, "nbf": LEEWAY_S + 1}, "wrong"),
        ({"exp": 3600, "iat": LEEWAY_S}, "anna"),
        ({"exp": 3600, "iat": LEEWAY_S + 1}, "wrong"),
    ],
)
def test_times(server: AuthorizationServer, accounts: TokenAccounts, times: dict[str, int], expected: str) -> None:
    moments: dict[str, Any] = {name: int(NOW.timestamp()) + seconds for name, seconds in times.items()}
    assert verdict(accounts, server.token("anna", NOW, **moments)) == expected


def test_the_time_that_counts_is_the_turns(server: AuthorizationServer, accounts: TokenAccounts) -> None:
    token = server.token("anna", NOW)

    assert verdict(accounts, token, NOW + timedelta(minutes=60)) == "anna"
    assert verdict(accounts, token, NOW + timedelta(minutes=61)) == "expired"


@pytest.mark.parametrize(
    ("more", "detail"),
    [
        ({"aud": "another-skill"}, "InvalidAudienceError"),
        ({"aud": ...}, "MissingRequiredClaimError"),
        ({"aud": []}, "MissingRequiredClaimError"),
        ({"iss": "https://login.example.org"}, "InvalidIssuerError"),
        ({"iss": ...}, "MissingRequiredClaimError"),
        ({"sub": ...}, "MissingRequiredClaimError"),
        ({"sub": ""}, "sub"),
        ({"sub": " "}, "sub"),
        ({"sub": "x" * 256}, "sub"),
        ({"sub": "an\nna"}, "sub"),
        ({"exp": ...}, "MissingRequiredClaimError"),
        ({"exp": "tomorrow"}, "no times"),
        ({"exp": True}, "no times"),
        ({"exp": float("nan")}, "no times"),
        ({"exp": float("inf")}, "no times"),
        ({"exp": 10**400}, "no times"),
        ({"iat": "now"}, "no times"),
        ({"nbf": None}, "no times"),
    ],
)
def test_a_token_that_is_not_for_us(
    server: AuthorizationServer, accounts: TokenAccounts, more: dict[str, Any], detail: str
) -> None:
    found = accounts.verify(Token(server.token("anna", NOW, **more)), NOW)
    assert found == Unlinked(Why.WRONG, detail)


def test_several_audiences_may_hold_ours(server: AuthorizationServer, accounts: TokenAccounts) -> None:
    assert verdict(accounts, server.token("anna", NOW, aud=["another-skill", AUDIENCE])) == "anna"


def _unsigned(_: AuthorizationServer) -> str:
    return jwt.encode(claims("anna", NOW), "", algorithm="none", headers={"kid": "one"})


def _public_key_as_secret(server: AuthorizationServer) -> str:
    """The old trick: the public key, which everybody has, used as the secret of an HMAC."""
    public = server.keys["one"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header, payload = {"alg": "HS256", "kid": "one"}, claims("anna", NOW)
    body = signed(header, payload).rpartition(".")[0]
    signature = jwt.get_algorithm_by_name("HS256").sign(body.encode(), public)
    return f"{body}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _other_key(_: AuthorizationServer) -> str:
    return jwt.encode(claims("anna", NOW), private_key(number=2), algorithm="RS256", headers={"kid": "one"})


def _other_algorithm(server: AuthorizationServer) -> str:
    return jwt.encode(claims("anna", NOW), server.keys["one"], algorithm="RS512", headers={"kid": "one"})


def _curve_for_rsa(_: AuthorizationServer) -> str:
    return jwt.encode(claims("anna", NOW), private_key("EC"), algorithm="ES256", headers={"kid": "one"})


def _changed(server: AuthorizationServer) -> str:
    header, _, signature = server.token("anna", NOW).split(".")
    payload = signed({}, claims("ben", NOW)).split(".")[1]
    return f"{header}.{payload}.{signature}"


@pytest.mark.parametrize(
    ("forged", "detail"),
    [
        (_unsigned, "InvalidAlgorithmError"),
        (_public_key_as_secret, "InvalidAlgorithmError"),
        (_other_algorithm, "InvalidAlgorithmError"),
        (_other_key, "InvalidSignatureError"),
        (_curve_for_rsa, "InvalidAlgorithmError"),
        (_changed, "InvalidSignatureError"),
    ],
)
def test_a_forged_token_is_wrong(
    server: AuthorizationServer, accounts: TokenAccounts, forged: Callable[[AuthorizationServer], str], detail: str
) -> None:
    assert accounts.verify(Token(forged(server)), NOW) == Unlinked(Why.WRONG, detail)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "Atza|IwEBIAbcdefg",
        "a.b.c",
        "..",
        "ä.b.c",
        "\ud800",
        "a" * 100_000,
        signed({"alg": "RS256"}, {"sub": "anna"}),
        signed({"alg": "RS256", "kid": 7}, {"sub": "anna"}),
        signed({"alg": ["RS256"], "kid": "one"}, {"sub": "anna"}),
        signed({"alg": "RS256", "kid": "one", "crit": ["b64"], "b64": False}, b""),
        signed({"alg": "RS256", "kid": "one"}, b"[" * 10_000),
        signed({"alg": "RS256", "kid": "one", "typ": {}}, {"sub": "anna"}, b""),
    ],
)
def test_what_is_no_token_is_wrong(accounts: TokenAccounts, text: str) -> None:
    assert verdict(accounts, text) == "wrong"


def test_what_cannot_be_a_token_asks_nobody(server: AuthorizationServer, accounts: TokenAccounts) -> None:
    for text in ("", "Atza|IwEBIAbcdefg", _unsigned(server), _public_key_as_secret(server), "a.b.c"):
        assert verdict(accounts, text) == "wrong"
    assert server.fetches == 0


def test_keys_are_read_once_an_hour(server: AuthorizationServer, accounts: TokenAccounts, clock: Clock) -> None:
    token = server.token("anna", NOW)

    assert [verdict(accounts, token) for _ in range(5)] == ["anna"] * 5
    clock.now += FRESH_S - 1
    assert verdict(accounts, token) == "anna"
    assert server.fetches == 1
    clock.now += 1
    assert [verdict(accounts, token) for _ in range(5)] == ["anna"] * 5
    assert server.fetches == 2


def test_a_withdrawn_key_stops_working(server: AuthorizationServer, accounts: TokenAccounts, clock: Clock) -> None:
    token = server.token("anna", NOW)
    assert verdict(accounts, token) == "anna"
    server.keys = {"two": private_key("EC")}

    clock.now += FRESH_S

    assert verdict(accounts, token) == "wrong"


def test_a_new_key_is_asked_for_and_works(server: AuthorizationServer, accounts: TokenAccounts, clock: Clock) -> None:
    assert verdict(accounts, server.token("anna", NOW)) == "anna"
    server.keys["two"] = private_key("EC")
    clock.now += PAUSE_S

    assert verdict(accounts, server.token("anna", NOW, key_id="two")) == "anna"
    assert verdict(accounts, server.token("anna", NOW)) == "anna"
    assert server.fetches == 2


def test_made_up_key_ids_send_us_to_the_server_once_a_minute(
    server: AuthorizationServer, accounts: TokenAccounts, clock: Clock
) -> None:
    key = private_key(number=2)

    def forged(number: int) -> str:
        return jwt.encode(claims("anna", NOW), key, algorithm="RS256", headers={"kid": f"made up {number}"})

    for number in range(121):
        assert verdict(accounts, forged(number)) == "wrong"
        clock.now += 1
    assert server.fetches == 3
    assert verdict(accounts, server.token("anna", NOW)) == "anna"
    assert server.fetches == 3


def _down(server: AuthorizationServer) -> None:
    server.status = 503


def _garbage(server: AuthorizationServer) -> None:
    server.answer = b"<html>Welcome to the hotel's Wi-Fi"


def _no_text(server: AuthorizationServer) -> None:
    server.answer = b"\xff\xfe\x00"


def _nothing(server: AuthorizationServer) -> None:
    server.answer = b"{}"


def _list(server: AuthorizationServer) -> None:
    server.answer = b"[]"


def _too_deep(server: AuthorizationServer) -> None:
    server.answer = b"[" * 200_000


def _too_much(server: AuthorizationServer) -> None:
    server.answer = server.published() + b" " * 300_000


def _no_key_for_us(server: AuthorizationServer) -> None:
    one = private_key()
    unusable = [
        jwk(one, "one", use="enc"),
        jwk(one, "one", alg="RS512"),
        {**jwk(one, "one"), "kid": 7},
        {**jwk(one, "one"), "n": "!"},
        {**jwk(one, "one"), "kty": "new"},
        jwk(private_key(size=1024), "one"),
        {"kty": "oct", "k": "c2VjcmV0", "kid": "one"},
        {"kid": "one"},
        "one",
    ]
    server.answer = json.dumps({"keys": unusable}).encode()


def _elsewhere(server: AuthorizationServer) -> None:
    server.status = 302


_TROUBLES = [_down, _garbage, _no_text, _nothing, _list, _too_deep, _too_much, _no_key_for_us, _elsewhere]


@pytest.mark.parametrize("trouble", _TROUBLES)
def test_without_keys_nobody_knows(
    server: AuthorizationServer,
    accounts: TokenAccounts,
    clock: Clock,
    trouble: Callable[[AuthorizationServer], None],
) -> None:
    token = server.token("anna", NOW)
    trouble(server)

    assert verdict(accounts, token) == "unreachable"
    assert server.fetches == 1
    # The server is left in peace for a moment; then its keys are read.
    server.answer, server.status = None, 200
    assert verdict(accounts, token) == "unreachable"
    assert server.fetches == 1
    clock.now += PAUSE_AFTER_FAILURE_S
    assert verdict(accounts, token) == "anna"
    assert server.fetches == 2


@pytest.mark.parametrize("trouble", _TROUBLES)
def test_known_keys_outlast_a_server_in_trouble_for_a_day(
    server: AuthorizationServer,
    accounts: TokenAccounts,
    clock: Clock,
    trouble: Callable[[AuthorizationServer], None],
) -> None:
    token, unknown = server.token("anna", NOW), jwt.encode({}, private_key(), "RS256", headers={"kid": "two"})
    assert verdict(accounts, token) == "anna"
    trouble(server)
    clock.now += FRESH_S

    assert verdict(accounts, token) == "anna"
    # It may be a new key: nobody can tell.
    assert verdict(accounts, unknown) == "unreachable"
    clock.now += OLDEST_S - FRESH_S
    assert verdict(accounts, token) == "unreachable"


def test_a_server_that_is_gone(server: AuthorizationServer) -> None:
    with authorization_server() as gone:
        accounts = TokenAccounts(Keys(reader(gone.url)), audience=AUDIENCE, issuer=ISSUER)
    found = accounts.verify(Token(server.token("anna", NOW)), NOW)
    assert found == Unlinked(Why.UNREACHABLE, "URLError")


def test_a_server_that_is_slow(server: AuthorizationServer, clock: Clock) -> None:
    """It answers in the end; by then nobody waits."""
    server.go_on.clear()
    accounts = TokenAccounts(Keys(lambda: fetch(server.url, 0.1), clock), audience=AUDIENCE, issuer=ISSUER)
    token = server.token("anna", NOW)

    assert accounts.verify(Token(token), NOW) == Unlinked(Why.UNREACHABLE, "TimeoutError")
    server.go_on.set()
    clock.now += PAUSE_AFTER_FAILURE_S
    slow = TokenAccounts(Keys(reader(server.url), clock), audience=AUDIENCE, issuer=ISSUER)
    assert verdict(slow, token) == "anna"


def test_keys_in_a_file(tmp_path: Path, server: AuthorizationServer, clock: Clock) -> None:
    file = tmp_path / "jwks.json"
    accounts = TokenAccounts(Keys(reader(str(file)), clock), audience=AUDIENCE, issuer=ISSUER)
    token = server.token("anna", NOW)

    assert accounts.verify(Token(token), NOW) == Unlinked(Why.UNREACHABLE, "FileNotFoundError")
    file.write_bytes(server.published())
    clock.now += PAUSE_AFTER_FAILURE_S
    assert verdict(accounts, token) == "anna"


def test_a_key_without_a_use_and_one_among_others_work(server: AuthorizationServer, accounts: TokenAccounts) -> None:
    others = [{"kty": "new", "kid": "zero"}, jwk(private_key("EC"), "two", use="sig", alg="ES256")]
    server.answer = json.dumps({"keys": [*others, jwk(private_key(), "one")]}).encode()
    server.keys["two"] = private_key("EC")

    assert [verdict(accounts, server.token("anna", NOW, key_id=key)) for key in ("one", "two")] == ["anna", "anna"]
