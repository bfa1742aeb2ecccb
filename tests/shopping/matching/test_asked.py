"""What is like a product, and what is not wanted."""

from __future__ import annotations

import pytest

from skill.shopping.matching.asked import spoken_as, unnamed
from skill.shopping.matching.exact import Grade, fit_unnamed
from skill.shopping.matching.fit import fit
from skill.shopping.matching.terms import terms
from tests.shopping.matching.shelf import DE, EN, fitting, product

COLA, DIET = product("Sprizz Cola", kind="soda"), product("Sprizz Diet Cola", kind="soda")
FREE, COOKIES = product("Sprizz Sugar Free Cola", kind="soda"), product("Krix Sugar Cookies, gluten free")
SODAS = [COLA, DIET, FREE]
COFFEE, DECAF = product("Moccora Kaffee", kind="Kaffee"), product("Moccora Kaffee entkoffeiniert", kind="Kaffee")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sugar free gum", ("-sugar", "gum")),
        ("sugarless gum", ("-sugar", "gum")),
        ("gum without sugar", ("gum", "-sugar")),
        ("no added sugar", ("-sugar",)),
        ("free range eggs", ("free", "range", "egg")),
        ("seven up", ("7", "up")),
        ("7up", ("7", "up")),
        ("a 1 sauce", ("1", "sauce")),
        ("A1 Sauce", ("1", "sauce")),
        ("Mom's jam", ("mom", "jam")),
        ("two loaves", ("2", "loaf")),
        ("knives", ("knife",)),
    ],
)
def test_what_a_product_is_without_is_one_term(text: str, expected: tuple[str, ...]) -> None:
    assert terms(text, EN) == expected


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("zuckerfreie Limo", "Limo, zuckerfrei"),
        ("Joghurt ohne Laktose", "Joghurt laktosefrei"),
        ("Äpfel", "Apfel"),
        ("Eier", "Ei"),
        ("Nüsse", "Nuss"),
        ("Gläser", "Glas"),
    ],
)
def test_german_forms_of_a_word(text: str, same: str) -> None:
    assert sorted(terms(text, DE)) == sorted(terms(same, DE))


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ("cola without sugar", ["Sprizz Sugar Free Cola"]),
        ("sugarless cola", ["Sprizz Sugar Free Cola"]),
        ("cola but not the diet one", ["Sprizz Cola"]),
        ("the cola that isn't diet and not sugar free", ["Sprizz Cola"]),
        ("cola not diet", ["Sprizz Cola"]),
        ("regular cola", ["Sprizz Cola"]),
        ("diet cola", ["Sprizz Diet Cola"]),
    ],
)
def test_what_is_not_wanted_is_left_out(heard: str, found: list[str]) -> None:
    assert fitting(heard, SODAS)[:1] == found


@pytest.mark.parametrize(
    "heard",
    [
        "Kaffee, aber nicht den entkoffeinierten",
        "nicht koffeinfreien Kaffee sondern Kaffee",
        "Kaffee außer entkoffeiniert",
    ],
)
def test_what_is_not_wanted_in_german(heard: str) -> None:
    assert fitting(heard, [COFFEE, DECAF], "de-DE") == ["Moccora Kaffee"]


def test_a_sugar_free_thing_is_none_of_sugar() -> None:
    assert fit("sugar", FREE, EN) is Grade.NONE
    assert fit("sugar free", COOKIES, EN) is Grade.NONE


def test_a_name_with_a_not_in_it_is_a_name() -> None:
    assert fit("not your mother's shampoo", product("Not Your Mother's Shampoo"), EN) is Grade.NAMED


def test_only_what_is_not_wanted_names_nothing() -> None:
    assert unnamed("not the diet one", EN)
    assert unnamed("aber nicht die leichte", DE)
    assert not unnamed("not that one", EN)
    assert not unnamed("cola but not the diet one", EN)
    assert [fit_unnamed("not the diet one", one, EN).grade for one in SODAS] == [
        Grade.OF_KIND,
        Grade.NONE,
        Grade.OF_KIND,
    ]


def test_what_a_catalogue_is_searched_for() -> None:
    assert spoken_as("loo roll", EN)[:2] == ("loo roll", "toilet paper")
    assert len(spoken_as("loo roll", EN)) == 3
    assert spoken_as("zeppelin", EN) == ("zeppelin",)
