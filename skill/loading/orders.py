"""``orders.csv`` → order lines, put in the order of customers by a temporary file: any number fits in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zoneinfo import ZoneInfo

from skill.loading import values
from skill.loading.problem import Problem, Report, Watch, nobody_watches
from skill.loading.table import Row, read_table
from skill.settings.shop import ShopConfig

MOST_UNITS = 1_000_000
COLUMNS = ("order_id", "customer_id", "ordered_at", "product_id", "quantity", "unit_price")
_EARLIEST, _LATEST = datetime(1970, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001 - on the customer's own wall clock


class OrderedLine(NamedTuple):
    """One line of the file. ``second``: when, on the customer's wall clock, in seconds since 1970; ``minor``: each."""

    line: int
    order_id: str
    second: int
    product_id: str
    quantity: int
    minor: int

    def at(self, shift: timedelta) -> datetime:
        """When, on the customer's wall clock."""
        return _EARLIEST + timedelta(seconds=self.second) + shift


def second_of(day: date) -> int:
    """The first second of a day, as ``OrderedLine`` counts them."""
    return (day - _EARLIEST.date()).days * 86_400


class Spool:
    """All readable lines, by customer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.lines, self.customers = connection.execute(
            "SELECT count(*), count(DISTINCT customer) FROM line"
        ).fetchone()

    def newest(self, until: date = date.max) -> date | None:
        """The day of the newest line that is not after ``until``."""
        (second,) = self._connection.execute(
            "SELECT max(second) FROM line WHERE second < ?", (second_of(until) + 86_400,)
        ).fetchone()
        return None if second is None else (_EARLIEST + timedelta(seconds=second)).date()

    def by_customer(self) -> Iterator[tuple[str, list[OrderedLine]]]:
        """Each customer with the lines in the file's order; a stream."""
        rows = self._connection.execute(
            "SELECT customer, n, order_id, second, product, quantity, minor FROM line ORDER BY customer, n"
        )
        for customer, lines in groupby(rows, key=itemgetter(0)):
            yield customer, [OrderedLine(*row[1:]) for row in lines]


@contextmanager
def spooled(
    path: Path,
    products: Collection[str],
    zone_of: Callable[[str], ZoneInfo],
    config: ShopConfig,
    *,
    report: Report,
    watch: Watch = nobody_watches,
) -> Iterator[Spool]:
    """Read the lines into a temporary file that lives as long as the ``with``.

    Lines of a product that is not among ``products`` are reported and left out. A time with an offset is taken
    to the customer's wall clock, in the zone of ``zone_of(customer_id)``.
    """
    prices: dict[str, int] = {}

    def parsed(row: Row) -> tuple[str, int, str, int, str, int, int]:
        order_id, customer_id, ordered_at, product_id, quantity, unit_price = row.values
        values.an_id("order_id", order_id)
        values.an_id("customer_id", customer_id)
        second = _second(ordered_at, zone_of(customer_id))
        if product_id not in products:
            raise ValueError(f"product {product_id!r} is not in the catalogue")
        units = values.whole("quantity", quantity, 1, MOST_UNITS)
        minor = prices.get(unit_price)
        if minor is None:
            minor = prices[unit_price] = values.price("unit_price", unit_price, config.currency).minor
        return customer_id, row.line, order_id, second, product_id, units, minor

    def lines() -> Iterator[tuple[str, int, str, int, str, int, int]]:
        for row in read_table(path, COLUMNS, (), report, watch):
            try:
                yield parsed(row)
            except ValueError as wrong:
                report(Problem(path.name, row.line, f"{wrong}; line left out"))

    with (
        TemporaryDirectory(prefix="restock-") as folder,
        closing(sqlite3.connect(Path(folder) / "lines", isolation_level=None)) as connection,
    ):
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;"
            "CREATE TABLE line (customer TEXT, n INTEGER, order_id TEXT, second INTEGER, product TEXT,"
            " quantity INTEGER, minor INTEGER); BEGIN"
        )
        connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?)", lines())
        connection.execute("COMMIT")
        yield Spool(connection)


def _second(text: str, zone: ZoneInfo) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"ordered_at {text!r} is no time such as 2026-01-31T18:05:00") from None
    try:
        local = at if at.tzinfo is None else at.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        local = datetime.min  # noqa: DTZ901 - refused below
    if not _EARLIEST <= local < _LATEST:
        raise ValueError(f"ordered_at {text!r} is not between 1970 and 2200")
    return (local - _EARLIEST) // timedelta(seconds=1)
