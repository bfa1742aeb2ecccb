"""An offer: exactly what would be bought, for how much, from whom, delivered when. Only an offer becomes an order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from skill.shopping.delivery import Window
from skill.shopping.money import Money, total
from skill.shopping.pricing import Totals


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """Some units of one product at one unit price. ``name`` is what was said; ``last_paid`` a unit price."""

    product_id: str
    name: str
    quantity: int
    unit_price: Money
    last_paid: Money | None = None
    counted: bool = False

    @property
    def price(self) -> Money:
        """All units together."""
        return self.unit_price * self.quantity


class Offer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a "yes" would buy. ``address`` and ``payment`` are labels ("home"), never the data behind them.

    ``sure`` are products whose unusual quantity was asked about and confirmed before this was offered. ``person`` is
    the id of the person it was made for (empty: a voice nobody recognised); ``gift`` was said of it, see ``Order``.
    ``known`` are orders of the same products that had been placed in the very moment before.
    """

    id: str
    lines: tuple[Line, ...]
    totals: Totals
    seller: str
    window: Window
    address: str
    payment: str
    made_at: datetime
    valid_until: datetime
    from_cart: bool = False
    sure: tuple[str, ...] = ()
    person: str = ""
    gift: bool = False
    known: tuple[str, ...] = ()

    @property
    def product_ids(self) -> set[str]:
        """What it holds."""
        return {line.product_id for line in self.lines}

    @property
    def order_id(self) -> str:
        """The order this offer becomes; the same for every "yes" to it, so that it is bought once."""
        return "o-" + hashlib.sha256(self.id.encode()).hexdigest()[:12]


def offer_id(customer_id: str, session: str, turn_id: str, at: datetime) -> str:
    """The id of the offer made in one turn of one session; a turn is known by its id and its time together."""
    moment = at.astimezone(UTC).isoformat()
    return hashlib.sha256(f"{customer_id}\n{session}\n{turn_id}\n{moment}".encode()).hexdigest()[:24]


def subtotal(lines: Sequence[Line], currency: str) -> Money:
    """The lines together, before tax and delivery."""
    return total((line.price for line in lines), currency)
