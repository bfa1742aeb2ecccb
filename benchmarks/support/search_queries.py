"""Queries whose answers people graded: ESCI (Reddy et al., "Shopping Queries Dataset", 2022) and Chorus.

The shelf is every product of the file; a query is ranked over all of it. What nobody graded for a query gains nothing.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.support.sets import rows

_ESCI_GAINS = {"E": 1.0, "S": 0.1, "C": 0.01, "I": 0.0}
Row = Mapping[str, str]
_DEEP = 10


class Judged(NamedTuple):
    """A query, what each product graded for it gains, and what is as good as can be."""

    query: str
    gains: Mapping[str, float]
    best: float


class QuerySet(NamedTuple):
    """Products (id → name) and the queries for them."""

    name: str
    products: dict[str, str]
    queries: tuple[Judged, ...]


def read_queries(data: Path) -> list[QuerySet]:
    """What ``data/queries`` holds of the two."""
    found = []
    for name, product, gain, best in (("esci", "item_id", _esci, 1.0), ("chorus", "docid", _chorus, 7.0)):
        path = data / "queries" / f"{name}.csv.gz"
        if path.is_file():
            products: dict[str, str] = {}
            gains: dict[str, dict[str, float]] = {}
            for row in rows(path):
                products.setdefault(row[product], row["name"])
                graded = gains.setdefault(row["query"], {})
                graded[row[product]] = max(gain(row), graded.get(row[product], 0.0))
            queries = (Judged(query, graded, best) for query, graded in gains.items())
            found.append(QuerySet(name, products, tuple(query for query in queries if any(query.gains.values()))))
    return found


def half(query: str) -> str:
    """Which half of the queries one is in: decisions may look at the even one."""
    return "odd" if zlib.crc32(query.encode()) % 2 else "even"


def ndcg10(judged: Judged, ranked: Sequence[str]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen, 2002)."""
    ideal = sorted(judged.gains.values(), reverse=True)
    return _gained([judged.gains.get(found, 0.0) for found in ranked]) / _gained(ideal)


def first_best(judged: Judged, ranked: Sequence[str]) -> int | None:
    """The place (from 1) of the first product that is as good as can be, among the first ten."""
    for place, found in enumerate(ranked[:_DEEP], 1):
        if judged.gains.get(found, 0.0) >= judged.best:
            return place
    return None


def _esci(row: Row) -> float:
    return _ESCI_GAINS[row["label"]]


def _chorus(row: Row) -> float:
    return float(2 ** float(row["final_rating"]) - 1)


def _gained(gains: Sequence[float]) -> float:
    return math.fsum(gain / math.log2(place + 1) for place, gain in enumerate(gains[:_DEEP], 1))
