"""Which of the products bought before are in the next basket: ours, and what counts and forgets."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.support.rhythm_sets import Measured, feed
from benchmarks.support.sets import Basket, History
from skill.shopping.purchases import Digest, Entry, split
from skill.shopping.rhythm.chances import Horizon, Outlook

K = 10
DECAYS = (0.8, 0.9, 0.97)
METRICS = ("recall10", "ndcg10", "phr10")
Numbers = NDArray[np.float64]


class Case(NamedTuple):
    """The basket ``n`` of a history, to be told from those before; ``truth`` is what of it was bought before."""

    history: History
    n: int
    truth: frozenset[str]

    @property
    def customer(self) -> str:
        """Whose it is."""
        return self.history.customer

    @property
    def items(self) -> int:
        """How many products are in the basket, new ones too."""
        return len({line.item for line in self.history.baskets[self.n].lines})


def cases(data: Measured) -> list[Case]:
    """The last baskets of each customer that repeat something, oldest first."""
    found = []
    for history in data.histories:
        first = len(history.baskets) - data.last
        seen: set[str] = set()
        for n, basket in enumerate(history.baskets):
            items = {line.item for line in basket.lines}
            if n >= first and items & seen:
                found.append(Case(history, n, frozenset(items & seen)))
            seen |= items
    return found


def scores(ranked: Sequence[str], truth: frozenset[str]) -> tuple[float, float, float]:
    """Recall, NDCG and whether there is any hit at all, of the first ten."""
    hits = [place for place, item in enumerate(ranked[:K]) if item in truth]
    ideal = math.fsum(1 / math.log2(place + 2) for place in range(min(K, len(truth))))
    gained = math.fsum(1 / math.log2(place + 2) for place in hits)
    return len(hits) / len(truth), gained / ideal, float(bool(hits))


def ours(data: Measured, asked: Iterable[Case]) -> list[list[str]]:
    """The first ten of every case; the digest is fed purchase by purchase and cut as the conversation has it."""
    wanted = {(case.customer, case.n) for case in asked}
    found: list[list[str]] = []
    for history in data.histories:
        entries: dict[str, Entry] = {}
        for n, basket in enumerate(history.baskets):
            if (history.customer, n) in wanted:
                outlook = outlook_of(data, history.customer, entries, basket.day)
                found.append([item for item, _ in outlook.ranked(Horizon.NEXT_VISIT)[:K]])
            feed(entries, basket)
    return found


def outlook_of(data: Measured, customer: str, entries: dict[str, Entry], day: int) -> Outlook:
    """What the conversation would know on a day."""
    hot, _ = split(Digest(dict(entries)))
    return Outlook(hot, day, data.kinds, data.of_kinds(customer))


class Counted:
    """A history as arrays: for each product in each basket, which product (by its number) and which basket."""

    def __init__(self, baskets: Sequence[Basket]) -> None:
        number: dict[str, int] = {}
        pairs = [
            (number.setdefault(item, len(number)), n)
            for n, basket in enumerate(baskets)
            for item in dict.fromkeys(line.item for line in basket.lines)
        ]
        self.items = list(number)
        self.number = np.array([pair[0] for pair in pairs])
        self.basket = np.array([pair[1] for pair in pairs])

    def counts(self, until: int, decay: float) -> Numbers:
        """How often each product is in the baskets before ``until``, each worth less with every basket since."""
        rows = self.basket < until
        worth = decay ** (until - 1 - self.basket[rows])
        return np.asarray(np.bincount(self.number[rows], worth, len(self.items)), dtype=np.float64)

    def ranked(self, until: int, decay: float, most: int = K) -> list[str]:
        """The products with the highest count; of equals, the one bought last."""
        rows = self.basket < until
        last = np.full(len(self.items), -1)
        last[self.number[rows]] = self.basket[rows]
        order = np.lexsort((-last, -np.round(self.counts(until, decay), 12)))
        return [self.items[n] for n in order[:most] if last[n] >= 0]


def counting(asked: Sequence[Case]) -> dict[str, list[list[str]]]:
    """The first ten of every case by frequency and by decayed counts."""
    names = ["frequency", *(f"decay {decay}" for decay in DECAYS)]
    found: dict[str, list[list[str]]] = {name: [] for name in names}
    counted: Counted | None = None
    history: History | None = None
    for case in asked:
        if counted is None or case.history is not history:
            history, counted = case.history, Counted(case.history.baskets)
        for name, decay in zip(names, (1.0, *DECAYS), strict=True):
            found[name].append(counted.ranked(case.n, decay))
    return found
