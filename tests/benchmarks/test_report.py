"""Rows of numbers as a table and as JSON, exactly."""

import json
from pathlib import Path

import pytest

from benchmarks.support.report import Row, beside, median, percentile, show, write

ROWS = [Row("tiny", "ours", {"top1": 0.75, "cases": 4}), Row("tiny", "most recent", {"top1": 0.5})]


def test_the_file_holds_every_row(tmp_path: Path) -> None:
    write(tmp_path / "table.json", "which_one", ROWS)

    assert json.loads((tmp_path / "table.json").read_text()) == {
        "benchmark": "which_one",
        "rows": [
            {"set": "tiny", "method": "ours", "top1": 0.75, "cases": 4},
            {"set": "tiny", "method": "most recent", "top1": 0.5},
        ],
    }


def test_tables_that_are_no_baselines_lie_beside_the_rows(tmp_path: Path) -> None:
    ablations = [Row("tiny", "without time of week", {"top1": 0.6})]
    write(tmp_path / "table.json", "which_one", ROWS[:1], more={"ablations": ablations, "splits": []})

    assert json.loads((tmp_path / "table.json").read_text()) == {
        "benchmark": "which_one",
        "rows": [{"set": "tiny", "method": "ours", "top1": 0.75, "cases": 4}],
        "ablations": [{"set": "tiny", "method": "without time of week", "top1": 0.6}],
        "splits": [],
    }


@pytest.mark.parametrize("key", ["rows", "benchmark"])
def test_no_other_table_takes_the_place_of_the_rows(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match=f"cannot be called '{key}'"):
        write(tmp_path / "table.json", "which_one", ROWS, more={key: []})

    assert list(tmp_path.iterdir()) == []


def test_without_a_path_nothing_is_written() -> None:
    write(None, "which_one", ROWS, more={"rows": []})


def test_the_table_is_printed_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    show("Which one", ROWS)

    assert capsys.readouterr().out.splitlines() == [
        "",
        "Which one",
        "set   method       top1  cases",
        "tiny  ours         0.75      4",
        "tiny  most recent  0.50",
    ]


def test_percentiles_are_values_that_were_measured() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.9) == 5
    assert percentile([5, 1, 4, 2, 3], 0.2) == 1
    assert percentile([7], 0.0) == 7
    assert median([4, 1, 3, 2]) == 2
    with pytest.raises(ValueError, match="no values"):
        median([])


def test_rows_of_a_file_stay_beside_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "table.json"
    old = [Row("flask, old", "ours", {"ms": 1}), Row("lambda, old", "ours", {"ms": 2})]
    write(path, "load", old, more={"rss": old})

    new = {"rows": [Row("flask, new", "ours", {"ms": 3})], "rss": [], "kinds": []}
    assert beside(path, "lambda", new) == {"rows": [old[1], new["rows"][0]], "rss": old, "kinds": []}
    assert beside(tmp_path / "nothing.json", "lambda", new) == new
