"""Requests of a size or depth that no device sends, on every store: answered, and little of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from skill.alexa.reading import identifier
from skill.profile.customer import Identity
from tests.alexa.requests import put, slot
from tests.doors.door import Door, Json
from tests.support.tiny_shop import guest_id


def _nested(depth: int) -> Json:
    value: Any = {}
    for _ in range(depth):
        value = {"a": value, "b": [value]}
    found: Json = value
    return found


LARGE: dict[str, Callable[[Json], object]] = {
    "a slot value of a megabyte": lambda event: put(event, "request.intent.slots.product.value", "coffee " * 150_000),
    "a slot name of a megabyte": lambda event: put(event, "request.intent.slots", {"x" * 10**6: slot("x", "coffee")}),
    "ten thousand slots": lambda event: put(
        event, "request.intent.slots", {f"s{number}": slot(f"s{number}", "coffee") for number in range(10_000)}
    ),
    "a thousand resolutions": lambda event: put(
        event, "request.intent.slots.product", slot("product", "coffee", *(f"p{number}" for number in range(1_000)))
    ),
    "a request id of a megabyte": lambda event: put(event, "request.requestId", "r" * 10**6),
    "a session id of a megabyte": lambda event: put(event, "session.sessionId", "s" * 10**6),
    "an account of a megabyte": lambda event: put(event, "context.System.user.userId", "u" * 10**6),
    "a locale of a megabyte": lambda event: put(event, "request.locale", "en-" * 10**6),
    "an intent of a megabyte": lambda event: put(event, "request.intent.name", "I" * 10**6),
    "attributes of a megabyte": lambda event: put(event, "session.attributes", {"c": "c" * 10**6, "m": "m" * 10**6}),
    "a token of a megabyte": lambda event: put(event, "context.System.user.accessToken", "t" * 10**6),
    "a slot two hundred deep": lambda event: put(event, "request.intent.slots.product", _nested(200)),
    "attributes two hundred deep": lambda event: put(event, "session.attributes", _nested(200)),
    "a person two hundred deep": lambda event: put(event, "context.System.person", _nested(200)),
    "a number of a thousand digits": lambda event: put(event, "request.intent.slots.quantity.value", "9" * 1000),
    "control letters": lambda event: put(event, "request.intent.slots.product.value", "".join(map(chr, range(32)))),
}


@pytest.mark.parametrize("spoil", LARGE.values(), ids=LARGE.keys())
def test_a_request_of_any_size_is_answered_and_little_is_kept(door: Door, spoil: Callable[[Json], object]) -> None:
    event = door.event("Reorder", {"product": slot("product", "coffee"), "quantity": slot("quantity", "2")})
    before = door.written("ben")
    spoil(event)

    door.send(event)

    assert door.written("ben") == before
    kept = [one for name in ("anna", guest_id("anna")) for one in door.store.timeline(name).interactions]
    kept += [one for name in _guests(event) for one in door.store.timeline(name).interactions]
    assert len(kept) == 1
    assert all(len(msgspec.msgpack.encode(one)) < 8_192 for one in kept)


def test_what_is_deeper_than_python_follows_is_answered_too(door: Door) -> None:
    event = door.event("Reorder")
    before = door.written("ben")
    value: Any = "coffee"
    for _ in range(100_000):
        value = [value]
    event["request"]["intent"]["slots"] = {"product": {"name": "product", "value": value}}
    function = door.__dict__["_function"]

    answer = function(event, None)

    assert answer["response"]["outputSpeech"]["ssml"]
    assert door.written("ben") == before
    while isinstance(value, list):  # taken apart by hand: Python's own clearing is as deep as it is
        value = value.pop() if value else None


def _guests(event: Json) -> list[str]:
    user = identifier(event["context"]["System"]["user"]["userId"])
    return [name for name in [Identity.of("alexa", user).guest_id] if name != guest_id("anna")]
