"""Requests of another skill, of none and of two, on every store: refused before anything is read or written."""

from __future__ import annotations

from typing import Any

import pytest

from tests.alexa.requests import SKILL_ID, put
from tests.doors.door import Door

OTHER_SKILL = "amzn1.ask.skill.99999999-2222-3333-4444-555555555555"

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
