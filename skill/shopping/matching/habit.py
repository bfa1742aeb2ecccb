"""Which of several products that a household bought before it means now: a probability for each, and why.

A conditional logit (McFadden, "Conditional Logit Analysis of Qualitative Choice Behavior", 1974) over eight things
that the digest tells about each. The strongest treats the products as competing to be bought next: how usual it is,
after the time since the last purchase, that this product is bought again, by its own gaps so far (the hazard of a
renewal process, with a kernel on the logarithm of time).

``WEIGHTS`` are fitted by ``tools/fit_habit.py``; one set of weights serves every shop and every household.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from skill.shopping.purchases import Entry

# How much a purchase still counts one visit to these products later.
FADES = 0.8
# Widths in logarithms of days: of an own gap, and of what stands in for gaps that were not seen yet.
WIDTH, WIDTH_UNSEEN = 0.4, 1.2
# The gap of products that were never bought twice.
UNSEEN_DAYS = 30
SOON, LONG_AGO = 0.25, 4.0
DUE_FROM, DUE_UNTIL = 0.75, 2.0
_HALF = math.sqrt(0.5)


class Signs(NamedTuple):
    """What speaks for or against one product; all of it is read off its entry and those it competes with."""

    lately: float
    """Logarithm of how often, each purchase counting 0.8 of what it did a visit before."""
    often: float
    """Logarithm of how often ever."""
    once: float
    """1 when it was bought only once."""
    many: float
    """Logarithm of the units at a time."""
    pace: float
    """Logarithm of the hazard: how usual it is to buy it again just now."""
    since: float
    """Logarithm of the days since the last purchase, and one."""
    soon: float
    """1 when not even a quarter of its usual gap is over."""
    long_ago: float
    """1 when four of its usual gaps are over."""


# Fitted: see tools/fit_habit.py.
WEIGHTS = Signs(
    lately=0.333, often=0.186, once=-0.481, many=0.143, pace=0.290, since=-0.331, soon=-0.253, long_ago=-0.262
)


class Why(Enum):
    """Why this one: literally true of it, so that it can be said."""

    ONLY = "only"
    """The household bought no other that fits."""
    LAST = "last"
    """It was bought last."""
    MOST_OFTEN = "most-often"
    """No other was bought as often."""
    DUE = "due"
    """Its usual gap is about over, and more nearly so than that of the others."""
    LATELY = "lately"
    """It was bought more often lately than the others, or all in all it is the likeliest."""
    REMEMBERED = "remembered"
    """It was chosen or corrected to when these words were said before."""
    PREFERRED = "preferred"
    """The speaker said to prefer it."""
    NEW = "new"
    """The household bought none of them before."""


def chances(entries: Sequence[Entry], day: int) -> list[float]:
    """How probably each is the one that is meant on ``day`` (ordinal), 1 together, in their order."""
    return judged(entries, day)[0]


def judged(entries: Sequence[Entry], day: int) -> tuple[list[float], Why]:
    """The same, and why the likeliest is it."""
    if len(entries) < 2:
        return [1.0] * len(entries), Why.ONLY if entries else Why.NEW
    seen = signs(entries, day)
    found = probabilities(seen)
    return found, why(entries, seen, day, found.index(max(found)))


def probabilities(seen: Sequence[Signs], weights: Signs = WEIGHTS) -> list[float]:
    """What the signs of several products come to: 1 together."""
    scores = [sum([weight * sign for weight, sign in zip(weights, one, strict=True)]) for one in seen]
    most = max(scores)
    powers = [math.exp(score - most) for score in scores]
    together = sum(powers)
    return [power / together for power in powers]


def why(entries: Sequence[Entry], seen: Sequence[Signs], day: int, chosen: int) -> Why:
    """What speaks most for the chosen one (its place among several) over the others, and is true of it."""
    own, others = entries[chosen], [entry for place, entry in enumerate(entries) if place != chosen]
    means = [math.fsum(column) / len(seen) for column in zip(*seen, strict=True)]
    lead = Signs(*(w * (sign - mean) for w, sign, mean in zip(WEIGHTS, seen[chosen], means, strict=True)))
    true = {
        Why.MOST_OFTEN: (lead.often + lead.once + lead.many, all(own.times > other.times for other in others)),
        Why.LAST: (lead.since, all(own.last.day > other.last.day for other in others)),
        Why.DUE: (lead.pace + lead.soon + lead.long_ago, _due(own, day) and not any(_due(o, day) for o in others)),
    }
    said = {reason: gain for reason, (gain, holds) in true.items() if holds}
    return max(said, key=lambda reason: said[reason]) if said else Why.LATELY


def signs(entries: Sequence[Entry], day: int) -> list[Signs]:
    """What speaks for each of several products that compete, on ``day``; their visits are the days of any of them.

    What was bought on that very day tells nothing yet of what comes next: who asks again within minutes, asks again.
    """
    days = [_before(sorted({purchase.day for purchase in entry.recent}), day) for entry in entries]
    visits = sorted({visit for own in days for visit in own}, reverse=True)
    fading = {visit: FADES**ago for ago, visit in enumerate(visits)}
    gaps = [[float(later - earlier) for earlier, later in pairwise(own)] for own in days]
    logs = [[math.log(gap) for gap in own] for own in gaps]
    unseen = _mean([log for own in logs for log in own], math.log(UNSEEN_DAYS))
    usual = _mean([gap for own in gaps for gap in own], UNSEEN_DAYS)
    found = []
    for entry, own, between, log in zip(entries, days, gaps, logs, strict=True):
        since = max(0, day - own[-1])
        over = (since + 0.5) / _mean(between, usual)
        found.append(
            Signs(
                lately=math.log(math.fsum(fading[visit] for visit in own) + 0.02),
                often=math.log(entry.times),
                once=float(entry.times == 1),
                many=math.log(entry.units / entry.times),
                pace=_log_hazard(log, math.log(max(since, 0.5)), unseen),
                since=math.log1p(since),
                soon=float(bool(between) and over < SOON),
                long_ago=float(bool(between) and over >= LONG_AGO),
            )
        )
    return found


def _log_hazard(gaps: Sequence[float], since: float, unseen: float) -> float:
    """How usual it is to buy again just now when it was not done before: density over survival, of gaps in logarithms.

    A broad kernel around ``unseen`` stands for the gaps that were not seen yet.
    """
    apart = (since - unseen) / WIDTH_UNSEEN
    density, survival = math.exp(-apart * apart / 2) / WIDTH_UNSEEN, math.erfc(apart * _HALF) / 2
    for gap in gaps:
        apart = (since - gap) / WIDTH
        density += math.exp(-apart * apart / 2) / WIDTH
        survival += math.erfc(apart * _HALF) / 2
    return math.log((density + 1e-4) / (survival + 1e-3)) - since


def _before(days: list[int], day: int) -> list[int]:
    return days[:-1] if len(days) > 1 and days[-1] >= day else days


def _due(entry: Entry, day: int) -> bool:
    gaps = entry.gaps()
    return bool(gaps) and DUE_FROM <= (day - entry.last.day) / _mean(gaps, 1.0) <= DUE_UNTIL


def _mean(values: Sequence[float], without: float) -> float:
    return math.fsum(values) / len(values) if values else without
