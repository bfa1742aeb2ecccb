"""What an order costs in all: lines, delivery and tax, each rounded once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import msgspec

from skill.shopping.money import Money, total


class TaxTable(msgspec.Struct, frozen=True):
    """Rates by tax class (``Decimal("0.07")``) and whether the shelf prices already hold the tax."""

    rates: Mapping[str, Decimal]
    included: bool

    def rate(self, tax_class: str) -> Decimal:
        """The rate of a class; an unknown class pays the standard rate."""
        return self.rates.get(tax_class, self.rates["standard"])


class DeliveryFee(msgspec.Struct, frozen=True):
    """The fee for one delivery, and the subtotal from which it is free (None: never)."""

    fee: Money
    free_from: Money | None = None


class Totals(msgspec.Struct, frozen=True):
    """The totals by UCP type. ``tax`` is part of ``total`` either way: on top, or already inside the prices."""

    subtotal: Money
    fulfillment: Money
    tax: Money
    total: Money
    tax_included: bool

    @property
    def taxed(self) -> str:
        """How tax comes in: ``none``, ``included`` in the prices, or ``added`` on top."""
        if self.tax.minor == 0:
            return "none"
        return "included" if self.tax_included else "added"

    @property
    def free_delivery(self) -> bool:
        """Whether delivery costs nothing."""
        return self.fulfillment.minor == 0


def totals(lines: Sequence[tuple[Money, str]], taxes: TaxTable, delivery: DeliveryFee, currency: str) -> Totals:
    """Add up (line price, tax class) pairs.

    Tax is rounded half up once per rate, as a till does; delivery itself is not taxed.
    """
    subtotal = total((price for price, _ in lines), currency)
    free = delivery.free_from is not None and delivery.free_from <= subtotal
    fulfillment = Money(0, currency) if free else delivery.fee
    by_rate: dict[Decimal, Money] = {}
    for price, tax_class in lines:
        rate = taxes.rate(tax_class)
        by_rate[rate] = by_rate.get(rate, Money(0, currency)) + price
    if taxes.included:
        tax = total((amount.share(rate / (1 + rate)) for rate, amount in by_rate.items()), currency)
        return Totals(subtotal, fulfillment, tax, subtotal + fulfillment, True)
    tax = total((amount.share(rate) for rate, amount in by_rate.items()), currency)
    return Totals(subtotal, fulfillment, tax, subtotal + fulfillment + tax, False)
