"""What products are called when they are said: never so that this household could take one for another."""

from __future__ import annotations

from collections.abc import Sequence

from skill.services.household import Household
from skill.shopping.naming.apart import apart
from skill.shopping.product import Product
from skill.shopping.shop import Shop


def names(shop: Shop, household: Household, products: Sequence[Product]) -> list[str]:
    """The names of products that are said together, in their order.

    They are told apart from each other, and from what the household bought that is called the same.
    """
    language = household.language
    own = _own(shop, household)
    spoken = {product.in_language(language).spoken for product in products}
    said = {product.id for product in products}
    others = [product for name in spoken for product in own.get(name, ()) if product.id not in said]
    if len(products) < 2 and not others:
        return list(spoken)
    return apart(products, language, household.ordinals, besides=others)


def _own(shop: Shop, household: Household) -> dict[str, list[Product]]:
    """What the household bought lately or often, by spoken name; read once a turn."""
    found, language = household.own_names, household.language
    if not found and household.history.hot.entries:
        for product in shop.get(list(household.history.hot.entries)).values():
            found.setdefault(product.in_language(language).spoken, []).append(product)
    return found
