"""Finding what some words mean: the household's own first, then the catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from skill.locales.hearing import hearing
from skill.services.find import Found, find
from skill.services.household import Household
from skill.shopping.matching.confidence import How
from skill.shopping.matching.habit import Why
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import KNOWN, UNKNOWN

Households = Callable[..., Household]


def ids(found: Found) -> list[str]:
    return [product.id for product in found.products]


def test_the_households_own_beats_the_catalogue(shop: EmbeddedShop, household: Households) -> None:
    found = find(shop, household(), "coffee")
    assert (ids(found), found.how, found.own, found.why) == (["coffee-dark"], How.AT_ONCE, True, Why.ONLY)


def test_words_that_fit_another_one_better_find_that(shop: EmbeddedShop, household: Households) -> None:
    found = find(shop, household(), "decaf coffee")
    assert (ids(found), found.how, found.own) == (["coffee-decaf"], How.AT_ONCE, False)


def test_what_was_never_bought_comes_from_the_catalogue(shop: EmbeddedShop, household: Households) -> None:
    found = find(shop, household(), "dollhouse")
    assert (ids(found), found.why) == (["dollhouse"], Why.NEW)


def test_what_is_not_sold_is_not_found(shop: EmbeddedShop, household: Households) -> None:
    assert find(shop, household(), "zeppelin") == Found()


def test_the_assistants_own_match_counts_when_the_words_say_nothing(shop: EmbeddedShop, household: Households) -> None:
    assert ids(find(shop, household(), "the thingy", ids=["dollhouse", "gone", "category:coffee"])) == ["dollhouse"]
    assert find(shop, household(), "the thingy", ids=["category:coffee"]) == Found()


def test_what_only_sounds_alike_counts_when_nothing_else_fits(shop: EmbeddedShop, household: Households) -> None:
    assert ids(find(shop, household(), "cofee")) == ["coffee-dark"]
    assert ids(find(shop, household(), "cofee", ids=["dollhouse"])) == ["dollhouse"]


def test_what_was_refused_is_not_found_again(shop: EmbeddedShop, household: Households) -> None:
    assert ids(find(shop, household(), "coffee", refused={"coffee-dark"})) == ["coffee-decaf"]
    assert find(shop, household(), "the thingy", ids=["dollhouse"], refused={"dollhouse"}) == Found()


def test_one_of_the_same_kind_is_preferred(shop: EmbeddedShop, household: Households) -> None:
    assert ids(find(shop, household(), "milk", refused={"milk-oat"}, category="milk")) == ["milk-whole"]


def test_what_is_sensitive_is_not_the_households_for_an_unknown_voice(
    shop: EmbeddedShop, household: Households
) -> None:
    """It is in the catalogue, as for anybody; that it was bought shows nowhere."""
    own = find(shop, household(), "pregnancy test")
    stranger = find(shop, household(speaker=UNKNOWN), "pregnancy test")
    assert (ids(own), own.own) == (["test-kit"], True)
    assert (ids(stranger), stranger.own) == (["test-kit"], False)


@pytest.mark.parametrize(("locale", "words"), [("de-DE", "Hafermilch"), ("de-DE", "Milch"), ("en-US", "oat milk")])
def test_in_the_language_that_is_spoken(shop: EmbeddedShop, household: Households, locale: str, words: str) -> None:
    found = find(shop, household(hearing=hearing(locale)), words)
    assert found.first == KNOWN["milk-oat"]


@pytest.mark.parametrize("words", ["", " ", "&", "' OR 1=1", "💥", "a" * 5000, "the the the"])
def test_any_words_find_something_or_nothing(shop: EmbeddedShop, household: Households, words: str) -> None:
    found = find(shop, household(), words)
    assert len(found.products) <= 10
