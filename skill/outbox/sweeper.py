"""A thread that sweeps the outbox of a local server, and forgets what is past its time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from types import TracebackType

from skill.errors import where
from skill.outbox.worker import Outbox
from skill.telemetry import metrics

EVERY = 1.0
AFTER_A_FAILURE = 30.0
"""Seconds between two looks; a store that does not answer is asked less often."""
FORGETS = timedelta(hours=1)
"""What is past its time is absent for whoever reads: there is no haste to delete it."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)

_log = logging.getLogger("skill")


class Sweeper:
    """Sweeps while the ``with`` block lasts. A delivery that has begun when it ends is ended first.

    ``forget`` is called at once and every hour with the time.
    """

    def __init__(
        self,
        outbox: Outbox,
        clock: Callable[[], datetime],
        *,
        every: float = EVERY,
        forget: Callable[[datetime], object] = lambda _: None,
    ) -> None:
        self._outbox = outbox
        self._forget = forget
        self._forgot = _LONG_AGO
        self._clock = clock
        self._every = every
        self._stop = Event()
        # A daemon: should a mail server never answer, the process still ends.
        self._thread = Thread(target=self._run, name="outbox", daemon=True)

    def __enter__(self) -> Sweeper:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        pause = 0.0
        while not self._stop.wait(pause):
            try:
                at = self._clock()
                self._outbox.sweep(at)
                if at - self._forgot >= FORGETS:
                    self._forget(at)
                    self._forgot = at
                metrics.flush()
                pause = self._every
            except Exception as problem:
                _log.warning("the outbox cannot be read: %s", where(problem))
                pause = AFTER_A_FAILURE
