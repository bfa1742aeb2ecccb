"""The policy once more, stated from the outside: what must be true of every order that exists, however it came about.

Written without a look at ``skill.shopping.permission``: from the orders, the words and the settings alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from skill.profile.customer import Customer
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.shopping.policy import Policy
from skill.shopping.purchases import Entry
from tests.support.tiny_shop import PRODUCTS, ZONE

SENSITIVE = {product.id for product in PRODUCTS if product.sensitive}


@dataclass(frozen=True)
class Voice:
    """Who really spoke: a name of the household, or nobody it knows. ``proven``: by the right code or PIN, just now."""

    name: str
    proven: bool


def breaches(
    order: Order,
    voice: Voice,
    customer: Customer,
    policy: Policy,
    *,
    earlier: Iterable[Order],
    history: Mapping[str, Entry],
    has_code: bool,
    sure: Collection[tuple[str, int]],
    zone: ZoneInfo = ZONE,
    sensitive: Collection[str] = SENSITIVE,
) -> list[str]:
    """What the policy forbids about this order; empty when nothing. Days are the ``zone``'s."""
    person = next((person for person in customer.everyone if person.name == voice.name), None)
    total, spoken = order.totals.total.minor, person.id if person else ""
    today = order.placed_at.astimezone(zone).date()
    same_day = [x for x in earlier if x.cancelled_at is None and x.placed_at.astimezone(zone).date() == today]
    everybody, own = _spent(same_day), _spent(x for x in same_day if x.person == spoken)
    new = any(line.product_id not in history or line.product_id in sensitive for line in order.lines)
    heard = history if person else {key: entry for key, entry in history.items() if key not in sensitive}
    unproven = person is None and not voice.proven
    rules = {
        "a guest bought": not customer.linked,
        "a child bought": person is not None and person.child,
        "a forbidden voice bought": person is None and not policy.unknown_voices,
        "an unknown voice bought something new": unproven and new,
        "an unknown voice spent too much": unproven and total > policy.unknown_limit.minor,
        "a large order without the code": has_code and total >= policy.code_from.minor and not voice.proven,
        "over the limit of an order": total > policy.per_order.minor,
        "over the limit of a day": total + everybody > policy.per_day.minor,
        "over the limit of a voice": total + own > policy.per_speaker.minor,
        "ordered in another's name": order.person != spoken,
        "an unusual quantity that nobody asked about": any(
            (line.product_id, line.quantity) not in sure and _unusual(line, policy, heard) for line in order.lines
        ),
        "delivered nowhere": not order.address,
        "not paid": not order.payment or bool(customer.payment_method.declined(today)),
    }
    return [rule for rule, broken in rules.items() if broken]


def _spent(orders: Iterable[Order]) -> int:
    return sum(order.totals.total.minor for order in orders)


def _unusual(line: Line, policy: Policy, history: Mapping[str, Entry]) -> bool:
    entry = history.get(line.product_id)
    usual, most = (entry.usual_quantity, max(x.quantity for x in entry.recent)) if entry else (1, 0)
    return line.quantity >= policy.far_from and line.quantity > policy.far_times * usual and line.quantity > most
