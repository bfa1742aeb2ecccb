"""The household's four-digit voice code: kept as a salted scrypt hash, three tries, then locked for a growing time."""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import datetime, timedelta

import msgspec

TRIES = 3
LOCKS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(days=1))
COST = 2**14
"""scrypt's N; with r 8 and p 1 that is 16 MB and some 50 ms a try (RFC 7914; OWASP asks for at least 2**14)."""


class VoiceCode(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code that is set. ``wrong`` counts tries since the last right one, ``lockouts`` how often it was locked."""

    salt: bytes
    digest: bytes
    cost: int = COST
    wrong: int = 0
    lockouts: int = 0
    locked_until: datetime | None = None

    def locked(self, at: datetime) -> bool:
        """Whether no try counts now."""
        return self.locked_until is not None and at < self.locked_until

    def matches(self, digits: str) -> bool:
        """Whether these are the digits."""
        return hmac.compare_digest(_digest(digits, self.salt, self.cost), self.digest)

    def tried(self, digits: str, at: datetime) -> tuple[bool, VoiceCode]:
        """Whether the digits are right, and the code after this try. While it is locked, no digits are."""
        if self.locked(at):
            return False, self
        if self.matches(digits):
            return True, msgspec.structs.replace(self, wrong=0, lockouts=0, locked_until=None)
        if self.wrong + 1 < TRIES:
            return False, msgspec.structs.replace(self, wrong=self.wrong + 1)
        pause = LOCKS[min(self.lockouts, len(LOCKS) - 1)]
        return False, msgspec.structs.replace(self, wrong=0, lockouts=self.lockouts + 1, locked_until=at + pause)


def new_code(digits: str, salt: bytes, cost: int = COST) -> VoiceCode:
    """A code from four digits and a random salt of at least 16 bytes.

    Raises:
        ValueError: for anything but four digits, or a short salt.

    """
    if not is_code(digits) or len(salt) < 16:
        raise ValueError("a voice code is four digits and at least 16 random bytes of salt")
    return VoiceCode(salt, _digest(digits, salt, cost), cost)


def random_code(digits: str) -> VoiceCode:
    """A code with a salt from the system's random source."""
    return new_code(digits, os.urandom(16))


def is_code(digits: str) -> bool:
    """Whether this is four digits, as AMAZON.FOUR_DIGIT_NUMBER gives them."""
    return len(digits) == 4 and digits.isascii() and digits.isdigit()


def _digest(digits: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, n=cost, r=8, p=1, maxmem=2**20 + 2 * 128 * 8 * cost, dklen=32)
