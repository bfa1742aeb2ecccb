"""Ways to find names by words: ours, which is the catalogue that the conversation asks, and those it stands beside."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import numpy as np

from benchmarks.support.minilm import Floats, MiniLM
from skill.loading.catalogue_file import write_catalogue
from skill.locales.hearing import hearing
from skill.shopping.product import Product, ProductWords
from skill.storefronts.catalogue import Catalogue

_DEEP = 10
_WORD = re.compile(r"\w+")


class Method(Protocol):
    """Something that ranks a shelf."""

    name: str

    def ranked(self, query: str) -> list[str]:
        """The ids of up to ten products, best first."""
        ...


class Ours:
    """The catalogue file, as the conversation searches it."""

    name = "ours"

    def __init__(self, products: Mapping[str, str], folder: Path) -> None:
        self.path = folder / "catalogue.sqlite"
        write_catalogue(self.path, _products(products), ("en",))
        self._catalogue = Catalogue(self.path, hearing)

    def ranked(self, query: str) -> list[str]:
        """By the very function behind ``Shop.search``."""
        return [product.id for product in self._catalogue.search(query, "en", _DEEP)]


class FullText:
    """A plain FTS5 table of the names: any of the words, ranked by its bm25."""

    name = "FTS5 bm25"

    def __init__(self, products: Mapping[str, str]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute("CREATE VIRTUAL TABLE names USING fts5(id UNINDEXED, name, tokenize='unicode61')")
        self._connection.executemany("INSERT INTO names VALUES (?, ?)", products.items())

    def ranked(self, query: str) -> list[str]:
        """By ``ORDER BY rank``."""
        words = " OR ".join(f'"{word}"' for word in _WORD.findall(query))
        if not words:
            return []
        found = self._connection.execute("SELECT id FROM names WHERE names MATCH ? ORDER BY rank LIMIT 10", (words,))
        return [row[0] for row in found]


class Fuzzy:
    """rapidfuzz: every name compared by WRatio, small letters, signs taken off."""

    name = "rapidfuzz WRatio"

    def __init__(self, products: Mapping[str, str]) -> None:
        from rapidfuzz.utils import default_process  # noqa: PLC0415 - only this method wants it

        self._ids = list(products)
        self._names = [default_process(name) for name in products.values()]

    def ranked(self, query: str) -> list[str]:
        """By ``process.extract``."""
        from rapidfuzz import fuzz, process, utils  # noqa: PLC0415

        heard = utils.default_process(query)
        return [self._ids[n] for _, _, n in process.extract(heard, self._names, scorer=fuzz.WRatio, limit=_DEEP)]


class Embedding:
    """The cosine of all-MiniLM-L6-v2's sentence embeddings, to every name."""

    name = "MiniLM"

    def __init__(self, products: Mapping[str, str], model: MiniLM) -> None:
        self._ids = list(products)
        self._model = model
        self._rows: Floats = model.embed(list(products.values()))

    def ranked(self, query: str) -> list[str]:
        """Embedded alone, as a query arrives; then one product of a matrix and a vector."""
        near = self._rows @ self._model.embed([query])[0]
        best = np.argpartition(-near, min(_DEEP, len(near) - 1))[:_DEEP]
        return [self._ids[n] for n in best[np.argsort(-near[best], kind="stable")]]


def _products(products: Mapping[str, str]) -> Iterator[Product]:
    for product_id, name in products.items():
        yield Product(product_id, {"en": ProductWords(name, name)})
