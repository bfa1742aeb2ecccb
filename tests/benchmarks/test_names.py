"""What products are called, measured on a shop of five."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import names

ITEMS: list[list[Any]] = [
    ["item_id", "name", "category"],
    ["p1", "FERNHILL Whitening Toothpaste To Help Gums, Paste For Gums, Mint, 3.4 Oz", "TOOTHPASTE"],
    ["p3", "FERNHILL Whitening Toothpaste To Help Gums, Paste For Gums, Mint, 3.4 Oz x 3", "TOOTHPASTE"],
    ["c2", "Norden Charging Cable EB20", "CABLE"],
    ["c3", "Norden Charging Cable EB30", "CABLE"],
    ["t", "Green Tea", "TEA"],
]
PURCHASES: list[list[Any]] = [
    ["customer_id", "basket_id", "date", "item_id", "quantity"],
    *(["anna", n, f"2026-11-0{n}", item, 1] for n, item in enumerate(["p1", "p3", "t"], 1)),
    *(["ben", n, f"2026-11-0{n}", item, 1] for n, item in enumerate(["c2", "c3"], 1)),
]


def _write(path: Path, rows: list[list[Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path / "tiny" / "items.csv.gz", ITEMS)
    _write(tmp_path / "tiny" / "purchases.csv.gz", PURCHASES)
    asked = [["query", "item_id", "label", "name"], ["whitening paste gums", "p1", "E", ITEMS[1][1]]]
    _write(tmp_path / "queries" / "esci.csv.gz", [*asked, ["tea", "p1", "I", ITEMS[1][1]]])
    names.main(["--data", str(tmp_path), "--json", str(tmp_path / "names.json")])

    read = json.loads((tmp_path / "names.json").read_text())
    rows = {(row.pop("set"), row.pop("method")): row for row in read["rows"]}
    ours = rows["tiny", "ours"]
    assert (ours["names"], ours["short"], ours["codes"]) == (5, 1.0, 0.0)
    assert ours["words"] == pytest.approx((3 + 3 + 3 + 3 + 2) / 5)
    # The two cables differ in their codes alone.
    assert ours["alike"] == pytest.approx(2 / 5)
    assert rows["tiny", "whole title"]["codes"] == pytest.approx(2 / 5)
    assert rows["tiny", "first six words"]["alike"] == pytest.approx(2 / 5)
    assert rows["queries", "ours"]["kept"] == pytest.approx(1 / 3)
    assert rows["queries", "whole title"]["kept"] == 1.0
    steps = {row["method"]: row for row in read["steps"]}
    assert steps["spoken names alone"]["alike"] == pytest.approx(4 / 5)
    assert steps["ten read together"]["alike"] == 0.0
    assert "ours less whole title" in capsys.readouterr().out


def test_a_set_alone_and_one_without_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(tmp_path / "items.csv.gz", [["item_id", "category"], ["t", "TEA"]])
    _write(tmp_path / "purchases.csv.gz", [PURCHASES[0], ["anna", 1, "2026-11-01", "t", 1]])
    names.main(["--data", str(tmp_path)])
    told = capsys.readouterr().out
    assert "has no names: left out" in told
    assert "there is no queries/esci.csv.gz" in told
