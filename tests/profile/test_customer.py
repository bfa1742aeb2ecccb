"""Identities are hashes, people are found by their voice, recent orders stay few."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from skill.profile.customer import RECENT_ORDERS, Customer, Identity, Person, hashed, in_language
from skill.profile.home import Home, Wish
from skill.shopping.delivery import Window
from skill.shopping.money import Money
from skill.shopping.order import Order
from skill.shopping.pricing import Totals

NOTHING = Money(0, "USD")
TOTALS = Totals(NOTHING, NOTHING, NOTHING, NOTHING, False)
DAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def order(number: int) -> Order:
    return Order(f"o-{number}", DAY + timedelta(days=number), (), TOTALS)


def test_an_outside_id_is_kept_as_a_hash_of_its_channel_and_itself() -> None:
    identity = Identity.of("alexa", "amzn1.ask.account.X")
    assert "amzn1" not in repr(identity)
    assert identity == Identity.of("alexa", "amzn1.ask.account.X")
    assert identity != Identity.of("web", "amzn1.ask.account.X")
    assert identity.guest_id == "guest-" + identity.digest[:16]


def test_a_person_is_found_by_voice_and_nobody_by_none() -> None:
    anna, ben = Person("anna", "Anna", voice=hashed("alexa", "v1")), Person("ben", "Ben")
    customer = Customer("c", people=(ben, anna))
    assert customer.person(hashed("alexa", "v1")) == anna
    assert customer.person(hashed("alexa", "v2")) is None
    assert customer.person("") is None


def test_recent_orders_are_the_newest_ones_newest_first_and_replaced_by_id() -> None:
    customer = Customer("c")
    for number in (3, 1, 7, 2, 5, 4, 6):
        customer = customer.with_order(order(number))
    assert [kept.id for kept in customer.orders] == ["o-7", "o-6", "o-5", "o-4", "o-3"][:RECENT_ORDERS]
    assert customer.with_order(order(7)).orders == customer.orders


def test_all_of_the_last_day_and_all_still_to_come_are_at_hand_however_many() -> None:
    today = [Order(f"t-{hours}", DAY - timedelta(hours=hours), (), TOTALS) for hours in range(26)]
    window = Window(DAY + timedelta(days=1), DAY + timedelta(days=2))
    coming = Order("coming", DAY - timedelta(days=9), (), TOTALS, window=window)
    undone = Order("undone", DAY - timedelta(hours=9), (), TOTALS, cancelled_at=DAY)
    every = [*today, coming, undone, replace(coming, id="gone", cancelled_at=DAY), order(-3)]

    customer = Customer("c").with_orders(every)

    assert [kept.id for kept in customer.orders] == [*(f"t-{hours}" for hours in range(25)), "coming"]
    one_by_one = Customer("c")
    for one in every:
        one_by_one = one_by_one.with_order(one)
    assert one_by_one == customer
    assert customer.with_orders([]) == Customer("c")


@pytest.mark.parametrize(
    ("labels", "label"), [({"en": "home", "de": "nach Hause"}, "nach Hause"), ({"en": "home"}, "home"), ({}, "")]
)
def test_a_label_in_a_language_or_in_the_first_one(labels: dict[str, str], label: str) -> None:
    assert in_language(labels, "de") == label


def test_an_order_of_days_ago_is_at_hand_until_its_window_ends() -> None:
    """Seen from the newest order."""
    newest = [order(number) for number in range(6)]
    coming = Order("coming", DAY - timedelta(days=9), (), TOTALS)
    ends = newest[-1].placed_at
    for end, kept in ((ends, False), (ends + timedelta(seconds=1), True), (ends - timedelta(hours=1), False)):
        window = Window(end - timedelta(hours=2), end)
        customer = Customer("c").with_orders([*newest, replace(coming, window=window)])
        assert ("coming" in [one.id for one in customer.orders]) is kept


def test_without_a_wish_that_is_answered_a_customer_stays_the_same() -> None:
    wish = Wish("dollhouse", "mia", DAY)
    customer = Customer("c", home=Home(wishes=(wish,)))
    assert customer.without_wishes(["milk-oat"]) is customer
    assert customer.without_wishes(["dollhouse"]) == Customer("c")


def test_an_identity_names_its_channel() -> None:
    assert Identity.of("alexa", "X") == Identity("alexa", hashed("alexa", "X"))
