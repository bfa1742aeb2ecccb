"""What a method made of each request: whether it was right, and how sure it was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

BINS = 10
NINE_IN_TEN = 0.9


class Answers(NamedTuple):
    """One method's answers on a set: per request whether its first (and first three) was right, and its share."""

    first: list[float]
    three: list[float]
    sure: list[float]

    def add(self, shares: Sequence[float], meant: int) -> list[int]:
        """One more request; equal shares keep their order. Returns the places, the likeliest first."""
        ranked = sorted(range(len(shares)), key=lambda place: -shares[place])
        self.first.append(float(ranked[0] == meant))
        self.three.append(float(meant in ranked[:3]))
        self.sure.append(shares[ranked[0]] / sum(shares))
        return ranked


class Bin(NamedTuple):
    """Requests with about the same probability: what was said on average, how often it was so, how many there are."""

    said: float
    was: float
    number: int


def coverage(sure: Sequence[float], right: Sequence[float], at_least: float = NINE_IN_TEN) -> float:
    """The largest share of requests, the surest first, of which so many are right; equally sure ones go together."""
    reached, number, hits = 0, 0, 0.0
    ranked = sorted(zip(sure, right, strict=True), key=lambda pair: -pair[0])
    for _, alike in groupby(ranked, key=lambda pair: pair[0]):
        together = [hit for _, hit in alike]
        number, hits = number + len(together), hits + sum(together)
        if hits >= at_least * number:
            reached = number
    return reached / len(sure)


def reliability(said: Sequence[float], was: Sequence[float]) -> list[Bin]:
    """Ten bins of equal width, empty ones left out."""
    bins: dict[int, list[tuple[float, float]]] = {}
    for pair in zip(said, was, strict=True):
        bins.setdefault(min(BINS - 1, int(pair[0] * BINS)), []).append(pair)
    return [
        Bin(sum(s for s, _ in pairs) / len(pairs), sum(w for _, w in pairs) / len(pairs), len(pairs))
        for _, pairs in sorted(bins.items())
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: how far off what was said is on average (Guo et al., 2017)."""
    return sum(abs(one.said - one.was) * one.number for one in bins) / sum(one.number for one in bins)
