"""The names that an assistant is taught while a household talks to us: what it buys, by what it is called aloud.

A recogniser hears a word that it expects much better than one that it does not: an unexpected brand is written down as
whatever common words sound like it.
"""

from __future__ import annotations

from skill.services.household import Household
from skill.shopping.shop import Shop

MOST = 100
"""Names for one session: Alexa takes no more dynamic entities."""


def taught(shop: Shop, household: Household) -> dict[str, str]:
    """Names by product id, what the household buys most and latest first; no name twice.

    Nothing of what is read rarely, and nothing that this speaker may not hear of.
    """
    entries, language = household.history.hot.entries, household.language
    products = shop.get(list(entries))
    by_habit = sorted(products, key=lambda one: (-entries[one].strength(household.day), one))
    found: dict[str, str] = {}
    for product in (products[one] for one in by_habit):
        if household.may_hear(product):
            found.setdefault(product.in_language(language).spoken, product.id)
    return {product_id: name for name, product_id in list(found.items())[:MOST]}
