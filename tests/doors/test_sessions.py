"""What Alexa carries for us, tampered with or stolen, on every store: another customer's id opens nothing."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from skill.alexa.session import sign
from skill.profile.account import NO_TOKEN
from tests.alexa.requests import put
from tests.doors.door import OTHERS, Door, Json
from tests.support.tiny_shop import NOON, guest_id


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


def _by_a_stranger(event: Json) -> Json:
    stolen = copy.deepcopy(event)
    for user in (stolen["session"]["user"], stolen["context"]["System"]["user"]):
        user["userId"] = OTHERS["account"]
    stolen["context"]["System"]["person"]["personId"] = OTHERS["person"]
    return stolen


def _own(door: Door, event: Json) -> bool:
    return bool(door.answers[-1]["sessionAttributes"]["c"] == guest_id("thief"))


def before_versions(before: Json, customer: str) -> Any:
    """The versions of a customer that was there before, or of nobody."""
    found = before.get(customer)
    return found[0].versions if found else type(before["ben"][0].versions)()
