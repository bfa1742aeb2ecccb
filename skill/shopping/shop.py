"""The port to a shop: what it sells and for how much."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from skill.shopping.product import Product, Quote

MOST_QUOTED = 10


class Shop(Protocol):
    """A shop's catalogue and its prices. The words follow UCP's catalog search and lookup.

    ``EmbeddedShop`` searches its own file, ``SearchedOutside`` asks a storefront's own search as well. What ``search``
    gives is graded by ``matching`` all the same, so it may give too much but should leave out nothing that the words
    may mean.
    """

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        """Products for some heard words, best first; empty when nothing fits."""
        ...

    def of_kind(self, called: str, language: str, at_most: int) -> list[Product]:
        """Products of the kind that is called so, and maybe others; every offer looks for them, so nobody is asked."""
        ...

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        """Products by id; those that are sold no more are left out."""
        ...

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        """Price and stock now, for at most ten products, in one trip."""
        ...
