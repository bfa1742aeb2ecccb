"""Which orders the head of a profile must hold, reckoned from all of them."""

from collections.abc import Iterable

from skill.profile.customer import RECENT_ORDERS
from skill.shopping.order import Order


def head_of(orders: Iterable[Order]) -> list[Order]:
    """The newest ones, newest first, and those after them that were still to come when the newest was placed."""
    newest = sorted(orders, key=lambda order: (order.placed_at, order.id), reverse=True)
    older = [
        order
        for order in newest[RECENT_ORDERS:]
        if order.window and order.cancelled_at is None and order.window.end > newest[0].placed_at
    ]
    return newest[:RECENT_ORDERS] + older
