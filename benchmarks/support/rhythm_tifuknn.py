"""TIFUKNN (Hu and others, "Modeling Personalized Item Frequency Information for Next-basket Recommendation", 2020).

A customer is a vector of how often each product was bought, decayed within groups of baskets and over the groups; what
is recommended is that vector blended with the mean of its nearest neighbours. Tuned on one basket before the measured
ones: first the decays without neighbours, then how many neighbours and how much they count.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.support.rhythm_next import Case, K, scores
from benchmarks.support.rhythm_sets import Measured
from benchmarks.support.sets import History

_GROUPS, _WITHIN, _OVER = (3, 7, 23, 60), (0.9, 0.97, 1.0), (0.6, 0.8, 0.95)
_NEIGHBOURS, _OWN = (50, 300, 900), (0.5, 0.7, 0.9, 0.97)
_CHUNK, _TUNED_ON = 400, 600
_matrix: Any = sparse.csr_matrix


class Tuned(NamedTuple):
    """Groups of baskets, decay within and over groups, neighbours, and how much the own vector counts."""

    groups: int
    within: float
    over: float
    neighbours: int = 0
    own: float = 1.0


class TifuKnn:
    """All histories of a set; one vector a customer, of the baskets that lie ``back`` and more before the end."""

    def __init__(self, data: Measured) -> None:
        self._histories = (*data.histories, *data.others)
        self._number: dict[str, int] = {}
        self._of = {history.customer: n for n, history in enumerate(self._histories)}
        self._bought = [self._numbered(history) for history in self._histories]
        self.items: list[str] = list(self._number)

    def _numbered(self, history: History) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        pairs = [
            (self._number.setdefault(item, len(self._number)), n)
            for n, basket in enumerate(history.baskets)
            for item in dict.fromkeys(line.item for line in basket.lines)
        ]
        return np.array([pair[0] for pair in pairs]), np.array([pair[1] for pair in pairs])

    def ranked(self, asked: Sequence[Case], tuned: Tuned) -> list[list[str]]:
        """The first ten products bought before, of every case."""
        found: list[list[str]] = [[] for _ in asked]
        by_back: dict[int, list[int]] = {}
        for place, case in enumerate(asked):
            by_back.setdefault(len(case.history.baskets) - case.n, []).append(place)
        for back, places in by_back.items():
            vectors = self._vectors(back, tuned)
            for start in range(0, len(places), _CHUNK):
                chunk = places[start : start + _CHUNK]
                rows = [self._of[asked[place].customer] for place in chunk]
                blended = self._blended(vectors, rows, tuned)
                for row, place, score in zip(rows, chunk, blended, strict=True):
                    own = vectors.indices[vectors.indptr[row] : vectors.indptr[row + 1]]
                    best = own[np.lexsort((own, -score[own]))[:K]]
                    found[place] = [self.items[n] for n in best]
        return found

    def _vectors(self, back: int, tuned: Tuned) -> Any:
        data, columns, ends = [], [], [0]
        for history, (items, at) in zip(self._histories, self._bought, strict=True):
            count = max(0, len(history.baskets) - back)
            kept = at < count
            size = max(1, -(-count // tuned.groups))
            groups = max(1, -(-count // size))
            # The newest group is full; the oldest one holds what is left over.
            since = count - 1 - np.arange(max(count, 1))
            group, place = since // size, since % size
            worth = tuned.within**place * tuned.over**group / (size * groups)
            own, inverse = np.unique(items[kept], return_inverse=True)
            data.append(np.bincount(inverse, worth[at[kept]], len(own)))
            columns.append(own)
            ends.append(ends[-1] + len(own))
        shape = (len(self._histories), len(self.items))
        return _matrix((np.concatenate(data), np.concatenate(columns), np.array(ends)), shape=shape)

    def _blended(self, vectors: Any, rows: Sequence[int], tuned: Tuned) -> NDArray[np.float64]:
        mine = vectors[rows].toarray()
        near = min(tuned.neighbours, vectors.shape[0] - 1)
        if near < 1:
            return np.asarray(mine)
        squares = np.asarray(vectors.multiply(vectors).sum(1)).ravel()
        distance = squares[None, :] - 2 * (vectors @ mine.T).T
        distance[np.arange(len(rows)), rows] = np.inf
        nearest = np.argpartition(distance, near - 1, axis=1)[:, :near]
        pick = _matrix(
            (np.full(nearest.size, 1 / near), nearest.ravel(), np.arange(0, nearest.size + 1, near)),
            shape=(len(rows), vectors.shape[0]),
        )
        return np.asarray(tuned.own * mine + (1 - tuned.own) * (pick @ vectors).toarray())


def tuned_on(model: TifuKnn, data: Measured) -> Tuned:
    """The best recall on the basket before those that are measured."""
    asked: list[Case] = []
    for history in data.histories:
        if len(asked) == _TUNED_ON:
            break
        n = len(history.baskets) - data.last - 1
        if n < 1:
            continue
        seen = {line.item for basket in history.baskets[:n] for line in basket.lines}
        if truth := frozenset({line.item for line in history.baskets[n].lines} & seen):
            asked.append(Case(history, n, truth))
    if not asked:
        return Tuned(7, 0.9, 0.8, 300, 0.7)

    def recall(tuned: Tuned) -> float:
        ranked = model.ranked(asked, tuned)
        return float(np.mean([scores(best, case.truth)[0] for best, case in zip(ranked, asked, strict=True)]))

    alone = max((Tuned(*choice) for choice in product(_GROUPS, _WITHIN, _OVER)), key=recall)
    near = [alone._replace(neighbours=near, own=own) for near, own in product(_NEIGHBOURS, _OWN)]
    return max([alone, *near], key=recall)
