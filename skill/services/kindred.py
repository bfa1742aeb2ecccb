"""Others of the kind that is talked about: "the decaf", "the regular one", "not the diet one", "a six pack"."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from skill.services.candidates import bought_by
from skill.services.household import Household
from skill.services.own_first import Ranked
from skill.shopping.matching.asked import unnamed
from skill.shopping.matching.exact import Grade, fit_exactly, fit_told, fit_unnamed
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.rank import Fit, Match, is_kind, matches
from skill.shopping.product import Product
from skill.shopping.purchases import Entry
from skill.shopping.shop import Shop

SEARCHED = 50


def of_kind(shop: Shop, household: Household, category: str) -> list[tuple[Product, Entry | None]]:
    """What the household bought of a kind, and what else the shop has of it."""
    bought = bought_by(shop, household, household.history.hot.entries)
    own = [(product, entry) for product, entry in bought if product.category == category]
    names = (name for product, _ in own for name in product.category_names(household.language))
    found = shop.of_kind(next(names, category.replace("-", " ")), household.language, SEARCHED)
    had = {product.id for product, _ in own}
    return own + [(other, None) for other in found if other.category == category and other.id not in had]


def within_kind(
    shop: Shop,
    household: Household,
    words: str,
    category: str,
    *,
    refused: Collection[str],
    known_as: Mapping[str, float],
) -> Ranked | None:
    """What of a kind the words fit, the household's own first; None when nothing does, or they name another kind.

    While coffee is on offer, "the dark one" is no dark chocolate, whatever else the household buys.
    """
    candidates = of_kind(shop, household, category)

    def fitting(fit: Fit) -> list[Match]:
        return matches(words, candidates, household.hearing, household.day, refused, fit=fit, remembered=known_as)

    found = [match for match in fitting(fit_exactly) if match.grade >= Grade.MENTIONED]
    if not found and unnamed(words, household.hearing):
        found = fitting(fit_unnamed)
    found = found or fitting(fit_told)
    if not found or (found[0].grade < Grade.DESCRIBED and _names_another(shop, household, words, category)):
        return None
    return Ranked(found, own=found[0].strength > 0)


def told_already(words: str, product: Product, hearing: Hearing) -> bool:
    """Whether some words say no more than what a product is: the one that is on offer."""
    if unnamed(words, hearing):
        return fit_unnamed(words, product, hearing).grade is not Grade.NONE
    return fit_exactly(words, product, hearing).grade >= Grade.MENTIONED


def _names_another(shop: Shop, household: Household, words: str, category: str) -> bool:
    """Whether the words are what another kind is called of which the household buys something."""
    bought = bought_by(shop, household, household.history.hot.entries)
    others = [(product, entry) for product, entry in bought if product.category != category]
    return any(is_kind(match) for match in matches(words, others, household.hearing, household.day))
