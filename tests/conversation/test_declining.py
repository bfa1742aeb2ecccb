"""What a "no" closes, how many can be wanted at all, and what a cart tells whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.locales.words import Words
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.port import Store
from tests.support.tiny_shop import NOON, turn

WORDS = Words("en-US", strict=True)
Say = Callable[..., str]


@pytest.fixture
def say(app: App) -> Say:
    """Says something as Anna and gives the answer."""
    return saying(app)


def saying(app: App, first: int = 1) -> Say:
    requests = count(first)

    def say(intent: str, **more: Any) -> str:
        n = next(requests)
        return WORDS.say(app.answer(turn(intent, f"r{n}", at=NOON + timedelta(seconds=9 * n), **more)).says)

    return say


def units(store: Store) -> dict[str, int]:
    """Anna's cart."""
    return {line.product_id: line.quantity for line in store.load("anna", "", NOON).cart.lines}


@pytest.mark.parametrize("asked", ["ShowCart", "Checkout"])
def test_who_does_not_order_the_cart_now_refuses_nothing_in_it(app: App, say: Say, asked: str) -> None:
    say("AddToCart", product="oat milk")
    say("AddToCart", product="coffee")
    say(asked)
    say("No")
    assert say("Reorder", product="milk").startswith("3 of the oat milk at $3.49 each.")
    assert units(app.store) == {"milk-oat": 1, "coffee-dark": 1}


def test_of_several_things_none_is_refused_alone(say: Say) -> None:
    assert say("Reorder", product="oat milk and decaf coffee").startswith("3 of the oat milk")
    say("No")
    assert say("Reorder", product="milk").startswith("3 of the oat milk at $3.49 each.")


def test_one_thing_that_was_refused_is_not_offered_again(say: Say) -> None:
    say("Reorder", product="oat milk")
    say("No")
    assert say("Reorder", product="milk").startswith("Whole milk for $2.99.")


@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("Reorder", {"product": "ginger cookies", "quantity": 0}),
        ("Reorder", {"product": "0 ginger cookies"}),
        ("AddToCart", {"product": "ginger cookies", "quantity": 0}),
        ("AddToCart", {"product": "0 ginger cookies"}),
        ("AddToCart", {"quantity": 0}),
    ],
)
def test_none_is_none(app: App, say: Say, intent: str, slots: dict[str, Any]) -> None:
    assert say(intent, **slots) == "None? Then I'll leave it. Anything else?"
    assert units(app.store) == {}


@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("Reorder", {"product": "100 ginger cookies"}),
        ("Refine", {"product": "100 decaf coffee"}),
        ("AddToCart", {"product": "ginger cookies", "quantity": 100}),
        ("AddToCart", {"product": "100 ginger cookies"}),
    ],
)
def test_more_than_is_sold_is_not_made_less_in_silence(app: App, say: Say, intent: str, slots: dict[str, Any]) -> None:
    say("Reorder", product="oat milk")
    assert say(intent, **slots) == "I can order at most 99 of one thing. Shall I order 3 of the oat milk for $15.37?"
    assert units(app.store) == {}


def test_a_cart_holds_no_more_than_can_be_ordered(app: App) -> None:
    config = msgspec.structs.replace(app.config, most_units=10)
    say = saying(replace(app, config=config))
    say("AddToCart", product="oat milk", quantity=6)
    more = say("AddToCart", product="oat milk", quantity=6)
    assert more.startswith("I put 4 of the oat milk in your cart, which makes 10 in all.")
    assert say("AddToCart", product="oat milk").startswith("Your cart can't take any more of that.")
    assert say("AddToCart", product="oat milk and 4 decaf coffee").startswith("I put 4 of the decaf coffee in")
    assert units(app.store) == {"milk-oat": 10, "coffee-decaf": 4}
    config = msgspec.structs.replace(config, most_units=5)
    assert saying(replace(app, config=config), 9)("AddToCart", product="oat milk").startswith("Your cart")
    assert units(app.store) == {"milk-oat": 10, "coffee-decaf": 4}


def test_an_unknown_voice_learns_nothing_by_taking_things_out(app: App, say: Say) -> None:
    say("AddToCart", product="pregnancy test")
    say("AddToCart", product="oat milk")
    for words in ("pregnancy test", "zeppelin"):
        assert say("RemoveFromCart", product=words, person="").startswith("That I tell only to a voice I know.")
    assert say("RemoveFromCart", product="oat milk", person="").startswith("I took oat milk out.")
    assert units(app.store) == {"test-kit": 1}
    assert say("RemoveFromCart", product="pregnancy test").startswith("I took pregnancy test out.")
    assert units(app.store) == {}


def test_another_one_than_was_read_goes_into_the_cart_too(app: App, say: Say) -> None:
    ben = {"who": "ben"}
    assert say("AddToCart", product="milk", quantity=2, **ben).startswith("Several fit: oat milk or whole milk.")
    assert say("Refine", product="decaf coffee", **ben).startswith("I put 2 of the decaf coffee in your cart.")
    [line] = app.store.load("ben", "", NOON).cart.lines
    assert (line.product_id, line.quantity) == ("coffee-decaf", 2)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("two ginger cookies", "2 of the ginger cookies at $4.25 each."),
        ("3 ginger cookies", "3 of the ginger cookies at $4.25 each."),
        ("ginger cookeys", "Ginger cookies for $4.25."),
        ("two ginger cookeys", "2 of the ginger cookies at $4.25 each."),
    ],
)
def test_a_number_before_a_thing_is_how_many(say: Say, words: str, offered: str) -> None:
    assert say("Reorder", product=words).startswith(offered)


def test_a_replacement_that_was_refused_is_not_suggested_again(app: App, say: Say) -> None:
    app.store.put_quotes([Quote("milk-oat", Money(349, "USD"), 0)])
    assert "Instead I have whole milk for $2.99." in say("Reorder", product="oat milk")
    say("No")
    assert say("Reorder", product="oat milk") == "We're out of oat milk right now. Anything else?"


@pytest.mark.parametrize("intent", ["Fallback", "Help", "Price", "Yes", "ChangeQuantity", "Choose", "LastBought"])
def test_what_is_sensitive_is_not_asked_again_of_an_unknown_voice(app: App, say: Say, intent: str) -> None:
    assert say("Reorder", product="pregnancy test").startswith("Pregnancy test for")
    assert "regnancy" not in say(intent, person="")
    assert say("Yes") == "What would you like?"
    assert [order for order in app.store.orders("anna") if order.channel == "alexa"] == []


@pytest.mark.parametrize("intent", ["ProductDetails", "Price", "Availability", "AddToCart", "Reorder"])
def test_it_is_nothing_sensitive_for_an_unknown_voice(say: Say, intent: str) -> None:
    say("LastBought", product="pregnancy test")
    assert "regnancy" not in say(intent, person="")


def test_an_order_is_not_named_again_to_an_unknown_voice(say: Say) -> None:
    say("Reorder", product="oat milk")
    say("Yes")
    assert say("CancelOrder") == "Shall I cancel your order of 3 of the oat milk for $15.37?"
    assert say("Fallback", person="") == "Sorry, I didn't get that. Anything else?"
    assert say("CancelOrder", person="") == "Shall I cancel your last order, for $15.37?"
    assert say("Fallback", person="").endswith("Shall I cancel your last order, for $15.37?")
