"""Reordering: how many, "it", several things at once, the last order, and what must not be heard."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Reply, Saying, Thing, Things
from skill.shopping.money import Money
from skill.shopping.product import Quote
from tests.conversation.conftest import bring, session
from tests.conversation.test_changing import BOTH, asked, fuller, offered
from tests.support.tiny_shop import NOON, turn

_at = NOON + timedelta(minutes=1)


def say(app: App, intent: str, number: int = 0, who: str = "ben", **more: Any) -> Reply:
    return app.answer(turn(intent, f"say-{number}", who=who, at=_at + timedelta(seconds=number), **more))


def keys(reply: Reply) -> list[str]:
    return [saying.key for saying in reply.says]


def outcome(app: App, who: str = "ben") -> str:
    return app.store.timeline(who).interactions[0].outcome


def test_up_to_ninety_nine_and_not_none(app: App) -> None:
    app.store.put_quotes([Quote("coffee-dark", Money(100, "USD"))])
    # Never bought before: so many may have been misheard.
    far = say(app, "Reorder", 1, product="dark roast coffee", quantity=99)
    item = Things((Thing(99, "dark roast coffee"),))
    assert far.says == (Saying("reorder-far", {"item": item, "usual": 0, "known": "no"}),)
    assert (outcome(app), offered(app)) == ("asked_quantity", [])
    say(app, "Yes", 2)
    assert offered(app) == [("coffee-dark", 99)]
    before = session(app).offer

    many = say(app, "Reorder", 3, product="toilet paper", quantity=100)
    assert many.says[0] == Saying("reorder-too-many", {"most": 99})
    assert (outcome(app), session(app).offer) == ("refused_too_many", before)

    none = say(app, "Reorder", 4, product="toilet paper", quantity=0)
    assert (keys(none)[0], outcome(app), session(app).offer) == ("reorder-none", "misheard", before)


@pytest.mark.parametrize(("quantity", "key"), [(99, "reorder-line"), (98, "reorder-far"), (2, "reorder-line")])
def test_the_same_number_again_confirms_it_and_another_one_does_not(app: App, quantity: int, key: str) -> None:
    """ "Do you really want that many?" "Yes, ninety-nine." """
    app.store.put_quotes([Quote("coffee-dark", Money(100, "USD"))])
    say(app, "Reorder", 1, product="dark roast coffee", quantity=99)
    reply = say(app, "ChangeQuantity", 2, quantity=quantity)
    assert keys(reply)[0] == key
    assert offered(app) == ([] if key == "reorder-far" else [("coffee-dark", quantity)])


def test_it_is_what_we_talked_about_as_often_as_was_said(app: App) -> None:
    say(app, "ProductDetails", 1, product="dark roast coffee")
    say(app, "Reorder", 2, quantity=4)
    assert offered(app) == [("coffee-dark", 4)]


def test_it_is_none_of_several_options(app: App) -> None:
    bring(app, Kind.WHICH)
    before = session(app)
    say(app, "Reorder")
    assert (outcome(app), session(app).question, session(app).offer) == ("asked_which", before.question, None)


def test_it_is_all_that_was_ordered_last(app: App) -> None:
    say(app, "Reorder", 1, product=BOTH)
    say(app, "Yes", 2)
    say(app, "Reorder", 3)
    assert [name for name, _ in offered(app)] == ["cookies", "coffee-dark"]


def test_it_is_nothing_private_for_a_voice_that_nobody_knows(app: App) -> None:
    say(app, "Price", 1, who="anna", product="pregnancy test")
    reply = say(app, "Reorder", 2, who="anna", person="")
    assert (keys(reply), offered(app, "anna")) == (["common-what-to-order"], [])


def test_a_part_that_nobody_sells_is_named_and_the_rest_is_offered(app: App) -> None:
    reply = say(app, "Reorder", 1, product="ginger cookies and zeppelin")
    assert reply.says[0] == Saying("reorder-part-not-found", {"things": Things((Thing(1, "zeppelin"),), True)})
    assert offered(app) == [("cookies", 2)]


@pytest.mark.parametrize("words", ["zeppelin", "zeppelin and submarine"])
def test_nothing_that_is_sold(app: App, words: str) -> None:
    reply = say(app, "Reorder", 1, product=words)
    assert (reply.says[0].values["words"], outcome(app), offered(app)) == (words, "not_found", [])


def test_the_last_order_without_what_is_sold_no_more(app: App) -> None:
    say(app, "Reorder", 1, product=BOTH)
    say(app, "Yes", 2)

    reply = say(fuller(app, gone="cookies"), "RepeatOrder", 3)

    assert reply.says[0] == Saying("reorder-gone", {"things": Things((Thing(1, "ginger cookies"),))})
    assert offered(app) == [("coffee-dark", 1)]


def test_a_last_order_of_which_nothing_is_left(app: App) -> None:
    reply = say(fuller(app, gone="cookies"), "RepeatOrder")
    assert (keys(reply), outcome(app)) == (["reorder-sold-no-more", "common-what-to-order"], "sold_out")


def test_the_last_order_in_its_quantities_and_nothing_before_it(app: App) -> None:
    reply = say(app, "RepeatOrder")
    assert (keys(reply)[0], offered(app)) == ("reorder-line", [("cookies", 2)])


def test_the_same_of_two_that_were_bought_on_one_day(app: App) -> None:
    say(app, "Reorder", 1, product="oat milk and whole milk")
    say(app, "Yes", 2)
    say(app, "ReorderSame", 3, product="milk")
    assert asked(app) is Kind.OFFER
    assert len(offered(app)) == 1
