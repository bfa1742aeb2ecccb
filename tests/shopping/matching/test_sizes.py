"""Sizes: read, compared whatever the unit, picking among products, and never a number by mistake."""

from __future__ import annotations

import pytest

from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import Wanted, counted, differs, meets, units
from skill.shopping.matching.sizes import Size, said, size_of
from tests.shopping.matching.shelf import DE, EN, fitting, product

LITER, LITERS = Size(millilitres=1000.0), Size(millilitres=2000.0)
POUND = 453.592


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("2 l", LITERS),
        ("2-liter", LITERS),
        ("two litre", LITERS),
        ("1.5 l", Size(millilitres=1500.0)),
        ("one point five liters", Size(millilitres=1500.0)),
        ("500g", Size(grams=500.0)),
        ("2 lb", Size(grams=2 * POUND)),
        ("12 fl oz", Size(millilitres=12 * 29.5735)),
        ("12 oz", Size(12 * 28.3495, 12 * 29.5735)),
        ("half gallon", Size(millilitres=3785.41 / 2)),
        ("half a gallon", Size(millilitres=3785.41 / 2)),
        ("1/2 gallon", Size(millilitres=3785.41 / 2)),
        ("6 x 1.5 l", Size(millilitres=1500.0, count=6)),
        ("12 rolls", Size(count=12, piece="roll")),
        ("12 pack", Size(count=12)),
        ("twelve pack", Size(count=12)),
        ("pack of 12", Size(count=12)),
        ("a dozen", Size(count=12)),
        ("two dozen", Size(count=24)),
        ("half a dozen", Size(count=6)),
        ("half dozen", Size(count=6)),
    ],
)
def test_english_sizes(text: str, size: Size) -> None:
    found = said(text, EN)
    assert found is not None
    assert found.size == size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("zwei Liter", LITERS),
        ("1,5 l", Size(millilitres=1500.0)),
        ("eins komma fünf Liter", Size(millilitres=1500.0)),
        ("anderthalb Liter", Size(millilitres=1500.0)),
        ("ein Kilo", Size(grams=1000.0)),
        ("ein halbes Kilo", Size(grams=500.0)),
        ("ein halbes Dutzend", Size(count=6)),
        ("anderthalb Dutzend", Size(count=18)),
        ("500 Gramm", Size(grams=500.0)),
        ("ein Pfund", Size(grams=500.0)),
        ("zwölf Stück", Size(count=12, piece="stuck")),
        ("sechser Pack", Size(count=6)),
        ("Sechserpack", Size(count=6)),
        ("12er-Pack", Size(count=12)),
        ("6 x 1,5 l", Size(millilitres=1500.0, count=6)),
    ],
)
def test_german_sizes(text: str, size: Size) -> None:
    found = said(text, DE)
    assert found is not None
    assert found.size == size


@pytest.mark.parametrize("text", ["", "seven up", "2% milk", "omega-3 eggs", "75 sq ft", "pack", "one", "1/0 l"])
def test_what_is_no_size(text: str) -> None:
    assert said(text, EN) is None


def test_a_size_is_read_from_the_label_or_else_from_the_name() -> None:
    assert size_of(product("Sprizz Cola, 1 l", size="2 l"), EN) == LITERS
    assert size_of(product("Sprizz Cola, 1 l"), EN) == LITER
    assert size_of(product("Sprizz Cola"), EN) is None


@pytest.mark.parametrize(
    ("heard", "pack", "fits"),
    [
        ("half gallon", "64 fl oz", True),
        ("two liters", "67.6 fl oz", True),
        ("12 oz", "340 g", True),
        ("12 oz", "355 ml", True),
        ("1 lb", "16 oz", True),
        ("1 lb", "500 g", False),
        ("1 l", "2 l", False),
        ("1.5 l", "6 x 1.5 l", True),
        ("9 l", "6 x 1.5 l", True),
        ("12 pack", "12 cans", True),
        ("12 pack", "6 cans", False),
        ("12 rolls", "12 cans", None),
        ("12 rolls", "2 l", None),
        ("2 l", "12 rolls", None),
    ],
)
def test_sizes_compare_whatever_the_unit(heard: str, pack: str, fits: bool | None) -> None:
    one, other = said(heard, EN), said(pack, EN)
    assert one is not None
    assert other is not None
    assert one.size.fits(other.size) is fits


SMALL, LARGE = product("Sprizz Cola", size="1 l"), product("Sprizz Cola big", size="2 l")
CANS, BARE = product("Sprizz Cola cans", size="12 cans"), product("Sprizz Cola zero")


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ("two liter cola", ["Sprizz Cola big"]),
        ("2 l cola", ["Sprizz Cola big"]),
        ("a two liter bottle of cola", ["Sprizz Cola big"]),
        ("one liter cola", ["Sprizz Cola"]),
        ("12 pack of cola", ["Sprizz Cola cans"]),
        ("twelve pack cola", ["Sprizz Cola cans"]),
    ],
)
def test_a_size_picks_among_products(heard: str, found: list[str]) -> None:
    assert fitting(heard, [SMALL, LARGE, CANS]) == found


def test_another_size_is_only_part_of_what_was_wanted() -> None:
    assert fit("three liter cola", SMALL, EN) is Grade.PARTLY
    assert fit("three liter sprizz", SMALL, EN) is Grade.NONE
    assert fit("three liter cola zero", BARE, EN) is Grade.MENTIONED
    assert fit("three liter cola", BARE, EN) is Grade.PARTLY
    assert fit("zwei Liter Cola", LARGE, DE) is Grade.DESCRIBED


@pytest.mark.parametrize(
    ("heard", "told", "wanted"),
    [
        ("two liter milk", None, Wanted("two liter milk")),
        ("two liters of milk", None, Wanted("milk", 2, LITERS)),
        ("litre milk", 2, Wanted("2 litre milk")),
        ("litres of milk", 2, Wanted("milk", 2, LITERS)),
        ("two-liter bottle of coke", None, Wanted("two liter coke")),
        ("12 pack of coke", None, Wanted("12 pack coke")),
        ("pack of coke", 12, Wanted("12 pack coke")),
        ("12 pack of coke", 2, Wanted("12 pack of coke", 2)),
        ("percent milk", 2, Wanted("2 percent milk")),
        ("a half gallon of milk", None, Wanted("milk", 1, Size(millilitres=3785.41 / 2))),
        ("a dozen eggs", None, Wanted("eggs", 1, Size(count=12))),
        ("500 grams of flour", None, Wanted("flour", None, Size(grams=500.0))),
        ("six pack", None, Wanted("six pack")),
        ("packs of coke", 12, Wanted("coke", 12, Size(count=12, piece="pack"))),
        ("coffee", 3, Wanted("coffee", 3)),
    ],
)
def test_english_amounts(heard: str, told: int | None, wanted: Wanted) -> None:
    assert counted(heard, EN, told) == wanted


@pytest.mark.parametrize(
    ("heard", "told", "wanted"),
    [
        ("zwei Liter Milch", None, Wanted("Milch", 2, LITERS)),
        ("Liter Milch", 2, Wanted("Milch", 2, LITERS)),
        ("zwei Liter Flasche Cola", None, Wanted("zwei Liter Cola")),
        ("2-Liter-Flasche Cola", None, Wanted("2 liter Cola")),
        ("500 Gramm Mehl", None, Wanted("Mehl", None, Size(grams=500.0))),
        ("ein halbes Kilo Hack", None, Wanted("Hack", 1, Size(grams=500.0))),
        ("Sechserpack Bier", None, Wanted("Sechserpack Bier")),
        ("ein Dutzend Eier", None, Wanted("Eier", 1, Size(count=12))),
        ("sechs Eier", None, Wanted("Eier", 6, Size(count=6, piece="ei"))),
    ],
)
def test_german_amounts(heard: str, told: int | None, wanted: Wanted) -> None:
    assert counted(heard, DE, told) == wanted


@pytest.mark.parametrize(
    ("heard", "size", "number"),
    [
        ("two liters of milk", "1 l", 2),
        ("two liters of milk", "2 l", 1),
        ("two liters of milk", "64 fl oz", 1),
        ("two dozen eggs", "18 eggs", 1),
        ("12 rolls of paper", "8 rolls", 2),
        ("6 rolls of paper", "24 rolls", 6),
        ("two liters of milk", "", 2),
        ("two liters of milk", "6 bottles", None),
        ("four pounds of cookies", "1 lb", 4),
        ("four pounds of cookies", "2 lb", 2),
        ("four pounds of cookies", "32 oz", 2),
        ("four pounds of cookies", "20 lb", 1),
        ("five pounds of cookies", "2 lb", 3),
        ("500 grams of flour", "1 kg", 1),
        ("500 grams of flour", "", None),
        ("12 eggs", "12 eggs", 1),
        ("24 eggs", "12 eggs", 2),
        ("24 eggs", "18 eggs", 1),
        ("12 eggs", "18 eggs", 1),
        ("two eggs", "12 eggs", 2),
        ("a dozen eggs", "12 eggs", 1),
        ("half a dozen eggs", "12 eggs", 1),
        ("half a dozen eggs", "6 eggs", 1),
        ("two dozen eggs", "12 eggs", 2),
        ("a dozen eggs", "", 1),
        ("12 pack of coke", "12 cans", None),
        ("two bags of coffee", "12 oz", 2),
        ("coffee", "12 oz", None),
    ],
)
def test_how_many_that_makes(heard: str, size: str, number: int | None) -> None:
    assert units(counted(heard, EN), product("any", size=size), EN) == number


@pytest.mark.parametrize(
    ("heard", "size", "way"),
    [
        ("four pounds of cookies", "1 lb", 0),
        ("four pounds of cookies", "3 lb", -1),
        ("five pounds of cookies", "2 lb", 1),
        ("two liters of milk", "64 fl oz", -1),
        ("two dozen eggs", "18 eggs", -1),
        ("a dozen eggs", "18 eggs", 1),
        ("12 rolls of paper", "8 rolls", 1),
        ("half a dozen eggs", "12 eggs", 1),
        ("two eggs", "12 eggs", 0),
        ("four pounds of cookies", "", 0),
        ("two bags of coffee", "12 oz", 0),
    ],
)
def test_whether_that_is_more_or_less(heard: str, size: str, way: int) -> None:
    assert differs(counted(heard, EN), product("any", size=size), EN) == way


@pytest.mark.parametrize(
    ("heard", "size", "met"),
    [
        ("a dozen eggs", "12 eggs", True),
        ("a dozen eggs", "18 eggs", False),
        ("a dozen eggs", "6 eggs", True),
        ("two liters of cola", "2 l", True),
        ("two liters of cola", "12 cans", False),
        ("three liters of milk", "half gallon", False),
        ("two liters of cola", "", None),
        ("two cola", "12 cans", None),
    ],
)
def test_whether_packs_come_to_what_was_asked_for(heard: str, size: str, met: bool | None) -> None:
    assert meets(counted(heard, EN), product("any", size=size), EN) is met
