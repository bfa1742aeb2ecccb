"""Other people's ids wherever words could be, on every store: nothing of theirs is told or changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.alexa.requests import slot
from tests.app.looking import ordered
from tests.doors.door import Door
from tests.support import tiny_shop
from tests.support.alexa_response import spoken

MODELS = Path(__file__).parents[2] / "interaction_models"


def _slots(locale: str) -> dict[str, list[str]]:
    model = json.loads((MODELS / f"{locale}.json").read_text("utf-8"))["interactionModel"]["languageModel"]
    return {one["name"]: [each["name"] for each in one.get("slots", [])] for one in model["intents"]}


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_another_households_ids_in_any_slot_of_any_intent_reach_nothing(door: Door, locale: str) -> None:
    """Ben's customer id, his order's, his account and his key in the table, said or matched by Anna."""
    door.send(door.offered("ben"))
    (placed,) = ordered(door.store, "ben")
    theirs = ("ben", placed.id, tiny_shop.account("ben"), "C#ben")
    before, said = door.written("ben"), []
    for intent, names in _slots(locale).items():
        for value in theirs if names else theirs[:1]:
            filled = {name: slot(name, value, value) for name in names}
            event = door.event(intent, filled, locale=locale)
            event["session"]["attributes"] = {"c": value, "m": "0" * 64, "customer": value, "order": value}
            said.append(spoken(door.send(event)))

    assert door.written("ben") | {"due": []} == before | {"due": []}
    assert len(said) > 60
    words = [line for line in said if "cookies" in line.lower() or "kekse" in line.lower()]
    assert words == []  # what Ben buys is not told to Anna
    assert not [line for line in said if placed.id in line or tiny_shop.account("ben") in line]


def test_an_order_of_another_household_can_be_neither_shown_nor_cancelled(door: Door) -> None:
    door.send(door.offered("ben"))
    (placed,) = ordered(door.store, "ben")
    for intent in ("CancelOrder", "WhereIsMyOrder", "RecentOrders", "RepeatOrder"):
        event = door.event(intent, {"product": slot("product", placed.id, placed.id)})
        event["request"]["intent"]["orderId"] = event["request"]["orderId"] = placed.id
        answer = door.send(event)
        yes = door.event("AMAZON.YesIntent")
        yes["session"]["attributes"] = answer.get("sessionAttributes", {})
        door.send(yes)

    assert ordered(door.store, "ben") == [placed]
    assert placed.cancelled_at is None
