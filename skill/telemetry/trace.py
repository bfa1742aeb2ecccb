"""What one request did, collected while it is answered: what it was, how long each stage took, what it cost.

Whoever hosts the skill opens a trace (``skill.telemetry.observer``); everything on the way adds to the current one by
``stage``, ``note`` and the like, which do nothing where nobody opened one. Stages do not overlap: while an inner one
runs, the outer one's clock stands still, so that together they make the whole. A thread that works for the request
must run in a copy of its context (``contextvars.copy_context``) for its share to be counted.

Nothing of what was said and nobody's id belongs in a trace.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any

from skill.shopping.money import Money

Clock = Callable[[], float]
"""Seconds from any beginning, such as ``time.perf_counter``."""

FIND, LOAD, SHOP, QUOTE, MORE, ANSWER, COMMIT, RENDER = (
    *("find", "load", "shop", "quote", "more", "answer", "commit", "render"),
)
"""The stages: whose turn it is; the one read; the catalogue; prices and stock; what is read in some turns only;
deciding what to answer; the one write; making the assistant's JSON. What is left of the whole is in none of them."""


class Trace:
    """One request. ``facts`` are its log line's; ``seconds`` by stage; units are DynamoDB's capacity units.

    ``sold`` is what was ordered in it, once it is committed.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.facts: dict[str, Any] = {}
        self.seconds: dict[str, float] = {}
        self.sold: Money | None = None
        self.decided_again = 0
        self.trips = 0
        self.read_units = 0.0
        self.write_units = 0.0
        self._open: list[str] = []
        self._since = 0.0

    def begin(self, stage: str) -> None:
        """A stage begins; the one that runs stands still."""
        self._passed()
        self._open.append(stage)

    def end(self) -> None:
        """The innermost stage is over; the one around it goes on."""
        self._passed()
        self._open.pop()

    def _passed(self) -> None:
        now = self.clock()
        if self._open:
            stage = self._open[-1]
            self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self._since
        self._since = now


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def current() -> Trace | None:
    """The trace of the request that is being answered; None where nobody keeps one."""
    return _current.get()


class Stage:
    """``with stage(LOAD): …``"""

    __slots__ = ("_name", "_trace")

    def __init__(self, name: str) -> None:
        self._name = name
        self._trace = _current.get()

    def __enter__(self) -> None:
        if self._trace is not None:
            self._trace.begin(self._name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._trace is not None:
            self._trace.end()


stage = Stage


def note(**facts: Any) -> None:
    """Facts of the current request, such as ``outcome``; later ones replace earlier ones."""
    trace = _current.get()
    if trace is not None:
        trace.facts.update(facts)


def entered(trace: Trace) -> Token[Trace | None]:
    """Make it the current one; ``left`` gives the one before back."""
    return _current.set(trace)


def left(token: Token[Trace | None]) -> None:
    """See ``entered``."""
    _current.reset(token)
