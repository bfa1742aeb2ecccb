"""The benchmark of real utterances on a handful of made-up ones, and its table of truth."""

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks import understanding
from benchmarks.support.understanding_baselines import FALLBACK, keyword_rules
from benchmarks.support.understanding_scores import Answer, accepts, accuracy, numbers, product_f1
from benchmarks.support.understanding_truth import Case, read

SAID = [
    ("order shoe polish", "order"),
    ("has my parcel been shipped", "order_status"),
    ("put soap on my shopping list", "lists_createoradd"),
    ("put it on the list", "lists_createoradd"),
    ("make a new list of songs", "lists_createoradd"),
    ("order a pizza", "takeaway_order"),
    ("order a pizza for delivery", "takeaway_order"),
    ("whistle a tune", "whistling"),
    ("what is my name", "user_name"),
]
LISTS = [
    ("en", "HassShoppingListAddItem", "put soap on my shopping list", "soap"),
    ("de", "HassShoppingListAddItem", "schreib Seife auf die Liste", "Seife"),
    ("de", "HassListAddItem", "setze Bügeln auf die Liste Hausarbeit", "Bügeln"),
    ("xx", "HassShoppingListAddItem", "bla soap", "soap"),
]


def write(path: Path, header: list[str], rows: Sequence[tuple[str, ...]]) -> None:
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        table.writerows(rows)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "utterances"
    write(folder / "en.csv.gz", ["text", "intent", "source"], [(*row, "made_up") for row in SAID])
    write(folder / "shopping_list_many_languages.csv.gz", ["lang", "intent", "text", "item"], LISTS)
    return tmp_path


def case(text: str, *, right: str = "", allowed: str = "Fallback", item: str | None = None) -> Case:
    rights = frozenset(right.split("|")) if right else frozenset()
    return Case("en", "made_up", text, text, rights, frozenset(allowed.split("|")), item, development=True)


def test_what_is_right_what_is_allowed_and_what_must_be_refused(data: Path) -> None:
    found = {case.text: (sorted(case.right), sorted(case.allowed)) for case in read(data) if case.source == "made_up"}

    assert found == {
        "order shoe polish": (["Checkout", "OrderUsual", "Reorder", "ReorderSame", "RepeatOrder"], ["Fallback"]),
        "has my parcel been shipped": (["WhereIsMyOrder"], ["Fallback"]),
        "put soap on my shopping list": (["AddToCart", "Reorder"], ["AddToCart", "Fallback"]),
        "put it on the list": ([], ["AddToCart", "Fallback"]),
        "make a new list of songs": ([], ["Fallback"]),
        "order a pizza": ([], ["Fallback", "Reorder"]),
        "order a pizza for delivery": ([], ["Fallback"]),
        "whistle a tune": ([], ["Fallback"]),
        "what is my name": ([], ["Fallback", "WhoAmI"]),
    }


def test_only_words_of_a_shopping_list_are_product_words(data: Path) -> None:
    assert {case.text: case.item for case in read(data) if case.source == "home_assistant"} == {
        "put soap on my shopping list": "soap",
        "schreib Seife auf die Liste": "Seife",
        "setze Bügeln auf die Liste Hausarbeit": None,
        "bla soap": "soap",
    }


def test_a_folder_without_utterances_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"holds neither utterances/en\.csv\.gz nor utterances/shopping_list"):
        read(tmp_path)


def test_numbers() -> None:
    cases = [
        case("a", right="Yes|No"),
        case("b", right="Yes"),
        case("c", allowed="Fallback|Stop"),
        case("d"),
        case("e", right="AddToCart", item="green soap"),
    ]
    answers = [
        Answer("No", "", 1.0),
        Answer("Fallback", "", 2.0),
        Answer("Stop", "", 3.0),
        Answer("Yes", "", 4.0),
        Answer("AddToCart", "some soap", 5.0),
    ]

    assert accuracy(cases, answers) == [1.0, 0.0, None, None, 1.0]
    assert accepts(cases, answers) == [None, None, 0.0, 1.0, None]
    assert product_f1(cases, answers) == 0.5
    assert {key: round(value, 3) for key, value in numbers(cases, answers).items()} == {
        "intent_accuracy": 0.667,
        "intent_accuracy_se": 0.333,
        "false_accepts": 0.5,
        "false_accepts_se": 0.5,
        "product_f1": 0.5,
        "ms": 3.0,
    }


def test_without_truth_a_number_is_left_out() -> None:
    assert numbers([case("d")], [Answer("Fallback", "", 1.0)]) == {"false_accepts": 0.0, "ms": 1.0}


@pytest.mark.parametrize(
    ("language", "said", "heard"),
    [
        ("en", "Could you order some soap, please", ("Reorder", "soap")),
        ("en", "put soap on my shopping list", ("AddToCart", "soap")),
        ("en", "no", ("No", "")),
        ("de", "schreib Seife auf die Liste", ("AddToCart", "seife")),
        ("en", "whistle a tune", FALLBACK),
        ("xx", "order soap", FALLBACK),
    ],
)
def test_keyword_rules(language: str, said: str, heard: tuple[str, str]) -> None:
    assert keyword_rules(language)(said) == heard


def test_the_whole_benchmark(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, missed, chart = tmp_path / "table.json", tmp_path / "missed.csv", tmp_path / "chart.svg"

    understanding.main([f"--data={data}", f"--json={table}", f"--missed={missed}", f"--chart={chart}"])

    written = json.loads(table.read_text(encoding="utf-8"))
    rows = {(row["set"], row["method"]): row for row in written["rows"]}
    assert written["benchmark"] == "understanding"
    assert list(rows) == [
        (language, method)
        for language in ("en", "de")
        for method in ("ours", "keyword rules", "rapidfuzz nearest sample")
    ]
    ours = rows["en", "ours"]
    assert (ours["intent_accuracy"], ours["false_accepts"], ours["product_f1"]) == (1.0, 0.0, 1.0)
    assert (rows["de", "ours"]["intent_accuracy"], rows["de", "ours"]["false_accepts"]) == (1.0, 0.0)
    assert {row["method"] for row in written["templates"]} == {"templates alone"}
    assert {row["set"] for row in written["splits"]} > {"en made_up", "en home_assistant", "de home_assistant"}
    assert missed.read_text(encoding="utf-8").splitlines() == [
        "language,text,right,templates,ours",
    ]
    assert "<svg" in chart.read_text(encoding="utf-8")
    assert "no words of ours in xx: left out" in capsys.readouterr().out
