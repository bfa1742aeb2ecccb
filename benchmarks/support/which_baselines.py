"""What is easily done instead: the most recent, the most frequent, or counts that fade by the visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

FADES = 0.8


class Kind:
    """The products of one kind that one household bought, in the order of their first purchase."""

    def __init__(self) -> None:
        self.visits = 0
        """Baskets so far with anything of this kind."""
        self.times: list[int] = []
        self.basket: list[int] = []
        """The number of the basket with the last purchase of each."""
        self.visit: list[int] = []
        """The visit of the last purchase of each."""
        self._faded: list[float] = []

    def learn(self, place: int, basket: int) -> None:
        """One purchase more of the product at ``place``, which may be the next new one."""
        if place == len(self.times):
            self.times.append(0)
            self.basket.append(basket)
            self.visit.append(self.visits)
            self._faded.append(0.0)
        self._faded[place] = self._faded[place] * FADES ** (self.visits - self.visit[place]) + 1.0
        self.times[place] += 1
        self.basket[place] = basket
        self.visit[place] = self.visits

    def faded(self) -> list[float]:
        """How often each, a purchase counting 0.8 of what it did a visit before."""
        return [faded * FADES ** (self.visits - visit) for faded, visit in zip(self._faded, self.visit, strict=True)]


def most_recent(kind: Kind) -> list[float]:
    """Bought last; of several, the more frequent. As a share: what fades by the visit since the last purchase."""
    most = max(kind.times)
    return [
        FADES ** (kind.visits - visit) * (1 + times / most * 1e-3)
        for visit, times in zip(kind.visit, kind.times, strict=True)
    ]


def most_frequent(kind: Kind) -> list[float]:
    """Bought most often; of several, the more recent."""
    newest = max(kind.basket)
    return [times + (basket + 1) / (newest + 2) * 1e-3 for times, basket in zip(kind.times, kind.basket, strict=True)]


def decay(kind: Kind) -> list[float]:
    """Counted with 0.8 less a visit; of several, the more recent."""
    newest = max(kind.basket)
    return [
        faded * (1 + (basket + 1) / (newest + 2) * 1e-9)
        for faded, basket in zip(kind.faded(), kind.basket, strict=True)
    ]


BASELINES: Mapping[str, Callable[[Kind], Sequence[float]]] = {
    "most recent": most_recent,
    "most frequent": most_frequent,
    "decay 0.8": decay,
}
