"""The histories that the rhythm is measured on: sets of purchases, and the preparation of Ta-Feng of the literature."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.support.sets import Basket, History, Line, folders, read
from skill.shopping.purchases import Digest, Entry, Purchase, bought
from skill.shopping.rhythm.kinds import Typical, typical

FEWEST, LAST = 5, 5
MOST_CUSTOMERS = 800
PREPARED = ("tafeng_history.json.gz", "tafeng_future.json.gz", "tafeng_keyset_0.json.gz")
_FIRST_DAY, _WEEK = 736_330, 7


class Measured(NamedTuple):
    """A set: histories to be measured, each product's kind, and how many last baskets are to be told.

    ``others`` are the histories of more households: neighbours, and part of what is typical in the shop. ``typical``
    holds two tables of what is typical of kinds: for a household that of the other half of the households.
    """

    name: str
    histories: tuple[History, ...]
    others: tuple[History, ...]
    kinds: Mapping[str, str]
    last: int
    dated: bool
    typical: tuple[Mapping[str, Typical], Mapping[str, Typical]]

    def of_kinds(self, customer: str) -> Mapping[str, Typical]:
        """What is typical of kinds, as others show it."""
        return self.typical[1 - half(customer)]


def half(customer: str) -> int:
    """Which half of the households a customer is in, 0 or 1."""
    return zlib.crc32(customer.encode()) // 2 % 2


def measured_sets(data: Path, most: int = MOST_CUSTOMERS) -> list[Measured]:
    """All sets below ``data``; of large ones as many customers as ``most``, those with the smallest CRC-32.

    Raises:
        SystemExit: with a sentence, when there is none.

    """
    prepared = [folder for folder in (data, data / "tafeng") if all((folder / name).is_file() for name in PREPARED)]
    try:
        found = [_purchases(folder, most) for folder in folders(data)]
    except SystemExit:
        if not prepared:
            raise
        found = []
    return [*found, *(_tafeng(folder, most) for folder in prepared)]


def feed(entries: dict[str, Entry], basket: Basket) -> None:
    """One basket into a digest, purchase by purchase, as the conversation's own orders get there."""
    for line in basket.lines:
        entries[line.item] = bought(entries.get(line.item), Purchase(basket.day, line.quantity, line.price))


def _purchases(folder: Path, most: int) -> Measured:
    data = read(folder)
    kinds = {item.id: item.category for item in data.items.values() if item.category}
    long_enough = [history for history in data.histories if len(history.baskets) >= FEWEST]
    ranked = sorted(long_enough, key=lambda history: (zlib.crc32(history.customer.encode()), history.customer))
    others = tuple(ranked[most:])
    return Measured(data.name, tuple(ranked[:most]), others, kinds, LAST, True, _tables(ranked, kinds, LAST))


def _tafeng(folder: Path, most: int) -> Measured:
    """The test customers of the first of five folds, four times ``most``: they have one basket to tell each.

    No kinds are told: each product is of a kind of its own.
    """
    found = prepared(folder, "test")[: 4 * most]
    others = prepared(folder, "train") + prepared(folder, "val")
    return Measured("tafeng", found, others, {}, 1, False, _tables((*found, *others), {}, 1))


def prepared(folder: Path, key: str) -> tuple[History, ...]:
    """The customers of one ``key`` (train, val, test) of a prepared set, smallest CRC-32 first; the last is the future.

    The baskets are in order and not dated: taken for a week apart.
    """
    history, future, keys = (_json(folder / name) for name in PREPARED)
    found = []
    for customer in sorted(keys[key], key=lambda customer: (zlib.crc32(customer.encode()), customer)):
        baskets = [dict.fromkeys(basket) for basket in [*history[customer], *future[customer]] if basket != [-1]]
        found.append(
            History(
                customer,
                tuple(
                    Basket(str(n), _FIRST_DAY + _WEEK * n, None, tuple(Line(str(item), 1, 0) for item in basket))
                    for n, basket in enumerate(baskets)
                ),
            )
        )
    return tuple(found)


def _tables(
    histories: Sequence[History], kinds: Mapping[str, str], last: int
) -> tuple[dict[str, Typical], dict[str, Typical]]:
    """What is typical of kinds, by the baskets before the last ones of each half of the households."""
    digests: tuple[list[Digest], list[Digest]] = ([], [])
    for history in histories:
        entries: dict[str, Entry] = {}
        for basket in history.baskets[:-last]:
            feed(entries, basket)
        digests[half(history.customer)].append(Digest(entries))
    return typical(digests[0], kinds), typical(digests[1], kinds)


def _json(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)
