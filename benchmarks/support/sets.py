"""The folders that benchmarks measure on: purchase histories in the documented form, one set a folder.

``--data DIR`` names one set (it holds ``purchases.csv.gz`` and ``items.csv.gz``) or a folder of sets.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

FILES = ("purchases.csv.gz", "items.csv.gz")
_FIRST_MONDAY = date(2017, 1, 2).toordinal()
_WEEK = 7


class Item(NamedTuple):
    """One article of a set; what the set does not tell is empty."""

    id: str
    name: str = ""
    category: str = ""
    department: str = ""
    brand: str = ""
    size: str = ""


class Line(NamedTuple):
    """One article in a basket: units, at least 1, and the price of the line in hundredths, 0 when unknown."""

    item: str
    quantity: int
    price: int


class Basket(NamedTuple):
    """What was bought at once. ``day`` is a proleptic ordinal, ``hour`` 0 to 23 or None when the set has none."""

    id: str
    day: int
    hour: int | None
    lines: tuple[Line, ...]


class History(NamedTuple):
    """One customer's baskets, oldest first; none is empty."""

    customer: str
    baskets: tuple[Basket, ...]


class DataSet(NamedTuple):
    """A set: its articles by id, and its histories in the order of the file."""

    name: str
    items: dict[str, Item]
    histories: tuple[History, ...]


def folders(data: Path) -> list[Path]:
    """The sets in ``data``, which may be one itself, by name.

    Raises:
        SystemExit: with a sentence, when there is none.

    """
    if _is_set(data):
        return [data]
    found = sorted(folder for folder in data.iterdir() if _is_set(folder)) if data.is_dir() else []
    if not found:
        raise SystemExit(f"{data} holds no {' and no '.join(FILES)}, nor does a folder in it")
    return found


def read(folder: Path) -> DataSet:
    """All of a set. Lines without a whole unit are left out."""
    items = {
        row["item_id"]: Item(
            row["item_id"],
            row.get("name") or "",
            row.get("category") or row.get("parent_category") or "",
            row.get("department") or "",
            row.get("brand") or "",
            row.get("size") or "",
        )
        for row in rows(folder / FILES[1])
    }
    by_customer = groupby(rows(folder / FILES[0]), key=lambda row: row["customer_id"])
    found = (History(customer, tuple(_baskets(bought))) for customer, bought in by_customer)
    return DataSet(folder.resolve().name, items, tuple(history for history in found if history.baskets))


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a packed table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _is_set(folder: Path) -> bool:
    return all((folder / name).is_file() for name in FILES)


def _baskets(bought: Iterator[dict[str, str]]) -> Iterator[Basket]:
    day: int | None = None
    for basket_id, grouped in groupby(bought, key=lambda row: row["basket_id"]):
        together = list(grouped)
        day, hour = _when(together[0], day)
        lines = tuple(line for row in together if (line := _line(row)))
        if lines:
            yield Basket(basket_id, day, hour, lines)


def _when(row: dict[str, str], before: int | None) -> tuple[int, int | None]:
    """The day and the hour. Without dates: the days since the basket before, from a week with the right weekday on."""
    hour = row.get("hour")
    if written := row.get("date"):
        at = datetime.fromisoformat(written)
        return at.date().toordinal(), int(float(hour)) if hour else at.hour if len(written) > 10 else None
    if before is None:
        day = _FIRST_MONDAY + int(float(row.get("weekday") or 0)) % _WEEK
    else:
        day = before + round(float(row.get("days_since_prior") or _WEEK))
    return day, int(float(hour)) if hour else None


def _line(row: dict[str, str]) -> Line | None:
    quantity = int(float(row["quantity"] or 1))
    if quantity < 1:
        return None
    return Line(row["item_id"], quantity, round(float(row.get("price") or 0) * 100))
