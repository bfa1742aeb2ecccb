"""On what terms the shop sells: what an offer must know besides products and prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from skill.shopping.delivery import DeliveryPlan
from skill.shopping.policy import Policy
from skill.shopping.pricing import DeliveryFee, TaxTable
from skill.shopping.rhythm.kinds import Typical


class Faq(NamedTuple):
    """One frequent question: the ways it is asked, and the answer that is spoken."""

    asked: tuple[str, ...]
    answer: str


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
    def offer_minutes(self) -> int:
        """How long an offer holds."""
        ...

    @property
    def most_units(self) -> int:
        """The most units of one product in an order."""
        ...

    @property
    def policy(self) -> Policy:
        """What may be bought by voice, before a household's own choices."""
        ...

    @property
    def assistant_pin(self) -> tuple[str, ...]:
        """The locales in which the assistant asks for a PIN of its own."""
        ...

    @property
    def faq(self) -> Mapping[str, tuple[Faq, ...]]:
        """Frequent questions, by language."""
        ...

    @property
    def typical(self) -> Mapping[str, Typical]:
        """What is typical of a kind of product: how often it is bought, and whether again; by category."""
        ...
