"""What a household needs, with what the shop knows of its products."""

from __future__ import annotations

from skill.services.household import Household
from skill.shopping.rhythm.chances import Outlook
from skill.shopping.rhythm.due import repeated
from skill.shopping.shop import Shop
from skill.shopping.terms import Terms


def outlook(shop: Shop, terms: Terms, household: Household) -> Outlook:
    """The outlook of today, of what has a rhythm."""
    hot = household.history.hot
    kinds = {product.id: product.category for product in shop.get(list(hot.entries)).values() if product.category}
    return Outlook(hot, household.day, kinds, terms.typical, among=repeated(hot.entries))
