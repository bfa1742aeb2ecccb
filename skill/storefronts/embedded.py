"""The shop that runs inside the skill: products from its catalogue file, prices and stock from the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from skill.shopping.product import Product, Quote
from skill.shopping.shop import MOST_QUOTED
from skill.storefronts.catalogue import Catalogue


class EmbeddedShop:
    """A :class:`~skill.shopping.shop.Shop`. ``quotes`` asks the store for price and stock, in one trip."""

    def __init__(self, catalogue: Catalogue, quotes: Callable[[Sequence[str]], Mapping[str, Quote]]) -> None:
        self._catalogue = catalogue
        self._quotes = quotes

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        """Products for some heard words, best first; empty when nothing fits."""
        return self._catalogue.search(words, language, at_most)

    def of_kind(self, called: str, language: str, at_most: int) -> list[Product]:
        """Products of the kind that is called so, and maybe others."""
        return self._catalogue.search(called, language, at_most)

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        """Products by id; those that are sold no more are left out."""
        return self._catalogue.get(product_ids)

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        """Price and stock now; what is not in the catalogue any more has no price.

        Raises:
            ValueError: for more than ten products.

        """
        if len(product_ids) > MOST_QUOTED:
            raise ValueError(f"at most {MOST_QUOTED} products are quoted at once, not {len(product_ids)}")
        sold = list(self._catalogue.get(product_ids))
        return dict(self._quotes(sold)) if sold else {}
