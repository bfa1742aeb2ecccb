"""The weights of ``skill/shopping/matching/habit.py``, fitted on real purchase histories.

    python -m tools.fit_habit --data DIR

A conditional logit by maximum likelihood with a little ridge, on development customers only (every second one, by
CRC-32 of the id) and on the middle of their histories (40 to 80 %), so that the last fifth of everybody's and all of
the others' stay unseen. Every set counts the same, however large. Prints the weights, then the weights without each
sign, as ``benchmarks/support/which_ablations.py`` keeps them, and how well each does on customers that it was not
fitted on (halves of the development customers take turns).
"""

from __future__ import annotations

import argparse
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from benchmarks.support import sets
from benchmarks.support.which_requests import requests
from skill.shopping.matching.habit import Signs, signs

FROM, TO = 0.4, 0.8
MOST_REQUESTS = 15_000
RIDGE = 1.0
EACH_SET = 4000.0
Numbers = NDArray[np.float64]


class Choices(NamedTuple):
    """Requests of one set: a row a candidate, grouped; which row was meant; the half that its customer is in."""

    name: str
    rows: Numbers
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    meant: NDArray[np.int64]
    half: NDArray[np.int64]

    def chances(self, weights: Numbers) -> Numbers:
        """The probability of each row within its request."""
        scores = self.rows @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self.starts), self.sizes))
        return np.asarray(powers / np.repeat(np.add.reduceat(powers, self.starts), self.sizes))


def main(arguments: list[str] | None = None) -> None:
    """Fit, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder of purchase histories")
    options = parser.parse_args(arguments)
    found = [choices for folder in sets.folders(options.data) if len((choices := read(folder)).meant)]
    if not found:
        raise SystemExit("nobody in there bought two products of a kind again")
    _show("", found, ())
    for sign in Signs._fields:
        _show(f"without {sign}", found, (sign,))


def read(folder: Path) -> Choices:
    """The requests of a set's development customers, evenly thinned out."""
    read_set = sets.read(folder)
    taken: list[tuple[list[Signs], int, int]] = []
    histories = [history for history in read_set.histories if development(history.customer)]
    lines = sum(len(basket.lines) for history in histories for basket in history.baskets)
    step = max(1, round(lines * (TO - FROM) * 0.5 / MOST_REQUESTS))
    number = 0
    for history in histories:
        half = zlib.crc32(history.customer.encode()) // 2 % 2
        for request in requests(history, read_set.items, FROM, TO):
            number += 1
            if number % step == 0:
                taken.append((signs(request.entries, request.day), request.meant, half))
    sizes = np.array([len(rows) for rows, _, _ in taken], dtype=np.int64)
    starts = np.r_[0, np.cumsum(sizes)[:-1]].astype(np.int64) if len(sizes) else sizes
    meant = starts + np.array([place for _, place, _ in taken], dtype=np.int64)
    rows = np.array([row for rows, _, _ in taken for row in rows], dtype=np.float64).reshape(-1, len(Signs._fields))
    return Choices(read_set.name, rows, starts, sizes, meant, np.array([half for _, _, half in taken]))


def development(customer: str) -> bool:
    """Whether a customer's earlier baskets may be looked at for fitting."""
    return zlib.crc32(customer.encode()) % 2 == 0


def fit(found: list[Choices], without: tuple[str, ...], halves: tuple[int, ...] = (0, 1)) -> Numbers:
    """The weights that make what was meant likeliest; 0 for the signs left out."""
    kept = np.array([name not in without for name in Signs._fields])

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        total, slope = float(weights @ weights) * RIDGE / 2, weights * RIDGE
        for choices in found:
            used = np.isin(choices.half, halves)
            each = EACH_SET / max(1, used.sum())
            chances = choices.chances(weights)
            total -= each * float(np.log(np.maximum(chances[choices.meant[used]], 1e-12)).sum())
            wrong = chances.copy()
            wrong[choices.meant] -= 1.0
            slope = slope + each * (choices.rows.T @ (wrong * np.repeat(used, choices.sizes)))
        return total, slope * kept

    minimize: Any = optimize.minimize
    result = minimize(loss, np.zeros(len(kept)), jac=True, method="L-BFGS-B")
    return np.asarray(result.x)


def _show(title: str, found: list[Choices], without: tuple[str, ...]) -> None:
    weights = fit(found, without)
    told = ", ".join(f"{name}={weight:.3f}" for name, weight in zip(Signs._fields, weights, strict=True))
    print(f"\n{title or 'all'}: Signs({told})")
    tried = [(half, fit(found, without, (1 - half,))) for half in (0, 1)]
    for choices in found:
        right, surprise = [], []
        for half, fitted in tried:
            used = choices.half == half
            chances = choices.chances(fitted)
            best = [
                start + int(chances[start : start + size].argmax())
                for start, size in zip(choices.starts, choices.sizes, strict=True)
            ]
            right.append((np.array(best) == choices.meant)[used])
            surprise.append(-np.log(np.maximum(chances[choices.meant[used]], 1e-12)))
        top1, loss = np.concatenate(right).mean(), np.concatenate(surprise).mean()
        print(f"  {choices.name}: {len(choices.meant)} requests, top1 {top1:.4f}, log loss {loss:.4f}")


if __name__ == "__main__":
    main()
