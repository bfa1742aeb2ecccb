"""An offer that names what may have been meant instead, and every way to say that it was; only a yes buys."""

from __future__ import annotations

from typing import Any

import pytest

from skill.app import App
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying, Thing, Things
from skill.profile.home import Person
from skill.shopping.matching import confidence
from skill.shopping.product import Quote
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, NOBODY, Talk, keys, voice_of


@pytest.fixture
def talk(app: App, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """Anna's household, which buys both milks, the oat milk somewhat more often: so sure, and no surer."""
    talk = Talk(app)
    talk.change(people=(Person("ben", "Ben", voice=voice_of("Ben")),))
    talk.bought("milk-whole", times=2)
    talk.bought("milk-oat", times=3)
    monkeypatch.setattr(confidence, "AT_ONCE_FROM", 0.9)
    monkeypatch.setattr(confidence, "WITH_ANOTHER_ABOVE", 0.0)
    return talk


def asked(talk: Talk) -> Question:
    found = session(talk.app, "anna").question
    assert found is not None
    return found


def offered(talk: Talk) -> list[tuple[str, int]]:
    made = session(talk.app, "anna").offer
    return [(line.product_id, line.quantity) for line in made.lines] if made else []


def cart(talk: Talk) -> dict[str, int]:
    loaded = talk.store.load("anna", "", talk.store.timeline("anna").interactions[0].at)
    return {line.product_id: line.quantity for line in loaded.cart.lines}


def test_the_likeliest_is_offered_in_full_and_the_next_is_named(talk: Talk) -> None:
    reply = talk(ANNA, "Reorder", product="milk")
    line = reply.says[0]
    assert line.key == "reorder-line-not"
    assert (line.values["item"], line.values["other"]) == (Things((Thing(1, "oat milk"),)), "whole milk")
    assert keys(reply)[-3:] == ["reorder-total", "reorder-delivery", "reorder-ask"]
    assert (offered(talk), asked(talk).kind, asked(talk).another) == ([("milk-oat", 1)], Kind.OFFER, "milk-whole")
    assert asked(talk).products == ("milk-oat",)
    # The card says what is offered and nothing else.
    assert reply.card is not None
    assert reply.card.lines[0].key == "reorder-line"


def test_a_yes_buys_what_was_offered_and_nothing_else(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="milk")
    assert talk.first(ANNA, "Yes") == "reorder-placed"
    assert [[line.product_id for line in order.lines] for order in talk.orders()] == [["milk-oat"]]


@pytest.mark.parametrize(
    ("intent", "slots"),
    [
        ("Choose", {"position": "other"}),
        ("Choose", {"position": "2"}),
        ("Choose", {"position": "last"}),
        ("Next", {}),
        ("Refine", {"product": "the whole milk"}),
        ("Refine", {"product": "whole"}),
    ],
)
def test_the_other_one_is_offered_then(talk: Talk, intent: str, slots: dict[str, Any]) -> None:
    talk(ANNA, "Reorder", product="milk", quantity=3)
    reply = talk(ANNA, intent, **slots)
    assert (offered(talk), talk.orders()) == ([("milk-whole", 3)], [])
    assert (keys(reply)[0], keys(reply)[-1], asked(talk).another) == ("reorder-line", "reorder-ask", "")
    assert session(talk.app, "anna").refused == ("milk-oat",)
    talk(ANNA, "Yes")
    assert [[line.product_id for line in order.lines] for order in talk.orders()] == [["milk-whole"]]


def test_three_of_the_other_one(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="milk")
    talk(ANNA, "Refine", product="three whole milk")
    assert offered(talk) == [("milk-whole", 3)]


def test_the_first_one_is_what_is_on_offer_and_no_yes(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="milk")
    before = session(talk.app, "anna")
    assert keys(talk(ANNA, "Choose", position="1")) == ["reorder-ask-again"]
    assert (session(talk.app, "anna").offer, asked(talk), talk.orders()) == (before.offer, before.question, [])


def test_after_a_no_the_other_one_is_suggested(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="milk", quantity=2)
    assert keys(talk(ANNA, "No")) == ["reorder-left", "reorder-suggest"]
    assert (asked(talk).kind, asked(talk).products, talk.orders()) == (Kind.SUGGEST, ("milk-whole",), [])
    talk(ANNA, "Yes")
    assert (offered(talk), talk.orders()) == ([("milk-whole", 2)], [])


def test_a_no_to_that_too_is_the_end_of_it(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="milk")
    talk(ANNA, "No")
    assert keys(talk(ANNA, "No")) == ["common-all-right", "common-anything-else"]
    assert session(talk.app, "anna").passed == ("milk-whole",)


def test_a_changed_number_is_about_what_is_offered(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="milk")
    assert keys(talk(ANNA, "ChangeQuantity", quantity=2))[0] == "reorder-line"
    assert (offered(talk), asked(talk).another) == ([("milk-oat", 2)], "")


def test_what_is_sold_out_is_not_named(talk: Talk) -> None:
    talk.store.put_quotes([Quote("milk-whole", talk.store.quotes(["milk-whole"])["milk-whole"].price, 0)])
    assert keys(talk(ANNA, "Reorder", product="milk"))[0] == "reorder-line"
    assert asked(talk).another == ""


def test_what_may_have_been_meant_takes_the_place_of_what_is_sold_out(talk: Talk) -> None:
    talk.store.put_quotes([Quote("milk-oat", talk.store.quotes(["milk-oat"])["milk-oat"].price, 0)])
    assert keys(talk(ANNA, "Reorder", product="milk")) == ["reorder-sold-out-instead"]
    assert asked(talk).products == ("milk-whole",)


def test_a_gift_is_named_to_nobody_besides(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="milk")
    talk(ANNA, "Gift")
    assert "milk" not in str(talk("Ben", "Choose", position="other"))
    assert "milk" not in str(talk("Ben", "No"))


def test_a_price_is_told_of_both_and_the_other_one_is_the_second(talk: Talk) -> None:
    reply = talk(ANNA, "Price", product="milk")
    assert keys(reply) == ["product-prices", "product-one-of-them"]
    talk(ANNA, "Choose", position="other")
    assert offered(talk) == [("milk-whole", 1)]


def test_of_two_to_choose_from_the_other_one_is_the_second(talk: Talk) -> None:
    talk.bought("milk-oat", "milk-whole")
    talk(ANNA, "AddToCart", product="ginger cookies")
    talk(ANNA, "Price", product="milk")
    assert asked(talk).kind is Kind.WHICH
    second = asked(talk).products[1]
    talk(ANNA, "Choose", position="other")
    assert [product_id for product_id, _ in offered(talk)] == [second]


class TestCart:
    """What is put in is put in; the other one takes its place."""

    def test_the_likeliest_is_put_in_and_the_next_is_named(self, talk: Talk) -> None:
        reply = talk(ANNA, "AddToCart", product="milk", quantity=2)
        assert keys(reply) == ["cart-added", "cart-or-other", "cart-anything-else"]
        assert reply.says[1] == Saying("cart-or-other", {"name": "whole milk"})
        assert cart(talk) == {"milk-oat": 2}

    @pytest.mark.parametrize(
        ("intent", "slots"),
        [
            ("Choose", {"position": "other"}),
            ("Choose", {"position": "2"}),
            ("Refine", {"product": "the whole milk"}),
        ],
    )
    def test_the_other_one_takes_its_place(self, talk: Talk, intent: str, slots: dict[str, Any]) -> None:
        talk(ANNA, "AddToCart", product="oat milk")
        talk(ANNA, "AddToCart", product="milk", quantity=2)
        assert cart(talk) == {"milk-oat": 3}
        reply = talk(ANNA, intent, **slots)
        assert keys(reply) == ["cart-instead", "cart-added", "cart-anything-else"]
        assert (cart(talk), talk.orders()) == ({"milk-oat": 1, "milk-whole": 2}, [])

    def test_the_first_one_changes_nothing(self, talk: Talk) -> None:
        talk(ANNA, "AddToCart", product="milk")
        assert keys(talk(ANNA, "Choose", position="1")) == ["cart-anything-else"]
        assert cart(talk) == {"milk-oat": 1}

    def test_what_is_sold_out_takes_no_place(self, talk: Talk) -> None:
        talk(ANNA, "AddToCart", product="milk")
        talk.store.put_quotes([Quote("milk-whole", talk.store.quotes(["milk-whole"])["milk-whole"].price, 0)])
        assert talk.first(ANNA, "Choose", position="other") == "reorder-sold-out"
        assert cart(talk) == {"milk-oat": 1}


def test_a_voice_that_nobody_knows_chooses_as_well(talk: Talk) -> None:
    talk(NOBODY, "Reorder", product="milk")
    talk(NOBODY, "Choose", position="other")
    assert offered(talk) == [("milk-whole", 1)]
