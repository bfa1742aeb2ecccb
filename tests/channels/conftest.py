"""A shop's authorization server that really runs, what verifies its tokens, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from skill.channels.accounts import TokenAccounts
from skill.channels.keys import Keys, reader
from skill.profile.account import Account, Token
from tests.support.authorization import AUDIENCE, ISSUER, AuthorizationServer, authorization_server

NOW = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)


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
