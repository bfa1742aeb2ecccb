"""Offers: who may have one, for how many, for how much, and what there is instead."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

import pytest

from skill.locales.hearing import hearing
from skill.services.household import Household
from skill.services.offering import Asking, Declined, Forbidden, Offered, SoldOut, Want, make_offer
from skill.shopping.money import Money
from skill.shopping.offer import Line, offer_id
from skill.shopping.permission import Decision, May, Speaker
from skill.shopping.pricing import Totals
from skill.shopping.product import Quote
from skill.storage.memory import MemoryStore
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import ADULT, CHILD, GUEST, KNOWN, UNKNOWN, offered
from tests.support.tiny_shop import CONFIG, IDS, NOON

Households = Callable[..., Household]


def usd(minor: int) -> Money:
    return Money(minor, "USD")


NEW_FOR_UNKNOWN = Decision(May.NO, "new-for-unknown-voice", limit=usd(5000))


def make(
    shop: EmbeddedShop, household: Household, *wants: Want, sure: Collection[str] = ()
) -> Offered | SoldOut | Forbidden | Asking | Declined:
    return make_offer(shop, CONFIG, household, wants, session="s", turn_id="r1", sure=sure)


def test_an_offer_says_everything_that_would_be_bought(shop: EmbeddedShop, household: Households) -> None:
    offer = offered(shop, household(), ("milk-oat", 2), ("paper", 1))

    assert offer.lines == (
        Line("milk-oat", "oat milk", 2, usd(349), None, True),
        Line("paper", "toilet paper", 1, usd(1249), None, True),
    )
    # Food is not taxed, paper is (12.49 × 7 % = 0.8743); delivery below 35 dollars costs 4.90.
    assert offer.totals == Totals(usd(1947), usd(490), usd(87), usd(2524), False)
    assert (offer.seller, offer.address, offer.payment) == ("Corner Pantry", "home", "visa")
    # Ordered on Wednesday noon in New York: Thursday from 14 to 18 hours there.
    assert offer.window.start.astimezone(UTC) == datetime(2026, 11, 19, 19, tzinfo=UTC)
    assert offer.window.end.astimezone(UTC) == datetime(2026, 11, 19, 23, tzinfo=UTC)
    assert (offer.made_at, offer.valid_until) == (NOON, NOON + timedelta(minutes=15))


def test_the_usual_quantity_is_the_households_own(shop: EmbeddedShop, household: Households) -> None:
    offer = offered(shop, household(), ("milk-oat", None), ("coffee-dark", None), ("paper", None))
    assert [line.quantity for line in offer.lines] == [3, 1, 1]


def test_a_price_that_changed_is_told(shop: EmbeddedShop, store: MemoryStore, household: Households) -> None:
    store.put_quotes([Quote("milk-oat", usd(399), 12)])
    offer = offered(shop, household(), ("milk-oat", 1), ("coffee-dark", 1))
    assert [(line.unit_price, line.last_paid) for line in offer.lines] == [(usd(399), usd(349)), (usd(899), None)]


def test_no_more_than_there_are_and_no_more_than_the_shop_sells(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    sure = ["milk-oat"]
    fewer = make(shop, household(), Want(KNOWN["milk-oat"], 20), sure=sure)
    assert isinstance(fewer, Offered)
    assert (fewer.offer.lines[0].quantity, fewer.fewer) == (12, True)

    store.put_quotes([Quote("milk-oat", usd(1), None)])
    most = make(shop, household(), Want(KNOWN["milk-oat"], 100), sure=sure)
    assert isinstance(most, Offered)
    assert (most.offer.lines[0].quantity, most.fewer) == (99, False)


def test_what_is_sold_out_is_left_out_and_named(shop: EmbeddedShop, store: MemoryStore, household: Households) -> None:
    store.put_quotes([Quote("milk-oat", usd(349), 0)])
    made = make(shop, household(), Want(KNOWN["milk-oat"]), Want(KNOWN["paper"]))
    assert isinstance(made, Offered)
    assert [line.product_id for line in made.offer.lines] == ["paper"]
    assert made.left_out == (KNOWN["milk-oat"],)


def test_one_that_is_sold_out_has_another_of_its_kind_instead(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    store.put_quotes([Quote("milk-oat", usd(349), 0)])
    gone = make(shop, household(), Want(KNOWN["milk-oat"]))
    assert gone == SoldOut(KNOWN["milk-oat"], Quote("milk-whole", usd(299)), KNOWN["milk-whole"])


@pytest.mark.parametrize(
    ("other", "there"),
    [
        (Quote("milk-whole", usd(699)), False),
        (Quote("milk-whole", usd(698)), True),
        (Quote("milk-whole", usd(175)), True),
        (Quote("milk-whole", usd(174)), False),
        (Quote("milk-whole", usd(349), 0), False),
    ],
)
def test_a_replacement_costs_about_as_much(
    shop: EmbeddedShop, store: MemoryStore, household: Households, other: Quote, there: bool
) -> None:
    """At most twice or half the price."""
    store.put_quotes([Quote("milk-oat", usd(349), 0), other])
    gone = make(shop, household(), Want(KNOWN["milk-oat"]))
    assert isinstance(gone, SoldOut)
    assert (gone.instead is not None) == there


def test_an_unknown_voice_hears_of_no_replacement_it_could_not_buy(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    store.put_quotes([Quote("milk-oat", usd(349), 0)])
    assert make(shop, household(speaker=UNKNOWN), Want(KNOWN["milk-oat"])) == SoldOut(KNOWN["milk-oat"])


@pytest.mark.parametrize(
    ("speaker", "product_id", "decision"),
    [
        (GUEST, "milk-oat", Decision(May.NO, "not-linked")),
        (CHILD, "milk-oat", Decision(May.NO, "child")),
        (UNKNOWN, "dollhouse", NEW_FOR_UNKNOWN),
        # Bought before, but that is nothing for a voice that nobody recognised.
        (UNKNOWN, "test-kit", NEW_FOR_UNKNOWN),
    ],
)
def test_who_gets_no_offer(
    shop: EmbeddedShop, household: Households, speaker: Speaker, product_id: str, decision: Decision
) -> None:
    assert make(shop, household(speaker=speaker), Want(KNOWN[product_id])) == Forbidden(decision)


@pytest.mark.parametrize(("speaker", "product_id"), [(UNKNOWN, "milk-oat"), (ADULT, "test-kit"), (ADULT, "dollhouse")])
def test_who_gets_one(shop: EmbeddedShop, household: Households, speaker: Speaker, product_id: str) -> None:
    assert isinstance(make(shop, household(speaker=speaker), Want(KNOWN[product_id])), Offered)


def test_one_forbidden_thing_forbids_the_whole_offer(shop: EmbeddedShop, household: Households) -> None:
    wants = [Want(KNOWN["milk-oat"]), Want(KNOWN["dollhouse"])]
    assert make(shop, household(speaker=UNKNOWN), *wants) == Forbidden(NEW_FOR_UNKNOWN)


def test_the_same_product_twice_is_one_line_and_the_later_wish_counts(
    shop: EmbeddedShop, household: Households
) -> None:
    offer = offered(shop, household(), ("milk-oat", 2), ("paper", 1), ("milk-oat", 3))
    assert [(line.product_id, line.quantity) for line in offer.lines] == [("milk-oat", 3), ("paper", 1)]


def test_the_id_of_an_offer_is_that_of_its_turn(shop: EmbeddedShop, household: Households) -> None:
    wants = [Want(KNOWN["milk-oat"])]
    ids = {
        made.offer.order_id
        for session in ("s1", "s2")
        for turn_id in ("r1", "r2")
        if isinstance(made := make_offer(shop, CONFIG, household(), wants, session=session, turn_id=turn_id), Offered)
    }
    assert len(ids) == 4


def test_everything_the_shop_sells_can_be_offered(shop: EmbeddedShop, household: Households) -> None:
    assert len(offered(shop, household(), *((product_id, 1) for product_id in IDS)).lines) == len(IDS)


def test_an_offer_belongs_to_its_household_session_and_turn(shop: EmbeddedShop, household: Households) -> None:
    made = make(shop, household(), Want(KNOWN["milk-oat"]))
    assert isinstance(made, Offered)
    assert made.offer.id == offer_id("anna", "s", "r1", made.offer.made_at)
    assert made.offer.from_cart is False


def test_an_offer_speaks_the_language_of_the_turn(shop: EmbeddedShop, household: Households) -> None:
    offer = offered(shop, household(hearing=hearing("de-DE")), ("milk-oat", 2))
    assert (offer.lines[0].name, offer.address, offer.payment) == ("Hafermilch", "zu Hause", "Visa")


def test_what_has_no_price_is_left_out(shop: EmbeddedShop, household: Households) -> None:
    wants = [Want(KNOWN["milk-oat"], 1), Want(KNOWN["paper"], 1)]
    quotes = {"paper": Quote("paper", usd(1249), 4)}

    made = make_offer(shop, CONFIG, household(), wants, session="s", turn_id="r1", quotes=quotes)

    assert isinstance(made, Offered)
    assert ([line.product_id for line in made.offer.lines], made.left_out) == (["paper"], (KNOWN["milk-oat"],))


def test_of_several_that_are_all_sold_out_the_first_is_named(shop: EmbeddedShop, household: Households) -> None:
    wants = [Want(KNOWN["milk-oat"]), Want(KNOWN["paper"])]
    made = make_offer(shop, CONFIG, household(), wants, session="s", turn_id="r1", quotes={})
    assert made == SoldOut(KNOWN["milk-oat"])


def test_several_that_are_all_sold_out_have_nothing_instead(
    shop: EmbeddedShop, store: MemoryStore, household: Households
) -> None:
    store.put_quotes([Quote("milk-oat", usd(349), 0), Quote("paper", usd(1249), 0)])
    assert make(shop, household(), Want(KNOWN["milk-oat"]), Want(KNOWN["paper"])) == SoldOut(KNOWN["milk-oat"])


@pytest.mark.parametrize(("speaker", "person"), [(ADULT, "anna"), (UNKNOWN, "")])
def test_an_offer_remembers_who_asked_for_it(
    shop: EmbeddedShop, household: Households, speaker: Speaker, person: str
) -> None:
    assert offered(shop, household(speaker=speaker), ("milk-oat", 1)).person == person


@pytest.mark.parametrize("gift", [True, False])
def test_an_offer_remembers_whether_it_is_a_gift(shop: EmbeddedShop, household: Households, gift: bool) -> None:
    made = make_offer(shop, CONFIG, household(), [Want(KNOWN["milk-oat"])], session="s", turn_id="r1", gift=gift)
    assert isinstance(made, Offered)
    assert made.offer.gift is gift
    usual = make(shop, household(), Want(KNOWN["milk-oat"]))
    assert isinstance(usual, Offered)
    assert usual.offer.gift is False
