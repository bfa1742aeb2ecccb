"""What one person prefers: kept for who was recognised, asked about when several fit, offered from then on."""

from __future__ import annotations

from typing import Any

import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Saying, Thing, Things
from skill.profile.home import Person
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, MIA, NOBODY, ZOE, Talk, keys, voice_of
from tests.support.tiny_shop import turn

BEN = Person("ben", "Ben", voice=voice_of("Ben"))


@pytest.fixture
def talk(app: App) -> Talk:
    """Anna's household, to which Ben belongs as well."""
    talk = Talk(app)
    talk.change(people=(BEN,))
    return talk


def offered(talk: Talk) -> list[str]:
    offer = session(talk.app, "anna").offer
    return [line.product_id for line in offer.lines] if offer else []


def test_each_gets_the_coffee_they_prefer(talk: Talk) -> None:
    reply = talk(ANNA, "Prefer", product="decaf coffee")
    assert reply.says == (Saying("account-liked", {"name": "decaf coffee"}), Saying("common-anything-else"))
    assert (talk.outcome, talk.home.likes) == ("remembered", {"anna": {"coffee": "coffee-decaf"}})
    talk("Ben", "Prefer", product="dark roast coffee")

    for person, expected in ((ANNA, "coffee-decaf"), ("Ben", "coffee-dark"), (NOBODY, "coffee-dark")):
        talk(person, "Reorder", product="coffee", session="session-1")
        assert offered(talk) == [expected]
    talk(ANNA, "Reorder", product="dark roast coffee")
    assert offered(talk) == ["coffee-dark"]


def test_something_else_takes_its_place(talk: Talk) -> None:
    talk(ANNA, "Prefer", product="decaf coffee")
    talk(ANNA, "Prefer", product="oat milk")
    talk(ANNA, "Prefer", product="dark roast coffee")
    assert talk.home.likes == {"anna": {"milk": "milk-oat", "coffee": "coffee-dark"}}


def test_a_childs_wish_is_for_what_the_child_prefers(talk: Talk) -> None:
    talk(MIA, "Prefer", product="whole milk")
    talk(MIA, "Reorder", product="milk")
    assert [(wish.person, wish.product_id) for wish in talk.home.wishes] == [("mia", "milk-whole")]


@pytest.mark.parametrize("person", [ZOE, NOBODY])
@pytest.mark.parametrize("product", ["decaf coffee", "coffee", "zeppelin", "?", ""])
def test_nothing_is_kept_for_a_voice_that_nobody_knows(talk: Talk, person: str, product: str) -> None:
    before = talk.kept()
    assert talk.first(person, "Prefer", product=product) == "account-unknown-settings"
    assert (talk.outcome, talk.kept()) == ("refused_unknown_settings", before)


def test_a_guest_has_no_preferences(app: App) -> None:
    reply = app.answer(turn("Prefer", "r1", who="guest", product="decaf coffee"))
    assert keys(reply)[0] == "account-not-linked"
    assert reply.card is not None
    assert reply.card.link


def test_what_is_nothing_for_children_is_not_kept_for_one(talk: Talk) -> None:
    before = talk.kept()
    assert talk.first(MIA, "Prefer", product="pregnancy test") == "account-like-private"
    assert (talk.outcome, talk.kept()) == ("refused_child", before)


def test_it_is_what_we_talk_about(talk: Talk) -> None:
    assert keys(talk(ANNA, "Prefer")) == ["product-which"]
    assert talk.first(ANNA, "Refine", product="decaf coffee") == "account-liked"
    talk(ANNA, "Reorder", product="oat milk")
    reply = talk(ANNA, "Prefer")
    assert keys(reply) == ["account-liked", "reorder-ask-again"]
    assert offered(talk) == ["milk-oat"]
    assert talk.home.likes == {"anna": {"coffee": "coffee-decaf", "milk": "milk-oat"}}


def test_what_nobody_sells_is_not_kept(talk: Talk) -> None:
    before = talk.kept()
    assert talk.first(ANNA, "Prefer", product="zeppelin") == "reorder-not-found"
    assert talk.kept() == before


def test_the_same_again_writes_nothing(talk: Talk) -> None:
    talk(ANNA, "Prefer", product="decaf coffee")
    before = talk.kept()
    assert talk.first(ANNA, "Prefer", product="decaf coffee") == "account-liked"
    assert talk.kept() == before


# Ben never bought milk, so two fit.


@pytest.mark.parametrize(
    ("intent", "slots", "liked"),
    [
        ("Choose", {"position": 2}, "milk-whole"),
        ("Choose", {"position": "last"}, "milk-whole"),
        ("ChangeQuantity", {"quantity": 2}, "milk-whole"),
        ("ChangeQuantity", {"quantity": 7}, None),
        ("Refine", {"product": "whole"}, "milk-whole"),
        ("Refine", {"product": "oat"}, "milk-oat"),
        ("Refine", {"product": "dark roast"}, "coffee-dark"),
        ("Prefer", {"product": "the whole milk"}, "milk-whole"),
    ],
)
def test_of_several_one_is_chosen(app: App, intent: str, slots: dict[str, Any], liked: str | None) -> None:
    asked = app.answer(turn("Prefer", "r1", who="ben", product="milk"))
    both = Things((Thing(1, "oat milk"), Thing(1, "whole milk")), choose=True)
    assert asked.says == (Saying("account-like-which", {"options": both}),)

    app.answer(turn(intent, "r2", who="ben", **slots))

    customer = app.store.load("ben", "", turn(intent, "r2").at).customer
    assert customer is not None
    found = list(customer.home.likes.get("ben", {}).values())
    question = session(app, "ben").question
    assert question is not None
    assert (found, question.kind) == (([liked], Kind.OPEN) if liked else ([], Kind.WHICH))


@pytest.mark.parametrize("intent", ["No", "Next", "Yes", "Cancel", "Help", "Fallback"])
def test_of_several_none_is_chosen(app: App, intent: str) -> None:
    app.answer(turn("Prefer", "r1", who="ben", product="milk"))
    before = app.store.load("ben", "", turn(intent, "r2").at)
    app.answer(turn(intent, "r2", who="ben"))
    assert app.store.load("ben", "", turn(intent, "r2").at) == before
    assert session(app, "ben").refused == ()


def test_other_talk_lets_go_of_the_choice(app: App) -> None:
    app.answer(turn("Prefer", "r1", who="ben", product="milk"))
    app.answer(turn("WhereIsMyOrder", "r2", who="ben"))
    question = session(app, "ben").question
    assert question is not None
    assert question.kind is Kind.OPEN
