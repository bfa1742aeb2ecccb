"""A trace by itself: stages that do not overlap, and nobody's trace when nobody keeps one."""

from __future__ import annotations

from contextvars import copy_context
from functools import partial
from threading import Thread

import pytest

from skill.telemetry.trace import ANSWER, COMMIT, LOAD, Trace, current, entered, left, note, stage


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_an_inner_stage_takes_its_time_from_the_outer_one(clock: Clock) -> None:
    trace = Trace(clock)
    token = entered(trace)
    clock.at += 1
    with stage(ANSWER):
        clock.at += 2
        with stage(LOAD):
            clock.at += 4
        clock.at += 8
        with pytest.raises(ValueError, match="no"), stage(COMMIT):
            clock.at += 16
            raise ValueError("no")
        with stage(LOAD):
            clock.at += 32
    left(token)

    assert trace.seconds == {ANSWER: 10.0, LOAD: 36.0, COMMIT: 16.0}


def test_without_a_trace_nothing_happens() -> None:
    with stage(LOAD):
        note(outcome="ordered")
    assert current() is None


def test_a_thread_has_none_unless_it_works_for_the_request(clock: Clock) -> None:
    trace = Trace(clock)
    token = entered(trace)
    found: list[Trace | None] = []

    def look() -> None:
        found.append(current())

    for target in (look, partial(copy_context().run, look)):
        thread = Thread(target=target)
        thread.start()
        thread.join()
    left(token)

    assert found == [None, trace]
