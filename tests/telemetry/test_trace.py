"""A trace by itself: stages that do not overlap, and nobody's trace when nobody keeps one."""

from __future__ import annotations

from contextvars import copy_context
from functools import partial
from threading import Barrier, Thread

import pytest

from skill.telemetry.observer import Observer
from skill.telemetry.trace import ANSWER, COMMIT, LOAD, Trace, current, entered, left, note, stage
from tests.telemetry.conftest import Told


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


def test_requests_in_several_threads_are_told_apart(observer: Observer, log: Told) -> None:
    meet = Barrier(4, timeout=30)

    def serve(name: str) -> None:
        for number in range(50):
            meet.wait()
            with observer.request() as trace:
                note(intent="Yes", request_id=f"{name}-{number}", channel=name)
                with stage(LOAD):
                    trace.trips += number
                note(outcome=name)

    threads = [Thread(target=serve, args=(name,)) for name in ("a", "b", "c", "d")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    lines = log()
    assert sorted((line["request_id"], line["trips"]) for line in lines) == sorted(
        (f"{name}-{number}", number) for name in ("a", "b", "c", "d") for number in range(50)
    )
    assert all(line["channel"] == line["outcome"] == line["request_id"][0] for line in lines)
    assert [line["cold"] for line in lines].count(True) == 1
