"""A folder of histories, loaded by the product's own loader into a SQLite store; kept when asked to."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from benchmarks.support import histories
from skill.loading.shop_folder import load_folder
from skill.settings.shop import load_shop
from skill.storage.sqlite import SqliteStore

_ABOUT = "loaded.json"


class Loaded(msgspec.Struct, frozen=True):
    """What was loaded, how long it took (reading the histories not included) and the memory at its highest."""

    source: str
    customers: int
    products: int
    orders: int
    lines: int
    newest: date
    seconds: float
    peak_mb: float

    @property
    def noon_after(self) -> datetime:
        """Noon of the day after the newest purchase: when the turns are spoken."""
        return datetime.combine(self.newest, datetime.min.time(), UTC) + timedelta(days=1, hours=17)


def load(data: Path, folder: Path) -> Loaded:
    """Load ``data`` into ``folder``, or take what is there from the same data before.

    ``folder`` then holds ``restock.sqlite``, ``catalogue.sqlite`` and ``shop.yaml``.
    """
    source = str(data.resolve())
    about = folder / _ABOUT
    if about.is_file():
        known = msgspec.json.decode(about.read_bytes(), type=Loaded)
        if known.source != source:
            raise SystemExit(f"{folder} keeps another set, {known.source}; name another folder")
        return known
    histories.check(data)
    histories.convert(data, folder)
    started = time.perf_counter()
    config = load_shop(folder)
    store = SqliteStore(folder / "restock.sqlite")
    summary = load_folder(store, config, folder, folder / "catalogue.sqlite", datetime.now(UTC).date())
    if summary.newest is None:
        raise SystemExit(f"{data} holds no purchase that could be read")
    loaded = Loaded(
        source=source,
        customers=summary.customers,
        products=summary.products,
        orders=summary.orders,
        lines=summary.lines,
        newest=summary.newest,
        seconds=time.perf_counter() - started,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
    for name in ("orders.csv", "products.csv", "customers.csv"):
        (folder / name).unlink()
    about.write_bytes(msgspec.json.encode(loaded))
    return loaded


def copy(folder: Path, into: Path) -> Path:
    """Copy what was loaded into a new folder, for turns to change."""
    into.mkdir()
    with closing(sqlite3.connect(folder / "restock.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in ("restock.sqlite", "catalogue.sqlite", "shop.yaml"):
        shutil.copy(folder / name, into / name)
    return into
