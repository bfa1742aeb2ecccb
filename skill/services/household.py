"""The loaded customer as the services see it: who speaks, what was bought, and when it is now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from skill.profile.customer import Customer, Person
from skill.shopping.cart import Cart
from skill.shopping.matching.hearing import Hearing
from skill.shopping.money import Money
from skill.shopping.order import Order
from skill.shopping.permission import Bought, Code, Decision, Speaker, decide
from skill.shopping.policy import Policy
from skill.shopping.product import Product
from skill.shopping.purchases import Digest, Entry, Purchase, rebuild, split

CLOCKS = timedelta(seconds=10)
"""So far apart may be the times of two requests that came in the same moment."""


def household_code(customer: Customer, at: datetime) -> Code:
    """Whether the household has a voice code of its own, and whether it is locked."""
    code = customer.home.code
    if code is None:
        return Code.NONE
    return Code.LOCKED if code.locked(at) else Code.SET


class History:
    """The digest, of which the rarer part is read only when it is needed."""

    def __init__(self, hot: Digest, rest: Callable[[], Digest]) -> None:
        self._hot = hot
        self._read_rest = rest
        self._rest: Digest | None = Digest() if hot.complete else None

    @property
    def hot(self) -> Digest:
        """The repeated or recent products."""
        return self._hot

    @property
    def empty(self) -> bool:
        """Whether nothing was ever bought."""
        return not self._hot.entries

    @property
    def rest(self) -> Mapping[str, Entry]:
        """The rarer products; costs a trip the first time when there are any."""
        if self._rest is None:
            self._rest = self._read_rest()
        return self._rest.entries

    def entry(self, product_id: str) -> Entry | None:
        """What is remembered of a product."""
        return self._hot.entries.get(product_id) or self.rest.get(product_id)

    def with_entries(self, changed: Mapping[str, Entry | None]) -> tuple[Digest, Digest | None]:
        """The hot part and the rest (None: unchanged) after some entries changed; None drops an entry."""
        within = all(product_id in self._hot.entries for product_id in changed)
        dropped = any(entry is None for entry in changed.values())
        known = dict(self._hot.entries)
        if not within or dropped:
            known |= self.rest
        known |= {product_id: entry for product_id, entry in changed.items() if entry}
        for product_id in (product_id for product_id, entry in changed.items() if entry is None):
            known.pop(product_id, None)
        if within and not dropped:
            return msgspec.structs.replace(self._hot, entries=known), None
        hot, rest = split(Digest(known))
        return hot, rest if rest.entries or not self._hot.complete else None


@dataclass(frozen=True, kw_only=True)
class Household:
    """Everything a service may know. ``at`` is now, in UTC; days are counted in the customer's ``zone``.

    ``person`` is who was recognised; ``child`` a child that it is, or may be. ``ordinals`` are the words for "the
    first", "the second"; ``talked_about`` the products that were named last; ``known_names`` these and what was bought
    by their spoken names, filled when a name is said (``names``).
    """

    customer: Customer
    cart: Cart
    history: History
    speaker: Speaker
    person: Person | None
    child: Person | None
    policy: Policy
    hearing: Hearing
    locale: str
    zone: ZoneInfo
    at: datetime
    all_orders: Callable[[], Iterable[Order]] = field(repr=False)
    ordinals: Callable[[], Sequence[str]] = field(default=tuple, repr=False)
    talked_about: tuple[str, ...] = ()
    known_names: dict[str, list[Product]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def language(self) -> str:
        """The language spoken."""
        return self.hearing.language

    @property
    def today(self) -> date:
        """The calendar day where the customer lives."""
        return self.at.astimezone(self.zone).date()

    @property
    def day(self) -> int:
        """Today as an ordinal, as the digest counts days."""
        return self.today.toordinal()

    def entry(self, product: Product) -> Entry | None:
        """What is remembered of a product, as far as this speaker may know it."""
        return self.history.entry(product.id) if self.may_hear(product) else None

    def may_hear(self, product: Product) -> bool:
        """What is sensitive is nothing for a voice that nobody recognised, nor for a child."""
        return not product.sensitive or (self.speaker.recognised and not self.speaker.child)

    def permits(
        self, wanted: Sequence[tuple[Product, int]], price: Money | None = None, *, sure: Collection[str] = ()
    ) -> Decision:
        """Whether this speaker may buy so many units of these products, for this total if it is known."""
        bought = {product.id: entry for product, _ in wanted if (entry := self.entry(product))}
        return decide(
            {product.id: units for product, units in wanted},
            price,
            self.speaker,
            self.policy,
            bought={
                product_id: Bought(entry.usual_quantity, max(purchase.quantity for purchase in entry.recent))
                for product_id, entry in bought.items()
            },
            orders=self.customer.orders,
            at=self.at,
            zone=self.zone,
            sure=sure,
        )

    def ordered_since(self, product_ids: Collection[str], moment: datetime) -> list[Order]:
        """The orders of some of these products since then, by anybody and not undone. Others' gifts stay secret."""
        return [
            order
            for order in self.customer.orders
            if order.cancelled_at is None
            and order.placed_at >= moment
            and order.named_to(self.speaker.person)
            and not order.product_ids.isdisjoint(product_ids)
        ]

    def recomputed(self, product_ids: Iterable[str], replaced: Order) -> dict[str, Entry | None]:
        """The entries of products from all raw purchases, with one order as it is now. All orders are read once."""
        orders = [order for order in self.all_orders() if order.id != replaced.id]
        found: dict[str, list[Purchase]] = {product_id: [] for product_id in product_ids}
        for order in sorted([*orders, replaced], key=lambda order: (order.placed_at, order.id)):
            for product_id, purchase in order.purchases(self.zone):
                if product_id in found:
                    found[product_id].append(purchase)
        return {product_id: rebuild(purchases) for product_id, purchases in found.items()}
