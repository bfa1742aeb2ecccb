"""A moved clock, a counting file server, a throw-away authority, and the verifier among them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from skill.alexa.signature import RequestRefused, SignatureVerifier
from tests.support.throwaway_ca import (
    ADDRESS,
    NOON,
    Signer,
    ThrowawayCA,
    request_body,
)

BODY = request_body()


@dataclass
class World:
    """A clock that can be moved, a file server that counts, and the verifier between them."""

    roots: list[Any]
    now: datetime = NOON
    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.verifier = SignatureVerifier(lambda: self.now, self.roots, self.fetch)

    def fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        if url not in self.files:
            raise OSError("no such file")
        return self.files[url]

    def reason(self, headers: dict[str, str], body: bytes = BODY) -> str:
        """Why the request is refused."""
        with pytest.raises(RequestRefused) as refused:
            self.verifier.check(headers, body)
        return refused.value.reason


@pytest.fixture(scope="module")
def ca() -> ThrowawayCA:
    return ThrowawayCA()


@pytest.fixture(scope="module")
def other_ca() -> ThrowawayCA:
    return ThrowawayCA()


@pytest.fixture(scope="module")
def signer(ca: ThrowawayCA) -> Signer:
    return ca.signer()


@pytest.fixture
def world(ca: ThrowawayCA, signer: Signer) -> World:
    return World([ca.root], files={ADDRESS: signer.pem})
