"""Search, on a tiny folder: what is asked, how answers are graded, and what is written."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import search
from benchmarks.support.search_noise import NOISES, noisy, sayable
from benchmarks.support.search_queries import Judged, first_best, ndcg10, read_queries
from benchmarks.support.search_scale import questions, shelf
from skill.loading.catalogue_file import write_catalogue

NAMES = ("Ground Coffee", "Oat Milk", "Coffee Filters", "Dark Chocolate Bar", "Whole Milk", "Green Tea Bags")


def _write(path: Path, rows: list[list[Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    _write(data / "tiny" / "items.csv.gz", [["item_id", "name"], *([str(n), name] for n, name in enumerate(NAMES))])
    _write(data / "long" / "items.csv.gz", [["item_id", "name"], ["1", "A title " * 8], ["2", "Word"]])
    esci = [["query", "item_id", "label", "name"]]
    esci += [["coffee", "c", "E", "Ground Coffee"], ["coffee", "f", "S", "Coffee Filters"]]
    esci += [
        ["milk", "o", "E", "Oat Milk"],
        ["milk", "c", "I", "Ground Coffee"],
        ["nothing", "c", "I", "Ground Coffee"],
    ]
    _write(data / "queries" / "esci.csv.gz", esci)
    chorus = [["query", "docid", "name", "final_rating"], ["tea", "t", "Green Tea", "3"], ["tea", "b", "Tea Bags", "1"]]
    _write(data / "queries" / "chorus.csv.gz", chorus)
    return data


def test_gains(folder: Path) -> None:
    esci, chorus = read_queries(folder)
    assert (esci.name, list(esci.products)) == ("esci", ["c", "f", "o"])
    coffee, milk = esci.queries  # of "nothing" nothing is right
    assert (coffee.gains, milk.gains) == ({"c": 1.0, "f": 0.1}, {"o": 1.0, "c": 0.0})
    assert chorus.queries[0].gains == {"t": 7.0, "b": 1.0}
    assert (ndcg10(coffee, ["c", "f"]), ndcg10(coffee, [])) == (1.0, 0.0)
    assert ndcg10(Judged("x", {"a": 1.0}, 1.0), ["z", "a"]) == pytest.approx(0.6309, abs=1e-4)
    assert (first_best(coffee, ["f", "c"]), first_best(coffee, ["f"])) == (2, None)


def test_noise_is_the_same_every_time_and_changes_something() -> None:
    for kind in NOISES:
        heard = [noisy(kind, name, 1) for name in NAMES]
        assert heard == [noisy(kind, name, 1) for name in NAMES]
        assert heard != [noisy(kind, name, 2) for name in NAMES]
        assert all(one != name.lower() for one, name in zip(heard, NAMES, strict=True))


def test_what_can_be_said() -> None:
    assert sayable(["Milk", "Oat Milk", "Oat Milk", "Müsli Bar", "word " * 9]) == ["Oat Milk"]


def test_a_large_shelf_is_made_of_the_words_of_names(tmp_path: Path) -> None:
    made = list(shelf(NAMES, 50))
    assert made == list(shelf(NAMES, 50))
    assert {word for product in made for word in product.words["en"].name.split()} <= set(" ".join(NAMES).split())
    write_catalogue(tmp_path / "shelf", made, ("en",))
    asked = questions(tmp_path / "shelf", 10)
    assert len(asked) == len(set(asked)) == 10
    assert asked == questions(tmp_path / "shelf", 10)


def test_the_table(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(search, "SCALES", {200: 20, 400: 20})
    options = [
        "--quick",
        "--without-model",
        "--json",
        str(tmp_path / "search.json"),
        "--chart",
        str(tmp_path / "s.svg"),
    ]
    search.main(["--data", str(folder), *options])

    read = json.loads((tmp_path / "search.json").read_text())
    assert read.keys() == {"benchmark", "rows", "halves"}
    rows = {(row["set"], row["method"]): row for row in read["rows"]}
    methods = ("ours", "FTS5 bm25", "rapidfuzz WRatio")
    noise = [f"tiny names: {kind}" for kind in NOISES]
    assert rows.keys() == {(name, method) for name in ("esci", "chorus", *noise) for method in methods} | {
        ("200 products", "ours")
    }
    assert rows["esci", "ours"]["ndcg10"] == rows["esci", "ours"]["mrr"] == rows["esci", "ours"]["top3"] == 1.0
    assert rows["tiny names: typing", "ours"]["queries"] == len(NAMES)
    assert rows["200 products", "ours"].keys() >= {"median_ms", "p99_ms", "file_mb", "memory_mb", "build_s"}
    assert (tmp_path / "s.svg").read_text().startswith("<?xml")
    assert "long: most names are too long" in capsys.readouterr().out


def test_a_folder_with_nothing_to_search(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"holds no queries/esci\.csv\.gz or chorus\.csv\.gz, nor a set with names"):
        search.main(["--data", str(tmp_path)])
