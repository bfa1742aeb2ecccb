"""The demo shop's files: complete in both languages, speakable, and orders that refer to what exists."""

import csv
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "skill" / "demo"
NEVER_BOUGHT = {
    "cookies-oldbridge-butter-pound",
    "cookies-oldbridge-mixed-pound",
    "cookies-hazelby-gingerbread",
    "meat-henfield-chicken-breast",
    "meat-stockyard-ground-beef",
    "milk-cloverfield-buttermilk",
    "intimate-wren-pregnancy-test",
    "intimate-wren-condoms",
    "intimate-wren-hair-loss",
    "intimate-wren-incontinence",
    "kitchen-wickerby-blender",
    "kitchen-wickerby-kettle",
    "kitchen-wickerby-pan",
    "toys-maplelane-dollhouse",
    "toys-maplelane-blocks",
    "toys-maplelane-puzzle",
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


PRODUCTS = table(DEMO / "products.csv")
CATEGORIES = table(DEMO / "categories.csv")
CUSTOMERS = table(DEMO / "customers.csv")
ORDERS = table(DEMO / "orders.csv")
BY_ID = {row["id"]: row for row in PRODUCTS}


def twice(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def minutes_apart(first: str, second: str) -> float:
    return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds() / 60


def test_the_columns_are_the_documented_ones() -> None:
    words = ["name", "spoken", "synonyms", "details"]
    fixed = ["id", "category", "brand", "size", "price", "stock", "tax", "sensitive"]
    assert list(PRODUCTS[0]) == [*fixed, *words, *(f"{word}_de" for word in words)]
    assert list(CATEGORIES[0]) == ["key", "name", "name_de", "synonyms", "synonyms_de", "sensitive"]
    assert list(ORDERS[0]) == [
        "order_id",
        "customer_id",
        "ordered_at",
        "product_id",
        "quantity",
        "unit_price",
    ]
    assert {"customer_id", "people", "address_label", "payment_label", "time_zone", "locale"} <= set(CUSTOMERS[0])


def test_there_are_about_250_products_and_30_households() -> None:
    assert 240 <= len(PRODUCTS) <= 300
    assert 28 <= len({row["customer_id"] for row in ORDERS}) <= 32


def test_ids_are_unique_slugs() -> None:
    assert twice([row["id"] for row in PRODUCTS]) == []
    assert [i for i in BY_ID if not re.fullmatch(r"[a-z]+(-[a-z]+){1,4}", i)] == []
    assert twice([row["key"] for row in CATEGORIES]) == []
    assert twice([row["customer_id"] for row in CUSTOMERS]) == []


@pytest.mark.parametrize("column", ["name", "spoken", "name_de", "spoken_de"])
def test_names_differ_within_a_language(column: str) -> None:
    assert twice([row[column].casefold() for row in PRODUCTS]) == []


@pytest.mark.parametrize("column", ["spoken", "spoken_de"])
def test_spoken_names_are_short_and_have_no_digits(column: str) -> None:
    words = {row[column]: len(row[column].split()) for row in PRODUCTS}
    assert {name: n for name, n in words.items() if not 2 <= n <= 6} == {}
    assert [name for name in words if re.search(r"[\d/&+%]", name)] == []
    assert [row["id"] for row in PRODUCTS if row["brand"] not in row[column]] == []


@pytest.mark.parametrize("language", ["", "_de"])
def test_every_product_is_complete_in_both_languages(language: str) -> None:
    for row in PRODUCTS:
        for column in ("name", "spoken", "details", "synonyms"):
            assert row[column + language].strip() == row[column + language] != "", (row["id"], column)
        synonyms = [word.casefold() for word in row["synonyms" + language].split("|")]
        assert all(word == word.strip() != "" for word in synonyms), row["id"]
        assert twice(synonyms) == [], row["id"]
        assert not any(word.isdigit() for word in synonyms), row["id"]
        assert row["details" + language].endswith("."), row["id"]


@pytest.mark.parametrize("language", ["", "_de"])
def test_every_category_has_words_in_both_languages_and_products(language: str) -> None:
    for row in CATEGORIES:
        assert row["name" + language], row["key"]
        assert all(row["synonyms" + language].split("|")), row["key"]
        assert row["name" + language].casefold() not in row["synonyms" + language].casefold().split("|")
    assert {row["category"] for row in PRODUCTS} == {row["key"] for row in CATEGORIES}


def test_prices_stock_tax_and_sensitivity_are_readable() -> None:
    for row in PRODUCTS:
        assert re.fullmatch(r"\d+\.\d\d", row["price"]), row["id"]
        assert Decimal(row["price"]) > 0, row["id"]
        assert re.fullmatch(r"\d*", row["stock"]), row["id"]
        assert row["size"] != "1 each", row["id"]
    assert {row["tax"] for row in PRODUCTS} == {"food", "standard"}
    assert {row["sensitive"] for row in PRODUCTS} == {"yes", "no", ""}
    assert {row["key"] for row in CATEGORIES if row["sensitive"] == "yes"} == {"intimate-health", "feminine-care"}


def test_the_catalogue_has_the_odd_cases_a_dialogue_needs() -> None:
    stock = [int(row["stock"]) for row in PRODUCTS if row["stock"]]
    assert stock.count(0) == 7
    assert sum(1 <= left <= 5 for left in stock) == 24
    assert sum(row["stock"] == "" for row in PRODUCTS) > 20
    by_category = {row["key"]: row["sensitive"] for row in CATEGORIES}
    assert sum((row["sensitive"] or by_category[row["category"]]) == "yes" for row in PRODUCTS) == 9
    assert BY_ID["toys-maplelane-dollhouse"]["price"] == "159.99"
    assert BY_ID["cookies-oldbridge-butter-pound"]["size"] == "1 lb"
    assert set(BY_ID) - {row["product_id"] for row in ORDERS} == NEVER_BOUGHT


def test_customers_are_invented_people_in_two_languages() -> None:
    for row in CUSTOMERS:
        assert re.fullmatch(r"[a-z]+", row["customer_id"])
        people = [person.split(":") for person in row["people"].split("|")]
        assert 1 <= len(people) <= 4
        assert all(name.isalpha() and kind in {"adult", "child"} for name, kind in people)
        assert people[0][1] == "adult"
        for column in ("address_label", "payment_label"):
            assert row[column]
            assert row[f"{column}_de"]
        assert ZoneInfo(row["time_zone"]).key == row["time_zone"]
        assert row["locale"] == {"America/New_York": "en-US", "Europe/Berlin": "de-DE"}[row["time_zone"]]
    assert sum(row["locale"] == "de-DE" for row in CUSTOMERS) == 4
    assert sum("child" in row["people"] for row in CUSTOMERS) >= 5


def test_everybody_can_be_written_to_and_one_card_has_expired() -> None:
    assert {row["customer_id"]: row["email"] for row in CUSTOMERS} == {
        row["customer_id"]: f"{row['customer_id']}@example.com" for row in CUSTOMERS
    }
    expires = {row["customer_id"]: row["payment_expires"] for row in CUSTOMERS if row["payment_expires"]}
    assert expires == {"turner": "2026-10"}
    assert {row["payment_blocked"] for row in CUSTOMERS} == {""}


def test_everybody_but_newman_has_a_history() -> None:
    known = {row["customer_id"] for row in CUSTOMERS}
    assert known - {row["customer_id"] for row in ORDERS} == {"newman"}
    assert {row["customer_id"] for row in ORDERS} <= known
    homes = table(ROOT / "tools" / "demo_households.csv")
    assert {row["customer_id"] for row in homes} == known - {"newman"}
    assert twice([row["household_id"] for row in homes]) == []


def test_every_order_line_can_be_loaded() -> None:
    for row in ORDERS:
        assert row["product_id"] in BY_ID
        assert 1 <= int(row["quantity"]) <= 24
        assert re.fullmatch(r"\d+\.\d\d", row["unit_price"])
        ours, paid = Decimal(BY_ID[row["product_id"]]["price"]), Decimal(row["unit_price"])
        assert Decimal("0.5") < paid / ours < Decimal("1.85"), row
    assert twice([f"{row['order_id']}/{row['product_id']}" for row in ORDERS]) == []


def test_orders_lie_in_2017_on_the_clock_of_their_household() -> None:
    zones = {row["customer_id"]: ZoneInfo(row["time_zone"]) for row in CUSTOMERS}
    when: dict[str, set[str]] = defaultdict(set)
    for row in ORDERS:
        moment = datetime.fromisoformat(row["ordered_at"])
        assert moment.year == 2017
        assert moment.utcoffset() == moment.astimezone(zones[row["customer_id"]]).utcoffset()
        assert row["order_id"].rpartition("-")[0] == row["customer_id"]
        when[row["order_id"]].add(row["ordered_at"])
    assert [order for order, times in when.items() if len(times) > 1] == []
    for earlier, later in pairwise(ORDERS):
        if earlier["customer_id"] == later["customer_id"]:
            assert minutes_apart(earlier["ordered_at"], later["ordered_at"]) >= 0
            assert earlier["order_id"] <= later["order_id"]


@pytest.mark.parametrize(
    ("customer", "product", "times", "last_paid", "now"),
    [
        ("anna", "coffee-bluebird-dark", 40, "5.49", "5.79"),
        ("anna", "toilet-softleaf-twentyfour", 12, "8.99", "8.99"),
        ("schmidt", "coffee-bluebird-ground", 22, "3.49", "4.39"),
        ("harris", "creamer-cloverfield-halfhalf", 52, "1.69", "1.99"),
    ],
)
def test_show_case_households(customer: str, product: str, times: int, last_paid: str, now: str) -> None:
    lines = [row for row in ORDERS if (row["customer_id"], row["product_id"]) == (customer, product)]
    assert (len(lines), lines[-1]["unit_price"], BY_ID[product]["price"]) == (times, last_paid, now)
    newest = max(datetime.fromisoformat(row["ordered_at"]) for row in ORDERS if row["customer_id"] == customer)
    assert newest > datetime(2017, 12, 30, tzinfo=UTC)


def test_the_histories_are_as_different_as_households_are() -> None:
    lines = Counter(row["customer_id"] for row in ORDERS)
    assert lines["olsen"] == 2
    assert lines["cooper"] < 15
    assert lines["brooks"] > 1000
    assert (DEMO / "orders.csv").stat().st_size < 3_000_000
