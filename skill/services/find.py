"""Finding the products some heard words mean: the household's own first, then the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from skill.services.household import Household
from skill.services.people import liked
from skill.shopping.matching.confidence import How, how
from skill.shopping.matching.fit import Grade, fit_alike, fit_exactly
from skill.shopping.matching.rank import Fit, Match, matches, shares
from skill.shopping.product import Product
from skill.shopping.purchases import Entry
from skill.shopping.shop import MOST_QUOTED, Shop

# An assistant's match to the category, not to one product.
CATEGORY = "category:"


class Found(msgspec.Struct, frozen=True):
    """What was found, the likeliest first, and ``how`` to go on with it.

    ``own`` tells that the household bought these before; ``alike`` that they only sound like the words.
    """

    products: tuple[Product, ...] = ()
    how: How = How.AT_ONCE
    own: bool = False
    alike: bool = False

    @property
    def first(self) -> Product:
        """The likeliest."""
        return self.products[0]


def find(
    shop: Shop,
    household: Household,
    words: str,
    *,
    ids: Sequence[str] = (),
    refused: Collection[str] = (),
    category: str = "",
) -> Found:
    """Products for heard words and the assistant's own matches.

    The household's products win unless the catalogue fits clearly better. What only sounds alike counts when
    nothing fits by its words. Among products of one kind, the one that the speaker prefers is meant, unless the words
    name another one more exactly. ``category`` prefers products of one kind: "the decaf" in an offer of coffee.
    """
    ranked, own = _ranked(shop, household, words, ids=ids, refused=refused, category=category)
    preferred = _preferred(shop, household, words, ranked, refused)
    if preferred is None:
        return _found(ranked, own=own)
    others = [match for match in ranked if match.product.id != preferred.product.id]
    return msgspec.structs.replace(_found([preferred, *others], own=preferred.strength > 0), how=How.AT_ONCE)


def _ranked(
    shop: Shop, household: Household, words: str, *, ids: Sequence[str], refused: Collection[str], category: str
) -> tuple[list[Match], bool]:
    """What fits best, and whether the household bought it before."""

    def fitting(candidates: Iterable[tuple[Product, Entry | None]], fit: Fit) -> list[Match]:
        return _kind(matches(words, candidates, household.hearing, household.day, refused, fit=fit), category)

    bought = _bought(shop, household, household.history.hot.entries)
    own = fitting(bought, fit_exactly)
    if not own and not household.history.hot.complete:
        bought += _bought(shop, household, household.history.rest)
        own = fitting(bought, fit_exactly)
    if own and own[0].grade >= Grade.DESCRIBED:
        return own, True
    # The assistant's exact match is as good as the words themselves, and it may know words that we do not.
    named = [ref for ref in ids if not ref.startswith(CATEGORY)]
    searched = {product.id: product for product in shop.search(words, household.language, 50)}
    searched |= shop.get([ref for ref in named if ref not in searched])
    # What the catalogue holds anybody may ask for; what this household bought of it only who may hear it.
    entries = household.history.hot.entries
    offered = [
        (product, entries.get(product.id) if household.may_hear(product) else None) for product in searched.values()
    ]
    known = fitting(offered, fit_exactly)
    if not known and named:
        known = [Match(searched[ref], Grade.NAMED) for ref in named if ref in searched and ref not in refused]
    if not own and not known:
        own = fitting(bought, fit_alike)
        known = [] if own else fitting(offered, fit_alike)
    if own and (not known or known[0].grade <= own[0].grade):
        return own, True
    return known, False


def _preferred(
    shop: Shop, household: Household, words: str, ranked: Sequence[Match], refused: Collection[str]
) -> Match | None:
    """The product that the speaker prefers among those that fit, if the words fit it as well as any of them."""
    wanted = [product_id for product_id in liked(household) if product_id not in refused]
    if not wanted or not ranked:
        return None
    entries = household.history.hot.entries
    best, kind = min(ranked[0].grade, Grade.OF_KIND), ranked[0].product.category
    if any(match.product.category != kind for match in ranked):
        return None  # "chocolate": a preference among milks says nothing about milk or bars
    if not kind:  # of no kind: only what fits all the same
        wanted = [match.product.id for match in ranked if match.product.id in wanted]
    for product in shop.get(wanted).values():
        grade = fit_exactly(words, product, household.hearing)
        # The kind is as good as the name, as it is of what the household buys.
        if product.category == kind and household.may_hear(product) and Grade.NONE < min(grade, Grade.OF_KIND) >= best:
            entry = entries.get(product.id)
            return Match(product, grade, entry.strength(household.day) if entry else 0.0)
    return None


def _bought(shop: Shop, household: Household, entries: Mapping[str, Entry]) -> list[tuple[Product, Entry | None]]:
    """What the household bought and is still sold, as far as this speaker may hear of it."""
    products = shop.get(list(entries)).values()
    return [(product, entries[product.id]) for product in products if household.may_hear(product)]


def _kind(ranked: list[Match], category: str) -> list[Match]:
    return [match for match in ranked if match.product.category == category] or ranked if category else ranked


def _found(ranked: list[Match], *, own: bool) -> Found:
    products = tuple(match.product for match in ranked[:MOST_QUOTED])
    return Found(products, how(shares(ranked)), own, bool(ranked) and ranked[0].grade is Grade.SIMILAR)
