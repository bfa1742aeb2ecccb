"""Access tokens: which are believed, which are not and why."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from skill.channels.accounts import LEEWAY_S, TokenAccounts
from skill.profile.account import Account, Token, Unlinked, Why
from tests.channels.conftest import NOW, verdict
from tests.support.authorization import (
    AUDIENCE,
    AuthorizationServer,
    claims,
    private_key,
)

ANNA = Account("anna")


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
