"""A turn's time: what is left of it, for whom, and that botocore keeps to it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from skill.deadline import TURN_S, keep_to_turn, left, within
from skill.errors import OutOfTime


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_outside_of_a_turn_everybody_has_their_own_patience() -> None:
    assert left(60.0) == 60.0


def test_alexa_and_lambda_wait_longer_than_a_turn() -> None:
    assert TURN_S < 7


def test_several_that_wait_share_a_turn(clock: Clock) -> None:
    with within(6, clock):
        assert left(2) == 2
        clock.now += 4.5
        assert left(2) == 1.5
        clock.now += 4.5
        assert left(2) == 0
    assert left(2) == 2


class Events:
    """The part of a botocore client that is needed here."""

    def __init__(self) -> None:
        self.meta = SimpleNamespace(events=self)
        self.first: dict[str, Any] = {}

    def register_first(self, event: str, handler: Any) -> None:
        self.first[event] = handler


def test_an_attempt_gets_what_is_left_after_connecting(clock: Clock) -> None:
    client, request = Events(), SimpleNamespace(context={})
    keep_to_turn(client, connect=1, read=2)
    send, again = client.first["before-send"], client.first["needs-retry"]

    with within(6, clock):
        got = []
        for passed in (0, 3.5, 0.75, 0.5):
            clock.now += passed
            send(request=request)
            got.append((request.context["read_timeout"], again()))
        clock.now += 0.25
        with pytest.raises(OutOfTime):
            send(request=request)
        assert again() is False

    assert got == [(2, None), (1.5, None), (0.75, None), (0.25, None)]
    send(request=request)
    assert (request.context["read_timeout"], again()) == (2, None)
