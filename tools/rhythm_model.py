"""What ``fit_rhythm`` fits: a score that ranks products within a household, and what it is worth as a chance.

The score is linear in each number of the evidence, and in each times what the household is like.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from skill.shopping.rhythm.chances import WEIGHING
from skill.shopping.rhythm.evidence import NAMES

_RIDGE, _GENTLE = 1e-3, 1e-4
TOP, STEPS, PER_STEP, PACE = 10, 60, 200, 0.025
# What belongs to a season is hardly ever among the likely products: they say nothing about it, all products do.
_SEASON = NAMES.index("season")
Numbers = NDArray[np.float64]
Truth = NDArray[np.bool_]


class Moment(NamedTuple):
    """One household at one time: evidence (products × numbers), whether each was bought, and the household's own.

    ``likely`` are the products that were bought most often: all of them are there. Of the others each ``stands_for``
    so many that are not.
    """

    evidence: Numbers
    bought: Truth
    likely: Truth
    stands_for: Numbers
    household: Numbers


class Weights(NamedTuple):
    """As ``weights`` has them: a bias, the household's, and of each number of the evidence its own and by household."""

    bias: float
    household: Numbers
    evidence: Numbers


class _List(NamedTuple):
    """The likely products of one moment, ready to be ranked."""

    numbers: NDArray[np.float32]
    bought: Truth


def fit(sets: Sequence[Sequence[Moment]], ranking: Sequence[Sequence[Moment]]) -> Weights:
    """Rank and sharpen by the moments of ``ranking``; find what the score is worth at those of ``sets``."""
    usual = np.mean([moment.household[:WEIGHING] for found in ranking for moment in found], axis=0)
    lists = [[listed for moment in found if (listed := _list(moment, usual))] for found in ranking]
    lists = [found for found in lists if found]  # one without dates tells nothing of days
    scale = np.concatenate([listed.numbers for found in lists for listed in found]).std(0) + 1e-6
    for found in lists:
        for listed in found:
            np.divide(listed.numbers, scale, out=listed.numbers)
    sharp = _sharpened(_rank(lists), lists) / scale
    by_household = sharp.reshape(1 + len(usual), len(NAMES))
    # Learnt beside the usual household, told of any.
    own = by_household[0] - usual @ by_household[1:]
    score = np.column_stack([own, by_household[1:].T])
    slope, season, household, bias = _worth(sets, score)
    score *= slope
    score[_SEASON, 0] = season
    return Weights(bias, household, score)


def _list(moment: Moment, usual: Numbers) -> _List | None:
    bought = moment.bought[moment.likely]
    if not bought.any() or bought.all():
        return None
    own = moment.evidence[moment.likely]
    own[:, _SEASON] = 0.0
    unusual = moment.household[:WEIGHING] - usual
    return _List(np.concatenate([own, *(own * much for much in unusual)], axis=1).astype(np.float32), bought)


def _rank(lists: Sequence[Sequence[_List]]) -> Numbers:
    """A logistic regression: which of the likely ones are bought. Every set counts the same, and has its own bias."""
    numbers = np.concatenate([listed.numbers for found in lists for listed in found])
    bought = [np.concatenate([listed.bought for listed in found]) for found in lists]
    of_set = np.repeat(np.arange(len(bought)), [len(one) for one in bought])
    weight = np.concatenate([np.full(len(one), 1 / one.sum()) for one in bought]) / len(bought)
    truth = np.concatenate(bought)
    middle = numbers.mean(0)
    size = numbers.shape[1]

    def loss(w: Numbers) -> tuple[float, Numbers]:
        score = numbers @ w[:size].astype(np.float32) - middle @ w[:size] + w[size + of_set]
        value = float(weight @ (np.logaddexp(0, score) - truth * score))
        off = weight * (1 / (1 + np.exp(-score)) - truth)
        slope = off.astype(np.float32) @ numbers - off.sum() * middle + 2 * _GENTLE * w[:size]
        return value + _GENTLE * float(w[:size] @ w[:size]), np.concatenate([slope, np.bincount(of_set, off)])

    minimize: Any = optimize.minimize
    start = np.zeros(size + len(bought))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x[:size])


def _sharpened(first: Numbers, lists: Sequence[Sequence[_List]]) -> Numbers:
    """The mean of the weights after later steps (Adam) along the gradient of NDCG@10; every set counts the same."""
    w, mean, square, late = first.copy(), np.zeros_like(first), np.zeros_like(first), np.zeros_like(first)
    chance = np.random.default_rng(0)
    for step in range(1, STEPS + 1):
        slope = -2 * _RIDGE * (w - first)
        for found in lists:
            some = chance.permutation(len(found))[:PER_STEP]
            for n in some:
                slope = slope + _gained(found[n], w.astype(np.float32)) / len(some)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.95 * square + 0.05 * slope**2
        w = w + PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.95**step)) + 1e-8)
        late += w if step > STEPS // 2 else 0.0
    return np.asarray(late / (STEPS - STEPS // 2))


def _gained(listed: _List, w: NDArray[np.float32]) -> Numbers:
    score = listed.numbers @ w
    place = np.empty(len(score), dtype=int)
    place[np.argsort(-score, kind="stable")] = np.arange(len(score))
    worth = np.where(place < TOP, 1 / np.log2(place + 2), 0.0)
    yes, no = np.flatnonzero(listed.bought), np.flatnonzero(~listed.bought)
    ideal = (1 / np.log2(np.arange(min(TOP, len(yes))) + 2)).sum()
    swap = np.abs(worth[yes][:, None] - worth[no][None, :]) / ideal
    pull = swap / (1 + np.exp(score[yes][:, None] - score[no][None, :]))
    return np.asarray(pull.sum(1) @ listed.numbers[yes] - pull.sum(0) @ listed.numbers[no])


def _worth(sets: Sequence[Sequence[Moment]], score: Numbers) -> tuple[float, float, Numbers, float]:
    """A logistic regression of the score, of the season, and of what is the same for all products of the household."""
    rows, truth, weight = [], [], []
    for found in sets:
        total = sum(float(moment.stands_for.sum()) for moment in found)
        for moment in found:
            one = moment.evidence @ (score @ np.array([1.0, *moment.household[:WEIGHING]]))
            season = moment.evidence[:, _SEASON]
            rows.append(np.column_stack([one, season, np.tile(moment.household, (len(one), 1)), np.ones(len(one))]))
            truth.append(moment.bought)
            weight.append(moment.stands_for / total)
    beta = _logistic(np.concatenate(rows), np.concatenate(truth).astype(float), np.concatenate(weight))
    return float(beta[0]), float(beta[1]), beta[2:-1], float(beta[-1])


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
