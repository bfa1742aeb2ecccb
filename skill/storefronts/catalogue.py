"""The catalogue file: a read-only SQLite file with all products and an index of their words per language."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from types import TracebackType

import msgspec

from skill.errors import SettingsError
from skill.shopping.product import Product
from skill.storefronts import words

FORMAT = 1
KEPT = 20_000
SEARCHES_KEPT = 2_000
_CHUNK = 1000
# How much a hit weighs in the name, spoken name, synonyms, brand, category words and size.
WEIGHTS = "4.0, 6.0, 6.0, 3.0, 3.0, 1.0"

_decode = msgspec.msgpack.Decoder(Product).decode
_decode_words = msgspec.msgpack.Decoder(dict[str, tuple[str, ...]]).decode


class Catalogue:
    """An open catalogue. Safe to use from several threads; keeps up to 20,000 decoded products.

    A file that is replaced meanwhile (``build`` renames) does not disturb it: it goes on reading the old one.
    """

    def __init__(self, path: Path, *, kept: int = KEPT) -> None:
        """Open a file that ``build`` wrote.

        Raises:
            SettingsError: when there is none, or another version wrote it.

        """
        advice = "build it with: restock catalogue build"
        if not path.is_file():
            raise SettingsError(f"RESTOCK_CATALOGUE={path} does not exist; {advice}")
        # Quoted by hand: "?" and "#" in a path would end it.
        where = str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        self._connection = sqlite3.connect(f"file:{where}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        try:
            row = self._connection.execute("SELECT format, languages, products FROM about").fetchone()
            if row is None or row[0] != FORMAT:
                raise sqlite3.DatabaseError
        except sqlite3.DatabaseError:
            self._connection.close()
            raise SettingsError(f"RESTOCK_CATALOGUE={path} is no catalogue of this version; {advice}") from None
        self._connection.execute("PRAGMA mmap_size = 1073741824")
        self.languages: tuple[str, ...] = tuple(row[1].split())
        self.products: int = row[2]
        self._lock = Lock()
        # The file never changes, and everybody asks for coffee: a broad word costs several milliseconds.
        self._searched = lru_cache(maxsize=SEARCHES_KEPT)(self._search)
        self._kept = kept
        self._held: OrderedDict[str, Product] = OrderedDict()
        self._category_words = {
            n: _decode_words(body) for n, body in self._connection.execute("SELECT n, body FROM category_words")
        }

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        """Products by id, in the order of the ids; unknown ids are left out."""
        with self._lock:
            self._held |= self._read([product_id for product_id in product_ids if product_id not in self._held])
            found = {product_id: self._held[product_id] for product_id in product_ids if product_id in self._held}
            for product_id in found:
                self._held.move_to_end(product_id)
            while len(self._held) > self._kept:
                self._held.popitem(last=False)
            return found

    def search(self, heard: str, language: str, at_most: int) -> list[Product]:
        """Products for some heard words, best first; empty when nothing fits.

        First those that hold every word, then those that hold every word's beginning or a compound that ends
        in it; only when there is none of either, those that hold any of the words.
        """
        wanted = words.heard_terms(heard)
        if not wanted or at_most < 1:
            return []
        spoken = language if language in self.languages else self.languages[0]
        return list(self.get(self._searched(tuple(wanted), spoken, at_most)).values())

    def _search(self, wanted: tuple[str, ...], spoken: str, at_most: int) -> tuple[str, ...]:
        exact = [_any(words.forms(term, spoken)) for term in wanted]
        with self._lock:
            found = self._hits(spoken, " AND ".join(exact), at_most)
            if len(found) < at_most:
                wide = [self._wide(term, spoken) for term in wanted]
                more = self._hits(spoken, " AND ".join(wide), at_most) or (
                    self._hits(spoken, " OR ".join(wide), at_most) if not found else []
                )
                found = list(dict.fromkeys(found + more))[:at_most]
        return tuple(found)

    def every(self) -> Iterator[Product]:
        """All products, in the catalogue's order; a stream that does not push others out of what is kept."""
        with self._lock:
            ids = [row[0] for row in self._connection.execute("SELECT id FROM number ORDER BY n")]
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            with self._lock:
                found = self._read(chunk)
            yield from (found[product_id] for product_id in chunk)

    def _wide(self, term: str, language: str) -> str:
        """A term's forms, what begins with it, compounds that end in it, and the ends it is itself a compound of."""
        near = words.forms(term, language)
        if language in words.COMPOUNDING:
            marks = ",".join("?" * len(near))
            near += [
                row[0]
                for row in self._connection.execute(
                    f"SELECT compound FROM compound_{language} WHERE tail IN ({marks}) ORDER BY compound LIMIT 100",  # noqa: S608
                    near,
                )
            ]
            near += self._known(words.tails(term), language)[:1]
        prefix = f' OR "{term}"*' if len(term) >= words.SHORTEST_PREFIX and term.isalpha() else ""
        return f"({_any(list(dict.fromkeys(near)))}{prefix})"

    def _known(self, candidates: list[str], language: str) -> list[str]:
        marks = ",".join("?" * len(candidates))
        query = (
            f"SELECT tail FROM compound_{language} WHERE tail IN ({marks}) AND compound = tail "  # noqa: S608
            "ORDER BY length(tail) DESC"
        )
        return [row[0] for row in self._connection.execute(query, candidates)]

    def _hits(self, language: str, expression: str, at_most: int) -> list[str]:
        query = (
            f"SELECT number.id FROM (SELECT rowid, rank FROM words_{language} WHERE words_{language} MATCH ? "  # noqa: S608
            f"AND rank MATCH 'bm25({WEIGHTS})' ORDER BY rank LIMIT ?) AS hit "
            "JOIN number ON number.n = hit.rowid ORDER BY hit.rank, hit.rowid"
        )
        return [row[0] for row in self._connection.execute(query, (expression, at_most))]

    def _read(self, product_ids: Sequence[str]) -> dict[str, Product]:
        if not product_ids:
            return {}
        rows = self._connection.execute(
            "SELECT id, category_words, body FROM product WHERE id IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(product_ids).decode(),),
        )
        found: dict[str, Product] = {}
        for product_id, category_words, body in rows:
            product = _decode(body)
            # Nobody has seen the fresh product yet: its shared words are put in place without a copy.
            msgspec.structs.force_setattr(product, "category_words", self._category_words[category_words])
            found[product_id] = product
        return found


def _any(terms: list[str]) -> str:
    """An FTS5 expression for any of some terms. Terms hold letters and digits only: nothing can escape the quotes."""
    return "(" + " OR ".join(f'"{term}"' for term in terms) + ")"
