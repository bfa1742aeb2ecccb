"""benchmarks/rhythm.py on tiny folders: what it promises, the same twice, and figures that can be told by hand."""

import csv
import gzip
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks import rhythm
from benchmarks.support import rhythm_due, rhythm_next, rhythm_quantity
from benchmarks.support.rhythm_sets import Measured
from benchmarks.support.rhythm_tifuknn import TifuKnn, Tuned
from benchmarks.support.sets import Basket, History, Line

COUNTING = ["frequency", "decay 0.8", "decay 0.9", "decay 0.97"]
NEXT = {"recall10", "ndcg10", "phr10"}
DUE = {f"due{days}_{kind}" for days in (7, 14, 30) for kind in ("precision", "recall", "brier")}


def _write(path: Path, rows: list[list[Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six households in half a year: milk every week, two coffees every third, something new each time."""
    sets = tmp_path / "sets"
    (sets / "tiny").mkdir(parents=True)
    purchases: list[list[Any]] = [["customer_id", "basket_id", "date", "item_id", "quantity", "price"]]
    items: list[list[Any]] = [["item_id", "name", "category"], ["m", "Milk", "milk"], ["c", "Coffee", "coffee"]]
    for customer in range(6):
        for week in range(30):
            day = date(2017, 3, 1 + customer) + timedelta(weeks=week)
            bought = [("m", 1), (f"n{customer}-{week}", 1), *([("c", 2)] if week % 3 == 2 else [])]
            purchases += [[customer, week, day, item, units, "1.99"] for item, units in bought]
            items.append([f"n{customer}-{week}", "New", "toys"])
    _write(sets / "tiny" / "purchases.csv.gz", purchases)
    _write(sets / "tiny" / "items.csv.gz", items)
    (sets / "tafeng").mkdir()
    customers = [str(n) for n in range(9)]
    history = {customer: [[-1], [1, 2], [2, 3], [2], [1, 2], [-1]] for customer in customers}
    future = {customer: [[-1], [2, 4], [-1]] for customer in customers}
    keys = {"item_num": 4, "train": customers[:4], "val": customers[4:5], "test": customers[5:]}
    for name, content in (("history", history), ("future", future), ("keyset_0", keys)):
        with gzip.open(sets / "tafeng" / f"tafeng_{name}.json.gz", "wt") as file:
            json.dump(content, file)
    return sets


def test_the_table_it_promises(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for file in files:
        rhythm.main(["--data", str(folder), "--json", str(file), "--chart", str(tmp_path / "chart.svg")])
    assert files[0].read_text() == files[1].read_text()
    assert (tmp_path / "chart.svg").read_text().startswith("<?xml")
    table = json.loads(files[0].read_text())
    assert table.keys() == {"benchmark", "rows", "differences", "whole_baskets"}
    rows = {(row.pop("set"), row.pop("method")): row for row in table["rows"]}
    quantities = ["last quantity", "most frequent quantity", "always 1"]
    assert list(rows) == [
        *(("tiny", method) for method in ["ours", *COUNTING, "TIFUKNN", "own mean gap", *quantities]),
        *(("tafeng", method) for method in ["ours", *COUNTING, "TIFUKNN"]),
    ]

    def metrics(*key: str) -> set[str]:
        return {name for name in rows[key[0], key[1]] if not name.endswith("_se")}

    assert metrics("tiny", "ours") == NEXT | DUE | {"quantity_exact"}
    assert metrics("tiny", "frequency") == NEXT | DUE
    assert metrics("tiny", "decay 0.9") == NEXT | {name for name in DUE if not name.endswith("brier")}
    assert metrics("tiny", "own mean gap") == DUE
    assert metrics("tiny", "always 1") == {"quantity_exact"}
    assert metrics("tafeng", "ours") == NEXT
    # Milk and coffee are all that is ever bought again.
    assert rows["tiny", "ours"]["recall10"] == rows["tiny", "ours"]["phr10"] == 1.0
    assert rows["tiny", "ours"]["due30_recall"] == 1.0
    assert rows["tiny", "ours"]["due30_precision"] == 0.4
    assert rows["tiny", "ours"]["quantity_exact"] == 1.0
    assert rows["tiny", "always 1"]["quantity_exact"] == pytest.approx(5 / 7, abs=1e-5)
    assert rows["tafeng", "ours"]["recall10"] == 1.0
    whole = {(row["set"], row["method"]): row["recall10"] for row in table["whole_baskets"]}
    assert whole["tafeng", "ours"] == 0.5


def test_a_single_set_will_do_and_nothing_is_said_of_nothing(folder: Path, tmp_path: Path) -> None:
    rhythm.main(["--data", str(folder / "tafeng"), "--json", str(tmp_path / "one.json")])
    assert {row["set"] for row in json.loads((tmp_path / "one.json").read_text())["rows"]} == {"tafeng"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(SystemExit, match=r"holds no purchases\.csv\.gz"):
        rhythm.main(["--data", str(tmp_path / "empty")])


def history(*baskets: tuple[int, str], customer: str = "a") -> History:
    """Baskets as (day, one letter a product)."""
    made = (Basket(str(n), day, None, tuple(Line(x, 1, 0) for x in items)) for n, (day, items) in enumerate(baskets))
    return History(customer, tuple(made))


def measured(*histories: History, last: int = 1) -> Measured:
    return Measured("made", histories, (), {}, last, True, ({}, {}))


def test_scores_of_a_ranking() -> None:
    recall, gain, hit = rhythm_next.scores(["x", "a", "b"], frozenset("ab"))
    assert (recall, hit) == (1.0, 1.0)
    assert gain == pytest.approx((0.63093 + 0.5) / 1.63093, abs=1e-5)
    assert rhythm_next.scores([*"cdefghijkl", "a"], frozenset("a")) == (0.0, 0.0, 0.0)


def test_cases_are_the_last_baskets_that_repeat_something() -> None:
    found = rhythm_next.cases(measured(history((1, "ab"), (2, "c"), (3, "ad"), (4, "cd")), last=3))
    assert [(case.n, set(case.truth), case.items) for case in found] == [(2, {"a"}, 2), (3, {"c", "d"}, 2)]


def test_counting_breaks_ties_by_the_last_purchase() -> None:
    counted = rhythm_next.Counted(history((1, "ab"), (2, "ab"), (3, "b"), (4, "c"), (5, "a")).baskets)
    assert counted.ranked(5, 1.0) == ["a", "b", "c"]
    assert counted.ranked(3, 1.0) == ["b", "a"]
    assert counted.ranked(5, 0.3) == ["a", "c", "b"]


def test_mornings_lie_thirty_days_apart_before_the_last_basket() -> None:
    weekly = history(*((7 * n, "a" if n % 2 else "ab") for n in range(12)))
    found = rhythm_due.mornings(measured(weekly))
    assert [(one.day, one.until, dict(one.waits)) for one in found] == [(47, 7, {"a": 2, "b": 9})]


def test_what_is_due_is_measured_on_five_named_products() -> None:
    morning = rhythm_due.Morning(history((1, "abc")), 10, 1, {"a": 3, "b": 7})
    said = rhythm_due.Said({7: ["b", "a"]}, {7: {"a": 0.5, "b": 0.5}})
    assert rhythm_due.scores(said, morning, frozenset("abc"), 7) == {
        "due7_precision": 0.2,
        "due7_recall": 1.0,
        "due7_brier": pytest.approx((0.25 + 0.25 + 0.0) / 3),
    }
    without = rhythm_due.scores(rhythm_due.Said({7: ["c"]}, None), morning, frozenset("c"), 7)
    assert without == {"due7_precision": 0.0}


def test_the_own_mean_gap_tells_of_purchases_at_random_times() -> None:
    every_ten = history(*((10 * n, "ab" if n == 0 else "a") for n in range(9)))
    found = rhythm_due.counting(rhythm_due.mornings(measured(every_ten)))
    (said,) = found["own mean gap"]
    assert said.ranked[7] == ["a"]
    assert said.chances is not None
    assert said.chances[7] == {"a": pytest.approx(1 - 2.718281828 ** (-7 / 10))}
    (often,) = found["frequency"]
    assert often.chances is not None
    assert often.chances[30] == pytest.approx(
        {"a": 1 - 2.718281828 ** (-30 * 5 / 50), "b": 1 - 2.718281828 ** (-30 / 50)}
    )


def test_quantities_are_guessed_of_what_was_bought_before() -> None:
    lines = [(Line("a", 2, 0),), (Line("a", 3, 0), Line("a", 1, 0)), (Line("a", 2, 0), Line("b", 1, 0))]
    baskets = tuple(Basket(str(n), n, None, held) for n, held in enumerate(lines, 1))
    (guess,) = rhythm_quantity.guesses(measured(History("a", baskets)))
    assert (guess.units, guess.offered) == (
        2,
        {"ours": 1, "last quantity": 4, "most frequent quantity": 4, "always 1": 1},
    )
    assert rhythm_quantity.guesses(measured(history((1, "a"), (2, "a")))) == []


def test_tifuknn_blends_the_own_vector_with_the_neighbours() -> None:
    alike = [history((1, "ab"), (2, "ab"), (3, "b"), (4, "b"), customer=name) for name in "xyz"]
    mine = history((1, "ab"), (2, "ac"), (3, "c"), (4, "b"), customer="me")
    data = measured(mine, *alike)
    model = TifuKnn(data)
    asked = [case for case in rhythm_next.cases(data) if case.customer == "me"]
    assert model.ranked(asked, Tuned(1, 1.0, 1.0)) == [["a", "c", "b"]]
    assert model.ranked(asked, Tuned(1, 0.5, 1.0)) == [["c", "a", "b"]]
    assert model.ranked(asked, Tuned(1, 1.0, 1.0, 3, 0.1)) == [["b", "a", "c"]]
