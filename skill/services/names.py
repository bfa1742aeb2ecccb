"""What products are called when they are said: never so that this household could take one for another."""

from __future__ import annotations

from collections.abc import Sequence

from skill.services.household import Household
from skill.shopping.naming.apart import apart
from skill.shopping.product import Product
from skill.shopping.shop import Shop


def names(shop: Shop, household: Household, products: Sequence[Product]) -> list[str]:
    """The names of products that are said together, in their order.

    They are told apart from each other, and from what the household bought or just heard of that is called the same.
    """
    language = household.language
    if len(products) == 1 and not products[0].in_language(language).marks:  # nothing to tell it apart by
        return [products[0].in_language(language).spoken]
    known = _known(shop, household)
    spoken = dict.fromkeys(product.in_language(language).spoken for product in products)
    said = {product.id for product in products}
    others = [product for name in spoken for product in known.get(name, ()) if product.id not in said]
    if len(products) < 2 and not others:
        return list(spoken)
    return apart(products, language, household.ordinals, besides=others)


def _known(shop: Shop, household: Household) -> dict[str, list[Product]]:
    """What the household bought lately or often, or just heard of, by spoken name; read once a turn."""
    found, language = household.known_names, household.language
    if not found:
        ids = {**household.history.hot.entries, **dict.fromkeys(household.talked_about)}
        for product in shop.get([*ids]).values():
            found.setdefault(product.in_language(language).spoken, []).append(product)
    return found
