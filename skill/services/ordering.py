"""From a confirmed offer to an order, and back while it can still be undone."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from skill.profile.customer import RECENT_ORDERS
from skill.profile.errand import Errand, ErrandKind
from skill.services.changes import Changes, with_changed
from skill.services.household import CLOCKS, Household
from skill.services.offering import Asking, Declined, Forbidden, alternatives, asking, cannot_pay
from skill.shopping.offer import Offer
from skill.shopping.order import Order, Progress, confirmed
from skill.shopping.permission import Decision, May
from skill.shopping.product import Quote
from skill.shopping.purchases import Entry, bought
from skill.shopping.shop import Shop


class Ordered(msgspec.Struct, frozen=True):
    """The order was made."""

    order: Order
    changes: Changes


class Outdated(msgspec.Struct, frozen=True):
    """The offer no longer holds as it was spoken, and what holds now.

    ``why`` is ``time``, ``price``, ``stock``, or ``again``: somebody else ordered the same since it was spoken.
    """

    why: str
    quotes: Mapping[str, Quote]


class ToVerify(msgspec.Struct, frozen=True):
    """The voice code is needed before this is ordered; the decision says why."""

    decision: Decision


def confirm(
    shop: Shop, household: Household, offer: Offer, channel: str
) -> Ordered | Outdated | Forbidden | ToVerify | Asking | Declined:
    """Order exactly what was offered, or nothing. One quote.

    Who says yes may be somebody else than who asked, and time has passed: permission is decided again.
    """
    ids = [line.product_id for line in offer.lines]
    products = shop.get(ids)
    wanted = [(products[line.product_id], line.quantity) for line in offer.lines if line.product_id in products]
    decision = household.permits(wanted, offer.totals.total, sure=offer.sure)
    match decision.answer:
        case May.NO:
            return Forbidden(decision)
        case May.ASK:
            return asking(decision, products, offer.lines)
        case May.VERIFY:
            return ToVerify(decision)
        case May.YES:
            pass
    if reason := cannot_pay(household):
        return Declined(reason)
    # Should it be sold out by now, the same trip tells what there is instead.
    others = alternatives(shop, household, products[ids[0]]) if len(ids) == 1 and products else []
    quotes = shop.quote([*ids, *(other.id for other in others)])
    prices = {product_id: quote.price for product_id, quote in quotes.items()}
    enough = all(quotes[line.product_id].has(line.quantity) for line in offer.lines if line.product_id in quotes)
    if not enough or len(wanted) < len(offer.lines):
        return Outdated("stock", quotes)
    if any(prices.get(line.product_id) != line.unit_price for line in offer.lines):
        return Outdated("price", quotes)
    if household.at > offer.valid_until:
        return Outdated("time", quotes)
    person, undo = household.speaker.person, household.policy.undo_minutes
    if _just_ordered(household, offer):
        return Outdated("again", quotes)
    order = _recounted(confirmed(offer, household.at, channel, person=person, undo_minutes=undo), quotes)
    hot, rest = household.history.with_entries(_bought(household, order))
    cart = household.cart
    if offer.from_cart:
        for line in offer.lines:
            cart = cart.ordered(line.product_id, line.quantity, offer.made_at)
    return Ordered(
        order,
        Changes(
            customer=household.customer.with_order(order).without_wishes(ids),
            cart=cart if offer.from_cart else None,
            digest=hot,
            digest_rest=rest,
            new_order=order,
            stock={line.product_id: line.quantity for line in order.lines if line.counted},
            errands=(_mail(ErrandKind.ORDER_MAIL, household, order),),
        ),
    )


def cancel(household: Household, order: Order) -> Changes | None:
    """Undo an order; None when it is too late. The digest forgets it, and the stock comes back."""
    if not order.cancellable(household.at):
        return None
    undone = msgspec.structs.replace(order, cancelled_at=household.at)
    return msgspec.structs.replace(
        with_changed(household, undone),
        stock={line.product_id: -line.quantity for line in order.lines if line.counted},
        errands=(_mail(ErrandKind.CANCELLED_MAIL, household, undone),),
    )


def newest(household: Household, *states: Progress) -> Order | None:
    """The newest order in one of these states."""
    return next((order for order in household.customer.orders if order.progress(household.at) in states), None)


def _just_ordered(household: Household, offer: Offer) -> bool:
    """Whether something of this offer was ordered since it was spoken, say in another room at the same moment."""
    orders = household.ordered_since(offer.product_ids, offer.made_at - CLOCKS)
    return any(order.id not in offer.known for order in orders)


def _mail(kind: ErrandKind, household: Household, order: Order) -> Errand:
    """One mail of a kind an order: its id derives from both."""
    return Errand(f"{kind}-{order.id}", kind, household.customer.id, household.at, order.id, household.locale)


def _recounted(order: Order, quotes: Mapping[str, Quote]) -> Order:
    """With the products marked whose units are counted now, not when the offer was made."""
    lines = (msgspec.structs.replace(x, counted=quotes[x.product_id].stock is not None) for x in order.lines)
    return msgspec.structs.replace(order, lines=tuple(lines))


def _bought(household: Household, order: Order) -> dict[str, Entry | None]:
    """The entries after this order; one that lags behind another (two at once, a clock that jumps) is rebuilt."""
    entries: dict[str, Entry | None] = {}
    for product_id, purchase in order.purchases(household.zone):
        before = entries[product_id] if product_id in entries else household.history.entry(product_id)
        if before and (purchase.day < before.last.day or _overtaken(household, order, product_id)):
            entries |= household.recomputed([product_id], order)
        else:
            entries[product_id] = bought(before, purchase)
    return entries


def _overtaken(household: Household, order: Order, product_id: str) -> bool:
    """Whether a later order of this product was, or may have been, recorded before this one."""
    later = [x for x in household.customer.orders if (x.placed_at, x.id) > (order.placed_at, order.id)]
    if len(later) >= RECENT_ORDERS:  # there may be more of them than the profile's head holds
        return True
    return any(product_id in (line.product_id for line in other.lines) for other in later if other.cancelled_at is None)
