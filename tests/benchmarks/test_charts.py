"""Tables as pictures: one bar a row and metric, ours in its colour, the same figures the same file."""

from pathlib import Path
from xml.etree import ElementTree

from benchmarks.support.charts import OURS, bars
from benchmarks.support.report import Row

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [
    Row("instacart", "most recent", {"top1": 0.4}),
    Row("instacart", "ours", {"top1": 0.5, "top1_se": 0.01, "top3": 0.8}),
    Row("coop100", "ours", {"top1": 0.7, "top1_se": 0.02, "top3": 0.9}),
]


def _texts(path: Path) -> list[str]:
    return ["".join(element.itertext()).strip() for element in ElementTree.parse(path).iter(f"{SVG}text")]


def _painted(path: Path, colour: str) -> int:
    return sum(f"fill: {colour}" in (element.get("style") or "") for element in ElementTree.parse(path).iter())


def test_sets_methods_and_metrics_are_named(tmp_path: Path) -> None:
    bars(tmp_path / "docs" / "chart.svg", "Which of my X", ROWS, {"top1": "first", "top3": "among three"})

    texts = _texts(tmp_path / "docs" / "chart.svg")
    assert texts.count("instacart") == texts.count("coop100") == 2
    for text in ("Which of my X", "first", "among three", "ours", "most recent"):
        assert texts.count(text) == 1


def test_ours_has_its_colour_in_every_set_and_in_the_legend(tmp_path: Path) -> None:
    bars(tmp_path / "chart.svg", "Which of my X", ROWS, {"top1": "first"})

    # Two sets and the legend; the baseline's bars in the first grey.
    assert _painted(tmp_path / "chart.svg", OURS) == 3
    assert _painted(tmp_path / "chart.svg", "#4a4a4a") == 3


def test_the_same_figures_give_the_same_file(tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        bars(tmp_path / name, "Which of my X", ROWS, {"top1": "first"})

    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_without_a_path_nothing_is_drawn(tmp_path: Path) -> None:
    bars(None, "Which of my X", ROWS, {"top1": "first"})

    assert list(tmp_path.iterdir()) == []
