"""Access tokens as the shop's authorization server signs them, and as nobody should.

In a request stands the name of a token, ``Atza|KEEP-ME-SECRET good anna``; what is sent in its place is a JWT that is
signed in the run. So a request can be printed, read and sent again, and no key is kept anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import jwt

from tests.support.authorization import AUDIENCE, claims, jwk, private_key
from tools.fuzzing.drawing.requests import TOKEN

KEY = "one"
LASTS = timedelta(days=7)
"""How long the token called ``soon`` counts."""
FOR_LONG = timedelta(days=4000)

# What is wrong with each: claims that replace the good ones.
_CLAIMS: dict[str, dict[str, Any]] = {
    "good": {},
    "mailed": {"email": "moved@example.org"},
    "unverified": {"email": "somebody-else@example.org", "email_verified": False},
    "no-mail": {"email": "<b>@example.org & co"},
    "audience": {"aud": "another-skill"},
    "audiences": {"aud": [AUDIENCE, 7]},
    "issuer": {"iss": "https://login.example.org"},
    "no-subject": {"sub": ...},
    "blank": {"sub": "  "},
    "control": {"sub": "anna\x00\n"},
    "several": {"sub": ["anna"]},
    "long": {"sub": "a" * 300},
    "no-expiry": {"exp": ...},
    "nan": {"exp": float("nan")},
    "never": {"exp": 10**30},
    "text": {"exp": "tomorrow"},
    "huge": {"more": "x" * 10_000},
    "larger": {"more": "x" * 20_000},
}
_OTHERS = "soon expired early unsigned secret other-key unknown-key no-key cut doubled rubbish".split()
KINDS = [*_CLAIMS, *_OTHERS]
COUNTS = ("good", "mailed", "unverified", "no-mail", "huge", "soon")
"""The kinds that prove who somebody is, each at its time."""


def called(kind: str, subject: str) -> str:
    """The name of a token as it stands in a request."""
    return f"{TOKEN} {kind} {subject}"


def proves(name: str, start: datetime, at: datetime) -> str:
    """Whose household a token of this name opens at that time; empty when nobody's."""
    kind, _, subject = name.removeprefix(f"{TOKEN} ").partition(" ")
    until = start + {"soon": LASTS, "expired": -LASTS}.get(kind, FOR_LONG)
    counts = (
        kind in (*COUNTS, "expired")
        and name.startswith(f"{TOKEN} ")
        and start - FOR_LONG - _LEEWAY <= at < until + _LEEWAY
    )
    return subject if counts else ""


_LEEWAY = timedelta(seconds=60)


class Mint:
    """Signs each token once."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._signed: dict[str, str] = {}

    def published(self) -> bytes:
        """The JWK Set of the shop's authorization server."""
        return json.dumps({"keys": [jwk(private_key(), KEY)]}).encode()

    def minted(self, raw: Any) -> Any:
        """A request with the tokens that are called by name in it; the request itself stays as it is."""
        for path in _PLACES:
            raw = _replaced(raw, path, self._token)
        return raw

    def _token(self, name: Any) -> Any:
        kind, _, subject = name.removeprefix(f"{TOKEN} ").partition(" ") if isinstance(name, str) else ("", "", "")
        if kind not in KINDS:
            return name
        if name not in self._signed:
            self._signed[name] = self._sign(kind, subject)
        return self._signed[name]

    def _sign(self, kind: str, subject: str) -> str:
        begins, until = int((self._start - FOR_LONG).timestamp()), int((self._start + FOR_LONG).timestamp())
        good = {**claims(subject, self._start), "iat": begins, "exp": until}
        body = {name: value for name, value in (good | _CLAIMS.get(kind, {})).items() if value is not ...}
        key, key_id = private_key(), {"kid": KEY}
        match kind:
            case "soon":
                body["exp"] = int((self._start + LASTS).timestamp())
            case "expired":
                body["exp"] = int((self._start - LASTS).timestamp())
            case "early":
                body |= {"nbf": until, "iat": until}
            case "unsigned":
                return f"{_part({'alg': 'none', 'typ': 'JWT', 'kid': KEY})}.{_part(body)}."
            case "secret":
                # Signed with what everybody can read, by the algorithm that takes it for a secret.
                start = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': KEY})}.{_part(body)}"
                return f"{start}.{_encoded(hmac.digest(self.published(), start.encode(), hashlib.sha256))}"
            case "other-key":
                key = private_key(number=2)
            case "unknown-key":
                key_id = {"kid": "two"}
            case "no-key":
                key_id = {}
            case "rubbish":
                return "eyJ.e30." + "A" * 10_000
            case _:
                pass
        token = jwt.encode(body, key, algorithm="RS256", headers=key_id)
        return {"cut": token[:-20], "doubled": f"{token}.{token}"}.get(kind, token)


_USER = "user", "accessToken"
_PLACES: tuple[tuple[str, ...], ...] = (
    ("context", "System", *_USER),
    ("session", *_USER),
    ("request", "body", "accessToken"),
)


def _replaced(raw: Any, path: tuple[str, ...], change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(raw)
    if not isinstance(raw, Mapping) or path[0] not in raw:
        return raw
    before = raw[path[0]]
    after = _replaced(before, path[1:], change)
    return raw if after is before else {**raw, path[0]: after}


def _part(value: Any) -> str:
    return _encoded(json.dumps(value).encode())


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
