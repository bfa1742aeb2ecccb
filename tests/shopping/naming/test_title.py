"""Parts of a title: brand, kind, what distinguishes, pack and size, and what is left out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.locales.naming import naming
from skill.shopping.naming.title import marks, named
from skill.shopping.product import Mark

EN, DE = naming("en"), naming("de")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d_])\w+\b")
_PIECES = (
    "Bluebird Fernhill coffee COFFEE whole bean Toothpaste gluten free 12 oz 3.4oz x 3 ( ) [ ] , - – | & + % # / "
    "EAMS801 B07XJ8C8F5 pack of 4 6-pack for with iPhone 15 2-in-1 new best premium size Large vitamin D3 ü ★ 日本 "
    "mint Hafermilch von 1 l 6er Pack ohne Zucker Größe M 5' 8\" 1/2 0,5 &amp; w/ ™ ' . x X 100%"
).split()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Fernhill Whitening Toothpaste, 3.4 Oz x 3", [Mark("three-pack"), Mark("3.4 ounces")]),
        ("Fernhill Toothpaste (Pack of 24)", [Mark("24 pack")]),
        ("Fernhill Toothpaste, Clean Mint, Travel Edition", [Mark("clean mint", 1), Mark("travel")]),
        ("Everglow Water, Lime, 12 fl oz, 8 Pack", [Mark("lime", 1), Mark("eight-pack"), Mark("12 fluid ounces")]),
        ("Oakley Picture Frame 8 x 10 inches", [Mark("8 by 10 inches")]),
        ('Oakley Picture Frame 8" x 10"', [Mark("8 by 10 inches")]),
        ("Norden Tape 1.88 Inches x 60 Yards", [Mark("1.88 inches by 60 yards")]),
        ("Norden Bulb, 60W, 1,000 hours", [Mark("60 watts"), Mark("1000 hours")]),
        ("Merrow Shirt, Size XL", [Mark("size XL", 1)]),
        ("Pawsome Treats 1.0 lb", [Mark("1 pound")]),
        ("Everglow Case for Pixel 8", [Mark("for Pixel 8")]),
        ("Everglow Case (Pattern A)", [Mark("Pattern", -1)]),
        ("Norden Drill EAMS801", []),
    ],
)
def test_what_tells_it_from_others(title: str, told: list[Mark]) -> None:
    assert named(title, EN).marks[: len(told) or None] == tuple(told)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Dentalo Zahnpasta 3er-Pack (3 x 75 ml)", ["Dreierpack", "75 Milliliter"]),
        ("Dentalo Zahnpasta, Minze, Vorteilspack 20 x 75ml", ["Minze", "Packung mit 20", "75 Milliliter"]),
        ("Almfrisch Milch 0,5 l", ["0,5 Liter"]),
        ("Steinbach Brett 20 x 30 cm", ["20 mal 30 Zentimeter"]),
    ],
)
def test_was_es_von_anderen_unterscheidet(title: str, told: list[str]) -> None:
    assert [mark.text for mark in named(title, DE).marks[: len(told)]] == told


def test_the_catalogues_brand_comes_first_and_only_once() -> None:
    assert named("Dark Roast Coffee by Harlow Mill", EN, brand="Harlow Mill").spoken == "Harlow Mill dark roast coffee"
    assert named("HARLOW MILL Dark Roast Coffee", EN, brand="Harlow Mill").spoken == "Harlow Mill dark roast coffee"
    assert named("Dark Roast Coffee", EN, brand="harlow").spoken == "Harlow dark roast coffee"
    assert named("Adhesive Hooks", EN, brand="7M").spoken == "7 M adhesive hooks"
    assert named("★", EN, brand="Harlow", category=("coffee",)).spoken == "Harlow coffee"


def test_the_catalogues_size_stands_in_for_the_titles() -> None:
    assert named("Bluebird Coffee", EN, size="12 oz").marks == (Mark("12 ounces"),)
    assert named("Bluebird Coffee 30 oz", EN, size="12 oz").marks == (Mark("30 ounces"),)


def test_what_it_is_ends_with_the_categorys_word() -> None:
    long = "Merrow Women Floral Lace Evening Dress Bridesmaid Wedding Guest Party Gown Skirt"
    assert named(long, EN, category=("DRESS",)).spoken == "Merrow floral lace evening dress"


def test_a_name_that_the_shop_gave_keeps_what_tells_it_apart() -> None:
    title = "Bluebird Dark Roast Ground Coffee, 12 oz"
    assert marks(title, "Bluebird dark roast coffee", EN, brand="Bluebird", size="12 oz") == (
        Mark("12 ounces"),
        Mark("ground", 1),
    )
    assert marks(title, "dark roast", EN, brand="Bluebird")[0] == Mark("Bluebird", 0)
    assert marks(title, "dark roast", EN)[0] == Mark("12 ounces")


def test_nothing_but_a_code_is_spelled() -> None:
    assert named("EAMS801", EN).spoken == "EAMS 801"
    assert named("★★★", EN).spoken == "★★★"
    assert named("Best New Premium", EN).spoken == "Best New Premium"


@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=25).map(" ".join), st.sampled_from([EN, DE]))
def test_any_title_has_a_short_name_without_codes(title: str, tables: object) -> None:
    language = EN if tables is EN else DE
    spoken, told = named(title, language)
    assert spoken.strip() == spoken != ""
    assert len(spoken.split()) <= 6
    assert not _CODE.search(spoken)
    assert named(title, language) == (spoken, told)
    assert len(told) == len({mark.text.lower() for mark in told}) <= 7


@given(st.text(min_size=1, max_size=60).filter(str.strip), st.sampled_from(["en", "de"]))
def test_any_text_has_a_name(title: str, language: str) -> None:
    spoken = named(title, naming(language)).spoken
    assert spoken
    assert len(spoken.split()) <= 6
