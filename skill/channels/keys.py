"""The public keys with which a shop signs its access tokens: a JWK Set (RFC 7517), read from an address or a file.

Keys are read when they are first needed, again after an hour (a withdrawn key stops working), and when a token names
a key that is not there (a new one starts working), but then at most once a minute: whoever makes up key ids sends
us to the shop's server no more often. When it does not answer, the keys that are known go on for a day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from skill.deadline import left
from skill.fetching import fetch

if TYPE_CHECKING:
    from jwt import PyJWK

ALGORITHMS = ("RS256", "ES256")
PATIENCE_S = 2.0
"""How long a whole answer may take: the shopper waits. A turn that has less time left waits less."""
FRESH_S, OLDEST_S = 3600.0, 86400.0
PAUSE_S, PAUSE_AFTER_FAILURE_S = 60.0, 10.0
_SMALLEST_RSA = 2048

Read = Callable[[], bytes]
"""Gives the JWK Set as it is now; any exception means that it cannot be had."""


class KeysUnreachable(Exception):
    """The keys cannot be had, and none that is known fits."""


class Keys:
    """The shop's keys by key id. Safe to share among threads; only those who need a key that is not known wait."""

    def __init__(self, read: Read, clock: Callable[[], float] = monotonic) -> None:
        self._read, self._clock = read, clock
        self._lock = Lock()
        self._known: Mapping[str, PyJWK] = {}
        self._read_at = self._again_at = float("-inf")
        self._failed = ""

    def find(self, key_id: str) -> PyJWK | None:
        """The key of this id; None when the shop has none.

        Raises:
            KeysUnreachable: the text says what kind of failure it was.

        """
        if key := self._within(key_id, FRESH_S):
            return key
        with self._lock:
            # Whoever waited here finds what another thread has read.
            if key := self._within(key_id, FRESH_S):
                return key
            if self._clock() >= self._again_at:
                self._refresh()
            key = self._within(key_id, OLDEST_S)
            if key is None and self._failed:
                raise KeysUnreachable(self._failed)
            return key

    def _within(self, key_id: str, age: float) -> PyJWK | None:
        return self._known.get(key_id) if self._clock() - self._read_at < age else None

    def _refresh(self) -> None:
        try:
            known = usable(self._read())
        except Exception as problem:  # whatever a reader raises means the same: there are no keys
            self._failed, pause = type(problem).__name__, PAUSE_AFTER_FAILURE_S
        else:
            self._known, self._failed, self._read_at, pause = known, "", self._clock(), PAUSE_S
        self._again_at = self._clock() + pause


def usable(data: bytes) -> dict[str, PyJWK]:
    """The keys of a JWK Set that may sign tokens for us, by their id; others are passed over.

    Raises:
        ValueError: it is no JWK Set, or holds no such key.

    """
    from jwt import PyJWK, PyJWTError  # noqa: PLC0415 - loaded only when there is a token

    listed = json.loads(data)
    listed = listed.get("keys") if isinstance(listed, dict) else None
    found: dict[str, PyJWK] = {}
    for one in listed if isinstance(listed, list) else ():
        if not isinstance(one, dict) or one.get("use", "sig") != "sig" or not isinstance(one.get("kid"), str):
            continue
        try:
            key = PyJWK(one)
        except (PyJWTError, ValueError, TypeError):
            continue
        if key.algorithm_name in ALGORITHMS and _strong(key):
            found[one["kid"]] = key
    if not found:
        raise ValueError("no JWK Set with a key for us")
    return found


def _strong(key: PyJWK) -> bool:
    made: Any = key.key
    return key.key_type == "EC" or made.key_size >= _SMALLEST_RSA


def reader(place: str) -> Read:
    """How to read from an address (``https://…``, ``http://…``) or a file."""
    if place.startswith(("https://", "http://")):
        return lambda: fetch(place, left(PATIENCE_S))
    return Path(place).read_bytes
