"""The shop's own account of a household, proven by the access token that an assistant was given for it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec


class Token:
    """An access token. Whoever has it is the household, so it is never shown: not printed, not logged, not encoded."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value

    def reveal(self) -> str:
        """The token itself, for whoever verifies or seals it."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Token) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str:
        raise TypeError("a token is not written down")

    def __repr__(self) -> str:
        return "Token(…)" if self else "Token()"


NO_TOKEN = Token()

ACCOUNT = "account"
"""The channel of identities that are the shop's own customer ids."""


class Account(msgspec.Struct, frozen=True):
    """Who the shop says it is: ``subject`` is its customer id; ``email`` is empty when the token names none."""

    subject: str
    email: str = ""


class Why(StrEnum):
    """Why a token does not count."""

    EXPIRED = "expired"
    """It is one of the shop's, and its time is over."""
    WRONG = "wrong"
    """It is none of the shop's, or not for us."""
    UNREACHABLE = "unreachable"
    """Nobody knows: the shop's keys cannot be had right now."""


class Unlinked(msgspec.Struct, frozen=True):
    """A token that does not count. ``detail`` is for the log: the kind of flaw, nothing of the token."""

    reason: Why
    detail: str = ""


class Accounts(Protocol):
    """The shop's accounts."""

    def verify(self, token: Token, at: datetime) -> Account | Unlinked:
        """Whose token this is, if it counts ``at`` that time. Never raises; takes a few seconds at most."""
        ...
