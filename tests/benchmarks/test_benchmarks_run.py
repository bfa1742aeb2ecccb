"""The benchmarks run on any folder of histories and write the table they promise; how fast is not asked here."""

import csv
import gzip
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks import cold_start, turn

KINDS = {"launch", "reorder", "yes", "no", "price", "last_bought", "where_is_my_order", "running_low", "fallback"}


def _write(path: Path, rows: list[list[Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def histories(tmp_path: Path) -> Path:
    """Five households that bought coffee or milk every week."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    items = [["item_id", "name", "category"], ["c", "House Coffee", "COFFEE"], ["m", "Oat Milk", "MILK/OAT"]]
    _write(folder / "items.csv.gz", items)
    purchases: list[list[Any]] = [["customer_id", "basket_id", "date", "item_id", "quantity", "price"]]
    for customer in range(5):
        for week in range(6):
            day = date(2017, 3, 1 + customer) + timedelta(weeks=week)
            purchases.append([customer, week, f"{day} 18:30:05", "cm"[customer % 2], 2, "7.98"])
    _write(folder / "purchases.csv.gz", purchases)
    return folder


def _table(path: Path) -> tuple[str, dict[tuple[str, str], dict[str, float]]]:
    read = json.loads(path.read_text())
    assert read.keys() == {"benchmark", "rows"}
    rows = {(row.pop("set"), row.pop("method")): row for row in read["rows"]}
    assert len(rows) == len(read["rows"])
    assert all(type(number) in (int, float) for row in rows.values() for number in row.values())
    return read["benchmark"], rows


def test_turn(histories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--json", str(tmp_path / "turn.json"), "--conversations", "6", "--trips", "3", "--products", "1"]
    turn.main(["--data", str(histories), *options])

    name, rows = _table(tmp_path / "turn.json")
    assert name == "turn"
    assert {method for of, method in rows if of == "tiny"} == {"ours", "hello world", "ours in memory"}
    assert {of.removeprefix("tiny: ") for of, _ in rows if of.startswith("tiny: ")} >= KINDS
    assert rows["tiny: 1 products", "ours"].keys() >= {"matching_ms", "rhythm_ms", "both_ms", "first_both_ms"}
    assert rows["tiny: 1 products", "ours"]["households"] == 5
    assert rows["tiny", "ours"].keys() >= {"turns", "median_ms", "p99_ms", "cpu_median_ms", "computing_ms"}
    # Three conversations: a first turn reads the identity too, an offer or a price asks for quotes.
    first = rows["tiny on dynamodb: launch, first of a session", "ours"]
    assert (first["trips_most"], first["writes_most"]) == (3, 1)
    assert rows["tiny on dynamodb: reorder, later", "ours"]["trips_most"] == 3
    assert rows["tiny on dynamodb", "ours"]["trips_most"] <= 4
    assert "5 customers, 2 products, 30 orders" in capsys.readouterr().out


def test_what_was_loaded_is_kept_for_the_same_data_only(histories: Path, tmp_path: Path) -> None:
    options = ["--keep", str(tmp_path / "kept"), "--conversations", "1", "--trips", "0"]
    turn.main(["--data", str(histories), *options])
    before = (tmp_path / "kept" / "restock.sqlite").read_bytes()
    turn.main(["--data", str(histories), *options])

    assert (tmp_path / "kept" / "restock.sqlite").read_bytes() == before
    with pytest.raises(SystemExit, match="keeps another set"):
        turn.main(["--data", str(tmp_path), *options])


@pytest.mark.parametrize("arguments", [[], ["--data", "no-such-folder"]])
def test_without_data_it_says_what_it_needs(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match=r"purchases\.csv\.gz and (no )?items\.csv\.gz"):
        turn.main(arguments)


def test_cold_start(tmp_path: Path) -> None:
    cold_start.main(["--runs", "1", "--json", str(tmp_path / "cold.json")])

    name, rows = _table(tmp_path / "cold.json")
    assert name == "cold_start"
    methods = ("ours", "floor", "floor with one read", "floor with our botocore")
    assert rows.keys() == {("demo", method) for method in methods}
    for row in rows.values():
        assert 0 < row["init_ms"] < row["first_response_ms"]
