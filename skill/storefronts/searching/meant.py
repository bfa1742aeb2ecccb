"""What a query is about, and which names of a small shelf are about the like, in an open catalogue."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence

from skill.storefronts.searching.meaning import FREE, About, parts, pieces, sides, total

# On a shelf of no more products than these all are looked at for what a query is about: 0.1 ms a thousand.
SMALL = 10_000
# Of 64 bits as many may differ; two names that have nothing to do with each other differ in 32.
FAR = 24
LONGEST = 20


class Meanings:
    """The meanings of one language in an open catalogue; its caller holds the lock."""

    def __init__(self, connection: sqlite3.Connection, language: str, products: int) -> None:
        self._connection = connection
        self._language = language
        self._small = products <= SMALL
        self._sides: list[tuple[int, int]] | None = None

    def of(self, terms: Sequence[str]) -> About | None:
        """What some terms are about; None when nothing is known of any."""
        known = self._known(terms)
        if missing := [term[:LONGEST] for term in terms if term not in known]:
            known |= self._known([FREE, *(part for term in missing for part in parts(term))])
        about = total(known[piece] for term in terms for piece in pieces(term[:LONGEST], known))
        return About(about) if about else None

    def near(self, about: About, at_most: int) -> list[int]:
        """The products of a small shelf whose names are likely to be about the same."""
        if not self._small:
            return []
        if self._sides is None:
            rows = self._connection.execute(f"SELECT n, about FROM named_{self._language} WHERE about IS NOT NULL")  # noqa: S608
            self._sides = [(n, sides(name)) for n, name in rows]
        here = about.sides
        near = [(far, n) for n, there in self._sides if (far := (here ^ there).bit_count()) <= FAR]
        return [n for _, n in sorted(near)[:at_most]]

    def _known(self, found: Sequence[str]) -> dict[str, array[int]]:
        marks = ",".join("?" * len(found))
        query = f"SELECT piece, vector FROM piece_{self._language} WHERE piece IN ({marks})"  # noqa: S608
        return {piece: array("b", vector) for piece, vector in self._connection.execute(query, found)}
