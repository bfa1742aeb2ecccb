"""How long a turn may take. The shopper shall hear an apology of ours before Alexa gives up, after 8 s.

A turn begins its time with ``within``; whatever then waits for somebody else (DynamoDB, a lock of SQLite, the shop's
keys, KMS) asks ``left`` how long it may. So several that hang share one turn's time instead of adding theirs. Outside
of a turn (imports, the outbox) each has its own patience.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, NamedTuple

from skill.errors import OutOfTime

TURN_S = 6.0
"""Seconds a turn may wait for others, all together. Lambda ends the function after 7, Alexa the session after 8; what
is left is for our own computing and the way back.
"""


class _Turn(NamedTuple):
    clock: Callable[[], float]
    ends: float


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


@contextmanager
def within(seconds: float = TURN_S, clock: Callable[[], float] = monotonic) -> Iterator[None]:
    """A turn that may take so long by this clock, in seconds."""
    token = _turn.set(_Turn(clock, clock() + seconds))
    try:
        yield
    finally:
        _turn.reset(token)


def left(at_most: float) -> float:
    """Seconds that something may take which outside of a turn would get ``at_most``; 0 when the time is over."""
    turn = _turn.get()
    return at_most if turn is None else max(0.0, min(at_most, turn.ends - turn.clock()))


def keep_to_turn(client: Any, *, connect: float, read: float) -> None:
    """Let a botocore client's attempts end with the turn. ``connect`` and ``read`` are its timeouts, in seconds.

    An attempt begins only while there is more left than connecting may take, and its answer is awaited no longer than
    what remains then: ``OutOfTime`` instead of an attempt, and instead of one more.
    """

    def fit(request: Any, **_: Any) -> None:
        time = left(connect + read) - connect
        if time <= 0:
            raise OutOfTime("the turn's time is over")
        request.context["read_timeout"] = time

    def no_more(**_: Any) -> bool | None:
        return False if left(connect + read) <= connect else None

    client.meta.events.register_first("before-send", fit)
    # Before botocore's own answer, which would wait up to a second first.
    client.meta.events.register_first("needs-retry", no_more)
