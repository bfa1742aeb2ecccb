"""Candidates for a query: the products that hold the most telling of its terms, a few dozen."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from itertools import combinations

ENOUGH = 48
MOST_GROUPS = 5

Postings = Callable[[int], "array[int]"]


class Group:
    """The products that hold a term or one of those that stand in for it; read when first needed."""

    def __init__(self, terms: Iterable[int], postings: Postings, weight: float) -> None:
        self.weight = weight
        self._terms = tuple(terms)
        self._postings = postings
        self._lists: list[array[int]] | None = None
        self._set: set[int] | None = None

    def first(self, count: int) -> list[int]:
        """The ones with the plainest names."""
        lists = self._read()
        if len(lists) == 1:
            return lists[0][:count].tolist()
        return nsmallest(count, {n for each in lists for n in each[:count]})

    def within(self, few: set[int]) -> set[int]:
        """Those among a few others."""
        lists = self._read()
        if self._set is None:
            if len(few) * 10 < sum(map(len, lists)):
                return {n for n in few if any(_holds(each, n) for each in lists)}
            self._set = {n for each in lists for n in each}
        return few & self._set

    def all(self) -> set[int]:
        """All of them."""
        if self._set is None:
            self._set = {n for each in self._read() for n in each}
        return self._set

    def __len__(self) -> int:
        return sum(map(len, self._read()))

    def _read(self) -> list[array[int]]:
        if self._lists is None:
            self._lists = [self._postings(term) for term in self._terms]
        return self._lists


def candidates(groups: Sequence[Group], enough: int = ENOUGH) -> tuple[list[int], bool]:
    """The products that hold the heaviest sets of terms, heaviest first, and whether any holds all of them.

    Of those that hold the same terms the ones with the plainest names come first. Terms without a weight need not be
    held, but are preferred.
    """
    if len(groups) == 1:
        return groups[0].first(enough), True
    chosen = sorted(groups, key=lambda group: -group.weight)[:MOST_GROUPS]
    places = range(len(chosen))
    needed = {place for place in places if chosen[place].weight}
    sets = [picked for size in range(len(chosen), 0, -1) for picked in combinations(places, size)]
    sets = [picked for picked in sets if not needed.isdisjoint(picked)]
    sets.sort(key=lambda picked: -sum(chosen[place].weight for place in picked))
    found: dict[int, None] = {}
    held: dict[tuple[int, ...], set[int]] = {}
    whole = False
    for picked in sets:
        if len(picked) == 1:
            fresh: Iterable[int] = chosen[picked[0]].first(enough)
        else:
            fresh = nsmallest(enough, _together(picked, chosen, held))
        whole = whole or (bool(fresh) and needed.issubset(picked))
        found |= dict.fromkeys(fresh)
        if len(found) >= enough:
            break
    return list(found)[:enough], whole


def _together(picked: tuple[int, ...], groups: Sequence[Group], held: dict[tuple[int, ...], set[int]]) -> set[int]:
    """The products that hold all of some terms; the most telling ones were looked at first."""
    if picked in held:
        return held[picked]
    if len(picked) == 2:
        few, many = sorted((groups[picked[0]], groups[picked[1]]), key=len)
        made = many.within(few.all())
    else:
        before = _together(picked[:-1], groups, held)
        made = groups[picked[-1]].within(before) if before else set()
    held[picked] = made
    return made


def _holds(postings: array[int], n: int) -> bool:
    place = bisect_left(postings, n)
    return place < len(postings) and postings[place] == n
