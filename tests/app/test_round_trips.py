"""The trips of a turn on DynamoDB, counted where the bytes leave: one read, at most one quote, one write."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest

from skill.app import App
from skill.conversation.topics import ANY
from skill.conversation.turn import Turn
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest, Purchase, rebuild
from skill.storage.dynamodb import DynamoStore
from skill.storage.port import Profile
from tests.app.linked import linking, minutes, said, told
from tests.app.looking import keys, newest
from tests.app.trips import (
    COFFEE,
    LATER,
    LINK,
    LOAD,
    MILK,
    QUOTE,
    REST,
    TIMELINE,
    WHO,
    WRITE,
    Said,
)
from tests.storage.test_round_trips import Wire, wire
from tests.support import tiny_shop
from tests.support.authorization import claims, jwk, private_key
from tests.support.samples import digest
from tests.support.tiny_shop import NOON, turn

__all__ = ["wire"]


@pytest.fixture
def app(dynamo_store: DynamoStore, catalogue: Path) -> App:
    tiny_shop.settle(dynamo_store)
    return tiny_shop.app(catalogue, dynamo_store)


def later(number: int, intent: str, slots: dict[str, Any]) -> Turn:
    """A turn within a session: the customer is known."""
    at = NOON + timedelta(seconds=10 * number)
    return turn(intent, f"r{number}", at=at, customer_id="anna", **slots)


@pytest.mark.parametrize(
    ("before", "intent", "slots", "outcome", "trips"),
    LATER,
    ids=[f"{n}-{one[1]}-{one[3]}" for n, one in enumerate(LATER)],
)
def test_a_turn_in_a_session(  # noqa: PLR0917 - the table's columns
    app: App, wire: Wire, before: list[Said], intent: str, slots: dict[str, Any], outcome: str, trips: list[str]
) -> None:
    for number, (meant, filled) in enumerate(before):
        app.answer(later(number, meant, filled))
    asked = later(len(before), intent, slots)
    wire.operations()

    app.answer(asked)

    assert wire.operations() == trips
    assert newest(app.store) == (asked.id, intent, outcome)


def test_every_intent_is_counted() -> None:
    """A new intent needs its line above, or a reason here."""
    elsewhere = {"Choose", "Next", "Stop", "StartOver", "NavigateHome", "Unsupported", "Yes"}
    elsewhere |= {"Linked", "Unlinked", "Disabled"}  # events, below
    assert {one[1] for one in LATER} | elsewhere >= set(ANY)


def test_a_session_begins_with_the_identity(app: App, wire: Wire) -> None:
    wire.operations()

    app.answer(turn("Reorder", "r1", **COFFEE))
    assert wire.operations() == [WHO, LOAD, QUOTE, WRITE]

    app.answer(turn("Launch", "r2", who="nobody"))
    assert wire.operations() == [WHO, LOAD, WRITE]


@pytest.fixture
def linked(app: App, tmp_path: Path) -> tuple[App, str]:
    """The skill that believes tokens signed with a key in a file, and one of Anna's."""
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps({"keys": [jwk(private_key(), "one")]}))
    token = jwt.encode(claims("anna", NOON), private_key(), "RS256", headers={"kid": "one"})
    return linking(app, str(keys)), token


def test_a_token_costs_no_trip_of_its_own(linked: tuple[App, str], wire: Wire) -> None:
    """But for the very first time: the guest's cart is taken over, and events find the household from then on."""
    app, token = linked
    trips = []
    for number, (intent, session) in enumerate([("Launch", "1"), ("Launch", "2"), ("Help", "2"), ("Launch", "3")]):
        known = {"customer_id": "anna"} if intent == "Help" else {}
        wire.operations()
        app.answer(said(intent, f"r{number}", token, at=minutes(number), session=session, **known))
        trips.append(wire.operations())

    assert trips == [[WHO, LOAD, LINK, LOAD, WRITE], [WHO, LOAD, WRITE], [LOAD, WRITE], [WHO, LOAD, WRITE]]


def test_a_token_that_does_not_count_looks_again_each_turn(app: App, wire: Wire) -> None:
    dead = linking(app, "there is no such file")
    for number in range(2):
        wire.operations()
        dead.answer(said("Launch", f"r{number}", "no token", at=minutes(number)))
        assert wire.operations() == [WHO, LOAD, WRITE]


def test_events(linked: tuple[App, str], wire: Wire) -> None:
    app, token = linked

    def trips(event: str, number: float, with_token: str = "", reason: str = "") -> list[str]:
        wire.operations()
        app.answer(told(event, f"e{number}", minutes(number), with_token, reason))
        return wire.operations()

    assert trips("Unlinked", 1) == [WHO, WHO]
    assert trips("Linked", 2, token) == [WHO, LOAD, LINK, LOAD, WRITE]
    assert trips("Unlinked", 3) == [WHO, WHO, LOAD, WRITE]
    assert trips("Disabled", 4) == [WHO, WHO]
    # For good: whether there is a guest of that account, who would be forgotten.
    assert trips("Disabled", 5, reason="NOT_PERSISTED") == [WHO, WHO, TIMELINE]


@pytest.mark.parametrize("intent", ["Reorder", "Yes"])
def test_a_replay_takes_the_same_trips(app: App, wire: Wire, intent: str) -> None:
    """It is decided again, and the write that fails brings the reply that was given."""
    said = [later(0, "Reorder", MILK), later(1, "Yes", {})][: 1 if intent == "Reorder" else 2]
    replies = [app.answer(one) for one in said]
    wire.operations()

    assert app.answer(said[-1]) == replies[-1]
    # The yes finds its offer gone, so that nothing is quoted.
    assert wire.operations() == ([LOAD, QUOTE, WRITE] if intent == "Reorder" else [LOAD, WRITE])


def test_an_outdated_offer_is_quoted_once(app: App, wire: Wire) -> None:
    app.answer(later(0, "Reorder", MILK))
    for number, quote in enumerate([Quote("milk-oat", Money(399, "USD"), 12), Quote("milk-oat", Money(399, "USD"), 0)]):
        app.store.put_quotes([quote])
        wire.operations()

        app.answer(later(1 + number, "Yes", {}))
        assert wire.operations() == [LOAD, QUOTE, WRITE]


@pytest.fixture
def bought_everything(app: App) -> App:
    """A household whose digest fills its first item: toilet paper, bought once long ago, lies in the second."""
    long_ago = rebuild([Purchase(NOON.toordinal() - 600, 1, 999)])
    assert long_ago is not None
    loaded = app.store.load("anna", "", NOON)
    assert loaded.customer is not None
    everything = Digest({**digest(700).entries, **loaded.digest.entries, "paper": long_ago})
    app.store.put_profiles([Profile(customer=loaded.customer, digest=everything)])
    hot = app.store.load("anna", "", NOON).digest
    assert (hot.complete, "paper" in hot.entries, "coffee-dark" in hot.entries) == (False, False, True)
    return app


@pytest.mark.parametrize(
    ("slots", "trips"),
    [
        (COFFEE, [LOAD, QUOTE, WRITE]),
        ({"product": "toilet paper"}, [LOAD, REST, QUOTE, WRITE]),
        ({"product": "dollhouse"}, [LOAD, REST, QUOTE, WRITE]),
        ({"product": "zeppelin"}, [LOAD, REST, WRITE]),
    ],
    ids=["often bought", "bought once", "never bought", "not sold"],
)
def test_the_rest_of_the_digest_is_read_when_a_match_fails_and_once(
    bought_everything: App, wire: Wire, slots: dict[str, Any], trips: list[str]
) -> None:
    wire.operations()

    bought_everything.answer(later(0, "Reorder", slots))

    assert wire.operations() == trips


@pytest.mark.parametrize(
    ("slots", "trips"),
    [(COFFEE, [LOAD, QUOTE, WRITE]), ({"product": "toilet paper"}, [LOAD, REST, QUOTE, WRITE])],
    ids=["often bought", "bought once"],
)
def test_an_order_is_one_write_however_much_was_bought(
    bought_everything: App, wire: Wire, slots: dict[str, Any], trips: list[str]
) -> None:
    bought_everything.answer(later(0, "Reorder", slots))
    wire.operations()

    reply = bought_everything.answer(later(1, "Yes", {}))

    assert keys(reply)[0] == "reorder-placed"
    assert wire.operations() == trips
