"""A gift after it was ordered: named to nobody but who ordered it, and no need of this household."""

from __future__ import annotations

import msgspec

from skill.services.changes import Changes, with_changed
from skill.services.household import Household
from skill.shopping.order import Order


def may_mark(household: Household, order: Order) -> bool:
    """Whether this speaker ordered it: voices that nobody recognised are one speaker."""
    return order.person == household.speaker.person and not household.speaker.child


def marked(household: Household, order: Order) -> Changes:
    """The order as a gift; the digest forgets it, as if it had been cancelled."""
    return with_changed(household, msgspec.structs.replace(order, gift=True))
