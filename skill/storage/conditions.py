"""What must hold for a commit, named; and what every store makes of it.

When several conditions fail at once, all stores report the same one: first ``AlreadyAnswered``, then the
first ``Conflict`` in the order below, and ``OutOfStock`` last, since a decision made on outdated items is
made again anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from skill.profile.customer import Customer
from skill.shopping.shop import MOST_QUOTED
from skill.storage.port import Commit, Profile


class Condition(StrEnum):
    """The conditions of a commit, in the order in which they are reported as ``Conflict.condition``."""

    CUSTOMER_UNCHANGED = "customer"
    CART_UNCHANGED = "cart"
    DIGEST_UNCHANGED = "digest"
    SESSION_UNCHANGED = "session"
    ORDER_IS_NEW = "new order"
    ORDER_EXISTS = "changed order"
    IDENTITY_IS_FREE = "identity"
    NOBODY_ELSE_WRITES = "another commit at the same moment"


def check(change: Commit) -> None:
    """Refuse a commit that contradicts itself, before anything is written.

    Raises:
        ValueError: says what is wrong.

    """
    if change.digest_rest is not None and change.digest is None:
        raise ValueError("the rest of a digest is written together with its hot part only")
    if change.session is not None and change.session_expires is None:
        raise ValueError("a session needs a time at which it expires")
    if change.new_order and change.changed_order and change.new_order.id == change.changed_order.id:
        raise ValueError("an order is either new or changed")
    if change.identity is not None and change.identity == change.unlink:
        raise ValueError("an account is either linked or unlinked")
    for errand in change.outbox:
        if errand.customer_id != change.customer_id:
            raise ValueError("an errand is written with its own customer only")
        if errand.due.tzinfo is None:
            raise ValueError("an errand is due at a time with a zone")


def stock_changes(change: Commit) -> dict[str, int]:
    """Units to take by product (negative: to give back), each product once, none with nothing to do."""
    units: dict[str, int] = {}
    for stock in change.stock:
        units[stock.product_id] = units.get(stock.product_id, 0) + stock.quantity
    return {product_id: quantity for product_id, quantity in units.items() if quantity}


def imported(profile: Profile, there: Customer | None) -> Customer:
    """A customer as an import writes it: what the household said itself stays, and so do the orders at hand that the
    import does not bring. It may have been made before they were placed or undone.
    """
    brought = profile.customer
    if there is None:
        return brought
    theirs = {order.id for order in profile.orders}
    ours = {order.id: order for order in there.orders if order.id not in theirs}
    others = (order for order in brought.orders if order.id not in ours)
    return msgspec.structs.replace(brought.with_orders([*ours.values(), *others]), home=there.home)


def check_quoted(product_ids: Sequence[str]) -> list[str]:
    """The product ids, each once.

    Raises:
        ValueError: for more than ten, which would take a second trip.

    """
    unique = list(dict.fromkeys(product_ids))
    if len(unique) > MOST_QUOTED:
        raise ValueError(f"at most {MOST_QUOTED} products are quoted at once, not {len(unique)}")
    return unique


def check_limit(limit: int) -> None:
    """Refuse a page without room.

    Raises:
        ValueError: for a limit below one.

    """
    if limit < 1:
        raise ValueError(f"a page holds at least one entry, not {limit}")
