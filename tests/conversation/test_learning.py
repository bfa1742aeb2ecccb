"""Corrections are remembered: who says "coffee" and means the decaf is offered the decaf next time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Session
from skill.profile.home import Person
from skill.profile.meaning import Meaning
from skill.shopping.product import Quote
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, MIA, NOBODY, ZOE, Talk, voice_of
from tests.support.tiny_shop import NOON, guest_id, turn

TODAY = NOON.toordinal()
Said = tuple[str, dict[str, Any]]
COFFEE: Said = ("Reorder", {"product": "the coffee"})
DECAF: Said = ("Refine", {"product": "the decaf"})
LEARNED = (
    Meaning("the coffee", "coffee-dark", "anna", TODAY, refused=1),
    Meaning("the coffee", "coffee-decaf", "anna", TODAY, chosen=1),
)


@pytest.fixture
def talk(app: App) -> Talk:
    """Anna's household, to which Ben belongs as well. By "coffee" they have always meant the dark roast."""
    talk = Talk(app)
    talk.change(people=(Person("ben", "Ben", voice=voice_of("Ben")),))
    return talk


def offered(talk: Talk) -> list[str]:
    offer = session(talk.app, "anna").offer
    return [line.product_id for line in offer.lines] if offer else []


def say(talk: Talk, *said: Said, person: str = ANNA) -> None:
    for intent, slots in said:
        talk(person, intent, **slots)


def known(talk: Talk) -> set[tuple[str, int, int]]:
    return {(one.product_id, one.chosen, one.refused) for one in talk.home.meanings}


BOTH = {("coffee-dark", 0, 1), ("coffee-decaf", 1, 0)}


def test_a_correction_is_remembered_and_decides_next_time(talk: Talk) -> None:
    say(talk, COFFEE)
    assert (offered(talk), talk.home.meanings) == (["coffee-dark"], ())
    say(talk, DECAF)
    assert (offered(talk), talk.home.meanings, talk.orders()) == (["coffee-decaf"], LEARNED, [])
    talk(ANNA, "Stop")

    talk(ANNA, "Reorder", product="coffee", session="another")
    talk(ANNA, "Yes", session="another")
    assert [[line.product_id for line in order.lines] for order in talk.orders()] == [["coffee-decaf"]]


@pytest.mark.parametrize(
    "said",
    [
        [COFFEE, DECAF],
        [COFFEE, ("Reorder", {"product": "the decaf coffee"})],
        [COFFEE, ("Choose", {"position": "other"})],
        [COFFEE, ("RuleOut", {"product": "dark roast"})],
        [COFFEE, ("Next", {})],
        [COFFEE, ("No", {}), ("Refine", {"product": "decaf coffee"})],
        [COFFEE, ("No", {}), ("Reorder", {"product": "decaf coffee"})],
        [COFFEE, ("ChangeQuantity", {"quantity": 3}), DECAF],
        [("Reorder", {"product": "coffee", "quantity": 40}), ("No", {}), DECAF],
        [("Price", {"product": "the coffee"}), DECAF],
    ],
)
def test_every_way_to_correct_an_offer(talk: Talk, said: list[Said]) -> None:
    say(talk, *said)
    assert known(talk) == BOTH
    assert {one.words.removeprefix("the ") for one in talk.home.meanings} == {"coffee"}


@pytest.mark.parametrize(
    "said",
    [
        # Another thing, or another wish.
        [COFFEE, ("Refine", {"product": "oat milk"})],
        [COFFEE, ("Yes", {}), ("Reorder", {"product": "decaf coffee"})],
        [COFFEE, ("ShowCart", {}), ("ChangeQuantity", {"quantity": 2})],
        # The dark roast was named, and is what was meant by that; the decaf is something else.
        [("Reorder", {"product": "dollhouse"}), DECAF],
        [COFFEE, ("No", {}), ("Reorder", {"product": "ginger cookies"})],
        [COFFEE, ("Yes", {})],
        [COFFEE, ("No", {})],
        [COFFEE, ("Stop", {})],
        # Several things at once are no correction of one.
        [("Reorder", {"product": "coffee and oat milk"}), DECAF],
        # In the cart it may be wanted besides.
        [("AddToCart", {"product": "coffee"}), ("AddToCart", {"product": "decaf coffee"})],
        # Chosen for its size.
        [("Reorder", {"product": "500 grams of coffee"}), DECAF],
        # Nobody asks for a card's number.
        [("Reorder", {"product": "coffee 4111 1111 1111 1111"}), DECAF],
    ],
)
def test_what_is_no_correction_teaches_nothing(talk: Talk, said: list[Said]) -> None:
    say(talk, *said)
    assert talk.home.meanings == ()


@pytest.mark.parametrize("person", [MIA, ZOE, NOBODY])
def test_only_grown_ups_that_are_known_teach(talk: Talk, person: str) -> None:
    say(talk, COFFEE, DECAF, person=person)
    assert talk.home.meanings == ()


def test_a_refusal_teaches_nothing(talk: Talk) -> None:
    say(talk, COFFEE, ("Refine", {"product": "400 decaf coffee"}))
    assert (talk.outcome, talk.home.meanings) == ("refused_too_many", ())
    talk.change_account(payment={})
    say(talk, DECAF)
    assert (talk.outcome, talk.home.meanings) == ("refused_no_payment", ())


def test_a_guest_teaches_nothing(app: App) -> None:
    for number, (intent, slots) in enumerate([COFFEE, DECAF]):
        app.answer(turn(intent, f"r{number}", who="guest", at=NOON + timedelta(seconds=number), **slots))
    guest = app.store.load(guest_id("guest"), "", NOON).customer
    assert guest is not None
    assert guest.home.meanings == ()


def test_a_choice_among_several_is_remembered(talk: Talk) -> None:
    talk.bought("milk-oat", "milk-whole")
    say(talk, ("Reorder", {"product": "milk"}))
    asked = session(talk.app, "anna").question
    assert asked is not None
    chosen = asked.products[1]
    say(talk, ("Choose", {"position": "2"}), ("Stop", {}))
    assert known(talk) == {(chosen, 1, 0)}
    talk(ANNA, "Reorder", product="milk", session="another")
    assert _offered_in(talk, "another") == [chosen]


def test_somebody_else_of_the_household_has_a_habit_of_their_own(talk: Talk) -> None:
    say(talk, COFFEE, DECAF, ("Stop", {}))
    assert [one.person for one in talk.home.meanings] == ["anna", "anna"]
    say(talk, COFFEE, ("Refine", {"product": "the dark roast"}), person="Ben")
    assert {(one.person, one.product_id, one.chosen, one.refused) for one in talk.home.meanings if one.person == "ben"}


def test_a_second_thought_takes_the_first_one_back(talk: Talk) -> None:
    say(talk, COFFEE, DECAF, ("Refine", {"product": "the dark roast"}))
    assert offered(talk) == ["coffee-dark"]
    assert known(talk) == {("coffee-decaf", 0, 1), ("coffee-dark", 1, 1)}


def test_what_was_ordered_in_the_end_counts_once(talk: Talk) -> None:
    say(talk, COFFEE, DECAF, ("Yes", {}))
    (order,) = talk.orders()
    assert known(talk) == BOTH
    assert {one.order for one in talk.home.meanings} == {order.id}
    talk(ANNA, "Reorder", product="coffee", session="another")
    talk(ANNA, "Yes", session="another")
    assert ("coffee-decaf", 2, 0) in known(talk)


def test_an_undone_order_is_unlearned(talk: Talk) -> None:
    say(talk, COFFEE, DECAF, ("Yes", {}), ("CancelOrder", {}), ("Yes", {}))
    assert talk.outcome == "order_cancelled"
    assert talk.home.meanings == ()


def test_a_gift_teaches_nothing(talk: Talk) -> None:
    say(talk, COFFEE, ("Gift", {}), DECAF)
    assert (offered(talk), talk.home.meanings) == (["coffee-decaf"], ())


def test_what_was_ordered_as_a_gift_is_unlearned(talk: Talk) -> None:
    say(talk, COFFEE, DECAF, ("Yes", {}), ("Gift", {}))
    assert (talk.outcome, talk.home.meanings) == ("gift", ())


def test_what_becomes_a_gift_while_it_is_on_offer_is_unlearned(talk: Talk) -> None:
    say(talk, COFFEE, DECAF, ("Gift", {}))
    assert (talk.outcome, talk.home.meanings) == ("gift", ())


def test_what_is_there_instead_was_not_meant(talk: Talk) -> None:
    talk.store.put_quotes([Quote("coffee-dark", talk.store.quotes(["coffee-dark"])["coffee-dark"].price, 0)])
    say(talk, COFFEE, ("Yes", {}), ("Yes", {}))
    assert [[line.product_id for line in order.lines] for order in talk.orders()] == [["coffee-decaf"]]
    assert talk.home.meanings == ()


def test_more_exact_words_win(talk: Talk) -> None:
    say(talk, COFFEE, DECAF, ("Stop", {}))
    talk(ANNA, "Reorder", product="dark roast coffee", session="another")
    assert _offered_in(talk, "another") == ["coffee-dark"]


def test_a_voice_that_nobody_knows_hears_nothing_sensitive(talk: Talk) -> None:
    kit = Meaning("the usual thing", "test-kit", "anna", TODAY, chosen=1)
    talk.change(meanings=(kit,))
    for number, person in enumerate((NOBODY, MIA)):
        reply = talk(person, "Reorder", product="the usual thing", session=f"another-{number}")
        assert "pregnancy" not in str(reply)


def _offered_in(talk: Talk, name: str) -> list[str]:
    stored = talk.store.load("anna", name, NOON).session
    offer = msgspec.json.decode(stored, type=Session).offer if stored else None
    return [line.product_id for line in offer.lines] if offer else []
