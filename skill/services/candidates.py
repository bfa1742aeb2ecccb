"""What a household may mean by any words: what it bought, and what it meant before and never bought."""

from __future__ import annotations

from collections.abc import Mapping

from skill.services.household import Household
from skill.shopping.product import Product
from skill.shopping.purchases import Entry
from skill.shopping.shop import Shop


def bought_by(shop: Shop, household: Household, entries: Mapping[str, Entry]) -> list[tuple[Product, Entry | None]]:
    """What the household bought and is still sold, as far as this speaker may hear of it."""
    products = shop.get(list(entries)).values()
    return [(product, entries[product.id]) for product in products if household.may_hear(product)]


def meant_by(shop: Shop, household: Household, known_as: Mapping[str, float]) -> list[tuple[Product, Entry | None]]:
    """What was meant by these words before and never bought: it counts as the household's own."""
    wanted = [one for one, weight in known_as.items() if weight > 0 and one not in household.history.hot.entries]
    if not wanted:
        return []
    return [(product, None) for product in shop.get(wanted).values() if household.may_hear(product)]
