"""The table: every intent has an answer to every open question, and only one cell of it orders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from skill.app import App
from skill.conversation import reply as replies
from skill.conversation.buying.confirm import order_it
from skill.conversation.common.control import fallback
from skill.conversation.orders.orders import cancel_it
from skill.conversation.question import Kind, Question
from skill.conversation.topics import ANY, OPEN, topic
from skill.locales.sentences import declared
from tests.conversation.conftest import session
from tests.support.tiny_shop import NOON, turn

Apps = Callable[[Kind | None], App]
INTENTS = [*sorted(ANY), "NobodyKnowsThis"]
SLOTS: list[dict[str, Any]] = [
    {},
    {"product": "ginger cookies", "quantity": "2", "position": "1", "date": "2026-W46", "name": "Ben", "amount": "80"},
    {"product": "zeppelin", "quantity": "?", "position": "last", "date": "2026-SU", "name": "?", "amount": "?"},
    {"product": "coffee", "trait": "halal"},
    {"trait": "&"},
    {"product": "coffee", "comparison": "cheapest"},
    {"comparison": "&", "other": "zeppelin"},
    {"product": "coffee", "sort": "what kinds of"},
    {"sort": "&"},
    {
        "product": "coffee and toilet paper",
        "quantity": "0",
        "position": "9",
        "date": "",
        "name": "Quentin",
        "amount": "0",
    },
    {"product": "&", "quantity": "100", "position": "x", "date": "0000-13-99", "name": "&", "amount": "5000"},
    {
        "product": "two packs of",
        "quantity": "999999999999",
        "position": "-1",
        "date": "2026-W99",
        "name": "Kim",
        "amount": "-1",
    },
    {
        "product": "𝔠𝔬𝔣𝔣𝔢𝔢 " * 60,
        "quantity": "١",
        "position": "²",
        "date": "٢٠٢٦-١١-١٨",
        "name": "𝔎𝔦𝔪 " * 30,
        "amount": "٨",
    },
]
# A reply is stored for replays, in the same item as its interaction.
MOST_BYTES = 4 * 1024


def test_every_intent_that_can_be_said_is_in_the_table() -> None:
    assert set(declared().intents) <= set(ANY)


def test_every_cell_for_an_open_question_is_for_an_intent_of_the_table() -> None:
    assert {intent for intent, _ in OPEN} <= set(ANY)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_question_takes_yes_and_no(kind: Kind) -> None:
    """Those for which only digits are an answer take them as such."""
    asked = Question(kind, ())
    assert topic("Yes", asked) is not ANY["Yes"]
    assert topic("No", asked) is not ANY["No"]


def test_what_nobody_knows_is_a_fallback() -> None:
    assert topic("NobodyKnowsThis", None) is fallback
    assert topic("NobodyKnowsThis", Question(Kind.OFFER, ())) is fallback


def test_only_a_yes_to_an_offer_orders() -> None:
    """Or to the same offer again, while the assistant asks for its PIN: then it asks once more."""
    assert {cell for cell, answer in OPEN.items() if answer is order_it} == {("Yes", Kind.OFFER), ("Yes", Kind.PIN)}
    assert order_it not in ANY.values()


def test_only_after_being_asked_an_order_is_cancelled() -> None:
    cells = {cell for cell, answer in OPEN.items() if answer is cancel_it}
    assert {kind for _, kind in cells} == {Kind.CANCEL_ORDER, Kind.CANCEL_WHAT}
    assert cancel_it not in ANY.values()


def asks_about_an_offer(asked: Question) -> bool:
    return asked.kind in {Kind.OFFER, Kind.PIN} or (asked.kind is Kind.CODE and not asked.about)


@pytest.mark.parametrize("kind", [None, *Kind], ids=str)
def test_every_intent_in_every_state_with_any_slots(make_asking: Apps, kind: Kind | None) -> None:
    """Nothing fails, a question stays open exactly when it can be put again, and only a yes to an offer orders."""
    for intent, (number, slots) in product(INTENTS, enumerate(SLOTS)):
        app = make_asking(kind)
        before = list(app.store.orders("ben"))

        said = turn(intent, "now", who="ben", at=NOON + timedelta(seconds=30), **slots)
        reply = app.answer(said)

        what = f"{intent} with slots {number} while {kind} is open"
        newest = app.store.timeline("ben").interactions[0]
        assert (newest.id, newest.intent) == ("now", intent), what
        assert newest.outcome not in {"failed", ""}, what
        asked = session(app).question
        assert reply.reprompt == (asked.ask if asked else ()), what
        assert reply.says or reply.silent or reply.verify or intent == "NavigateHome", what
        assert (session(app).offer is not None) == (asked is not None and asks_about_an_offer(asked)), what
        ordered = len(list(app.store.orders("ben"))) - len(before)
        assert ordered == ((intent, kind) == ("Yes", Kind.OFFER)), what
        assert len(replies.encode(reply)) <= MOST_BYTES, what
        assert app.answer(said) == replies.decode(replies.encode(reply)), what


@pytest.mark.parametrize("kind", list(Kind), ids=str)
@pytest.mark.parametrize("intent", ["Help", "Fallback", "Repeat", "Unsupported"])
def test_what_is_no_answer_keeps_the_question(make_asking: Apps, kind: Kind, intent: str) -> None:
    app = make_asking(kind)
    before = session(app)

    app.answer(turn(intent, "now", who="ben", at=NOON + timedelta(seconds=30)))

    after = session(app)
    assert after.offer == before.offer
    assert after.question is not None
    assert after.question.kind is kind


@pytest.mark.parametrize("kind", list(Kind), ids=str)
@pytest.mark.parametrize("intent", ["Stop", "SessionEnded", "NavigateHome"])
def test_the_end_closes_everything(make_asking: Apps, kind: Kind, intent: str) -> None:
    app = make_asking(kind)

    reply = app.answer(turn(intent, "now", who="ben", at=NOON + timedelta(seconds=30)))

    assert reply.reprompt == ()
    assert (session(app).question, session(app).offer) == (None, None)
