"""What ``fit_rhythm`` fits: a linear score that ranks products within a household, and what it is worth as a chance."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from skill.shopping.rhythm.evidence import NAMES

_RIDGE = 1e-3
TOP, STEPS, PER_STEP, PACE = 10, 60, 250, 0.025
# What belongs to a season is hardly ever among the first ten: they say nothing about it.
_KEPT = [NAMES.index("season")]
Numbers = NDArray[np.float64]


class Moment(NamedTuple):
    """One household at one time: evidence (products × numbers), whether each was bought, and the household's own."""

    evidence: Numbers
    bought: NDArray[np.bool_]
    household: Numbers
    customer: str


def fit(sets: Sequence[Sequence[Moment]]) -> tuple[float, Numbers, Numbers]:
    """Bias, weights of the evidence, weights of the household."""
    ranking = [[moment for moment in found if moment.bought.any() and not moment.bought.all()] for found in sets]
    scored = _sharpened(_rank(ranking), ranking)
    rows, truth, weight = [], [], []
    for found in sets:
        total = sum(len(moment.bought) * math.exp(moment.household[-1]) for moment in found)
        for moment in found:
            score = moment.evidence @ scored
            rows.append(np.column_stack([score, np.tile(moment.household[:-1], (len(score), 1)), np.ones(len(score))]))
            truth.append(moment.bought)
            # What was bought counts once, each other for all that it stands for.
            stands_for = np.where(moment.bought, 1.0, math.exp(moment.household[-1]))
            weight.append(stands_for / total)
    beta = _logistic(np.concatenate(rows), np.concatenate(truth).astype(float), np.concatenate(weight))
    return float(beta[-1]), beta[0] * scored, beta[1:-1]


def _rank(sets: Sequence[Sequence[Moment]]) -> Numbers:
    packed = [_packed(found) for found in sets if found]
    every = np.concatenate([numbers for numbers, *_ in packed])
    scale = every.std(0) + 1e-9

    def loss(w: Numbers) -> tuple[float, Numbers]:
        value, slope = _RIDGE * float(w @ w), 2 * _RIDGE * w
        for numbers, target, starts, counts, amount in packed:
            score = (numbers / scale) @ w
            top = np.maximum.reduceat(score, starts)
            power = np.exp(score - np.repeat(top, counts))
            together = np.add.reduceat(power, starts)
            value -= float(target @ score - amount @ (np.log(together) + top))
            slope = slope - ((target - power / np.repeat(together / amount, counts)) @ numbers) / scale
        return value, slope

    minimize: Any = optimize.minimize
    found = minimize(loss, np.zeros(every.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(found.x / scale)


def _sharpened(weights: Numbers, sets: Sequence[Sequence[Moment]]) -> Numbers:
    """The weights after some steps (Adam) along the gradient of NDCG@10; every set counts the same."""
    scale = np.concatenate([moment.evidence for found in sets for moment in found]).std(0) + 1e-9
    w = weights * scale
    mean, square = np.zeros_like(w), np.zeros_like(w)
    chance = np.random.default_rng(0)
    for step in range(1, STEPS + 1):
        slope = -2 * _RIDGE * w
        for found in sets:
            some = chance.permutation(len(found))[:PER_STEP]
            for n in some:
                slope = slope + _gained(found[n].evidence / scale, found[n].bought, w) / len(some)
        slope[_KEPT] = 0.0
        mean = 0.9 * mean + 0.1 * slope
        square = 0.95 * square + 0.05 * slope**2
        w = w + PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.95**step)) + 1e-8)
    return np.asarray(w / scale)


def _gained(numbers: Numbers, bought_then: NDArray[np.bool_], w: Numbers) -> Numbers:
    score = numbers @ w
    place = np.empty(len(score), dtype=int)
    place[np.argsort(-score, kind="stable")] = np.arange(len(score))
    worth = np.where(place < TOP, 1 / np.log2(place + 2), 0.0)
    yes, no = np.flatnonzero(bought_then), np.flatnonzero(~bought_then)
    ideal = (1 / np.log2(np.arange(min(TOP, len(yes))) + 2)).sum()
    swap = np.abs(worth[yes][:, None] - worth[no][None, :]) / ideal
    pull = swap / (1 + np.exp(score[yes][:, None] - score[no][None, :]))
    return np.asarray(pull.sum(1) @ numbers[yes] - pull.sum(0) @ numbers[no])


def _packed(found: Sequence[Moment]) -> tuple[Any, ...]:
    counts = np.array([len(moment.bought) for moment in found])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    bought_then = np.concatenate([moment.bought for moment in found]).astype(float)
    together = np.add.reduceat(bought_then, starts)
    amount = np.sqrt(together)
    amount /= amount.sum()
    target = bought_then * np.repeat(amount / together, counts)
    return np.concatenate([moment.evidence for moment in found]), target, starts, counts, amount


def _logistic(rows: Numbers, truth: Numbers, weight: Numbers) -> Numbers:
    """Newton's method; a handful of columns."""
    beta = np.zeros(rows.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(rows @ beta, -30, 30)))
        slope = rows.T @ (weight * (truth - p))
        curve = (rows * (weight * p * (1 - p))[:, None]).T @ rows + 1e-9 * np.eye(len(beta))
        step = np.linalg.solve(curve, slope)
        beta = beta + step
        if np.abs(step).max() < 1e-7:
            break
    return beta
