"""A folder of purchase histories → the files of a shop, as `restock import` reads them.

The folder holds ``purchases.csv.gz`` (customer_id, basket_id, item_id, quantity, and what there is of date,
price of the line, days_since_prior, hour; one row a product in a basket, in time order per customer) and
``items.csv.gz`` (item_id, and what there is of name, category, parent_category, department, brand, size). What
a set lacks is made up the same way for everybody: a week between baskets, a price of 3.99.
"""

from __future__ import annotations

import csv
import gzip
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

from skill.settings.environment import DEMO_SHOP

PERSON = "Alex"
"""The one adult of every household."""

FILES = ("purchases.csv.gz", "items.csv.gz")
_CENT, _PRICE = Decimal("0.01"), Decimal("3.99")
_FIRST_DAY = datetime(2017, 1, 1, 12)  # noqa: DTZ001 - on the customer's own wall clock
_WEEK = 7
_LONGEST_NAME = 80


def check(folder: Path) -> None:
    """Leave with a sentence when the folder is none of this form."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise SystemExit(f"{folder} holds no {' and no '.join(missing)}: --data takes a folder of purchase histories")


def convert(folder: Path, shop: Path) -> None:
    """Write products.csv, orders.csv, customers.csv and the demo shop's shop.yaml into ``shop``."""
    shop.mkdir(parents=True, exist_ok=True)
    prices, customers = _orders(folder / FILES[0], shop / "orders.csv")
    _products(folder / FILES[1], shop / "products.csv", prices)
    with (shop / "customers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("customer_id", "people", "address_label", "payment_label"))
        writer.writerows((customer, f"{PERSON}:adult", "home", "the card ending 42") for customer in customers)
    shutil.copy(DEMO_SHOP / "shop.yaml", shop / "shop.yaml")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _orders(purchases: Path, orders: Path) -> tuple[dict[str, Decimal], list[str]]:
    """Write the orders; give each item's last price and all customers."""
    prices: dict[str, Decimal] = {}
    times: dict[tuple[str, str], datetime] = {}
    last: dict[str, datetime] = {}
    with orders.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("order_id", "customer_id", "ordered_at", "product_id", "quantity", "unit_price"))
        for row in _rows(purchases):
            customer, item, quantity = row["customer_id"], row["item_id"], int(float(row["quantity"] or 1))
            prices.setdefault(item, _PRICE)
            if quantity < 1:
                continue
            # The price of the line; a line given away says nothing about the shelf.
            price = (_decimal(row.get("price")) / quantity).quantize(_CENT, ROUND_HALF_UP)
            if price:
                prices[item] = price
            basket = customer, row["basket_id"]
            at = times.get(basket)
            if at is None:
                at = times[basket] = last[customer] = _time(row, last.get(customer))
            # The same basket id may come with several customers.
            order_id = f"{customer}-{row['basket_id']}"
            writer.writerow((order_id, customer, at.isoformat(), item, quantity, price or prices[item]))
    return prices, list(last)


def _time(row: Mapping[str, str], before: datetime | None) -> datetime:
    if row.get("date"):
        return datetime.fromisoformat(row["date"])
    if before is None:
        return _FIRST_DAY
    return before + timedelta(days=float(row.get("days_since_prior") or _WEEK))


def _products(items: Path, products: Path, prices: Mapping[str, Decimal]) -> None:
    with products.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "category", "brand", "size", "price", "name"))
        for row in _rows(items):
            kind = _words(row.get("category") or row.get("parent_category") or row.get("department") or "")
            whole = _words(row.get("parent_category") or row.get("category") or row.get("department") or "")
            name = row.get("name") or kind or "article"
            price = prices.get(row["item_id"])
            if price is not None:
                brand, size = row.get("brand") or "", (row.get("size") or "").lower()
                writer.writerow((row["item_id"], whole, brand, size, price, name[:_LONGEST_NAME]))


def _words(text: str) -> str:
    """A category in small letters, its separators turned into spaces."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def _decimal(text: str | None) -> Decimal:
    try:
        return Decimal(text or "0")
    except InvalidOperation:
        return Decimal(0)
