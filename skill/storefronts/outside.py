"""A shop that is searched outside as well: by the storefront's own search, beside the index of our own file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from itertools import chain, zip_longest
from time import monotonic

from skill.deadline import TURN_S, left
from skill.shopping.product import Product, Quote
from skill.shopping.shop import Shop
from skill.storefronts.ucp import SearchFailed

SHARE = 0.25
"""Of the time that a turn has left: whatever the storefront does, price and commit come after it."""
PAUSE_S = 30.0
"""After a failure the storefront is left alone for so long: not every shopper shall wait for it."""

KEPT_S, KEPT = 60.0, 500
"""Seconds for which an answer is good, as a turn may search for the same words twice; and how many are kept."""

Outside = Callable[[str, str, int, float], Sequence[str]]
"""Words, language, how many, seconds → ids of products, best first. Raises ``SearchFailed``."""

_log = logging.getLogger("skill")


class SearchedOutside:
    """A :class:`~skill.shopping.shop.Shop`. Products, prices and stock are another one's; its search has company.

    The storefront knows what its people taught it, our own index what misheard words sound like. What both find comes
    by turns, the storefront's first; what the shop does not sell by voice is left out. Matching grades all of it by
    the words that were heard. When the storefront fails, our own index has found it alone.
    """

    def __init__(self, shop: Shop, outside: Outside, clock: Callable[[], float] = monotonic) -> None:
        self._shop, self._outside, self._clock = shop, outside, clock
        self._again_at = float("-inf")
        self._kept: dict[tuple[str, str, int], tuple[float, Sequence[str]]] = {}

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        """Products for some heard words, best first; empty when nothing fits."""
        own = self._shop.search(words, language, at_most)
        theirs = self._shop.get(self._asked(words, language, at_most)).values()
        by_turns = (one for one in chain.from_iterable(zip_longest(theirs, own)) if one is not None)
        return list({product.id: product for product in by_turns}.values())[:at_most]

    def of_kind(self, called: str, language: str, at_most: int) -> list[Product]:
        """Products of the kind that is called so, as our own file has them."""
        return self._shop.of_kind(called, language, at_most)

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        """Products by id; those that are sold no more are left out."""
        return self._shop.get(product_ids)

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        """Price and stock now, for at most ten products, in one trip."""
        return self._shop.quote(product_ids)

    def _asked(self, words: str, language: str, at_most: int) -> Sequence[str]:
        now, asked = self._clock(), (words, language, at_most)
        until, found = self._kept.get(asked, (0.0, []))
        if now < until:
            return found
        patience = SHARE * left(TURN_S)
        if at_most < 1 or not words.strip() or not patience or now < self._again_at:
            return []
        try:
            found = self._outside(words, language, at_most, patience)
        except SearchFailed as why:
            self._again_at = self._clock() + PAUSE_S
            _log.warning("the storefront's search failed (%s); for %.0f s our own is alone", why, PAUSE_S)
            return []
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[asked] = (self._clock() + KEPT_S, found)
        return found
