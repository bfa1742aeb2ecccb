"""A gift: who may hear of it, what it adds to the digest, and that nobody hears that it was ordered lately."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from skill.shopping.money import Money
from skill.shopping.offer import Offer
from skill.shopping.order import confirmed
from skill.shopping.permission import Bought, May, Speaker, decide, spent
from tests.support.tiny_shop import CONFIG, NOON, ZONE, order_of

ORDER = replace(order_of("o", NOON, ("cookies", 2)), person="ben")
GIFT = replace(ORDER, gift=True)


@pytest.mark.parametrize(("person", "gift", "hears"), [("ben", True, True), ("anna", True, False), ("", True, False)])
def test_a_gift_is_named_to_who_ordered_it(person: str, gift: bool, hears: bool) -> None:
    assert GIFT.named_to(person) is hears
    assert ORDER.named_to(person)


def test_the_gift_of_an_unknown_voice_is_named_to_nobody() -> None:
    gift = replace(GIFT, person="")
    assert [gift.named_to(person) for person in ("", "ben")] == [False, False]


def test_a_gift_is_no_need_of_the_household() -> None:
    assert [product_id for product_id, _ in ORDER.purchases(ZONE)] == ["cookies"]
    assert GIFT.purchases(ZONE) == []


def test_a_gift_costs_what_it_costs() -> None:
    assert spent([GIFT], NOON, ZONE, "USD") == spent([ORDER], NOON, ZONE, "USD") == ORDER.totals.total


@pytest.mark.parametrize(("person", "again"), [("ben", (("cookies", 10),)), ("anna", ()), ("", ())])
def test_that_a_gift_was_ordered_lately_is_said_to_who_ordered_it(person: str, again: tuple[object, ...]) -> None:
    decision = decide(
        {"cookies": 1},
        Money(425, "USD"),
        Speaker(linked=True, recognised=bool(person), person=person),
        CONFIG.policy,
        bought={"cookies": Bought(1, 1)},
        orders=[GIFT],
        at=NOON + timedelta(minutes=10),
        zone=ZONE,
    )
    assert (decision.answer, decision.again) == (May.YES, again)


@pytest.mark.parametrize("gift", [True, False])
def test_an_offer_of_a_gift_becomes_one(gift: bool) -> None:
    window = CONFIG.plan.window(NOON, ZONE)
    offer = Offer("f", ORDER.lines, ORDER.totals, "us", window, "home", "visa", NOON, NOON, gift=gift)
    assert confirmed(offer, NOON, "alexa").gift is gift
