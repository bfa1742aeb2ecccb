"""Ours beside a baseline on the very same cases: how much better, and how sure that is.

Cases of one customer are alike, so errors are counted by customer, not by case (the sandwich estimator of a mean
with clusters; Cameron and Miller, "A Practitioner's Guide to Cluster-Robust Inference", 2015).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple


class Mean(NamedTuple):
    """A mean and its standard error; the error of less than two clusters is infinite."""

    mean: float
    error: float


def mean(values: Sequence[float], clusters: Sequence[Hashable]) -> Mean:
    """The mean of ``values`` and its standard error by cluster (the customer of each value).

    Raises:
        ValueError: without values, or when there is not one cluster a value.

    """
    if not values or len(values) != len(clusters):
        raise ValueError(f"{len(values)} values and {len(clusters)} clusters")
    middle = math.fsum(values) / len(values)
    sums: dict[Hashable, float] = defaultdict(float)
    for value, cluster in zip(values, clusters, strict=True):
        sums[cluster] += value - middle
    if len(sums) < 2:
        return Mean(middle, math.inf)
    spread = math.fsum(deviation**2 for deviation in sums.values()) * len(sums) / (len(sums) - 1)
    return Mean(middle, math.sqrt(spread) / len(values))


def difference(ours: Sequence[float], other: Sequence[float], clusters: Sequence[Hashable]) -> Mean:
    """How much more ours has than the other, case by case."""
    return mean([one - two for one, two in zip(ours, other, strict=True)], clusters)
