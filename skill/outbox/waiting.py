"""What is in the outbox right now: how much, how long already, and what was tried in vain for days."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from skill.outbox.worker import PAUSES, STUCK
from skill.profile.errand import Errand
from skill.storage.port import Store
from skill.telemetry import metrics

MOST = 1000
"""No more are looked at; where so many wait, the oldest of them tells enough."""


class Waiting(msgspec.Struct, frozen=True):
    """Errands that are not done; of them, those that are stuck; and for how long the oldest has been wanted."""

    errands: int = 0
    stuck: int = 0
    oldest_seconds: int = 0


def waiting(store: Store, at: datetime) -> Waiting:
    """What waits in a store. One trip, as ``Store.due``.

    Raises:
        StoreError: the store does not say.

    """
    # A failed errand is not due until its next try, at most the longest pause from now.
    found = store.due(at + max(PAUSES), limit=MOST)
    oldest = max((at - first_due(errand) for errand in found), default=timedelta())
    return Waiting(
        errands=len(found),
        stuck=sum(errand.attempts >= STUCK for errand in found),
        oldest_seconds=max(0, int(oldest.total_seconds())),
    )


def first_due(errand: Errand) -> datetime:
    """About when an errand was to be done at first: it was put off by a known pause after each try."""
    pauses = (PAUSES[min(tried, len(PAUSES) - 1)] for tried in range(errand.attempts))
    return errand.due - sum(pauses, timedelta())


def measure(found: Waiting) -> None:
    """Tell the two gauges that alarms look at."""
    metrics.count("ErrandsStuck", found.stuck)
    metrics.count("OldestErrandSeconds", found.oldest_seconds, metrics.SECONDS)
