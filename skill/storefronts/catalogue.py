"""The catalogue file: a read-only SQLite file with all products and an index of their words per language."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from types import TracebackType

import msgspec

from skill.errors import SettingsError
from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product
from skill.storefronts.searching.closer import closer, looked_at
from skill.storefronts.searching.search import Search
from skill.storefronts.searching.words import LONGEST_TEXT

FORMAT = 3
KEPT = 20_000
SEARCHES_KEPT = 2_000
_CHUNK = 1000

_decode = msgspec.msgpack.Decoder(Product).decode
_decode_words = msgspec.msgpack.Decoder(dict[str, tuple[str, ...]]).decode


class Catalogue:
    """An open catalogue. Safe to use from several threads; keeps up to 20,000 decoded products.

    A file that is replaced meanwhile (``build`` renames) does not disturb it: it goes on reading the old one.
    """

    def __init__(self, path: Path, hear: Callable[[str], Hearing] | None = None, *, kept: int = KEPT) -> None:
        """Open a file that ``build`` wrote. ``hear`` gives the tables of a language, asked for at its first search.

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
        self._hear = hear
        self._searches: dict[str, Search] = {}
        # The file never changes, and everybody asks for coffee.
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
            held = self._held
            if missing := [product_id for product_id in product_ids if product_id not in held]:
                held |= self._read(missing)
            found = {product_id: held[product_id] for product_id in product_ids if product_id in held}
            if len(held) > self._kept // 2:  # before that, nobody will be pushed out soon
                for product_id in found:
                    held.move_to_end(product_id)
                while len(held) > self._kept:
                    held.popitem(last=False)
            return found

    def search(self, heard: str, language: str, at_most: int) -> list[Product]:
        """Products for some heard words, best first; empty when nothing fits.

        Those that hold every word come before those that hold some. Words that are not on the shelf are taken for the
        likest that are, by letters and by sound, or for two that were run together.
        """
        if at_most < 1:
            return []
        spoken = language if language in self.languages else self.languages[0]
        return list(self.get(self._searched(heard[:LONGEST_TEXT], spoken, at_most)).values())

    def _search(self, heard: str, spoken: str, at_most: int) -> tuple[str, ...]:
        if self._hear is None:
            raise ValueError("a catalogue that is searched must know how its languages are heard")
        hearing = self._hear(spoken)
        with self._lock:
            if spoken not in self._searches:
                self._searches[spoken] = Search(self._connection, spoken, hearing, self.products)
            found = self._searches[spoken].best(heard, max(at_most, looked_at(heard, hearing)))
        products = self.get([product_id for product_id, _ in found])
        ranked = closer(heard, [(products[product_id], score) for product_id, score in found], hearing)
        return tuple(product.id for product in ranked[:at_most])

    def every(self) -> Iterator[Product]:
        """All products, in the catalogue's order; a stream that does not push others out of what is kept."""
        with self._lock:
            ids = [row[0] for row in self._connection.execute("SELECT id FROM number ORDER BY n")]
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            with self._lock:
                found = self._read(chunk)
            yield from (found[product_id] for product_id in chunk)

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
