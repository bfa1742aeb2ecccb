"""Which of the products bought before are bought within some days of a morning: ours, and what else can say it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.support.rhythm_next import DECAYS, Counted, outlook_of
from benchmarks.support.rhythm_sets import FEWEST, Measured, feed
from benchmarks.support.sets import History
from skill.shopping.purchases import Entry
from skill.shopping.rhythm.chances import Horizon

DAYS = {7: Horizon.DAYS_7, 14: Horizon.DAYS_14, 30: Horizon.DAYS_30}
NAMED, MORNINGS, APART = 5, 5, 30
Numbers = NDArray[np.float64]
Chances = Mapping[str, float]


class Morning(NamedTuple):
    """The morning of a day: ``until`` baskets were bought before; ``waits`` days from it to each product's next one."""

    history: History
    day: int
    until: int
    waits: Mapping[str, int]

    @property
    def customer(self) -> str:
        """Whose it is."""
        return self.history.customer


def mornings(data: Measured) -> list[Morning]:
    """30, 60, 90, 120 and 150 days before each customer's last basket, if at least five were bought before."""
    found = []
    for history in data.histories:
        days = [basket.day for basket in history.baskets]
        bought: dict[str, list[int]] = defaultdict(list)
        for basket in history.baskets:
            for line in basket.lines:
                bought[line.item].append(basket.day)
        for back in range(MORNINGS, 0, -1):
            day = days[-1] - APART * back
            until = bisect_left(days, day)
            if until >= FEWEST:
                next_one = {item: bisect_left(on, day) for item, on in bought.items()}
                waits = {item: bought[item][n] - day for item, n in next_one.items() if n < len(bought[item])}
                found.append(Morning(history, day, until, waits))
    return found


class Said(NamedTuple):
    """What a method says one morning: the products likeliest first, and chances, if it knows any, by horizon."""

    ranked: Mapping[int, Sequence[str]]
    chances: Mapping[int, Chances] | None


def ours(data: Measured, asked: Sequence[Morning]) -> list[Said]:
    """The chances of the conversation; the digest is fed purchase by purchase."""
    wanted: dict[str, list[Morning]] = defaultdict(list)
    for morning in asked:
        wanted[morning.customer].append(morning)
    found = []
    for history in data.histories:
        entries: dict[str, Entry] = {}
        fed = 0
        for morning in wanted[history.customer]:
            for basket in history.baskets[fed : morning.until]:
                feed(entries, basket)
            fed = morning.until
            outlook = outlook_of(data, history.customer, entries, morning.day)
            ranked = {days: [item for item, _ in outlook.ranked(horizon)[:NAMED]] for days, horizon in DAYS.items()}
            found.append(Said(ranked, {days: outlook.chances(horizon) for days, horizon in DAYS.items()}))
    return found


def counting(asked: Sequence[Morning]) -> dict[str, list[Said]]:
    """Baselines: counts rank; frequency and the own mean gap give chances as well, of purchases at random times."""
    names = ["frequency", *(f"decay {decay}" for decay in DECAYS)]
    found: dict[str, list[Said]] = {name: [] for name in [*names, "own mean gap"]}
    counted: Counted | None = None
    history: History | None = None
    for morning in asked:
        if counted is None or morning.history is not history:
            history, counted = morning.history, Counted(morning.history.baskets)
        for name, decay in zip(names, (1.0, *DECAYS), strict=True):
            best = counted.ranked(morning.until, decay, NAMED)
            chances = _by_frequency(counted, morning) if decay == 1.0 else None
            found[name].append(Said(dict.fromkeys(DAYS, best), chances))
        found["own mean gap"].append(_by_mean_gap(morning))
    return found


def _by_frequency(counted: Counted, morning: Morning) -> dict[int, Chances]:
    """As often as since the household's first basket."""
    span = max(1, morning.day - morning.history.baskets[0].day)
    counts = counted.counts(morning.until, 1.0)
    return {
        days: {
            item: float(chance)
            for item, count, chance in zip(counted.items, counts, 1 - np.exp(-counts * days / span), strict=True)
            if count
        }
        for days in DAYS
    }


def _by_mean_gap(morning: Morning) -> Said:
    """Once in the mean gap between its purchases; never again what was bought on one day only."""
    on: dict[str, list[int]] = defaultdict(list)
    for basket in morning.history.baskets[: morning.until]:
        for item in {line.item for line in basket.lines}:
            if not on[item] or on[item][-1] != basket.day:
                on[item].append(basket.day)
    gaps = {item: (days[-1] - days[0]) / (len(days) - 1) for item, days in on.items() if len(days) > 1}
    best = sorted(gaps, key=lambda item: (gaps[item], -on[item][-1], item))[:NAMED]
    chances = {days: {item: 1 - float(np.exp(-days / gap)) for item, gap in gaps.items()} for days in DAYS}
    return Said(dict.fromkeys(DAYS, best), chances)


def scores(said: Said, morning: Morning, known: frozenset[str], days: int) -> dict[str, float]:
    """Precision and recall of the five that are named; Brier's score of all known products, where there are chances.

    Recall is left out when nothing known is bought in time.
    """
    truth = {item for item in known if morning.waits.get(item, days) < days}
    hits = len(truth.intersection(said.ranked[days]))
    found = {f"due{days}_precision": hits / NAMED}
    if truth:
        found[f"due{days}_recall"] = hits / len(truth)
    if said.chances is not None:
        chances = said.chances[days]
        errors = [(chances.get(item, 0.0) - (item in truth)) ** 2 for item in known]
        found[f"due{days}_brier"] = sum(errors) / len(errors)
    return found


def known(morning: Morning) -> frozenset[str]:
    """The products bought before."""
    return frozenset(line.item for basket in morning.history.baskets[: morning.until] for line in basket.lines)
