"""Cheaper, bigger and smaller ones of a kind, by what they cost and how much they are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from skill.services.comparing import COMPARED, beyond, extreme, of_size, one_of
from skill.services.household import History
from skill.shopping.matching.comparison import Comparison
from skill.shopping.money import Money
from skill.shopping.product import Product, ProductWords, Quote
from tests.services.conftest import UNKNOWN
from tests.services.test_find_own import Households, Shelf, digest, ids, never

CHEAPER, CHEAPEST, BIGGER, BIGGEST = Comparison.CHEAPER, Comparison.CHEAPEST, Comparison.BIGGER, Comparison.BIGGEST
SMALLER, SMALLEST = Comparison.SMALLER, Comparison.SMALLEST


def _called(product_id: str, name: str, size: str = "", category: str = "paper") -> Product:
    return Product(
        product_id, {"en": ProductWords(name, name)}, category, {"en": (category,)} if category else {}, "", size
    )


class Priced(Shelf):
    """The same with prices in cents and how many are left; what has no price is sold no more."""

    def __init__(self, *found: Product, **prices: int) -> None:
        super().__init__(*found)
        self.prices, self.left, self.trips = prices, dict.fromkeys(prices, 9), 0

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        assert len(product_ids) <= 10
        self.trips += 1
        return {
            one: Quote(one, Money(self.prices[one], "USD"), self.left[one]) for one in product_ids if one in self.prices
        }


SIX, TWELVE = _called("six", "Cloudy Paper", "6 rolls"), _called("twelve", "Cloudy Paper", "12 rolls")
MANY, OTHER = _called("many", "Cloudy Paper", "24 rolls"), _called("other", "Grit Sandpaper", "8 rolls")
LOOSE, MILK = _called("loose", "Paper Sheets"), _called("milk", "Milk", "1 l", "milk")


@pytest.fixture
def shelf() -> Priced:
    return Priced(SIX, TWELVE, MANY, OTHER, LOOSE, MILK, six=300, twelve=700, many=900, other=250, loose=100, milk=50)


def test_what_is_cheaper_by_the_piece_comes_before_less_for_less(shelf: Priced, household: Households) -> None:
    anna = household(history=History(digest("many"), never))
    assert ids(beyond(shelf, anna, MANY, CHEAPER)) == ["other", "loose", "six", "twelve"]
    assert ids(beyond(shelf, anna, MANY, CHEAPEST)) == ["loose", "other", "six", "twelve"]
    found = beyond(shelf, anna, TWELVE, CHEAPER)
    assert (ids(found), found.own) == (["other", "six", "loose"], False)
    assert not beyond(shelf, anna, LOOSE, CHEAPER).products
    assert ids(beyond(shelf, anna, MANY, CHEAPER, "sandpaper")) == ["other"]


def test_unasked_only_what_costs_half_of_it_at_least_stands_in(shelf: Priced, household: Households) -> None:
    anna = household(history=History(digest(), never))
    assert ids(beyond(shelf, anna, MANY, CHEAPER, instead=True)) == ["twelve"]
    assert ids(beyond(shelf, anna, TWELVE, CHEAPER, instead=True)) == []
    shelf.prices["other"] = 350
    assert ids(beyond(shelf, anna, TWELVE, CHEAPER, instead=True)) == ["other"]


def test_the_next_size_of_what_is_called_alike_comes_first(shelf: Priced, household: Households) -> None:
    anna = household(history=History(digest("twelve"), never))
    assert ids(beyond(shelf, anna, SIX, BIGGER)) == ["twelve", "many", "other"]
    assert beyond(shelf, anna, SIX, BIGGER).own
    assert ids(beyond(shelf, anna, SIX, BIGGEST)) == ["many", "twelve", "other"]
    assert ids(beyond(shelf, anna, MANY, SMALLER)) == ["twelve", "six", "other"]
    assert ids(beyond(shelf, anna, MANY, SMALLEST)) == ["six", "twelve", "other"]
    assert not beyond(shelf, anna, MANY, BIGGER).products
    assert not beyond(shelf, anna, LOOSE, BIGGER).products


def test_what_is_sold_out_or_sold_no_more_is_left_out(shelf: Priced, household: Households) -> None:
    anna = household(history=History(digest(), never))
    shelf.left["other"] = 0
    del shelf.prices["loose"]
    assert ids(beyond(shelf, anna, MANY, CHEAPER)) == ["six", "twelve"]
    assert ids(extreme(shelf, anna, "paper", CHEAPEST)) == ["six", "twelve", "many"]
    del shelf.prices["many"]
    assert not beyond(shelf, anna, MANY, CHEAPER).products
    assert not beyond(shelf, anna, _called("none", "Thing", category=""), CHEAPER).products


def test_without_caffeine_it_stays(household: Households) -> None:
    ground, beans = (
        _called("ground", "Ground Coffee", "12 oz", "coffee"),
        _called("beans", "Coffee Beans", "12 oz", "coffee"),
    )
    decaf = _called("decaf", "Decaf Coffee Pods", "12 pods", "coffee")
    pods, instant = _called("pods", "Decaf Pods", "6 pods", "coffee"), _called("instant", "Decaf Powder", "", "coffee")
    shelf = Priced(ground, beans, decaf, pods, instant, ground=300, beans=400, decaf=700, pods=600, instant=650)
    anna = household(history=History(digest(), never))
    assert ids(beyond(shelf, anna, decaf, CHEAPER)) == ["pods", "instant", "ground", "beans"]
    assert ids(beyond(shelf, anna, beans, CHEAPER)) == ["ground"]


def test_of_several_one_is_the_cheapest(shelf: Priced, household: Households) -> None:
    anna = household(history=History(digest("six"), never))
    found = one_of(shelf, anna, [TWELVE, SIX, MANY], CHEAPER)
    assert (ids(found), found.own) == (["six"], True)
    assert ids(one_of(shelf, anna, [TWELVE, SIX, MANY], BIGGEST)) == ["many"]
    assert ids(one_of(shelf, anna, [TWELVE, SIX, MANY], SMALLER)) == ["six"]
    shelf.prices["twelve"] = 300
    assert not one_of(shelf, anna, [TWELVE, SIX], CHEAPER).products
    assert not one_of(shelf, anna, [TWELVE, LOOSE], BIGGER).products
    assert not one_of(shelf, anna, [], CHEAPER).products


def test_the_most_of_all_that_is_called_so(shelf: Priced, household: Households) -> None:
    anna = household(history=History(digest(), never))
    assert ids(extreme(shelf, anna, "paper", CHEAPEST)) == ["loose", "other", "six", "twelve", "many"]
    assert ids(extreme(shelf, anna, "cloudy paper", BIGGEST)) == ["many", "twelve", "six"]
    assert ids(extreme(shelf, anna, "cloudy paper", SMALLEST)) == ["six", "twelve", "many"]
    assert not extreme(shelf, anna, "beer", CHEAPEST).products


def test_the_same_in_the_size_that_was_said(shelf: Priced, household: Households) -> None:
    anna = household(history=History(digest("other"), never))
    assert ids(of_size(shelf, anna, SIX, "the 24 pack")) == ["many"]
    assert not of_size(shelf, anna, SIX, "the six pack").products
    eight = _called("eight", "Cloudy Paper Extra", "8 rolls")
    found = of_size(Priced(SIX, OTHER, eight), anna, SIX, "the eight pack")
    assert (ids(found), found.own) == (["eight", "other"], False)


def test_prices_are_asked_ten_a_trip_and_not_without_end(household: Households) -> None:
    many = [_called(f"p{number}", "Paper", f"{number} rolls") for number in range(1, COMPARED + 9)]
    shelf = Priced(*many, **{product.id: 100 + place for place, product in enumerate(many)})
    anna = household(history=History(digest(), never))
    assert ids(extreme(shelf, anna, "paper", CHEAPEST))[:2] == ["p1", "p2"]
    assert shelf.trips == COMPARED // 10


def test_an_unknown_voice_is_not_told_what_is_the_households_own(shelf: Priced, household: Households) -> None:
    secret = Product(
        "secret", {"en": ProductWords("Secret Paper", "Secret Paper")}, "paper", {"en": ("paper",)}, sensitive=True
    )
    shelf.found = (*shelf.found, secret)
    shelf.prices["secret"], shelf.left["secret"] = 10, 3
    anna = household(history=History(digest("secret"), never), speaker=UNKNOWN)
    found = beyond(shelf, anna, MANY, CHEAPEST)
    assert (found.first.id, found.own) == ("secret", False)
