"""A household's shopping days as a clock that stands still during pauses, and how much each day still counts."""

from __future__ import annotations

from itertools import pairwise
from math import exp

import msgspec

from skill.shopping.rhythm.kinds import median
from skill.shopping.shopping_days import ShoppingDays

_PAUSE = 3.0  # a gap of so many usual ones is a pause: nothing was used up in what is longer
_LATELY = 26  # visits that show what is usual
_NEW = 7.0  # days between visits of a household that came once
_YEAR_AGO = range(335, 396)
SHORT, LONG = 30.0, 500.0
"""Days after which a purchase is worth 1/e, active ones and all."""


class Visit(msgspec.Struct, frozen=True, gc=False):
    """One shopping day: visits since (1: the last one), active days since, and how much it still counts.

    ``season`` is 1 for a day a year ago, about this time, else 0.
    """

    ago: int
    active: float
    near: float
    middle: float
    short: float
    long: float
    season: int


NEAR, MIDDLE = 0.8, 0.97
"""What a purchase is still worth after one more visit."""


class Visits:
    """All shopping days before ``day`` or on it, seen from ``day`` (an ordinal)."""

    def __init__(self, shopping: ShoppingDays, day: int) -> None:
        days = shopping.days
        gaps = [later - earlier for earlier, later in pairwise(days[-_LATELY:])]
        self.day = day
        self.shopping = shopping
        self.count = len(days)
        lately = gaps[-10:]
        self.gap = max(1.0, sum(lately) / len(lately)) if lately else _NEW
        self.since = max(0, day - days[-1]) if days else 0
        longest = _PAUSE * max(self.gap, median(gaps) if gaps else _NEW)
        self.by_day: dict[int, Visit] = {}
        active, after = 0.0, day
        for ago, shopped in enumerate(reversed(days), 1):
            gap = max(0, after - shopped)
            # Before that, a gap may be one in what is remembered.
            active += min(gap, longest) if shopped >= shopping.whole_from else gap
            after = shopped
            self.by_day[shopped] = Visit(
                ago,
                active,
                NEAR**ago,
                MIDDLE**ago,
                exp(-active / SHORT),
                exp((shopped - day) / LONG),
                1 if day - shopped in _YEAR_AGO else 0,
            )
