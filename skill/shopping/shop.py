"""The port to a shop: what it sells and for how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from skill.shopping.product import Product, Quote

MOST_QUOTED = 10


class Shop(Protocol):
    """A shop's catalogue and its prices. The words follow UCP's catalog search and lookup.

    ``EmbeddedShop`` searches its own file. A shop that has a search of its own (OpenSearch, a UCP merchant's catalog)
    is asked behind the same three methods; what ``search`` gives is graded by ``matching`` all the same, so it may
    give too much but should leave out nothing that the words may mean.
    """

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        """Products for some heard words, best first; empty when nothing fits."""
        ...

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        """Products by id; those that are sold no more are left out."""
        ...

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        """Price and stock now, for at most ten products, in one trip."""
        ...
