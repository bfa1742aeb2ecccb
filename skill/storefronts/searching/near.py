"""Terms of the shelf that are written or sound nearly like a word, through keys that near terms share.

Two terms share a key when one letter makes the difference (symmetric delete: Wolf Garbe, "SymSpell", 2012), or when
they sound the same.
"""

from __future__ import annotations

import math
import sqlite3
import zlib
from collections.abc import Callable, Iterable
from functools import cache

from skill.shopping.matching.sound import sounds

SHORTEST = 3
# From this likeness on a term may be meant, and from the other it is surely.
ALIKE_FROM, SURE = 0.62, 0.8
SAME_SOUND = 0.5
MOST = 6
# Of a word this long two letters may be wrong.
LONG = 6

Near = tuple[int, int, float]
"""The number of a term, how many products have it, and its likeness, up to 1."""


def near_keys(term: str, language: str) -> set[int]:
    """Checksums of a term, of what is left of it without one letter, and of how it sounds."""
    if len(term) < SHORTEST or not term.isalpha():
        return set()
    texts = {term, *_less(term)}
    if sound := sounds(term, language):
        texts.add(f"~{sound}")
    return _checksums(texts)


class NearTerms:
    """The near terms of one language in an open catalogue."""

    def __init__(self, connection: sqlite3.Connection, language: str) -> None:
        self._connection = connection
        self._language = language

    def terms(self, word: str, *, further: bool = False) -> list[Near]:
        """Those that are likest, what many products have first among alike ones; ``further``: two letters away, too."""
        found = self._found(word, near_keys(word, self._language))
        if further and len(word) >= LONG and word.isalpha() and (not found or found[0][2] < SURE):
            keys = _checksums(shorter for less in _less(word) for shorter in _less(less))
            found = sorted({*found, *self._found(word, keys)}, key=_order)
        return found[:MOST]

    def _found(self, word: str, keys: set[int]) -> list[Near]:
        if not keys:
            return []
        marks = ",".join("?" * len(keys))
        query = (
            f"SELECT DISTINCT term.n, term.word, length(term.named) / 4 FROM near_{self._language} AS near "  # noqa: S608
            f"JOIN term_{self._language} AS term ON term.n = near.n WHERE near.key IN ({marks})"
        )
        found = []
        for n, term, products in self._connection.execute(query, tuple(keys)):
            if term != word and (like := alike(word, term, self._language)) >= ALIKE_FROM:
                found.append((n, products, like))
        return sorted(found, key=_order)


def alike(word: str, term: str, language: str) -> float:
    """How alike two words are written, and sound; up to 1."""
    like = _likeness()(word, term)
    sound = sounds(word, language)
    return like + (1 - like) * SAME_SOUND if sound and sound == sounds(term, language) else like


def _order(near: Near) -> tuple[float, int]:
    number, products, likeness = near
    return -likeness - 0.01 * math.log(products or 1), number


def _less(term: str) -> set[str]:
    return {term[:at] + term[at + 1 :] for at in range(len(term))}


def _checksums(texts: Iterable[str]) -> set[int]:
    return {zlib.crc32(text.encode()) for text in texts}


@cache
def _likeness() -> Callable[[str, str], float]:
    from rapidfuzz.distance.OSA import normalized_similarity  # noqa: PLC0415 - 11 ms, and many turns search nothing

    return normalized_similarity
