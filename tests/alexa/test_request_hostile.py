"""No JSON whatsoever makes reading a request fail."""

from __future__ import annotations

import math
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from skill.alexa.request import turn_of
from skill.conversation.turn import Turn
from tests.alexa.requests import NOW, SECRET, put, request, slot


def turn(raw: object) -> Turn:
    return turn_of(raw, now=NOW, secret=SECRET)


def nested(depth: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(depth):
        value = {"slotValue": value, "values": [value]}
    return value


def each(*values: Any) -> tuple[Any, ...]:
    return values


HOSTILE: list[Any] = [
    *each(None, True, 0, -1.5, math.nan, math.inf, "", "null", [], {}, [[]], [{}], {"": ""}, {"request": {}}),
    *[{"request": v} for v in each(None, 5, "LaunchRequest", [], [{"type": "LaunchRequest"}])],
    *[
        {"request": {"type": v}}
        for v in each(None, 5, "", "\x00", "IntentRequest", [], {}, "x" * 100_000, "Ä.Ö", "\ud800")
    ],
    *[{"request": {"type": "IntentRequest", "intent": v}} for v in each(None, 5, "Reorder", [], {}, {"name": None})],
    *[
        put(request(), "request.intent.name", v)
        for v in each(None, 5, "", [], {}, "x" * 100_000, "AMAZON.Intent", "AMAZON.")
    ],
    *[
        put(request(), "request.intent.slots", v)
        for v in each(None, 5, "", [], [slot("product", "x")], {"": slot("", "x")})
    ],
    put(request(), "request.intent.slots", {f"slot{n}": slot("s", "x") for n in range(10_000)}),
    put(request(), "request.intent.slots", {"s" * 100_000: slot("s", "x")}),
    put(request(), "request.intent.slots.product", nested(5_000)),
    put(put(request(), "request.requestId", None), "extra", nested(5_000)),
    put(put(request(), "request.requestId", None), "extra", 10**5000),
    put(put(request(), "request.requestId", None), "extra", "\ud800"),
    *[
        put(request(), "context", v)
        for v in each(None, 5, "", [], {}, {"System": None}, {"System": []}, {"system": {}})
    ],
    *[
        put(request(), "session", v)
        for v in each(None, 5, "", [], {}, {"attributes": []}, {"attributes": {"c": 1, "m": 2}})
    ],
    *[put(request(), "session.user.accessToken", v) for v in each(None, 5, "", [], {}, "x" * 100_000, "\ud800")],
    *[put(request(kind="AlexaSkillEvent.X"), "request.body", v) for v in each(None, "a", {"accessToken": ["a"]})],
    {"request": {"type": nested(5_000)}},
    *[put(request(), "session.attributes", v) for v in each({"c": "x", "m": "ä\ud800"}, {"c": "\ud800", "m": "x"})],
    {"c" * 1000: request()},
    {1: 2, "a": 3, None: 4},
]


def test_the_table_is_long() -> None:
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_makes_it_fail(raw: object) -> None:
    check(turn(raw))
    assert turn(raw).id == turn(raw).id


def check(heard: Turn) -> None:
    """Whatever was sent, the turn is small, complete and can be stored."""
    assert heard.id and heard.intent
    assert heard.at.tzinfo is not None
    assert len(heard.slots) <= 32
    assert all(0 < len(s.heard) <= 200 and len(s.ids) <= 20 for s in heard.slots.values())
    assert len(msgspec.json.encode(heard, enc_hook=repr)) < 400_000
    assert heard.number("quantity") is None or heard.number("quantity") == int(heard.heard("quantity"))


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20)
keys = st.sampled_from(
    "request session context System type intent name slots value values resolutions resolutionsPerAuthority".split()
    + "status code id user userId person personId authenticationConfidenceLevel level device slotValue".split()
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys | st.text(max_size=5), inner, max_size=6)
)
PATHS = [
    "request",
    "request.type",
    "request.requestId",
    "request.timestamp",
    "request.locale",
    "request.reason",
    "request.intent",
    "request.intent.name",
    "request.intent.slots",
    "request.intent.slots.product",
    "request.intent.slots.product.value",
    "request.intent.slots.product.slotValue",
    "request.intent.slots.product.resolutions.resolutionsPerAuthority",
    "session",
    "session.attributes",
    "session.attributes.c",
    "session.user.accessToken",
    "session.attributes.m",
    "context.System",
    "context.System.person",
    "context.System.person.authenticationConfidenceLevel",
    "context.System.device",
]


@given(anything)
@example({"request": {"type": "IntentRequest", "intent": {"slots": {"": {"value": 0}}}}})
def test_any_json_gives_a_turn(raw: object) -> None:
    check(turn(raw))


@given(st.sampled_from(PATHS), anything)
def test_any_json_anywhere_in_a_good_request_gives_a_turn(path: str, value: object) -> None:
    raw = put(request(slots={"product": slot("product", "coffee", "category:coffee")}), "context.System.person", {})
    check(turn(put(raw, path, value)))
