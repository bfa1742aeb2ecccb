"""Reading folders of purchase histories, exactly."""

import csv
import gzip
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.support.sets import Basket, DataSet, History, Item, Line, folders, read

MONDAY = date(2017, 1, 2).toordinal()


def _write(path: Path, rows: list[list[Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _set(folder: Path, purchases: list[list[Any]], items: list[list[Any]]) -> Path:
    _write(folder / "purchases.csv.gz", purchases)
    _write(folder / "items.csv.gz", items)
    return folder


def test_a_dated_set(tmp_path: Path) -> None:
    folder = _set(
        tmp_path / "dated",
        [
            ["customer_id", "basket_id", "date", "item_id", "quantity", "price"],
            ["anna", "b1", "2020-02-29 18:05:00", "c", "2", "7.98"],
            ["anna", "b1", "2020-02-29 18:05:00", "m", "0.4", "1.00"],
            ["anna", "b2", "2020-03-07", "m", "", ""],
            ["ben", "b2", "2020-03-01", "c", "1.0", "3.995"],
        ],
        [
            ["item_id", "name", "category", "department", "brand", "size"],
            ["c", "House Coffee", "coffee", "drinks", "Harlow", "12 oz"],
            ["m", "Oat Milk", "", "", "", ""],
        ],
    )

    assert read(folder) == DataSet(
        "dated",
        {"c": Item("c", "House Coffee", "coffee", "drinks", "Harlow", "12 oz"), "m": Item("m", "Oat Milk")},
        (
            History(
                "anna",
                (
                    Basket("b1", date(2020, 2, 29).toordinal(), 18, (Line("c", 2, 798),)),
                    Basket("b2", date(2020, 3, 7).toordinal(), None, (Line("m", 1, 0),)),
                ),
            ),
            History("ben", (Basket("b2", date(2020, 3, 1).toordinal(), None, (Line("c", 1, 400),)),)),
        ),
    )


def test_without_dates_days_are_counted_from_a_week_with_the_right_weekday(tmp_path: Path) -> None:
    folder = _set(
        tmp_path / "ordered",
        [
            ["customer_id", "basket_id", "days_since_prior", "weekday", "hour", "item_id", "quantity"],
            ["1", "a", "", "2", "8", "x", "1"],
            ["1", "b", "15.0", "3", "7.0", "x", "1"],
            ["1", "c", "", "3", "", "x", "1"],
        ],
        [["item_id", "parent_category"], ["x", "milk"]],
    )

    data = read(folder)

    assert [(basket.day - MONDAY, basket.hour) for basket in data.histories[0].baskets] == [(2, 8), (17, 7), (24, None)]
    assert data.items == {"x": Item("x", category="milk")}


def test_a_basket_without_a_whole_unit_and_a_customer_without_a_basket_are_left_out(tmp_path: Path) -> None:
    folder = _set(
        tmp_path / "given-back",
        [
            ["customer_id", "basket_id", "date", "item_id", "quantity"],
            ["anna", "b1", "2020-01-01", "x", "1"],
            ["anna", "b2", "2020-01-08", "x", "-1"],
            ["ben", "b3", "2020-01-01", "x", "0"],
        ],
        [["item_id", "name"], ["x", "Oat Milk"]],
    )

    assert read(folder).histories == (
        History("anna", (Basket("b1", date(2020, 1, 1).toordinal(), None, (Line("x", 1, 0),)),)),
    )


def test_a_folder_is_one_set_or_holds_some(tmp_path: Path) -> None:
    head = [["customer_id", "basket_id", "date", "item_id", "quantity"]]
    for name in ("second", "first"):
        _set(tmp_path / name, head, [["item_id", "name"]])
    _write(tmp_path / "no-set" / "purchases.csv.gz", head)
    (tmp_path / "README.md").write_text("no folder")

    assert folders(tmp_path) == [tmp_path / "first", tmp_path / "second"]
    assert folders(tmp_path / "second") == [tmp_path / "second"]


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_folder_without_any_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(SystemExit, match=r"holds no purchases\.csv\.gz and no items\.csv\.gz, nor does a folder in it"):
        folders(tmp_path / name)
