"""How many units are bought of what is bought again: ours, the last number, the most frequent one, always one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.support.rhythm_sets import Measured, feed
from benchmarks.support.sets import Basket
from skill.shopping.purchases import Entry


class Guess(NamedTuple):
    """Units of one product in one basket, and what each method would have offered."""

    customer: str
    units: int
    offered: dict[str, int]


def guesses(data: Measured) -> list[Guess]:
    """Every repeated product of the last baskets; empty when the set knows no units but one."""
    found: list[Guess] = []
    several = False
    for history in data.histories:
        entries: dict[str, Entry] = {}
        before: dict[str, list[int]] = defaultdict(list)
        first = len(history.baskets) - data.last
        for n, basket in enumerate(history.baskets):
            units = _units(basket)
            several = several or any(number != 1 for number in units.values())
            if n >= first:
                found += _guessed(history.customer, units, entries, before)
            feed(entries, basket)
            for item, number in units.items():
                before[item].append(number)
    return found if several else []


def _units(basket: Basket) -> dict[str, int]:
    units: Counter[str] = Counter()
    for line in basket.lines:
        units[line.item] += line.quantity
    return dict(units)


def _guessed(
    customer: str, units: dict[str, int], entries: dict[str, Entry], before: dict[str, list[int]]
) -> Iterator[Guess]:
    for item, number in units.items():
        if item in entries:
            numbers = before[item]
            counts = Counter(reversed(numbers))  # of equals, the later one
            offered = {
                "ours": entries[item].usual_quantity,
                "last quantity": numbers[-1],
                "most frequent quantity": counts.most_common(1)[0][0],
                "always 1": 1,
            }
            yield Guess(customer, number, offered)
