"""On what terms the shop sells: what an offer must know besides products and prices."""

from __future__ import annotations

from typing import Protocol

from skill.shopping.delivery import DeliveryPlan
from skill.shopping.pricing import DeliveryFee, TaxTable


class Terms(Protocol):
    """The merchant's settings that make an offer; ``shop.yaml`` fills them."""

    @property
    def seller(self) -> str:
        """The seller of record, as spoken."""
        ...

    @property
    def currency(self) -> str:
        """ISO 4217."""
        ...

    @property
    def taxes(self) -> TaxTable:
        """Rates by tax class."""
        ...

    @property
    def fee(self) -> DeliveryFee:
        """What a delivery costs."""
        ...

    @property
    def plan(self) -> DeliveryPlan:
        """When a delivery comes."""
        ...

    @property
    def zone(self) -> str:
        """IANA time zone of the shop, for customers without one."""
        ...

    @property
    def offer_minutes(self) -> int:
        """How long an offer holds."""
        ...

    @property
    def most_units(self) -> int:
        """The most units of one product in an order."""
        ...
