""" "Cancel", wherever it is shouted, and "no": what they call off, and what they leave alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Reply
from skill.profile.home import Home, Wish
from skill.shopping.money import Money
from skill.shopping.policy import Choices
from skill.shopping.product import Quote
from tests.conversation.conftest import bring, change, session
from tests.conversation.household import ANNA, CODE, MIA, NOBODY, Talk, keys
from tests.support.tiny_shop import NOON, turn, voice


def say(app: App, intent: str, at: datetime, **more: Any) -> Reply:
    return app.answer(turn(intent, f"say-{at.isoformat()}", at=at, **{"who": "ben"} | more))


@pytest.mark.parametrize(("minutes", "asked"), [(0, True), (15, True), (16, False)])
def test_cancel_in_another_conversation_may_mean_what_was_just_ordered(app: App, minutes: int, asked: bool) -> None:
    say(app, "Reorder", NOON, product="ginger cookies")
    at = NOON + timedelta(seconds=1)
    say(app, "Yes", at)
    reply = say(app, "Cancel", at + timedelta(minutes=minutes, seconds=1 if minutes == 0 else 0), session="kitchen")
    assert keys(reply) == (["orders-ask-cancel"] if asked else ["common-bye"])
    assert app.store.orders("ben")
    assert all(order.cancelled_at is None for order in app.store.orders("ben"))


def test_a_cancel_that_is_repeated_cancels_it(app: App) -> None:
    bring(app, Kind.CANCEL_WHAT)
    at = NOON + timedelta(minutes=1)
    say(app, "Stop", at)
    said = [say(app, "Cancel", at + timedelta(seconds=x), session="kitchen", person="") for x in (1, 2, 3)]
    assert [keys(reply)[0] for reply in said] == ["orders-ask-cancel", "orders-cancel-or-finish", "orders-cancelled"]
    assert keys(say(app, "Cancel", at + timedelta(seconds=4), session="bath")) == ["common-bye"]


def test_once_it_is_cancelled_the_next_one_is_named_first(app: App) -> None:
    for number, product in enumerate(("ginger cookies", "oat milk")):
        say(app, "Reorder", NOON + timedelta(seconds=2 * number), product=product)
        say(app, "Yes", NOON + timedelta(seconds=2 * number + 1))
    said = [say(app, "Cancel", NOON + timedelta(minutes=x)) for x in range(1, 4)]
    assert [keys(reply)[0] for reply in said] == ["orders-cancel-or-finish", "orders-cancelled", "orders-ask-cancel"]
    assert [order.cancelled_at is None for order in app.store.orders("ben") if order.channel == "alexa"].count(
        True
    ) == 1


def test_cancel_closes_what_is_on_offer_in_this_room(app: App) -> None:
    say(app, "Reorder", NOON, product="ginger cookies")
    say(app, "Yes", NOON + timedelta(seconds=1))
    say(app, "Reorder", NOON + timedelta(seconds=2), session="kitchen", product="oat milk")
    assert keys(say(app, "Cancel", NOON + timedelta(seconds=3), session="kitchen")) == ["common-cancelled"]


@pytest.mark.parametrize(("person", "choices"), [(MIA, Choices()), (NOBODY, Choices(unknown_voices=False))])
def test_who_may_not_undo_just_ends(app: App, person: str, choices: Choices) -> None:
    talk = Talk(app)
    talk.change(choices=choices)
    talk(ANNA, "Reorder", product="oat milk")
    talk(ANNA, "Yes")
    assert keys(talk(person, "Cancel", session="kitchen")) == ["common-bye"]


def test_cancel_may_mean_the_order_that_was_asked_about(app: App) -> None:
    say(app, "Reorder", NOON, product="ginger cookies")
    say(app, "Yes", NOON + timedelta(seconds=1))
    later = NOON + timedelta(hours=2)
    where = say(app, "WhereIsMyOrder", later, session="session-1", new_session=True)
    assert keys(where)[0] == "orders-coming"
    assert keys(say(app, "Cancel", later + timedelta(seconds=1))) == ["orders-cancel-or-finish"]


def test_an_order_that_has_left_is_not_meant(app: App) -> None:
    say(app, "Reorder", NOON, product="ginger cookies")
    say(app, "Yes", NOON + timedelta(seconds=1))
    order = next(order for order in app.store.orders("ben") if order.channel == "alexa")
    say(app, "WhereIsMyOrder", order.leaves_at, session="session-1", new_session=True)
    assert session(app).ordered == ""
    assert keys(say(app, "Cancel", order.leaves_at + timedelta(seconds=1))) == ["common-bye"]


def test_somebody_elses_gift_is_not_meant(app: App) -> None:
    talk = Talk(app)
    talk(ANNA, "Reorder", product="oat milk")
    talk(ANNA, "Gift")
    talk(ANNA, "Yes")
    talk(NOBODY, "WhereIsMyOrder", session="kitchen", at=NOON + timedelta(hours=2))
    assert keys(talk(NOBODY, "Cancel", session="kitchen", at=NOON + timedelta(hours=3))) == ["common-bye"]


def wishes(home: Home) -> list[str]:
    return [wish.product_id for wish in home.wishes]


def test_a_no_to_the_price_answers_the_wish(make_app: Callable[[Kind | None], App]) -> None:
    app = make_app(Kind.WISH)
    bring(app, Kind.WISH)
    assert keys(say(app, "Yes", NOON + timedelta(minutes=1)))[-1] == "reorder-ask"
    assert keys(say(app, "No", NOON + timedelta(minutes=2)))[0] == "reorder-left"
    customer = app.store.load("ben", "", NOON).customer
    assert customer is not None
    assert wishes(customer.home) == ["cookies"]


@pytest.mark.parametrize("person", [MIA, NOBODY])
def test_a_no_of_anybody_else_answers_no_wish(app: App, person: str) -> None:
    talk = Talk(app)
    talk.change(wishes=(Wish("milk-oat", "mia", NOON),))
    talk(ANNA, "Reorder", product="oat milk")
    assert talk.first(person, "No") == "reorder-left"
    assert wishes(talk.home) == ["milk-oat"]


def test_calling_off_the_code_answers_no_wish(app: App) -> None:
    change(app, home=Home(code=CODE, choices=Choices(code_from=1000), wishes=(Wish("dollhouse", "kim", NOON),)))
    say(app, "Reorder", NOON, product="dollhouse")
    assert keys(say(app, "Yes", NOON + timedelta(seconds=1))) == ["account-which-code"]
    assert keys(say(app, "Cancel", NOON + timedelta(seconds=2)))[0] == "reorder-left"
    customer = app.store.load("ben", "", NOON).customer
    assert customer is not None
    assert wishes(customer.home) == ["dollhouse"]


@pytest.mark.parametrize(("person", "outcome"), [(MIA, "refused_child_settings"), (NOBODY, "refused_unknown_settings")])
def test_what_children_wished_for_is_told_to_grown_ups_only(app: App, person: str, outcome: str) -> None:
    talk = Talk(app)
    talk.change(wishes=(Wish("milk-oat", "mia", NOON),))
    assert keys(talk(person, "ShowWishes")) == ["account-people-private", "common-anything-else"]
    assert talk.outcome == outcome


@pytest.mark.parametrize("email", ["", "ben@example.com"])
def test_an_e_mail_is_announced_only_to_who_gets_one(app: App, email: str) -> None:
    change(app, home=Home(code=CODE), email=email)
    ask = msgspec.structs.replace(turn("ChangeCode", "ask", who="ben", at=NOON), person=voice("ben", "Ben"))
    app.answer(ask)
    for number in range(3):
        reply = say(app, "VoiceCode", NOON + timedelta(seconds=number + 1), code="9999")
    told = ["account-code-locked-mail"] if email else []
    assert keys(reply) == ["account-code-now-locked", *told, "common-anything-else"]


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        (Kind.OFFER, "common-bye-not-ordered"),
        (Kind.FAR, "common-bye-not-ordered"),
        (Kind.CODE, "common-bye-not-ordered"),
        (Kind.CANCEL_WHAT, "orders-stands"),
        (Kind.CANCEL_ORDER, "common-bye"),
        (Kind.OPEN, "common-bye"),
    ],
)
def test_nonsense_is_not_listened_to_for_ever(make_app: Callable[[Kind | None], App], kind: Kind, ends: str) -> None:
    app = make_app(kind)
    bring(app, kind)
    before = app.store.orders("ben")
    for number in range(1, 3):
        assert keys(say(app, "Fallback", NOON + timedelta(minutes=number)))[0].startswith("common-fallback")
    last = say(app, "Fallback", NOON + timedelta(minutes=3))
    assert (keys(last), last.reprompt) == (["common-fallback-end", ends], ())
    assert app.store.timeline("ben").interactions[0].outcome == "misheard"
    assert (session(app).question, session(app).offer) == (None, None)
    assert list(app.store.orders("ben")) == list(before)


def test_something_that_is_understood_counts_anew(app: App) -> None:
    bring(app, Kind.OFFER)
    for number, intent in enumerate(("Fallback", "Fallback", "Help", "Fallback", "Fallback")):
        reply = say(app, intent, NOON + timedelta(minutes=number + 1))
        assert keys(reply)[-1] == "reorder-ask-again"


def test_cancel_when_asked_whether_to_cancel_is_asked_about(app: App) -> None:
    """ "Cancel it" and "never mind" are the same to the assistant: neither is taken for a no, nor for a yes."""
    bring(app, Kind.CANCEL_ORDER)
    order = next(order for order in app.store.orders("ben") if order.channel == "alexa")
    assert keys(say(app, "Cancel", NOON + timedelta(minutes=1))) == ["orders-cancel-or-finish"]
    asked = session(app).question
    assert asked is not None
    assert (asked.kind, asked.order_id) == (Kind.CANCEL_WHAT, order.id)
    assert keys(say(app, "Cancel", NOON + timedelta(minutes=2)))[0] == "orders-cancelled"


def test_who_begins_with_cancel_means_an_order_however_long_ago(app: App) -> None:
    say(app, "Reorder", NOON, product="ginger cookies")
    say(app, "Yes", NOON + timedelta(seconds=1))
    at = NOON + timedelta(hours=3)
    assert keys(say(app, "Cancel", at, session="bath", new_session=True)) == ["orders-ask-cancel"]
    assert keys(say(app, "Cancel", at + timedelta(days=3), session="hall", new_session=True)) == ["common-bye"]


def test_an_offer_that_holds_no_more_is_closed_when_there_is_no_new_one(app: App) -> None:
    """The price rises above what a voice that nobody recognised may spend."""
    talk = Talk(app)
    talk(NOBODY, "Reorder", product="oat milk")
    dearer = Quote("milk-oat", Money(5100, "USD"))
    app.store.put_quotes([dearer])
    assert keys(talk(NOBODY, "Yes")) == ["reorder-changed", "account-unknown-limit", "common-anything-else"]
    assert keys(talk(NOBODY, "Yes")) == ["common-what-to-order"]
    assert talk.orders() == []


@pytest.mark.parametrize(("person", "choices"), [(MIA, Choices()), (NOBODY, Choices(unknown_voices=False))])
def test_who_may_order_nothing_is_not_asked_about_the_cart(app: App, person: str, choices: Choices) -> None:
    talk = Talk(app)
    talk.change(choices=choices)
    talk(ANNA, "AddToCart", product="oat milk")
    assert "common-cart" not in keys(talk(person, "Launch", session="kitchen"))
    assert keys(talk(person, "ShowCart", session="kitchen")) == ["cart-holds", "common-anything-else"]
    assert "common-cart" in keys(talk(ANNA, "Launch", session="hall"))


def test_a_child_that_says_yes_to_the_cart_wishes_for_nothing(app: App) -> None:
    talk = Talk(app)
    talk(ANNA, "AddToCart", product="oat milk")
    talk(ANNA, "ShowCart")
    assert talk.first(MIA, "Yes") == "account-child"
    assert wishes(talk.home) == []


def test_another_number_than_a_child_asked_for(make_app: Callable[[Kind | None], App]) -> None:
    app = make_app(Kind.WISH)
    app.store.put_quotes([Quote("dollhouse", Money(5000, "USD"))])
    bring(app, Kind.WISH)
    reply = say(app, "ChangeQuantity", NOON + timedelta(minutes=1), quantity=2)
    assert keys(reply)[-1] == "reorder-ask"
    offered = session(app).offer
    assert offered is not None
    assert [(line.product_id, line.quantity) for line in offered.lines] == [("dollhouse", 2)]
