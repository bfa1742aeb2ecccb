"""A gift after it was ordered: named to nobody but who ordered it, and no need of this household."""

from __future__ import annotations

import msgspec

from skill.services.changes import Changes
from skill.services.household import Household
from skill.shopping.order import Order


def may_mark(household: Household, order: Order) -> bool:
    """Whether this speaker ordered it: voices that nobody recognised are one speaker."""
    return order.person == household.speaker.person and not household.speaker.child


def marked(household: Household, order: Order) -> Changes:
    """The order as a gift; the digest forgets it, as if it had been cancelled."""
    gift = msgspec.structs.replace(order, gift=True)
    product_ids = dict.fromkeys(line.product_id for line in order.lines)
    hot, rest = household.history.with_entries(
        {product_id: household.recomputed(product_id, gift) for product_id in product_ids}
    )
    return Changes(
        customer=household.customer.with_order(gift),
        digest=hot,
        digest_rest=rest,
        changed_order=gift,
    )
