"""Undoing an order by voice: which one, until when, by whom; once, and never by mistake."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Amount, Saying, Thing, Things, Value
from skill.conversation.turn import Slot
from skill.profile.errand import ErrandKind
from skill.shopping.order import Order
from skill.shopping.policy import Choices
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, MIA, NOBODY, Talk, keys
from tests.support.tiny_shop import NOON

MILK: dict[str, Value] = {"things": Things((Thing(3, "oat milk"),)), "count": 3, "named": "yes"}
ELSE = Saying("common-anything-else")


@pytest.fixture
def talk(app: App) -> Talk:
    """Three oat milks were just ordered."""
    talk = Talk(app)
    talk(ANNA, "Reorder", product="oat milk")
    talk(ANNA, "Yes")
    return talk


def the_order(talk: Talk) -> Order:
    [order] = talk.orders()
    return order


def recorded(talk: Talk) -> tuple[str, str]:
    """Outcome and order of the last turn."""
    found = talk.store.timeline("anna").interactions[0]
    return found.outcome, found.order_id


def test_it_is_undone_once_and_told_once(talk: Talk) -> None:
    order = the_order(talk)
    talk(ANNA, "CancelOrder")
    assert talk.orders() == [order]
    talk(ANNA, "Yes")
    undone = replace(order, cancelled_at=NOON + timedelta(seconds=40))
    assert talk.orders() == [undone]
    mails = [errand.id for errand in talk.errands() if errand.kind is ErrandKind.CANCELLED_MAIL]
    assert mails == [f"cancelled-mail-{order.id}"]
    for intent in ("Yes", "CancelOrder", "Yes", "Cancel"):
        talk(ANNA, intent)
    assert talk.orders() == [undone]
    assert len(talk.errands()) == 2
    assert talk.store.quotes(["milk-oat"])["milk-oat"].stock == 12


@pytest.mark.parametrize("person", [ANNA, NOBODY])
def test_any_grown_up_voice_may(talk: Talk, person: str) -> None:
    assert keys(talk(person, "CancelOrder")) == ["orders-ask-cancel"]
    assert keys(talk(person, "Yes"))[0] == "orders-cancelled"
    assert the_order(talk).cancelled_at is not None


@pytest.mark.parametrize(
    ("person", "choices", "reason"),
    [
        (MIA, Choices(), "child-cancel"),
        (MIA, Choices(unknown_voices=False), "child-cancel"),
        (NOBODY, Choices(unknown_voices=False), "unknown-voices"),
    ],
)
@pytest.mark.parametrize("when", ["asked", "said yes", "after cancel"])
def test_who_may_not_undoes_nothing(talk: Talk, person: str, choices: Choices, reason: str, when: str) -> None:
    talk.change(choices=choices)
    intent = "CancelOrder"
    if when != "asked":
        talk(ANNA, "CancelOrder" if when == "said yes" else "Cancel")
        intent = "Yes" if when == "said yes" else "CancelOrder"
    before = talk.kept()
    assert talk(person, intent).says == (Saying(f"account-{reason}", {"seller": "Corner Pantry"}), ELSE)
    assert (recorded(talk), talk.kept()) == ((f"refused_{reason.replace('-', '_')}", ""), before)


def test_no_keeps_it(talk: Talk) -> None:
    order = the_order(talk)
    talk(ANNA, "CancelOrder")
    before = talk.kept()
    assert talk(ANNA, "No").says == (Saying("orders-kept"), ELSE)
    assert (recorded(talk), talk.kept()) == (("declined", order.id), before)


@pytest.mark.parametrize("when", ["asked", "said yes"])
def test_when_the_time_to_change_ones_mind_is_over(app: App, when: str) -> None:
    """It has not left yet, so that is not the reason."""
    talk = Talk(app)
    talk.change(choices=Choices(undo_minutes=5))
    talk(ANNA, "Reorder", product="oat milk")
    talk(ANNA, "Yes")
    order, late = the_order(talk), NOON + timedelta(seconds=20, minutes=5)
    if when == "said yes":
        talk(ANNA, "CancelOrder", at=late)
        assert recorded(talk) == ("asked_cancel", order.id)
    before = talk.kept()

    reply = talk(ANNA, "CancelOrder" if when == "asked" else "Yes", at=late + timedelta(microseconds=1))

    too_late = Saying("orders-too-late", MILK | {"why": "window", "seller": "Corner Pantry"})
    assert reply.says == (too_late, ELSE)
    assert (recorded(talk), talk.kept()) == (("too_late", order.id), before)


def test_there_may_be_none_to_undo(app: App) -> None:
    talk = Talk(app)
    before = talk.kept()
    assert talk(ANNA, "CancelOrder").says == (Saying("orders-none-to-cancel"), ELSE)
    assert (recorded(talk), talk.kept()) == (("answered", ""), before)


@pytest.mark.parametrize(
    ("slots", "undone"),
    [
        ({"position": Slot("the first", ("1",))}, True),
        ({"position": Slot("first", ("1", "2"))}, True),
        ({"position": Slot("1")}, True),
        ({"position": Slot("the second", ("2",))}, False),
        ({"position": Slot("second", ("2", "1"))}, False),
        ({"position": Slot("2")}, False),
        ({"position": Slot("?")}, False),
        ({}, False),
    ],
)
def test_of_cancel_the_order_or_just_finish_the_first_undoes_it(
    talk: Talk, slots: dict[str, Any], undone: bool
) -> None:
    order = the_order(talk)
    assert keys(talk(ANNA, "Cancel")) == ["orders-cancel-or-finish"]
    reply = talk(ANNA, "Choose", slots=slots)
    assert keys(reply)[0] == ("orders-cancelled" if undone else "orders-stands")
    assert recorded(talk) == (("order_cancelled", order.id) if undone else ("stopped", ""))
    assert (the_order(talk).cancelled_at is not None) is undone


def test_the_newest_that_can_still_be_undone_is_meant(talk: Talk) -> None:
    first = the_order(talk)
    talk(ANNA, "Reorder", product="dark roast coffee", session="session-2")
    talk(ANNA, "Yes", session="session-2")
    second = talk.orders()[1]
    talk(ANNA, "CancelOrder", session="session-3")
    assert recorded(talk) == ("asked_cancel", second.id)
    # But in the conversation in which it was ordered, the other one is.
    talk(ANNA, "CancelOrder")
    assert recorded(talk) == ("asked_cancel", first.id)
    talk(ANNA, "Yes", session="session-3")
    assert [order.cancelled_at is None for order in talk.orders()] == [True, False]


def test_what_is_undone_is_asked_about_with_its_total(talk: Talk) -> None:
    ask = Saying("orders-ask-cancel", MILK | {"total": Amount(1537, "USD")})
    assert talk(ANNA, "CancelOrder").says == (ask,)
    question = session(talk.app, "anna").question
    assert question is not None
    assert (question.kind, question.order_id, question.ask) == (Kind.CANCEL_ORDER, the_order(talk).id, (ask,))
