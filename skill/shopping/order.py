"""An order: a confirmed offer, and how far it has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from skill.shopping.delivery import Window
from skill.shopping.offer import Line, Offer
from skill.shopping.pricing import Totals
from skill.shopping.purchases import Purchase


class Progress(StrEnum):
    """Where an order is."""

    PLACED = "placed"
    ON_ITS_WAY = "on_its_way"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Order(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was bought. ``cancelled_at`` is set when it was undone.

    ``person`` is the id of the person whose voice said yes (empty: a voice nobody recognised, or no voice at all);
    ``undo_until`` until when it may be cancelled (None: until it leaves the shop). A ``gift`` is named to nobody but
    that person, and is no need of the household.
    """

    id: str
    placed_at: datetime
    lines: tuple[Line, ...]
    totals: Totals
    seller: str = ""
    window: Window | None = None
    address: str = ""
    payment: str = ""
    channel: str = ""
    cancelled_at: datetime | None = None
    person: str = ""
    undo_until: datetime | None = None
    gift: bool = False

    def named_to(self, person: str) -> bool:
        """Whether this person (empty: nobody we know) may hear what it holds, as far as it is a gift."""
        return not self.gift or (bool(person) and person == self.person)

    @property
    def product_ids(self) -> set[str]:
        """What it holds."""
        return {line.product_id for line in self.lines}

    def progress(self, at: datetime) -> Progress:
        """How far it is, assuming that deliveries keep their window: the embedded shop has no carrier to ask."""
        if self.cancelled_at is not None:
            return Progress.CANCELLED
        if self.window is None or at >= self.window.end:
            return Progress.DELIVERED
        return Progress.ON_ITS_WAY if at >= self.leaves_at else Progress.PLACED

    @property
    def leaves_at(self) -> datetime:
        """When it leaves the shop: six hours before its window opens. Until then it can be cancelled."""
        return (self.window.start if self.window else self.placed_at) - timedelta(hours=6)

    def cancellable(self, at: datetime) -> bool:
        """Whether it can still be cancelled: it has not left, and the time to change one's mind is not over."""
        return self.progress(at) is Progress.PLACED and (self.undo_until is None or at <= self.undo_until)

    def day(self, zone: ZoneInfo) -> int:
        """The day it was placed, as an ordinal in the customer's time zone."""
        return self.placed_at.astimezone(zone).toordinal()

    def purchases(self, zone: ZoneInfo) -> list[tuple[str, Purchase]]:
        """What it adds to the digest, by product; nothing once it is cancelled, nor for a gift."""
        if self.cancelled_at is not None or self.gift:
            return []
        day = self.day(zone)
        return [(x.product_id, Purchase(day, x.quantity, x.unit_price.minor)) for x in self.lines]


def confirmed(offer: Offer, at: datetime, channel: str, *, person: str = "", undo_minutes: int | None = None) -> Order:
    """The order that this person's "yes" to this offer makes; it can be undone for so many minutes."""
    return Order(
        id=offer.order_id,
        placed_at=at,
        lines=offer.lines,
        totals=offer.totals,
        seller=offer.seller,
        window=offer.window,
        address=offer.address,
        payment=offer.payment,
        channel=channel,
        person=person,
        undo_until=None if undo_minutes is None else at + timedelta(minutes=undo_minutes),
        gift=offer.gift,
    )
