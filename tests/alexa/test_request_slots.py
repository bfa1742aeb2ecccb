"""What was heard in a slot and what it was matched to; what cannot be read counts as not said."""

from __future__ import annotations

import pytest

from skill.alexa.request import turn_of
from skill.conversation.turn import Slot, Turn
from tests.alexa.requests import NOW, SECRET, put, request, slot


def turn(raw: object) -> Turn:
    return turn_of(raw, now=NOW, secret=SECRET)


@pytest.mark.parametrize(
    ("given_slot", "read"),
    [
        (slot("product", "coffee"), Slot("coffee")),
        (
            slot("product", "coffee", "category:coffee", "coffee-bluebird"),
            Slot("coffee", ("category:coffee", "coffee-bluebird")),
        ),
        # The shopper's own names before the catalogue's, whatever their order.
        (
            put(
                slot("product", "my coffee", "category:coffee"),
                "resolutions.resolutionsPerAuthority",
                [
                    *slot("product", "x", "category:coffee")["resolutions"]["resolutionsPerAuthority"],
                    *slot("product", "x", "coffee-own", "category:coffee", authority="dynamic")["resolutions"][
                        "resolutionsPerAuthority"
                    ],
                ],
            ),
            Slot("my coffee", ("coffee-own", "category:coffee")),
        ),
        (
            {"name": "product", "slotValue": {"type": "Simple", **slot("product", "milk", "category:milk")}},
            Slot("milk", ("category:milk",)),
        ),
        (
            {
                "name": "product",
                "slotValue": {
                    "type": "List",
                    "values": [
                        {"type": "Simple", **slot("product", "milk", "category:milk")},
                        {"type": "Simple", "value": "eggs"},
                        None,
                        "bread",
                    ],
                },
            },
            Slot("milk, eggs", ("category:milk",)),
        ),
        # As newer devices send it: the value twice.
        (
            {
                **slot("product", "milk", "category:milk"),
                "slotValue": {"type": "Simple", **slot("product", "milk", "category:milk")},
            },
            Slot("milk", ("category:milk",)),
        ),
        ({"name": "product", "value": "?"}, Slot("?")),
        ({"name": "product", "value": 3}, Slot("3")),
        ({"name": "product", "value": "  cof\x00fee\n beans\ud800 "}, Slot("coffee beans")),
        ({"name": "product", "value": "x" * 100_000}, Slot("x" * 200)),
        (
            slot("product", "coffee", *[f"id-{n}" for n in range(500)]),
            Slot("coffee", tuple(f"id-{n}" for n in range(20))),
        ),
    ],
)
def test_slots(given_slot: object, read: Slot) -> None:
    assert turn(request(slots={"product": given_slot})).slots == {"product": read}


@pytest.mark.parametrize(
    "empty",
    [
        {"name": "product"},
        {"name": "product", "value": None},
        {"name": "product", "value": ""},
        {"name": "product", "value": " \n"},
        {"name": "product", "value": True},
        {"name": "product", "value": 1.5},
        {"name": "product", "value": 10**20},
        {"name": "product", "value": ["coffee"]},
        {"name": "product", "value": {"coffee": 1}},
        {"name": "product", "slotValue": {"type": "List", "values": "coffee"}},
        {"name": "product", "slotValue": "coffee"},
        "coffee",
        None,
        [],
        7,
    ],
)
def test_a_slot_without_readable_words_counts_as_not_filled(empty: object) -> None:
    assert turn(request(slots={"product": empty})).slots == {}


@pytest.mark.parametrize("where", ["resolutions", "resolutions.resolutionsPerAuthority"])
@pytest.mark.parametrize(
    "value", [None, "x", 1, [], {}, [None], [[]], [{}], [{"status": None}], [{"status": {"code": "ER_NEW"}}]]
)
def test_a_slot_without_readable_resolution_keeps_its_words(where: str, value: object) -> None:
    raw = request(slots={"product": put(slot("product", "coffee", "category:coffee"), where, value)})
    assert turn(raw).slots == {"product": Slot("coffee")}


@pytest.mark.parametrize(
    "values", [None, "x", 5, {}, [None], [{"value": None}], [{"value": {"id": 5}}], [{"value": {"name": "x"}}]]
)
def test_a_match_without_readable_id_keeps_the_words(values: object) -> None:
    raw = slot("product", "coffee", "category:coffee")
    raw["resolutions"]["resolutionsPerAuthority"][0]["values"] = values
    assert turn(request(slots={"product": raw})).slots == {"product": Slot("coffee")}
