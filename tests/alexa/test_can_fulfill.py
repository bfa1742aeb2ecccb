"""Whether we could answer something, before a shopper chose us: said without doing anything."""

from collections.abc import Callable
from typing import Any

import pytest

from skill.alexa.can_fulfill import can_fulfill
from skill.alexa.skill import build_skill, lambda_handler
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn
from skill.locales.words import Words
from tests.alexa.requests import NOW, SECRET, SKILL_ID, put, request, slot


def asked(name: object, slots: Any = None) -> dict[str, Any]:
    event = put(request(kind="CanFulfillIntentRequest"), "request.intent", {"name": name, "slots": slots or {}})
    del event["session"]
    return event


def both(answer: str) -> dict[str, str]:
    return {"canUnderstand": answer, "canFulfill": answer}


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (asked("OrderUsual"), {"canFulfill": "YES"}),
        (asked("Reorder"), {"canFulfill": "YES"}),
        (
            asked("Reorder", {"product": slot("product", "coffee", "category:coffee")}),
            {"canFulfill": "YES", "slots": {"product": both("YES")}},
        ),
        (
            asked("Reorder", {"product": slot("product", "a dollhouse"), "quantity": slot("quantity", "2")}),
            {"canFulfill": "MAYBE", "slots": {"product": both("MAYBE"), "quantity": both("YES")}},
        ),
        (
            asked("Reorder", {"quantity": slot("quantity", "?"), "colour": slot("colour", "red", "red")}),
            {"canFulfill": "MAYBE", "slots": {"quantity": both("NO"), "colour": both("NO")}},
        ),
        (
            asked("Reorder", {"quantity": slot("quantity", "a few")}),
            {"canFulfill": "MAYBE", "slots": {"quantity": both("NO")}},
        ),
        (
            asked("RecentOrders", {"date": slot("date", "2026-W06")}),
            {"canFulfill": "YES", "slots": {"date": both("YES")}},
        ),
        (
            asked("VoiceCode", {"code": slot("code", "0042")}),
            {"canFulfill": "YES", "slots": {"code": both("YES")}},
        ),
        (
            asked("VoiceCode", {"code": slot("code", "42")}),
            {"canFulfill": "MAYBE", "slots": {"code": both("NO")}},
        ),
        (
            asked("Introduce", {"name": slot("name", "xiomara")}),
            {"canFulfill": "YES", "slots": {"name": both("YES")}},
        ),
        (
            asked("BookTable", {"guests": slot("guests", "2")}),
            {"canFulfill": "NO", "slots": {"guests": both("NO")}},
        ),
        (asked("AMAZON.YesIntent"), {"canFulfill": "NO"}),
        (asked(None), {"canFulfill": "NO"}),
        (asked(["Reorder"]), {"canFulfill": "NO"}),
        ({"request": {"type": "CanFulfillIntentRequest"}}, {"canFulfill": "NO"}),
    ],
    ids=range(15),
)
def test_what_we_could_do(event: dict[str, Any], answer: dict[str, Any]) -> None:
    assert can_fulfill(event) == {"version": "1.0", "response": {"canFulfillIntent": answer}}


def test_nobody_hears_of_it(words: Callable[[str], Words]) -> None:
    turns: list[Turn] = []

    def answer(turn: Turn) -> Reply:
        turns.append(turn)
        return Reply()

    skill = build_skill(answer, words=words, secret=SECRET, skill_id=SKILL_ID, now=lambda: NOW)
    assert lambda_handler(skill)(asked("OrderUsual"), None)["response"] == {"canFulfillIntent": {"canFulfill": "YES"}}
    assert turns == []
