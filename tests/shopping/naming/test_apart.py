"""Products that are named together never sound the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.locales.naming import ordinals
from skill.shopping.naming.apart import apart
from skill.shopping.product import Mark, Product, ProductWords
from tests.shopping.naming.products import product


def test_what_tells_apart_says_nothing_twice() -> None:
    wheat = Product("wheat", {"en": ProductWords("", "Fernhill wheat bread", marks=(Mark("whole wheat", 1),))})
    white = Product("white", {"en": ProductWords("", "Fernhill white bread", marks=(Mark("sandwich", 2),))})
    assert apart([wheat, white], "en", english) == ["Fernhill whole wheat bread", "Fernhill white sandwich bread"]


def english() -> tuple[str, ...]:
    return ordinals("en")


@pytest.mark.parametrize(
    ("titles", "called"),
    [
        (
            ["Fernhill Toothpaste, 3.4 oz", "Fernhill Toothpaste, 3.4 oz x 3"],
            ["Fernhill toothpaste", "Fernhill toothpaste three-pack"],
        ),
        (
            ["Everglow Water, Lime, 8 Pack", "Everglow Water, Lemon, 8 Pack", "Everglow Water, Lime, 24 Pack"],
            ["Everglow lime water eight-pack", "Everglow lemon water", "Everglow lime water 24 pack"],
        ),
        (
            ["Bluebird Coffee, 12 oz", "Bluebird Coffee, 30 oz"],
            ["Bluebird coffee 12 ounces", "Bluebird coffee 30 ounces"],
        ),
        (["Norden Cable EB20", "Norden Cable EB30"], ["Norden cable the first", "Norden cable the second"]),
        (["Bluebird Coffee", "Grainly Milk"], ["Bluebird coffee", "Grainly milk"]),
        # "Bluebird flower" and "Bluebird flour" sound the same.
        (["Bluebird Flower, Red", "Bluebird Flour, Rye"], ["Bluebird red flower", "Bluebird flour rye"]),
        (
            ["Grainly Extra Fine Whole Rolled Oats, Honey, 1 lb", "Grainly Extra Fine Whole Rolled Oats, Plain, 1 lb"],
            ["Grainly honey extra whole rolled oats", "Grainly plain extra whole rolled oats"],
        ),
    ],
)
def test_two_of_one_name_are_told_apart(titles: list[str], called: list[str]) -> None:
    assert apart([product(title) for title in titles], "en", english) == called


@pytest.mark.parametrize(
    ("titles", "called"),
    [
        (
            ["Dentalo Zahnpasta, 75 ml", "Dentalo Zahnpasta, 3 x 75 ml"],
            ["Dentalo Zahnpasta", "Dentalo Zahnpasta Dreierpack"],
        ),
        (["Haferly Drink, Vanille", "Haferly Drink, Schoko"], ["Haferly Drink Vanille", "Haferly Drink Schoko"]),
        (["Kabelo Kabel XY12", "Kabelo Kabel XY13"], ["Kabelo Kabel das erste", "Kabelo Kabel das zweite"]),
    ],
)
def test_zwei_mit_einem_namen(titles: list[str], called: list[str]) -> None:
    assert apart([product(title, "de") for title in titles], "de", lambda: ordinals("de")) == called


def test_the_brand_tells_apart_what_the_shop_calls_the_same() -> None:
    both = [
        Product("a", {"en": ProductWords("Bluebird Coffee", "coffee", marks=(Mark("Bluebird", 0),))}),
        Product("b", {"en": ProductWords("Harlow Coffee", "coffee", marks=(Mark("Harlow", 0),))}),
    ]
    assert apart(both, "en") == ["Bluebird coffee", "Harlow coffee"]


def test_what_comes_twice_is_called_the_same() -> None:
    lime, lemon = product("Everglow Water, Lime"), product("Everglow Water, Lemon")
    assert apart([lime, lime], "en", english) == ["Everglow water", "Everglow water"]
    assert apart([lime, lemon, lime], "en") == ["Everglow lime water", "Everglow lemon water", "Everglow lime water"]


def test_it_is_told_apart_from_what_the_shopper_knows() -> None:
    one, three = product("Fernhill Toothpaste, 3.4 oz"), product("Fernhill Toothpaste, 3.4 oz x 3")
    assert apart([three], "en", besides=[one]) == ["Fernhill toothpaste three-pack"]
    assert apart([one], "en", besides=[three]) == ["Fernhill toothpaste"]
    # Nothing tells these apart, and which of them would say nothing where only one is named.
    assert apart([product("Norden Cable EB20")], "en", english, besides=[product("Norden Cable EB30")]) == [
        "Norden cable"
    ]


def test_without_ordinals_what_is_the_same_stays_so() -> None:
    assert apart([product("Norden Cable EB20"), product("Norden Cable EB30")], "en") == ["Norden cable", "Norden cable"]


_WORDS = (
    "Fernhill Bluebird Toothpaste Coffee mint lime lemon, 12 oz 30 oz, x 3 (Pack of 2) for Dogs EB20 EB30 Red".split()
)


@given(st.lists(st.lists(st.sampled_from(_WORDS), min_size=1).map(" ".join), min_size=1, max_size=10, unique=True))
def test_any_ten_of_distinct_titles_are_called_differently(titles: list[str]) -> None:
    called = apart([product(title) for title in titles], "en", english)
    assert len({name.casefold() for name in called}) == len(titles)
    assert all(0 < len(name.split()) <= 6 for name in called)
    assert called == apart([product(title) for title in titles], "en", english)
