"""An assistant's account comes to a household, and leaves it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from skill.profile.customer import Customer
from skill.shopping.cart import Cart

MOST_LINKED = 20
"""Accounts of assistants that a household remembers; a skill that is enabled anew comes with a new one each time."""


def joined(customer: Customer, cart: Cart, *, guest_id: str, guest: Cart, at: datetime) -> tuple[Customer, Cart]:
    """The household and its cart with what this account put into its guest's cart since it was linked last.

    Of a product in both carts the greater number counts: linking twice, or hearing of it twice, adds nothing.
    """
    since = customer.home.linked.get(guest_id)
    for line in guest.lines:
        if (since is None or line.added_at > since) and line.quantity > cart.units(line.product_id):
            cart = cart.add(line.product_id, line.quantity - cart.units(line.product_id), at)
    # What the guest said after an event that comes late has come with it.
    at = max([at, *(line.added_at for line in guest.lines)])
    if since is None or since < at:
        others = {other: when for other, when in customer.home.linked.items() if other != guest_id}
        newest = sorted(others.items(), key=lambda one: one[1])[1 - MOST_LINKED :]
        customer = _with_linked(customer, {**dict(newest), guest_id: at})
    return customer, cart


def left(customer: Customer, *, guest_id: str, at: datetime) -> Customer | None:
    """The household without this account; None when the account was linked again since: the news is late."""
    since = customer.home.linked.get(guest_id)
    if since is None:
        return customer
    if since > at:
        return None
    return _with_linked(customer, {other: when for other, when in customer.home.linked.items() if other != guest_id})


def _with_linked(customer: Customer, linked: dict[str, datetime]) -> Customer:
    return msgspec.structs.replace(customer, home=msgspec.structs.replace(customer.home, linked=linked))
