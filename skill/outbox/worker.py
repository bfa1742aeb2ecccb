"""The sweep through the outbox: whatever is due is taken, done, and removed. At least once, never lost.

Time line of one errand: due → taken (``Store.postpone``: its next try is written before this one begins, which keeps
others away meanwhile) → delivered → ``Store.done``. Whatever ends in between leaves it for the next try.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from skill.channels.mail.mailer import MailError
from skill.errors import RestockError, where
from skill.profile.contact import SealError
from skill.profile.errand import Errand
from skill.storage.port import Store
from skill.telemetry import metrics

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(days=1),
)
"""From the first try to the second, and so on; the last one again and again."""

STUCK = 12
"""So many tries in vain want somebody to look: that is most of a week."""

LONGEST = 60.0
"""Seconds after which a sweep takes nothing more: the next one goes on."""

PAGE = 25

Deliver = Callable[[Errand, datetime], None]
"""Does an errand at a moment. Raises Undeliverable when it never can, anything else when it is to be tried again."""

COUNTED = {"done": "ErrandsDone", "given_up": "ErrandsGivenUp", "failed": "ErrandsFailed"}
"""The metric of each outcome."""

_log = logging.getLogger("skill")


class Undeliverable(RestockError):
    """This errand can never be done. The text says why, and names nobody."""


class Swept(msgspec.Struct, frozen=True):
    """How many errands a sweep did, gave up for good, and left for another try."""

    done: int = 0
    given_up: int = 0
    failed: int = 0


class Outbox:
    """Does the errands of a store by ``deliver``. Several may sweep at once: each errand is taken by one of them."""

    def __init__(self, store: Store, deliver: Deliver, *, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._deliver = deliver
        self._elapsed = elapsed

    def sweep(self, at: datetime) -> Swept:
        """Do all that is due ``at`` this moment, or as much of it as a minute allows.

        Raises:
            StoreError: the store does not say what is due.

        """
        begun = self._elapsed()
        counts = {"done": 0, "given_up": 0, "failed": 0}
        seen: set[tuple[str, str]] = set()
        while fresh := self._fresh(at, seen):
            for errand in fresh:
                passed = self._elapsed() - begun
                if passed >= LONGEST:
                    return Swept(**counts)
                outcome = self.take(errand, at + timedelta(seconds=int(passed)))
                if outcome:
                    counts[outcome] += 1
        return Swept(**counts)

    def _fresh(self, at: datetime, seen: set[tuple[str, str]]) -> list[Errand]:
        """What is due and was not looked at in this sweep: an index may lag and tell the same again."""
        found = [one for one in self._store.due(at, limit=PAGE) if (one.customer_id, one.id) not in seen]
        seen.update((one.customer_id, one.id) for one in found)
        return found

    def take(self, errand: Errand, at: datetime) -> str:
        """Take an errand and do it: ``done``, ``given_up`` or ``failed``; empty when somebody else was faster.

        Whatever goes wrong is told, and stops no other errand.
        """
        outcome = self._try(errand, at)
        if outcome:
            metrics.count(COUNTED[outcome])
        return outcome

    def _try(self, errand: Errand, at: datetime) -> str:
        try:
            taken = self._store.postpone(errand, at + PAUSES[min(errand.attempts, len(PAUSES) - 1)])
            if taken is None:
                return ""
            outcome = self._do(taken, at)
            self._store.done(taken)
        except Exception as problem:
            _tell(errand, problem)
            return "failed"
        return outcome

    def _do(self, errand: Errand, at: datetime) -> str:
        try:
            self._deliver(errand, at)
        except Undeliverable as reason:
            _log.warning("errand %s given up: %s", errand.kind, reason)
            return "given_up"
        return "done"


def _tell(errand: Errand, problem: Exception) -> None:
    """A line for the log, without a word about the customer."""
    tries = errand.attempts + 1
    why = f"{where(problem)}: {problem}" if isinstance(problem, MailError | SealError) else where(problem)
    if tries < STUCK:
        _log.warning("errand %s failed, try %d: %s", errand.kind, tries, why)
    else:
        _log.error("errand %s is stuck, try %d: %s", errand.kind, tries, why)
