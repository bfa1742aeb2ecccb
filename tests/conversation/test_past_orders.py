"""What is told of past orders: to whom, in what order, and what no card shows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.reply import Card, Day, Saying, Thing, Things, Value
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, MIA, NOBODY, Talk
from tests.conversation.test_offer_answers import emptied
from tests.support.tiny_shop import NOON, order_of

TODAY = Day(date(2026, 11, 18), 0)
TITLE = Saying("orders-card-title")


@pytest.fixture
def talk(app: App) -> Talk:
    return Talk(app)


def what(*lines: tuple[int, str], count: int, named: str = "yes") -> dict[str, Value]:
    """What an order holds, as it is said."""
    return {"things": Things(tuple(Thing(units, name) for units, name in lines)), "count": count, "named": named}


def order(talk: Talk, product: str, **more: object) -> None:
    talk(ANNA, "Reorder", product=product, **more)
    talk(ANNA, "Yes", **more)


def test_the_last_order_whether_it_comes_is_on_its_way_or_came(talk: Talk) -> None:
    came = talk(ANNA, "RecentOrders").says[0]
    assert (came.key, came.values["things"]) == ("orders-last", Things((Thing(1, "pregnancy test"),)))
    order(talk, "oat milk")
    leaves = talk.orders()[0].leaves_at
    for at in (NOON + timedelta(hours=1), leaves):
        said = talk(ANNA, "RecentOrders", at=at).says[0]
        assert (said.key, said.values["things"]) == ("orders-last", Things((Thing(3, "oat milk"),)))


def test_what_was_bought_lately_newest_first_and_added_up(talk: Talk) -> None:
    order(talk, "2 toilet paper and dark roast coffee")
    tomorrow = NOON + timedelta(days=1)
    order(talk, "oat milk", at=tomorrow)
    order(talk, "2 dark roast coffee", at=tomorrow + timedelta(minutes=1))

    said = talk(ANNA, "RecentOrders", date="2026-W47", at=tomorrow + timedelta(hours=1)).says[0]

    assert said == Saying(
        "orders-in-period",
        {"things": Things((Thing(3, "dark roast coffee"), Thing(3, "oat milk"), Thing(2, "toilet paper"))), "more": 0},
    )
    assert session(talk.app, "anna").mentioned == ("coffee-dark", "milk-oat", "paper")


def test_a_day_many_weeks_ahead_is_the_last_one_of_that_name(talk: Talk) -> None:
    order(talk, "oat milk")
    assert talk.first(ANNA, "RecentOrders", date="2027-01-13") == "orders-in-period"


def test_a_time_without_purchases_tells_of_the_last_one(talk: Talk) -> None:
    reply = talk(ANNA, "RecentOrders", date="2026-W40")
    assert reply.says[0] == Saying("orders-nothing-then", {"day": Day(date(2026, 11, 4), -14)})
    assert talk.outcome == "answered"


def test_no_card_names_what_is_sensitive(talk: Talk) -> None:
    reply = talk(ANNA, "RecentOrders", date="2026-W45")
    test_kit = Things((Thing(1, "pregnancy test"),))
    assert reply.says[0] == Saying("orders-in-period", {"things": test_kit, "more": 0})
    assert reply.card == Card(TITLE, (Saying("orders-in-period-count", {"count": 1}),))


def test_a_voice_that_nobody_knows_hears_and_sees_a_number(talk: Talk) -> None:
    count = Saying("orders-in-period-count", {"count": 3})
    reply = talk(NOBODY, "RecentOrders", date="2026-W43")
    assert (reply.says[0], reply.card) == (count, Card(TITLE, (count,)))


def test_a_card_counts_an_order_with_something_sensitive_and_tells_of_others(talk: Talk) -> None:
    order(talk, "oat milk")
    order(talk, "pregnancy test and oat milk")
    reply = talk(ANNA, "WhereIsMyOrder")
    more = Saying("orders-more-coming", {"count": 1})
    named = what((1, "pregnancy test"), (3, "oat milk"), count=4)
    assert {name: reply.says[0].values[name] for name in named} == named
    assert reply.says[1] == more
    hidden = what(count=4, named="no")
    assert reply.card == Card(TITLE, (replace(reply.says[0], values=reply.says[0].values | hidden), more))


def test_a_child_hears_some_of_it(talk: Talk) -> None:
    order(talk, "pregnancy test and oat milk", session="session-2")
    said = talk(MIA, "WhereIsMyOrder").says[0]
    some = what((3, "oat milk"), count=4, named="some")
    assert {name: said.values[name] for name in some} == some
    assert session(talk.app, "anna").mentioned == ("milk-oat",)


def test_what_is_sold_no_more_keeps_the_name_it_had(talk: Talk) -> None:
    order(talk, "oat milk")
    talk.app, _ = emptied(talk.app, "milk-oat")
    said = talk(ANNA, "WhereIsMyOrder").says[0]
    named = what((3, "oat milk"), count=3)
    assert {name: said.values[name] for name in named} == named


def test_what_was_handed_over_has_no_hours(talk: Talk) -> None:
    till = replace(order_of("o-till", NOON, ("paper", 1)), window=None)
    talk.change_account(orders=(till,))
    assert talk(ANNA, "WhereIsMyOrder").says[0] == Saying(
        "orders-delivered",
        what((1, "toilet paper"), count=1) | {"placed": TODAY, "day": TODAY, "hours": ""},
    )


def test_a_gift_is_what_cancel_means_to_who_ordered_it(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="oat milk", session="session-2")
    talk(ANNA, "Gift", session="session-2")
    talk(ANNA, "Yes", session="session-2")
    [gift] = talk.orders()
    talk(MIA, "WhereIsMyOrder")
    assert session(talk.app, "anna").ordered == ""
    talk(ANNA, "WhereIsMyOrder")
    assert session(talk.app, "anna").ordered == gift.id
