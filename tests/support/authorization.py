"""A shop's authorization server: it really signs tokens and really publishes its keys by HTTP, on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from threading import Event
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from tests.support.serving import Handler, serving

AUDIENCE, ISSUER = "restock-skill", "https://login.example.com"
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def private_key(kind: str = "RSA", number: int = 1, size: int = 2048) -> PrivateKey:
    """A throw-away key; made once per process, since RSA takes its time."""
    assert number
    return rsa.generate_private_key(65537, size) if kind == "RSA" else ec.generate_private_key(ec.SECP256R1())


def jwk(key: PrivateKey, key_id: str, **more: Any) -> dict[str, Any]:
    """The public half as it is published."""
    public = key.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        return {**RSAAlgorithm.to_jwk(public, as_dict=True), "kid": key_id, **more}
    return {**ECAlgorithm.to_jwk(public, as_dict=True), "kid": key_id, **more}


def claims(subject: str, at: datetime, **more: Any) -> dict[str, Any]:
    """A good token's claims: made at that time, valid for an hour. ``...`` as a value leaves one out."""
    now = int(at.timestamp())
    good = {"iss": ISSUER, "aud": AUDIENCE, "sub": subject, "iat": now, "exp": now + 3600}
    return {name: value for name, value in (good | more).items() if value is not ...}


class AuthorizationServer:
    """Where the keys are published. ``fetches`` counts how often somebody asked for them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.fetches = 0
        self.keys: dict[str, PrivateKey] = {"one": private_key()}
        self.answer: bytes | None = None
        """Given instead of the keys, when it is set."""
        self.status = 200
        self.go_on = Event()
        """While it is not set, nothing is answered."""
        self.go_on.set()

    def token(self, subject: str, at: datetime, *, key_id: str = "one", **more: Any) -> str:
        """A token signed with one of the keys."""
        key = self.keys[key_id]
        algorithm = "RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"
        return jwt.encode(claims(subject, at, **more), key, algorithm=algorithm, headers={"kid": key_id})

    def published(self) -> bytes:
        """What is answered now."""
        if self.answer is not None:
            return self.answer
        return json.dumps({"keys": [jwk(key, key_id) for key_id, key in self.keys.items()]}).encode()


@contextmanager
def authorization_server() -> Iterator[AuthorizationServer]:
    """Run one until the block ends."""

    class Published(Handler):
        """Answers every GET with the keys."""

        def do_GET(self) -> None:
            """The keys, or whatever the test wants instead."""
            known.fetches += 1
            known.go_on.wait(30)
            self.say(known.status, known.published(), Location="/elsewhere")

    with serving(Published) as address:
        known = AuthorizationServer(f"{address}/jwks.json")
        try:
            yield known
        finally:
            known.go_on.set()
