"""Three tries and no more: in however many rooms the voice code is guessed, and however much at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import msgspec
import pytest

from skill.app import BUSY, App
from skill.conversation.turn import Turn
from skill.profile.home import Person
from skill.profile.voice_code import LOCKS, TRIES, VoiceCode, new_code
from skill.storage.port import Store, Versions
from tests.app.looking import YES_AT, keys, ordered
from tests.app.stores import Meeting, Overtaken
from tests.support.samples import commit
from tests.support.tiny_shop import NOON, turn, voice

RIGHT, WRONG = "1234", "0000"
BUSIEST = BUSY.says[0].key
# What the right code would do, and what it does.
GUARDED: list[tuple[str, dict[str, Any]]] = [
    ("ChangeCode", {}),
    ("RemoveCode", {}),
    ("MarkAdult", {"name": "mia"}),
    ("AllowUnknown", {}),
]


@pytest.fixture
def guarded(app: App) -> App:
    """Anna's household has a code, and lets nobody order whom it does not know."""
    loaded = app.store.load("anna", "", NOON)
    assert loaded.customer is not None
    home = msgspec.structs.replace(
        loaded.customer.home,
        code=new_code(RIGHT, bytes(16), cost=16),
        choices=msgspec.structs.replace(loaded.customer.home.choices, unknown_voices=False),
        people=(Person("kim", "Kim"),),
    )
    customer = msgspec.structs.replace(loaded.customer, home=home)
    expected = Versions(loaded.versions.customer)
    app.store.commit(commit("anna", id="guard", at=NOON, expected=expected, customer=customer))
    return app


def code_of(app: App) -> VoiceCode:
    """The household's code as it is now."""
    loaded = app.store.load("anna", "", NOON)
    assert loaded.customer is not None
    assert loaded.customer.home.code is not None
    return loaded.customer.home.code


def guess(room: str, digits: str, number: int = 0) -> Turn:
    """Somebody says four digits in a room."""
    return turn("VoiceCode", f"guess-{room}", session=room, code=digits, at=YES_AT + timedelta(milliseconds=number))


def asked_in(app: App, room: str, intent: str = "ChangeCode", **slots: Any) -> None:
    """The code is asked for in a room."""
    reply = app.answer(turn(intent, f"ask-{room}", session=room, **slots))
    assert keys(reply)[-1] in {"account-which-code", "account-which-old-code"}


def in_turn(app: App, turns: list[Turn]) -> list[str]:
    """What is said first to each."""
    return [keys(app.answer(one))[0] for one in turns]


def test_eight_rooms_guess_at_once_and_three_guesses_count(guarded: App) -> None:
    rooms = [f"room-{number}" for number in range(8)]
    for room in rooms:
        asked_in(guarded, room)
    meeting = replace(guarded, store=cast("Store", Meeting(guarded.store, len(rooms))))

    with ThreadPoolExecutor(len(rooms)) as threads:
        replies = list(threads.map(meeting.answer, [guess(room, WRONG, n) for n, room in enumerate(rooms)]))

    said = Counter(keys(reply)[0] for reply in replies)
    if BUSIEST in said:  # who was too late each time tries again
        late = [room for room, reply in zip(rooms, replies, strict=True) if keys(reply)[0] == BUSIEST]
        said.update(in_turn(guarded, [guess(room, WRONG, 100) for room in late]))
        del said[BUSIEST]
    assert said["account-code-wrong"] == TRIES - 1
    assert said["account-code-now-locked"] == 1
    assert said.total() - TRIES == sum(said[key] for key in ("account-code-locked", "common-what-to-order"))
    code = code_of(guarded)
    assert (code.wrong, code.lockouts) == (0, 1)
    assert code.locked_until is not None
    assert code.locked_until - LOCKS[0] - YES_AT < timedelta(seconds=1)


@pytest.mark.parametrize(("intent", "slots"), GUARDED)
def test_the_right_code_comes_too_late_after_three_wrong_ones(guarded: App, intent: str, slots: dict[str, Any]) -> None:
    """It was decided on before the first of them was written."""
    asked_in(guarded, "hall", intent, **slots)
    for number in range(TRIES):
        asked_in(guarded, f"room-{number}")
    wrong = [guess(f"room-{number}", WRONG, number) for number in range(TRIES)]
    before = guarded.store.load("anna", "", NOON).customer
    late = replace(guarded, store=cast("Store", Overtaken(guarded.store, lambda: in_turn(guarded, wrong))))

    reply = late.answer(guess("hall", RIGHT, 10))

    assert keys(reply)[0] == "account-code-locked"
    after = guarded.store.load("anna", "", NOON).customer
    assert before is not None
    assert after is not None
    code = code_of(guarded)
    assert (code.lockouts, code.matches(RIGHT)) == (1, True)
    assert msgspec.structs.replace(after.home, code=before.home.code) == before.home


def test_no_order_by_a_code_that_was_locked_meanwhile(guarded: App) -> None:
    guarded.answer(turn("Reorder", "r1", session="hall", product="dollhouse and toilet paper"))
    asked_in(guarded, "hall", "Yes")
    for number in range(TRIES):
        asked_in(guarded, f"room-{number}")
    wrong = [guess(f"room-{number}", WRONG, number) for number in range(TRIES)]
    late = replace(guarded, store=cast("Store", Overtaken(guarded.store, lambda: in_turn(guarded, wrong))))

    assert keys(late.answer(guess("hall", RIGHT, 10)))[0] == "account-code-locked"

    assert ordered(guarded.store) == []


def test_a_voice_joins_by_no_code_that_was_locked_meanwhile(guarded: App) -> None:
    zoe = {"person": voice("anna", "Zoe")}
    asked_in(guarded, "hall", "Introduce", name="kim", **zoe)
    for number in range(TRIES):
        asked_in(guarded, f"room-{number}")
    wrong = [guess(f"room-{number}", WRONG, number) for number in range(TRIES)]
    late = replace(guarded, store=cast("Store", Overtaken(guarded.store, lambda: in_turn(guarded, wrong))))
    said = msgspec.structs.replace(guess("hall", RIGHT, 10), **zoe)

    assert keys(late.answer(said))[0] == "account-code-locked"

    loaded = guarded.store.load("anna", "", NOON)
    assert loaded.customer is not None
    assert loaded.customer.home.people == (Person("kim", "Kim"),)
