"""The cart all channels share: products and quantities, no prices (prices are asked when it matters)."""

from __future__ import annotations

from datetime import datetime

import msgspec

MOST_LINES = 50
MOST_UNITS = 99


class CartLine(msgspec.Struct, frozen=True):
    """Some units of a product, and when they were put in."""

    product_id: str
    quantity: int
    added_at: datetime


class Cart(msgspec.Struct, frozen=True):
    """Lines in the order in which they were added."""

    lines: tuple[CartLine, ...] = ()

    def add(self, product_id: str, quantity: int, at: datetime, *, most: int = MOST_UNITS) -> Cart:
        """With ``quantity`` more of a product; a line holds at most ``most`` units, a cart 50 lines."""
        held = {line.product_id: line for line in self.lines}
        before = held.get(product_id)
        if before is None and len(held) >= MOST_LINES:
            return self
        units = self.units(product_id)
        units = max(units, min(most, units + quantity))
        held[product_id] = CartLine(product_id, units, at)
        return Cart(tuple(held.values()))

    def ordered(self, product_id: str, quantity: int, offered_at: datetime) -> Cart:
        """After a product was ordered from it: gone, but for what another device put in after the offer."""
        line = next((line for line in self.lines if line.product_id == product_id), None)
        if line is None or line.added_at <= offered_at or line.quantity <= quantity:
            return self.remove(product_id)
        left = CartLine(product_id, line.quantity - quantity, line.added_at)
        return Cart(tuple(left if other is line else other for other in self.lines))

    def take(self, product_id: str, quantity: int) -> Cart:
        """With so many fewer of a product; none of it when it held no more."""
        if self.units(product_id) <= quantity:
            return self.remove(product_id)
        return Cart(
            tuple(
                CartLine(line.product_id, line.quantity - quantity, line.added_at)
                if line.product_id == product_id
                else line
                for line in self.lines
            )
        )

    def units(self, product_id: str) -> int:
        """How many of a product are in it."""
        return next((line.quantity for line in self.lines if line.product_id == product_id), 0)

    def remove(self, product_id: str) -> Cart:
        """Without a product."""
        return Cart(tuple(line for line in self.lines if line.product_id != product_id))
