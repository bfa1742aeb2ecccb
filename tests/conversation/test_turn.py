"""Slots as numbers, and a reply as it is stored."""

from __future__ import annotations

from datetime import date

import pytest

from skill.conversation import reply as replies
from skill.conversation.reply import Amount, Card, Day, Hours, Reply, Saying, Thing, Things, Value
from skill.conversation.turn import Slot
from tests.support.tiny_shop import turn


@pytest.mark.parametrize(
    ("heard", "number"),
    [
        ("3", 3),
        ("0", 0),
        ("007", 7),
        ("?", None),
        ("", None),
        ("three", None),
        ("-1", None),
        ("1.5", None),
        (" 2", None),
        ("²", None),
        ("١", None),
        ("999999999", 999_999_999),
        ("1000000000", None),
    ],
)
def test_a_slot_as_a_number(heard: str, number: int | None) -> None:
    assert turn("ChangeQuantity", "r", slots={"quantity": Slot(heard)}).number("quantity") == number


def test_a_slot_that_was_not_filled() -> None:
    said = turn("Reorder", "r")
    assert (said.heard("product"), said.number("quantity")) == ("", None)


def test_a_reply_comes_back_from_the_store_as_it_went() -> None:
    values: dict[str, Value] = {
        "text": "a “word” & more",
        "count": 3,
        "total": Amount(499, "USD"),
        "day": Day(date(2026, 11, 18), -2),
        "hours": Hours("14:00", "18:00"),
        "things": Things((Thing(2, "oat milk", Amount(349, "USD")), Thing(1, "paper")), choose=True),
    }
    said = (Saying("reorder-ask"), Saying("reorder-line", values))
    for reply in (
        Reply(),
        Reply(said, said, Card(said[0], said), False, "anna"),
        Reply(card=Card(link=True), silent=True),
    ):
        assert replies.decode(replies.encode(reply)) == reply
