""" "Nine coffees?": what a yes, a no and another number lead to; never to an order without an offer of that number."""

from __future__ import annotations

import pytest

from skill.app import App
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying, Thing, Things
from skill.shopping.money import Money
from skill.shopping.product import Quote
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, NOBODY, Talk, keys

COFFEE, MILK, PAPER = "dark roast coffee", "oat milk", "toilet paper"


@pytest.fixture
def talk(app: App) -> Talk:
    """Coffee is usually bought singly, oat milk by threes, paper never; there is plenty of each."""
    app.store.put_quotes([Quote(name, Money(349, "USD")) for name in ("coffee-dark", "milk-oat", "paper")])
    return Talk(app)


def asked(talk: Talk) -> Question | None:
    """The open question."""
    return session(talk.app, "anna").question


def far(units: int, name: str, usual: int) -> Saying:
    """The question about a number."""
    item = Things((Thing(units, name),))
    return Saying("reorder-far", {"item": item, "usual": usual, "known": "yes" if usual else "no"})


def on_offer(talk: Talk) -> list[tuple[str, int]]:
    """What is on offer."""
    offer = session(talk.app, "anna").offer
    return [(line.product_id, line.quantity) for line in offer.lines] if offer else []


def test_the_number_is_asked_about_and_nothing_is_on_offer(talk: Talk) -> None:
    before = talk.kept()
    ask = far(9, COFFEE, 1)
    assert talk(ANNA, "Reorder", product=COFFEE, quantity=9).says == (ask,)
    units, words = (("coffee-dark", 9),), "dark roast coffee"
    assert asked(talk) == Question(Kind.FAR, (ask,), products=("coffee-dark",), quantity=9, units=units, words=words)
    assert (talk.outcome, on_offer(talk), talk.kept()) == ("asked_quantity", [], before)
    assert session(talk.app, "anna").mentioned == ("coffee-dark",)
    assert talk.store.timeline("anna").interactions[0].products == ("coffee-dark",)


def test_of_what_was_never_bought_no_usual_number_is_told(talk: Talk) -> None:
    assert talk(ANNA, "Reorder", product=PAPER, quantity=9).says == (far(9, PAPER, 0),)


def test_yes_offers_that_many_and_only_the_next_yes_orders_them(talk: Talk) -> None:
    talk(ANNA, "Reorder", product=COFFEE, quantity=9)
    reply = talk(ANNA, "Yes")
    assert (keys(reply)[0], keys(reply)[-1], talk.outcome) == ("reorder-line", "reorder-ask", "offered")
    assert (on_offer(talk), talk.orders()) == ([("coffee-dark", 9)], [])
    talk(ANNA, "Yes")
    assert [[(line.product_id, line.quantity) for line in order.lines] for order in talk.orders()] == [
        [("coffee-dark", 9)]
    ]


def test_yes_of_a_voice_that_may_not_buy_it_offers_nothing(talk: Talk) -> None:
    talk(ANNA, "Reorder", product=PAPER, quantity=9)
    assert talk.first(NOBODY, "Yes") == "account-new-for-unknown-voice"
    assert (on_offer(talk), talk.orders()) == ([], [])


def test_no_asks_how_many_then_and_a_yes_to_that_offers_the_usual_number(talk: Talk) -> None:
    talk(ANNA, "Reorder", product=MILK, quantity=40)
    how_many = Saying("reorder-how-many")
    assert talk(ANNA, "No").says == (how_many,)
    assert asked(talk) == Question(Kind.SUGGEST, (how_many,), products=("milk-oat",), words=MILK)
    assert (talk.outcome, on_offer(talk)) == ("declined", [])
    assert talk.store.timeline("anna").interactions[0].products == ("milk-oat",)
    talk(ANNA, "Yes")
    assert (on_offer(talk), talk.orders()) == ([("milk-oat", 3)], [])


def test_no_to_one_of_several_offers_all_with_its_usual_number(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="2 toilet paper and 40 oat milk")
    assert asked(talk) == Question(
        Kind.FAR,
        (far(40, MILK, 3),),
        products=("milk-oat",),
        quantity=40,
        units=(("paper", 2), ("milk-oat", 40)),
    )
    assert keys(talk(ANNA, "No"))[-1] == "reorder-ask"
    assert (on_offer(talk), talk.orders()) == ([("paper", 2), ("milk-oat", 3)], [])


def test_each_of_several_is_asked_about_once(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="9 dark roast coffee and 40 oat milk")
    assert talk(ANNA, "Yes").says == (far(40, MILK, 3),)
    question = asked(talk)
    assert question is not None
    assert (question.sure, question.units) == (("coffee-dark",), (("coffee-dark", 9), ("milk-oat", 40)))
    talk(ANNA, "Yes")
    assert on_offer(talk) == [("coffee-dark", 9), ("milk-oat", 40)]
    talk(ANNA, "Yes")
    assert len(talk.orders()) == 1


def test_no_to_the_second_keeps_the_first(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="9 dark roast coffee and 40 oat milk")
    talk(ANNA, "Yes")
    talk(ANNA, "No")
    assert on_offer(talk) == [("coffee-dark", 9), ("milk-oat", 3)]


def test_another_number_is_offered_with_what_was_sure_before(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="9 dark roast coffee and 40 oat milk")
    talk(ANNA, "Yes")
    assert keys(talk(ANNA, "ChangeQuantity", quantity=4))[-1] == "reorder-ask"
    assert (on_offer(talk), talk.orders()) == ([("coffee-dark", 9), ("milk-oat", 4)], [])


def test_another_unusual_number_is_asked_about_in_turn(talk: Talk) -> None:
    talk(ANNA, "Reorder", product=COFFEE, quantity=9)
    assert talk(ANNA, "ChangeQuantity", quantity=8).says == (far(8, COFFEE, 1),)
    assert on_offer(talk) == []


@pytest.mark.parametrize(("quantity", "key"), [(0, "reorder-none"), (100, "reorder-too-many")])
def test_a_number_that_cannot_be_asks_the_same_again(talk: Talk, quantity: int, key: str) -> None:
    talk(ANNA, "Reorder", product=COFFEE, quantity=9)
    before = asked(talk)
    assert keys(talk(ANNA, "ChangeQuantity", quantity=quantity)) == [key, "reorder-far"]
    assert (asked(talk), on_offer(talk)) == (before, [])


def test_what_was_asked_about_the_cart_leaves_the_cart_when_it_is_ordered(talk: Talk) -> None:
    talk(ANNA, "AddToCart", product=COFFEE, quantity=9)
    talk(ANNA, "Checkout")
    question = asked(talk)
    assert question is not None
    assert (question.kind, question.from_cart) == (Kind.FAR, True)
    talk(ANNA, "Yes")
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert offer.from_cart
    talk(ANNA, "Yes")
    assert (len(talk.orders()), talk.store.load("anna", "", talk.orders()[0].placed_at).cart.lines) == (1, ())
    # What was wanted from elsewhere leaves it as it is.
    talk(ANNA, "AddToCart", product=COFFEE, quantity=1)
    talk(ANNA, "Reorder", product=PAPER, quantity=9)
    talk(ANNA, "Yes")
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert not offer.from_cart
