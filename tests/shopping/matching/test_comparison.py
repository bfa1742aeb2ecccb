"""Words that set one thing against another."""

from __future__ import annotations

import pytest

from skill.shopping.matching.asked import only_sized
from skill.shopping.matching.comparison import Compared, Comparison, compared
from skill.shopping.matching.sizes import Size
from tests.shopping.matching.shelf import DE, EN


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("cheaper one", Compared(Comparison.CHEAPER)),
        ("something cheaper", Compared(Comparison.CHEAPER)),
        ("the larger pack", Compared(Comparison.BIGGER)),
        ("smallest", Compared(Comparison.SMALLEST)),
        ("cheapest toilet paper", Compared(Comparison.CHEAPEST, "toilet paper")),
        ("cheap coffee", Compared(Comparison.CHEAPER, "coffee")),
        ("coffee", None),
        ("small one", None),
        ("cheapest biggest pack", None),
        ("", None),
    ],
)
def test_english(heard: str, expected: Compared | None) -> None:
    assert compared(heard, EN) == expected


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("günstigere", Compared(Comparison.CHEAPER)),
        ("was Billigeres", Compared(Comparison.CHEAPER)),
        ("größere Packung", Compared(Comparison.BIGGER)),
        ("billigsten Kaffee", Compared(Comparison.CHEAPEST, "kaffee")),
        ("großer Topf", None),
        ("kleine", None),
    ],
)
def test_german(heard: str, expected: Compared | None) -> None:
    assert compared(heard, DE) == expected


def test_the_small_one_is_a_smaller_one_only_roughly() -> None:
    assert compared("the small one", EN, roughly=True) == Compared(Comparison.SMALLER)
    assert compared("die große", DE, roughly=True) == Compared(Comparison.BIGGER)
    assert compared("the red one", EN, roughly=True) is None


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("the six pack", True),
        ("two liter bottle", True),
        ("the gallon", True),
        ("cola", False),
        ("not the six pack", False),
    ],
)
def test_a_size_alone(heard: str, expected: bool) -> None:
    assert only_sized(heard, EN) is expected


@pytest.mark.parametrize(
    ("size", "other", "times"),
    [
        (Size(grams=1000), Size(grams=250), 4.0),
        (Size(millilitres=330, count=12), Size(millilitres=1980), 2.0),
        (Size(count=6, piece="roll"), Size(count=24, piece="roll"), 0.25),
        (Size(count=6, piece="roll"), Size(count=24, piece="can"), None),
        (Size(grams=1000), Size(millilitres=1000), None),
        (Size(), Size(count=6), None),
    ],
)
def test_how_many_times_as_much(size: Size, other: Size, times: float | None) -> None:
    assert size.times(other) == times


def test_what_is_wanted_of_each() -> None:
    assert [one for one in Comparison if one.by_price] == [Comparison.CHEAPER, Comparison.CHEAPEST]
    assert [one for one in Comparison if one.more] == [Comparison.BIGGER, Comparison.BIGGEST]
    assert [one for one in Comparison if one.most] == [Comparison.CHEAPEST, Comparison.BIGGEST, Comparison.SMALLEST]
