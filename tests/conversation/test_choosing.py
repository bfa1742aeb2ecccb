"""What was declined is not offered again, and choosing among several: by position, by words, by going on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Reply
from skill.conversation.turn import Slot
from tests.conversation.conftest import bring, session
from tests.support.tiny_shop import NOON, turn

_at = NOON + timedelta(minutes=1)


def say(app: App, intent: str, number: int = 0, **slots: Any) -> Reply:
    return app.answer(turn(intent, f"say-{number}", who="ben", at=_at + timedelta(seconds=number), **slots))


def offered(app: App) -> list[tuple[str, int]]:
    """(product, units) of the open offer."""
    made = session(app).offer
    return [(line.product_id, line.quantity) for line in made.lines] if made else []


def test_what_was_declined_is_not_offered_again_unless_nothing_else_fits(app: App) -> None:
    say(app, "Reorder", 1, product="dark roast coffee")
    assert offered(app) == [("coffee-dark", 1)]
    say(app, "No", 2)
    assert session(app).refused == ("coffee-dark",)

    say(app, "Reorder", 3, product="coffee")
    assert offered(app) == [("coffee-decaf", 1)]
    say(app, "No", 4)
    # Both were declined: who asks all the same hears them again.
    say(app, "Reorder", 5, product="coffee")
    asked = session(app).question
    assert asked is not None
    assert (asked.kind, set(asked.products)) == (Kind.WHICH, {"coffee-dark", "coffee-decaf"})


@pytest.mark.parametrize(
    ("slots", "chosen"),
    [
        ({"position": Slot("second", ("2",))}, 1),
        ({"position": Slot("1")}, 0),
        ({"position": Slot("the last one", ("last",))}, -1),
        ({"quantity": Slot("2")}, 1),
    ],
)
def test_a_choice_by_position(app: App, slots: dict[str, Slot], chosen: int) -> None:
    bring(app, Kind.WHICH)
    asked = session(app).question
    assert asked is not None
    assert set(asked.products) == {"milk-oat", "milk-whole"}

    app.answer(turn("Choose", "choose", who="ben", at=_at, slots=slots))

    assert offered(app) == [(asked.products[chosen], 1)]


@pytest.mark.parametrize("position", ["0", "3", "9", "-1", "?", "", "x", "²"])
def test_a_position_that_was_not_read_asks_again(app: App, position: str) -> None:
    bring(app, Kind.WHICH)
    before = session(app).question

    reply = say(app, "Choose", position=position)

    assert reply.says[0].key == "reorder-no-such-position"
    assert session(app).question == before


def test_a_choice_by_words(app: App) -> None:
    bring(app, Kind.WHICH)
    say(app, "Refine", product="the whole")
    assert offered(app) == [("milk-whole", 1)]


def test_a_number_among_options_is_a_position(app: App) -> None:
    bring(app, Kind.WHICH)
    asked = session(app).question
    assert asked is not None
    say(app, "ChangeQuantity", quantity=2)
    assert offered(app) == [(asked.products[1], 1)]


def test_yes_to_several_chooses_none(app: App) -> None:
    bring(app, Kind.WHICH)
    before = session(app).question
    say(app, "Yes")
    assert (session(app).question, offered(app)) == (before, [])


def test_no_to_the_last_ones_asks_for_another_name(app: App) -> None:
    bring(app, Kind.WHICH)
    reply = say(app, "No")
    assert [saying.key for saying in reply.says] == ["reorder-no-more", "common-what-to-order"]
    assert set(session(app).refused) == {"milk-oat", "milk-whole"}


def test_next_after_the_last_ones_puts_them_again(app: App) -> None:
    bring(app, Kind.WHICH)
    before = session(app).question
    reply = say(app, "Next")
    assert [saying.key for saying in reply.says] == ["reorder-no-more", "reorder-which-again"]
    assert (session(app).question, session(app).refused) == (before, ())


@pytest.mark.parametrize(("intent", "key"), [("Choose", "common-nothing-to-choose"), ("Next", "common-nothing-next")])
def test_without_a_choice_there_is_nothing_to_choose(app: App, intent: str, key: str) -> None:
    bring(app, Kind.OFFER)
    before = session(app)

    assert say(app, intent, position=1).says[0].key == key

    assert (session(app).question, session(app).offer) == (before.question, before.offer)


def test_the_quantity_asked_for_survives_the_choice(app: App) -> None:
    say(app, "Reorder", 1, product="milk", quantity=4)
    say(app, "Choose", 2, position=1)
    assert [units for _, units in offered(app)] == [4]
