"""The Lambda's function: other skills, stolen and tampered sessions, other people's ids in every slot, replays, and
requests of a size or depth that no device sends. On every store.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skill.alexa.reading import identifier
from skill.alexa.session import sign
from skill.profile.account import NO_TOKEN
from skill.profile.customer import Identity
from tests.alexa.requests import SKILL_ID, put, slot
from tests.app.looking import ordered
from tests.doors.door import OTHERS, Door, Json
from tests.support import tiny_shop
from tests.support.alexa_response import spoken
from tests.support.tiny_shop import NOON, guest_id

MODELS = Path(__file__).parents[2] / "interaction_models"
OTHER_SKILL = "amzn1.ask.skill.99999999-2222-3333-4444-555555555555"

# --- whose skill it is

IDS: dict[str, Any] = {
    "another skill": OTHER_SKILL,
    "no text": None,
    "empty": "",
    "blank": " ",
    "a list of ours": [SKILL_ID],
    "an object": {"applicationId": SKILL_ID},
    "a number": 7,
    "ours in capitals": SKILL_ID.upper(),
    "ours and a blank": SKILL_ID + " ",
    "ours and a line": SKILL_ID + "\n",
    "ours and NUL": SKILL_ID + "\0",
    "ours and more": SKILL_ID + "2",
    "a part of ours": SKILL_ID[:-1],
    "a letter like ours": SKILL_ID.replace("a", "а"),
    "half a letter": SKILL_ID + "\ud83e",
}


@pytest.mark.parametrize("given", IDS.values(), ids=IDS.keys())
def test_a_request_of_another_skill_is_refused_and_nothing_is_written(door: Door, given: Any) -> None:
    yes = door.offered()
    before = door.written()
    for place in ("context.System.application.applicationId", "session.application.applicationId"):
        put(yes, place, given)

    assert door.refused(yes)
    assert (door.written(), door.ordered()) == (before, 0)


@pytest.mark.parametrize("gone", ["context.System.application", "context.System", "context"])
def test_a_request_that_names_no_skill_is_refused(door: Door, gone: str) -> None:
    yes = door.offered()
    before = door.written()
    put(yes, gone, ...)
    put(yes, "session.application", ...)

    assert door.refused(yes)
    assert (door.written(), door.ordered()) == (before, 0)


@pytest.mark.parametrize("place", ["context.System.application.applicationId", "session.application.applicationId"])
@pytest.mark.parametrize("given", [OTHER_SKILL, "", None, SKILL_ID + " "])
def test_a_request_that_names_two_skills_is_refused(door: Door, place: str, given: Any) -> None:
    """Amazon names one and the same in both places."""
    yes = door.offered()
    before = door.written()

    assert door.refused(put(yes, place, given))
    assert (door.written(), door.ordered()) == (before, 0)


@pytest.mark.parametrize("event", [None, [], "", 0, {}, {"request": {}}, {"version": "1.0"}], ids=repr)
def test_what_is_no_request_at_all_is_refused(door: Door, event: Any) -> None:
    before = door.written()
    assert door.refused(event)
    assert door.written() == before


# --- what Alexa carries for us


def test_every_digit_of_the_seal_counts(door: Door) -> None:
    """A yes with a seal that is wrong in one digit is a yes of whoever sends it: a stranger's means nothing."""
    yes = _by_a_stranger(door.offered())
    seal = yes["session"]["attributes"]["m"]
    before = door.written("anna", "ben")
    assert re.fullmatch("[0-9a-f]{64}", seal)
    for place in range(len(seal)):
        changed = f"{seal[:place]}{int(seal[place], 16) ^ 1:x}{seal[place + 1 :]}"
        yes["session"]["attributes"]["m"] = changed
        put(yes, "request.requestId", f"digit-{place}")
        assert "c" not in door.send(yes).get("sessionAttributes", {}) or _own(door, yes)
    assert door.written("anna", "ben") == before


SEALS: dict[str, Callable[[str], Any]] = {
    "none": lambda _: ...,
    "null": lambda _: None,
    "empty": lambda _: "",
    "cut off": lambda seal: seal[:-1],
    "half of it": lambda seal: seal[:32],
    "longer": lambda seal: seal + "0",
    "in capitals": str.upper,
    "with a blank": lambda seal: f" {seal}",
    "a list": lambda seal: [seal],
    "bytes as numbers": lambda seal: list(bytes.fromhex(seal)),
    "true": lambda _: True,
    "of wide digits": lambda seal: seal.translate({ord("0") + n: 0xFF10 + n for n in range(10)}),
    "of nothing": lambda _: "0" * 64,
    "of an empty secret": lambda _: sign(b"", **_WHO)["m"],
    "of another secret": lambda _: sign(b"another secret", **_WHO)["m"],
}
_WHO: Json = {
    "customer_id": "anna",
    "account": OTHERS["account"],
    "person": OTHERS["person"],
    "session": "session-of-anna",
    "token": NO_TOKEN,
}


@pytest.mark.parametrize("made", SEALS.values(), ids=SEALS.keys())
def test_a_seal_that_is_not_ours_opens_nothing(door: Door, made: Callable[[str], Any]) -> None:
    yes = _by_a_stranger(door.offered())
    before = door.written("anna", "ben")
    put(yes, "session.attributes.m", made(yes["session"]["attributes"]["m"]))

    answer = door.send(yes)

    assert door.written("anna", "ben") == before
    assert answer.get("sessionAttributes", {}).get("c") in {None, guest_id("thief")}


@pytest.mark.parametrize(
    "customer", ["ben", "anna ", "Anna", "anna\0", "../anna", "C#anna", "anna#HEAD", guest_id("ben")]
)
def test_another_customers_id_under_our_seal_is_looked_up_anew(door: Door, customer: str) -> None:
    """Anna's own session, with somebody else's id in it: she stays Anna."""
    yes = door.offered()
    before = door.written("ben", guest_id("ben"))
    yes["session"]["attributes"]["c"] = customer

    answer = door.send(yes)

    assert answer["sessionAttributes"]["c"] == "anna"
    assert (door.written("ben", guest_id("ben")) | {"due": []}) == (before | {"due": []})
    assert door.store.load(customer, "", NOON).versions == before_versions(before, customer)


def test_a_stolen_session_orders_nothing_in_any_account_voice_or_session(door: Door) -> None:
    """All that Alexa carries for Anna, word for word, by somebody else."""
    yes = door.offered()
    before = door.written("anna", "ben")
    for session in ("session-of-anna", "session-of-thief"):
        stolen = _by_a_stranger(yes)
        stolen["session"]["sessionId"] = session
        put(stolen, "request.requestId", session)
        door.send(stolen)
    assert (door.written("anna", "ben"), door.ordered()) == (before, 0)


# --- other people's ids wherever words could be


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


# --- the same again


def test_a_yes_that_is_sent_again_orders_once_whatever_was_changed_in_it(door: Door) -> None:
    """Word for word: the same answer. With another id, time or body it is another yes, and nothing is open any more."""
    yes = door.offered()
    first = door.send(yes)
    assert door.ordered() == 1
    after = door.written("anna")

    assert door.send(yes) == first
    assert door.written("anna") == after
    again = put(copy.deepcopy(yes), "request.intent.slots", {"quantity": slot("quantity", "9")})
    assert door.send(again) == first
    assert door.written("anna") == after

    for number, change in enumerate(
        [
            {"requestId": "another"},
            {"timestamp": "2026-11-18T17:30:00Z"},
            {"requestId": "a third", "timestamp": "2026-11-18T17:31:00Z"},
        ]
    ):
        sent = copy.deepcopy(yes)
        sent["request"] |= change
        door.send(sent)
        assert door.ordered() == 1, number


def test_what_was_answered_to_one_customer_is_not_replayed_to_another(door: Door) -> None:
    """Ben's request under the id and time of Anna's: the store keeps them apart."""
    yes = door.offered()
    told = door.send(yes)
    other = door.event("AMAZON.HelpIntent", who="ben")
    other["request"] |= {name: yes["request"][name] for name in ("requestId", "timestamp")}

    answer = door.send(other)

    assert spoken(answer) != spoken(told)
    assert (door.ordered("anna"), door.ordered("ben")) == (1, 0)


# --- size and depth


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


def _by_a_stranger(event: Json) -> Json:
    stolen = copy.deepcopy(event)
    for user in (stolen["session"]["user"], stolen["context"]["System"]["user"]):
        user["userId"] = OTHERS["account"]
    stolen["context"]["System"]["person"]["personId"] = OTHERS["person"]
    return stolen


def _own(door: Door, event: Json) -> bool:
    return bool(door.answers[-1]["sessionAttributes"]["c"] == guest_id("thief"))


def _guests(event: Json) -> list[str]:
    user = identifier(event["context"]["System"]["user"]["userId"])
    return [name for name in [Identity.of("alexa", user).guest_id] if name != guest_id("anna")]


def before_versions(before: Json, customer: str) -> Any:
    """The versions of a customer that was there before, or of nobody."""
    found = before.get(customer)
    return found[0].versions if found else type(before["ben"][0].versions)()
