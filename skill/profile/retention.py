"""How long a household is remembered."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

RENEWED = timedelta(days=1)
"""How much later a guest's time must end for its profile to be written again: once a day at most."""


class Retention(msgspec.Struct, frozen=True):
    """After how long what is forgotten; None: never. What the shop was ordered is kept: the law asks for it.

    ``interactions`` are turns on a timeline, each from its own time on. ``guests`` is for who never linked an account:
    the profile and the cart from the last turn on, each turn from its own.
    """

    interactions: timedelta | None = timedelta(days=400)
    guests: timedelta | None = timedelta(days=90)

    def interaction_ends(self, at: datetime, *, guest: bool) -> datetime | None:
        """When a turn of that time is forgotten."""
        spans = [span for span in (self.interactions, self.guests if guest else None) if span is not None]
        return at + min(spans) if spans else None

    def guest_ends(self, at: datetime) -> datetime | None:
        """When a guest is forgotten whose last turn was at that time."""
        return at + self.guests if self.guests is not None else None


def renewed(before: datetime | None, after: datetime | None) -> bool:
    """Whether a profile that was to end at one time is written again because it ends at another."""
    if before is None or after is None:
        return before is not after
    return after - before >= RENEWED
