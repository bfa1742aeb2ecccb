"""Something of an offer was ordered since it was spoken, say in another room: nothing is ordered twice unasked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from skill.services.household import CLOCKS, Household
from skill.services.ordering import Ordered, Outdated, confirm
from skill.shopping.money import Money
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import ADULT, LATER, UNKNOWN, offered
from tests.support.tiny_shop import NOON, order_of

Households = Callable[..., Household]
MILK = order_of("o-1", NOON + timedelta(seconds=30), ("paper", 1), ("milk-oat", 2))
GIFT = replace(MILK, gift=True, person="ben")
QUOTES = {"milk-oat": Quote("milk-oat", Money(349, "USD"), 12), "cookies": Quote("cookies", Money(425, "USD"), 3)}


def said_yes(shop: EmbeddedShop, household: Households, other: Order, *before: Order, **who: object) -> object:
    """The yes of a minute after the offer, when another order is known, which was not among those ``before``."""
    customer = household().customer
    for one in before:
        customer = customer.with_order(one)
    offer = offered(shop, household(customer=customer), ("milk-oat", 1), ("cookies", 1))
    return confirm(shop, household(customer=household().customer.with_order(other), at=LATER, **who), offer, "alexa")


@pytest.mark.parametrize(
    "other",
    [
        MILK,
        replace(MILK, placed_at=NOON + timedelta(microseconds=1)),
        replace(MILK, placed_at=LATER),
        # Two requests of one moment, with times that are apart, whichever is written first.
        replace(MILK, placed_at=LATER + timedelta(seconds=1)),
        replace(MILK, placed_at=NOON - CLOCKS),
        replace(MILK, person="ben"),
        replace(MILK, person="anna", gift=True),
    ],
    ids=[
        "between",
        "just after the offer",
        "in the moment of the yes",
        "a second later",
        "ten seconds before",
        "by somebody else",
        "as a gift of one's own",
    ],
)
def test_it_is_offered_anew(shop: EmbeddedShop, household: Households, other: Order) -> None:
    assert said_yes(shop, household, other) == Outdated("again", QUOTES)


@pytest.mark.parametrize(
    "other",
    [
        replace(MILK, placed_at=NOON - CLOCKS - timedelta(microseconds=1)),
        replace(MILK, cancelled_at=NOON + timedelta(seconds=40)),
        order_of("o-1", MILK.placed_at, ("paper", 1)),
        GIFT,
    ],
    ids=["before the offer", "undone", "something else", "as somebody's gift"],
)
def test_it_is_ordered(shop: EmbeddedShop, household: Households, other: Order) -> None:
    assert isinstance(said_yes(shop, household, other), Ordered)


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_what_was_known_when_it_was_offered_is_no_news(shop: EmbeddedShop, household: Households, seconds: int) -> None:
    """Not even with a clock ahead: whoever is asked again says yes once."""
    before = replace(MILK, placed_at=NOON + timedelta(seconds=seconds))
    assert isinstance(said_yes(shop, household, before, before), Ordered)


def test_an_unknown_voice_hears_of_no_gift_either(shop: EmbeddedShop, household: Households) -> None:
    known = household(speaker=ADULT, at=LATER, customer=household().customer.with_order(GIFT))
    unknown = household(speaker=UNKNOWN, at=LATER, customer=household().customer.with_order(replace(GIFT, person="")))
    offer = offered(shop, household(), ("milk-oat", 1))
    assert isinstance(confirm(shop, known, offer, "alexa"), Ordered)
    assert isinstance(confirm(shop, unknown, offer, "alexa"), Ordered)
