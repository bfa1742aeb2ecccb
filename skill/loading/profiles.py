"""A household's order lines → orders, digest and the head of its profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import msgspec

from skill.loading.customers import identity_of
from skill.loading.orders import OrderedLine, second_of
from skill.loading.problem import Problem, Report
from skill.profile.account import ACCOUNT
from skill.profile.customer import Customer, Identity, in_language
from skill.settings.shop import ShopConfig
from skill.shopping.money import Money
from skill.shopping.offer import Line, subtotal
from skill.shopping.order import Order
from skill.shopping.pricing import Totals
from skill.shopping.purchases import Digest, Entry, bought
from skill.storage.port import Profile

CHANNEL = "import"


class Assembly(msgspec.Struct, frozen=True):
    """How orders are made of lines. ``names`` gives each product's spoken name in the shop's first language."""

    config: ShopConfig
    names: Mapping[str, str]
    shift: timedelta
    today: date
    file: str
    report: Report

    def orders(self, customer: Customer, lines: Sequence[OrderedLine], zone: ZoneInfo) -> list[Order]:
        """The orders, in no order. A line that contradicts its order's first line, or lies ahead, is left out."""
        by_order: dict[str, list[OrderedLine]] = {}
        tomorrow = second_of(self.today + timedelta(days=1)) - self.shift // timedelta(seconds=1)
        for line in lines:
            first = by_order.setdefault(line.order_id, [line])[0]
            if line.second >= tomorrow:
                self._leave_out(line, f"ordered_at lies after {self.today}")
                if first is line:
                    del by_order[line.order_id]
            elif line.second != first.second:
                self._leave_out(line, f"ordered_at is not that of order {line.order_id!r} in line {first.line}")
            elif first is not line:
                by_order[line.order_id].append(line)
        return [self._order(customer, zone, lines) for lines in by_order.values()]

    def _leave_out(self, line: OrderedLine, why: str) -> None:
        self.report(Problem(self.file, line.line, f"{why}; line left out"))

    def _order(self, customer: Customer, zone: ZoneInfo, ordered: Sequence[OrderedLine]) -> Order:
        config, first = self.config, ordered[0]
        lines = tuple(
            Line(x.product_id, self.names[x.product_id], x.quantity, Money(x.minor, config.currency)) for x in ordered
        )
        placed_at = first.at(self.shift).replace(tzinfo=zone).astimezone(UTC)
        zero, together = Money(0, config.currency), subtotal(lines, config.currency)
        language = config.languages[0]
        return Order(
            id=first.order_id,
            placed_at=placed_at,
            lines=lines,
            # What was charged for delivery and tax back then is not in the file.
            totals=Totals(together, zero, zero, together, config.taxes.included),
            seller=config.seller,
            window=config.plan.window(placed_at, zone),
            address=in_language(customer.address, language),
            payment=in_language(customer.payment, language),
            channel=CHANNEL,
        )


def profile(customer: Customer, imported: Sequence[Order], others: Iterable[Order], zone: ZoneInfo) -> Profile:
    """A profile whose digest and orders at hand cover the imported orders and the ``others`` of this household."""
    known = {order.id for order in imported}
    every = [*imported, *(order for order in others if order.id not in known)]
    every.sort(key=lambda order: (order.placed_at, order.id))
    return Profile(
        customer=customer.with_orders(every),
        digest=digest_of(every, zone),
        orders=tuple(imported),
        # By its own id the shop's authorization server names it, too.
        identities=(identity_of(customer.id), Identity.of(ACCOUNT, customer.id)),
    )


def digest_of(orders: Iterable[Order], zone: ZoneInfo) -> Digest:
    """The digest of a household's orders, oldest first."""
    entries: dict[str, Entry] = {}
    for order in orders:
        for product_id, purchase in order.purchases(zone):
            entries[product_id] = bought(entries.get(product_id), purchase)
    return Digest(entries)
