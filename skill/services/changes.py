"""What a service wants written: collected, and committed by the flow together with the turn."""

from __future__ import annotations

import dataclasses

import msgspec

from skill.profile.customer import Customer
from skill.profile.errand import Errand
from skill.services.household import History, Household
from skill.services.meanings import undone
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.shopping.purchases import Digest


class Changes(msgspec.Struct, frozen=True):
    """Items as they will be; None: unchanged. ``stock`` is units taken by product (negative: given back).

    ``leaves``: the assistant's account leads to this customer no more.
    """

    customer: Customer | None = None
    cart: Cart | None = None
    digest: Digest | None = None
    digest_rest: Digest | None = None
    new_order: Order | None = None
    changed_order: Order | None = None
    stock: dict[str, int] = {}
    errands: tuple[Errand, ...] = ()
    leaves: bool = False


NO_CHANGES = Changes()


def with_changed(household: Household, order: Order) -> Changes:
    """An order that was undone or is a gift, in the profile and in the digest too, which counts no more than it adds.

    What was learned from it is forgotten.
    """
    hot, rest = household.history.with_entries(household.recomputed([line.product_id for line in order.lines], order))
    customer = undone(household.customer.with_order(order), order)
    return Changes(customer=customer, digest=hot, digest_rest=rest, changed_order=order)


def without(household: Household, order: Order) -> Household:
    """The household as if this order had not been placed: with what spoke for it then, and not what it adds itself."""
    cancelled = msgspec.structs.replace(order, cancelled_at=household.at)
    ids = [line.product_id for line in order.lines]
    hot, rest = household.history.with_entries(household.recomputed(ids, cancelled))
    history = History(hot, lambda: rest or Digest(dict(household.history.rest)))
    return dataclasses.replace(household, history=history)
