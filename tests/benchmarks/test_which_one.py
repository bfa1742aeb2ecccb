"""Which of my X, on a tiny folder: what is asked, what is counted, and what is written."""

import csv
import gzip
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from benchmarks import which_one
from benchmarks.support.sets import Basket, History, Item, Line
from benchmarks.support.which_baselines import BASELINES, Kind
from benchmarks.support.which_requests import requests
from benchmarks.support.which_scores import Answers, Bin, calibration_error, coverage, reliability
from tools import fit_habit

ITEMS = {item: Item(item, item, kind) for item, kind in (("a", "COFFEE"), ("b", "COFFEE"), ("c", "COFFEE"), ("m", ""))}


def history(*baskets: str) -> History:
    lines = [tuple(Line(item, 1, 100) for item in basket) for basket in baskets]
    return History("1", tuple(Basket(str(n), 736_000 + 7 * n, None, basket) for n, basket in enumerate(lines)))


def asked(baskets: Sequence[str], first: float) -> list[tuple[int, int, int]]:
    found = requests(history(*baskets), ITEMS, first)
    return [(request.basket, len(request.entries), request.meant) for request in found]


def test_asked_is_what_was_bought_before_of_a_kind_of_which_two_were() -> None:
    # The first c was never bought before; m is of no kind; in the third basket only one coffee is known.
    assert asked(["a", "am", "b", "ab", "cm", "cb"], 0.0) == [(3, 2, 0), (3, 2, 1), (5, 3, 2), (5, 3, 1)]
    assert asked(["a", "am", "b", "ab", "cm", "cb"], 0.8) == [(5, 3, 2), (5, 3, 1)]


def test_a_basket_is_learnt_after_it() -> None:
    first, second = requests(history("a", "b", "ab"), ITEMS, 0.0)
    assert [entry.times for entry in first.entries] == [1, 1]
    assert first.entries == second.entries


@pytest.mark.parametrize(
    ("method", "bought", "expected"), [("most recent", 2, 2), ("most frequent", 0, 0), ("decay 0.8", 1, 1)]
)
def test_baselines_by_what_they_are_called(method: str, bought: int, expected: int) -> None:
    kind = Kind()
    for number, place in enumerate([0, 0, 0, 0, 1, 1, 1, 2]):
        kind.visits += 1
        kind.learn(place, number)
    scores = list(BASELINES[method](kind))
    assert scores.index(max(scores)) == expected == bought


def test_ties_of_the_baselines() -> None:
    kind = Kind()
    for number, together in enumerate([(0, 1), (1, 2), (0, 2)]):
        kind.visits += 1
        for place in together:
            kind.learn(place, number)
    kind.learn(2, 2)  # twice in one basket
    recent, frequent = BASELINES["most recent"](kind), BASELINES["most frequent"](kind)
    assert list(recent).index(max(recent)) == 2
    assert [round(score) for score in frequent] == [2, 2, 3]
    assert frequent[0] > frequent[1]  # as often, but later
    assert kind.faded() == pytest.approx([0.64 + 1, 0.64 + 0.8, 0.8 + 2])


def test_coverage_takes_the_surest_and_those_alike_together() -> None:
    right = [1.0] * 9 + [0.0, 0.0]
    assert coverage([*range(11, 0, -1)], right) == 10 / 11
    assert coverage([1.0] * 9 + [0.5, 0.5], right) == 9 / 11
    assert coverage([1.0, 0.9], [0.0, 1.0]) == 0.0


def test_reliability_in_bins() -> None:
    bins = reliability([0.95, 1.0, 0.31], [1.0, 0.0, 0.0])
    assert bins == [Bin(0.31, 0.0, 1), Bin(0.975, 0.5, 2)]
    assert calibration_error(bins) == pytest.approx((0.31 + 2 * 0.475) / 3)


def test_answers_keep_the_order_of_what_is_alike() -> None:
    answers = Answers([], [], [])
    assert answers.add([1.0, 2.0, 1.0, 0.0], 0) == [1, 0, 2, 3]
    assert answers == Answers([0.0], [1.0], [0.5])


@pytest.fixture
def histories(tmp_path: Path) -> Path:
    """Six households that take turns between two coffees and buy a third now and then."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    _write(folder / "items.csv.gz", [["item_id", "name", "category"], *([i, i, "COFFEE"] for i in "abc")])
    rows: list[list[Any]] = [["customer_id", "basket_id", "date", "item_id", "quantity"]]
    for customer in range(6):
        for week in range(20):
            item = "c" if week % 7 == customer else "ab"[week % 2]
            rows.append([customer, week, date(2017, 3, 1) + timedelta(weeks=week), item, 1])
    _write(folder / "purchases.csv.gz", rows)
    return folder


def _write(path: Path, rows: list[list[Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_the_table(histories: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written, chart = tmp_path / "which.json", tmp_path / "docs" / "which.svg"
    which_one.main(["--data", str(histories), "--json", str(written), "--chart", str(chart)])

    read = json.loads(written.read_text())
    assert read["benchmark"] == "which_one"
    rows = {(row["set"], row["method"]): row for row in read["rows"]}
    assert list(rows) == [("tiny", method) for method in ("ours", "most recent", "most frequent", "decay 0.8")]
    for row in rows.values():
        assert row["requests"] == 24
        assert 0 <= row["top1"] <= row["top3"] == 1
        assert 0 <= row["coverage90"] <= 1
    # They take turns: what was bought a week ago is not due.
    assert rows["tiny", "ours"]["top1"] > rows["tiny", "most recent"]["top1"]
    assert {row["method"] for row in read["differences"]} == {f"ours less {name}" for name in BASELINES}
    assert {row["set"] for row in read["splits"]} == {"tiny, development", "tiny, others"}
    assert read["ablations"][0]["method"] == "all signs"
    assert sum(row["number"] for row in read["reliability"] if "number" in row) == 24
    assert sum(row["share"] for row in read["how"] if row["method"] != "wrong unasked") == pytest.approx(1)
    assert chart.read_text().startswith("<?xml")
    assert "Which of my X" in capsys.readouterr().out


def test_the_same_folder_gives_the_same_figures(histories: Path, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        which_one.main(["--data", str(histories), "--json", str(tmp_path / name)])
    assert (tmp_path / "one.json").read_text() == (tmp_path / "two.json").read_text()


def test_without_anything_to_ask_it_says_so(histories: Path) -> None:
    _write(histories / "items.csv.gz", [["item_id", "name", "category"], ["a", "a", "TEA"]])
    with pytest.raises(SystemExit, match="no household that bought two products of a kind again"):
        which_one.main(["--data", str(histories)])


def test_weights_are_fitted(histories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fit_habit.main(["--data", str(histories)])

    told = capsys.readouterr().out
    assert "all: Signs(lately=" in told
    assert "without pace: Signs(" in told
    assert told.count("pace=0.000") == 1
