"""Delivery windows, how far an order is, and what an offer becomes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from skill.shopping.cart import MOST_LINES, MOST_UNITS, Cart, CartLine
from skill.shopping.delivery import DeliveryPlan, Window
from skill.shopping.money import Money
from skill.shopping.offer import Line, Offer, offer_id
from skill.shopping.order import Progress, confirmed
from skill.shopping.pricing import Totals
from skill.shopping.purchases import Purchase

NEW_YORK = ZoneInfo("America/New_York")
PLAN = DeliveryPlan(days=1, cutoff=time(18), opens=time(14), closes=time(18), closed=(6,))
FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=NEW_YORK)
USD = Money(499, "USD")


def made(at: datetime = FRIDAY) -> Offer:
    return Offer(
        id=offer_id("anna", "session", "turn", FRIDAY),
        lines=(Line("coffee", "Bluebird coffee", 2, USD),),
        totals=Totals(USD * 2, Money(0, "USD"), Money(0, "USD"), USD * 2, False),
        seller="Corner Pantry",
        window=PLAN.window(at, NEW_YORK),
        address="home",
        payment="the card ending 42",
        made_at=at,
        valid_until=at + timedelta(minutes=15),
    )


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 20, 17, 59, tzinfo=NEW_YORK), 21),
        (datetime(2026, 11, 20, 18, 0, tzinfo=NEW_YORK), 23),  # after the cutoff it would be Sunday
        (datetime(2026, 11, 21, 10, 0, tzinfo=NEW_YORK), 23),
        (datetime(2026, 11, 20, 22, 30, tzinfo=UTC), 21),  # half past five in New York
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), 23),
    ],
)
def test_the_window_keeps_cutoff_and_closed_days_where_the_customer_lives(at: datetime, day: int) -> None:
    assert PLAN.window(at, NEW_YORK) == Window(
        datetime(2026, 11, day, 14, 0, tzinfo=NEW_YORK), datetime(2026, 11, day, 18, 0, tzinfo=NEW_YORK)
    )


@pytest.mark.parametrize(
    ("at", "progress"),
    [
        (datetime(2026, 11, 20, 10, 0, tzinfo=NEW_YORK), Progress.PLACED),
        (datetime(2026, 11, 21, 7, 59, tzinfo=NEW_YORK), Progress.PLACED),
        (datetime(2026, 11, 21, 8, 0, tzinfo=NEW_YORK), Progress.ON_ITS_WAY),
        (datetime(2026, 11, 21, 17, 59, tzinfo=NEW_YORK), Progress.ON_ITS_WAY),
        (datetime(2026, 11, 21, 18, 0, tzinfo=NEW_YORK), Progress.DELIVERED),
    ],
)
def test_an_order_can_be_cancelled_until_it_leaves(at: datetime, progress: Progress) -> None:
    order = confirmed(made(), FRIDAY, "alexa")
    assert order.progress(at) is progress
    assert order.cancellable(at) is (progress is Progress.PLACED)


def test_an_order_is_the_offer_and_its_id_derives_from_it() -> None:
    offer = made()
    order = confirmed(offer, FRIDAY, "alexa")
    assert order.id == offer.order_id == confirmed(offer, FRIDAY + timedelta(minutes=1), "alexa").id
    assert (order.lines, order.totals, order.seller) == (offer.lines, offer.totals, offer.seller)
    assert order.purchases(NEW_YORK) == [("coffee", Purchase(FRIDAY.toordinal(), 2, 499))]


def test_the_ids_of_an_offer_and_its_order_stay_what_they_are() -> None:
    """An offer made before a new version is installed becomes the same order after it."""
    assert made().id == "7efefd03ecaedd4c1d47379d"
    assert made().order_id == "o-201003b9c8ab"


def test_an_order_that_was_cancelled_is_so_for_good_and_adds_nothing() -> None:
    order = replace(confirmed(made(), FRIDAY, "alexa"), cancelled_at=FRIDAY)
    assert order.progress(FRIDAY) is order.progress(FRIDAY + timedelta(days=9)) is Progress.CANCELLED
    assert not order.cancellable(FRIDAY)
    assert order.purchases(NEW_YORK) == []


def test_an_order_is_undone_within_the_time_to_change_ones_mind_and_no_later() -> None:
    order = confirmed(made(), FRIDAY, "alexa", undo_minutes=30)
    last = FRIDAY + timedelta(minutes=30)
    assert order.undo_until == last
    assert order.cancellable(last)
    assert not order.cancellable(last + timedelta(microseconds=1))
    # Nor once it has left, however much time there would be.
    assert not replace(order, undo_until=order.leaves_at + timedelta(days=1)).cancellable(order.leaves_at)


def test_without_such_a_time_it_is_undone_until_it_leaves() -> None:
    order = confirmed(made(), FRIDAY, "alexa")
    assert order.undo_until is None
    assert order.cancellable(order.leaves_at - timedelta(microseconds=1))
    assert not order.cancellable(order.leaves_at)


def test_an_order_is_its_speakers_and_nobodys_when_no_voice_was_recognised() -> None:
    assert confirmed(made(), FRIDAY, "alexa", person="ben").person == "ben"
    assert confirmed(made(), FRIDAY, "alexa").person == ""


def test_an_order_without_a_window_was_handed_over_when_it_was_placed() -> None:
    order = replace(confirmed(made(), FRIDAY, "till"), window=None)
    assert order.progress(FRIDAY) is Progress.DELIVERED
    assert order.leaves_at == FRIDAY - timedelta(hours=6)


def test_an_order_counts_on_the_day_where_the_customer_lives() -> None:
    order = confirmed(made(), datetime(2026, 11, 21, 4, 30, tzinfo=UTC), "alexa")  # half past eleven in New York
    assert order.day(NEW_YORK) == FRIDAY.toordinal()
    assert order.purchases(NEW_YORK) == [("coffee", Purchase(FRIDAY.toordinal(), 2, 499))]


def test_offers_of_other_turns_and_sessions_are_other_orders() -> None:
    ids = {offer_id(*of, FRIDAY) for of in (("a", "s", "t"), ("a", "s", "u"), ("a", "r", "t"), ("b", "s", "t"))}
    ids.add(offer_id("a", "s", "t", FRIDAY + timedelta(seconds=1)))
    assert len(ids) == 5
    assert offer_id("a", "s", "t", FRIDAY.astimezone(UTC)) == offer_id("a", "s", "t", FRIDAY)


def test_a_cart_adds_up_and_has_limits() -> None:
    cart = Cart().add("milk", 2, FRIDAY).add("milk", 3, FRIDAY)
    assert [(line.product_id, line.quantity) for line in cart.lines] == [("milk", 5)]
    assert cart.add("milk", 500, FRIDAY).lines[0].quantity == MOST_UNITS
    assert cart.remove("milk") == Cart()
    for number in range(MOST_LINES):
        cart = cart.add(str(number), 1, FRIDAY)
    assert len(cart.lines) == MOST_LINES
    # A full cart takes no more lines, but more of what is in it.
    assert cart.add("tea", 1, FRIDAY) == cart
    assert cart.add("0", 2, FRIDAY).units("0") == 3
    assert cart.units("tea") == 0


def test_an_order_from_the_cart_leaves_what_was_put_in_after_the_offer() -> None:
    offered_at = FRIDAY + timedelta(minutes=1)
    before = Cart().add("milk", 2, FRIDAY)
    assert before.ordered("milk", 2, offered_at) == Cart()
    assert before.ordered("milk", 1, offered_at) == Cart()
    assert before.ordered("tea", 1, offered_at) == before
    after = before.add("milk", 3, FRIDAY + timedelta(minutes=2))
    assert after.ordered("milk", 2, offered_at).units("milk") == 3


def test_what_is_left_of_a_cart_keeps_its_place_and_its_time() -> None:
    later = FRIDAY + timedelta(minutes=2)
    cart = Cart().add("tea", 4, FRIDAY).add("milk", 5, later).add("jam", 6, FRIDAY)
    assert cart.units("jam") == 6
    assert cart.ordered("milk", 2, FRIDAY).lines == (cart.lines[0], CartLine("milk", 3, later), cart.lines[2])
    # As many as were ordered, or fewer by now: nothing is left. Nor of what was put in just when the offer was made.
    for quantity, offered_at in ((5, FRIDAY), (6, FRIDAY), (2, later)):
        assert cart.ordered("milk", quantity, offered_at).lines == (cart.lines[0], cart.lines[2])
