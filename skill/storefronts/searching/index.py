"""The index of one language in a catalogue file, written in two passes: the names, then who has which term."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product
from skill.storefronts.searching.meaning import Vector, packed, pieces, table, total
from skill.storefronts.searching.near import near_keys
from skill.storefronts.searching.words import head, index_terms, tails

_SCHEMA = Path(__file__).with_name("index.sql")
NUMBERS = "I"
_TOLD = 10_000
Watch = Callable[[str, int, int], None]


class IndexWriter:
    """Takes all products, then writes. Holds the postings, four bytes each, and what the terms are, in memory."""

    def __init__(self, connection: sqlite3.Connection, language: str, hearing: Hearing) -> None:
        self._connection = connection
        self._language = language
        self._hearing = hearing
        self._terms: dict[str, int] = {}
        self._products = 0
        connection.executescript(_SCHEMA.read_text(encoding="utf-8").format(language))
        connection.execute(f"CREATE TEMP TABLE arrived_{language} (plain INTEGER, id TEXT, terms BLOB, about BLOB)")
        self._pieces = table(language)
        self._vectors: dict[str, Vector] = {}

    def add(self, product: Product) -> None:
        """Take the words of one product."""
        named = product.in_language(self._language)
        name = index_terms(named.name, self._hearing)
        own = [self._number(term) for term in name]
        others: dict[int, None] = {}
        categories = product.category_names(self._language)
        for text in (named.spoken, *named.synonyms, product.brand, *categories, product.size):
            others |= dict.fromkeys(map(self._number, index_terms(text, self._hearing)))
        more = [term for term in others if term not in own]
        body = array(NUMBERS, [head(named.name, self._hearing), *own, 0, *more])
        self._connection.execute(
            f"INSERT INTO temp.arrived_{self._language} VALUES (?, ?, ?, ?)",  # noqa: S608 - two letters, checked
            (len(own), product.id, _bytes(body), self._about(name)),
        )
        self._products += 1

    def write(self, watch: Watch) -> None:
        """Number the products, the plainest names first, and write who has which term."""
        language = self._language
        self._connection.execute(
            f"INSERT INTO named_{language} (id, terms, about) "  # noqa: S608
            f"SELECT id, terms, about FROM temp.arrived_{language} ORDER BY plain, rowid"
        )
        self._connection.execute(f"DROP TABLE temp.arrived_{language}")
        self._table(f"piece_{language}", [(piece, bytes(vector)) for piece, vector in self._pieces.items()])
        having = [array(NUMBERS) for _ in range(len(self._terms) + 1)]
        for n, body in self._connection.execute(f"SELECT n, terms FROM named_{language} ORDER BY n"):  # noqa: S608
            if n % _TOLD == 0:
                watch(f"index {language}", n, self._products)
            for term in {*numbers(body)[1:]} - {0}:
                having[term].append(n)
        for word, n in self._terms.items():
            self._connection.execute(f"INSERT INTO term_{language} VALUES (?, ?, ?)", (n, word, _bytes(having[n])))  # noqa: S608
        self._table(f"word_{language}", sorted((word, n, len(having[n])) for word, n in self._terms.items()))
        self._table(f"near_{language}", sorted({(key, n) for w, n in self._terms.items() for key in self._near(w)}))
        ends = {(tail, n) for word, n in self._terms.items() for tail in tails(word, self._hearing)}
        self._table(f"compound_{language}", sorted(ends))
        watch(f"index {language}", self._products, self._products)

    def _number(self, term: str) -> int:
        return self._terms.setdefault(term, len(self._terms) + 1)

    def _about(self, name: Sequence[str]) -> bytes | None:
        for term in name:
            if term not in self._vectors:
                known = [self._pieces[piece] for piece in pieces(term, self._pieces)]
                self._vectors[term] = array("h", map(sum, zip(*known, strict=True)))
        about = total(vector for term in name if (vector := self._vectors[term]))
        return packed(about) if about else None

    def _near(self, term: str) -> set[int]:
        return near_keys(term, self._language)

    def _table(self, name: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608


def numbers(body: bytes) -> array[int]:
    """The numbers in a blob."""
    found = array(NUMBERS)
    found.frombytes(body)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _bytes(given: array[int]) -> bytes:
    if sys.byteorder == "big":
        given = array(NUMBERS, given)
        given.byteswap()
    return given.tobytes()
