"""What there is instead: of the same kind, what the household often buys first, in stock and about as dear."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from msgspec.structs import replace

from skill.locales.hearing import hearing
from skill.services.household import History, Household
from skill.services.offering import SoldOut, Want, alternatives, make_offer
from skill.shopping.money import Money
from skill.shopping.product import Product, Quote
from skill.shopping.purchases import Digest, Purchase, rebuild
from tests.services.conftest import KNOWN, UNKNOWN
from tests.support.tiny_shop import CONFIG, NOON

Households = Callable[..., Household]
TODAY = NOON.toordinal()
MILK = KNOWN["milk-oat"]
SOME = [replace(MILK, id=f"milk-{number}") for number in range(9)]


class Shelf:
    """A shop that finds the same products for any words, and remembers what it was asked for."""

    def __init__(self, *found: Product) -> None:
        self.found, self.searched = found, list[tuple[str, str, int]]()

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        self.searched.append((words, language, at_most))
        return list(self.found)

    of_kind = search

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        return {product.id: product for product in self.found if product.id in product_ids}

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        raise AssertionError("this turn has its quotes already")


def history(**last_day: int) -> History:
    """Products bought once, so many days ago."""
    entries = {
        name.replace("_", "-"): entry
        for name, ago in last_day.items()
        if (entry := rebuild([Purchase(TODAY - ago, 1, 349)]))
    }
    return History(Digest(entries), Digest)


def ids(found: Sequence[Product]) -> list[str]:
    return [product.id for product in found]


def test_four_are_enough(household: Households) -> None:
    """They are quoted in one trip with what was wanted."""
    assert ids(alternatives(Shelf(MILK, *SOME), household(), MILK)) == ["milk-0", "milk-1", "milk-2", "milk-3"]


def test_only_others_of_the_same_kind(household: Households) -> None:
    shelf = Shelf(MILK, KNOWN["coffee-dark"], SOME[0], KNOWN["paper"])
    assert ids(alternatives(shelf, household(), MILK)) == ["milk-0"]
    assert shelf.searched == [("milk", "en", 20)]


def test_the_kind_is_named_in_the_language_spoken(household: Households) -> None:
    shelf = Shelf(*SOME)
    alternatives(shelf, household(hearing=hearing("de-DE")), MILK)
    assert shelf.searched == [("Milch", "de", 20)]


def test_what_the_shop_names_no_kind_of_has_none(household: Households) -> None:
    shelf = Shelf(*SOME)
    assert alternatives(shelf, household(), KNOWN["paper"]) == []
    assert shelf.searched == []


def test_what_the_household_buys_comes_first_the_latest_before_the_rest(household: Households) -> None:
    anna = household(history=history(milk_3=200, milk_5=10))
    assert ids(alternatives(Shelf(*SOME), anna, MILK)) == ["milk-5", "milk-3", "milk-0", "milk-1"]


def test_an_unknown_voice_is_offered_what_the_household_bought_and_may_be_told(household: Households) -> None:
    stranger = household(speaker=UNKNOWN, history=history(milk_3=20, milk_5=10))
    assert ids(alternatives(Shelf(*SOME), stranger, MILK)) == ["milk-5", "milk-3"]
    secret = Shelf(*(replace(one, sensitive=True) for one in SOME))
    assert alternatives(secret, stranger, MILK) == []


@pytest.mark.parametrize(
    ("quotes", "instead"),
    [
        # Nobody knows a price of what was wanted: nothing to compare with.
        ({"milk-0": Quote("milk-0", Money(999, "USD"))}, True),
        # Nobody knows a price of the other one.
        ({"milk-oat": Quote("milk-oat", Money(350, "USD"), 0)}, False),
        # Exactly half the price, and the last one there is.
        (
            {
                "milk-oat": Quote("milk-oat", Money(350, "USD"), 0),
                "milk-0": Quote("milk-0", Money(175, "USD"), 1),
            },
            True,
        ),
    ],
)
def test_with_the_quotes_of_this_turn_nothing_is_asked_again(
    household: Households, quotes: Mapping[str, Quote], instead: bool
) -> None:
    made = make_offer(Shelf(MILK, SOME[0]), CONFIG, household(), [Want(MILK)], session="s", turn_id="r", quotes=quotes)
    assert made == (SoldOut(MILK, quotes["milk-0"], SOME[0]) if instead else SoldOut(MILK))
