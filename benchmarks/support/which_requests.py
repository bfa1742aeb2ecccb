""" "The coffee", said by a household that bought several: every purchase of a kind of which it knows two products.

The candidates are the products of the kind that the household bought in earlier baskets; the one meant is the one in
the basket. Two lines of a kind in one basket are two requests, and neither helps the other: what is in a basket is
learnt after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from benchmarks.support.sets import Basket, History, Item
from benchmarks.support.which_baselines import Kind
from skill.shopping.purchases import Entry, Purchase, bought


class Request(NamedTuple):
    """One request: the candidates' entries as they stand, how the baselines see them, and which one was meant."""

    basket: int
    """The number of the basket in the history."""
    day: int
    entries: tuple[Entry, ...]
    kind: Kind
    meant: int
    """The place of the one meant among the candidates."""


def requests(history: History, items: Mapping[str, Item], first: float = 0.8, last: float = 1.0) -> Iterator[Request]:
    """The requests of the baskets from ``first`` to ``last`` (shares of the history).

    The kind in a request goes on changing with the next one: use it at once.
    """
    begin, end = int(len(history.baskets) * first), int(len(history.baskets) * last)
    kinds: dict[str, dict[str, Entry]] = {}
    seen: dict[str, Kind] = {}
    for number, basket in enumerate(history.baskets[:end]):
        if number >= begin:
            yield from _asked(basket, number, items, kinds, seen)
        _learnt(basket, number, items, kinds, seen)


def _asked(
    basket: Basket,
    number: int,
    items: Mapping[str, Item],
    kinds: Mapping[str, dict[str, Entry]],
    seen: Mapping[str, Kind],
) -> Iterator[Request]:
    for line in basket.lines:
        category = _category(line.item, items)
        known = kinds.get(category, {})
        if category and line.item in known and len(known) >= 2:
            yield Request(number, basket.day, tuple(known.values()), seen[category], list(known).index(line.item))


def _learnt(
    basket: Basket,
    number: int,
    items: Mapping[str, Item],
    kinds: dict[str, dict[str, Entry]],
    seen: dict[str, Kind],
) -> None:
    visited: set[str] = set()
    for line in basket.lines:
        category = _category(line.item, items)
        entries = kinds.setdefault(category, {})
        purchase = Purchase(basket.day, line.quantity, round(line.price / line.quantity))
        entries[line.item] = bought(entries.get(line.item), purchase)
        kind = seen.setdefault(category, Kind())
        if category not in visited:
            kind.visits += 1
            visited.add(category)
        kind.learn(list(entries).index(line.item), number)


def _category(item: str, items: Mapping[str, Item]) -> str:
    return items[item].category if item in items else ""
