"""What is remembered of words: for whom it counts how much, how it fades, and what is not kept at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace

from skill.profile.home import Person
from skill.profile.meaning import Meaning
from skill.services.find import find
from skill.services.household import Household
from skill.services.meanings import MOST_WEIGHT, kept_words, meant, not_meant, remembered, taken_back
from skill.shopping.matching.confidence import How
from skill.shopping.product import Product
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import ADULT, KNOWN, UNKNOWN
from tests.services.test_find_own import Shelf
from tests.support.tiny_shop import NOON

Households = Callable[..., Household]
ANNA, BEN, MIA = Person("anna", "Anna"), Person("ben", "Ben"), Person("mia", "Mia", child=True)
DECAF, DARK, KIT = KNOWN["coffee-decaf"], KNOWN["coffee-dark"], KNOWN["test-kit"]
TODAY = NOON.toordinal()


def knowing(household: Households, *meanings: Meaning, person: Person | None = ANNA, days: int = 0) -> Household:
    """Anna's household so many days later, with what was learned of its words; this person speaks."""
    customer = household().customer
    speaker = replace(ADULT, person=person.id, child=person.child) if person else UNKNOWN
    home = replace(customer.home, meanings=meanings)
    at = NOON + timedelta(days=days)
    return household(customer=replace(customer, home=home), person=person, speaker=speaker, at=at)


def chosen(
    product: Product = DECAF, words: str = "coffee", person: str = "anna", *, chosen: int = 1, refused: int = 0
) -> Meaning:
    return Meaning(words, product.id, person, TODAY, chosen, refused)


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("The  Café", "the cafe"),
        ("Weißbier", "weissbier"),
        ("seven up", "seven up"),
        ("coffee 4111 1111 1111 1111", ""),
        ("coffee 1234", ""),
        ("1 2", ""),
        ("?", ""),
        ("", ""),
        ("x" * 60, "x" * 60),
        ("x" * 61, ""),
    ],
)
def test_words_are_kept_folded_and_never_with_a_number_that_may_be_somebodys(heard: str, kept: str) -> None:
    assert kept_words(heard) == kept


@pytest.mark.parametrize(("words", "weight"), [("coffee", 1.0), ("the coffees", 1.0), ("dark coffee", None)])
def test_it_counts_for_the_same_words_whatever_their_ending(
    household: Households, words: str, weight: float | None
) -> None:
    assert remembered(knowing(household, chosen()), words).get("coffee-decaf") == weight


@pytest.mark.parametrize(("person", "weight"), [(ANNA, 1.0), (BEN, 0.5), (MIA, 0.5), (None, 0.5)])
def test_for_others_it_counts_half(household: Households, person: Person | None, weight: float) -> None:
    assert remembered(knowing(household, chosen(), person=person), "coffee") == {"coffee-decaf": weight}


def test_it_fades_and_has_an_end(household: Households) -> None:
    assert remembered(knowing(household, chosen(), days=90), "coffee") == {"coffee-decaf": 0.5}
    assert remembered(knowing(household, chosen(chosen=9)), "coffee") == {"coffee-decaf": MOST_WEIGHT}
    assert remembered(knowing(household, chosen(chosen=0, refused=9)), "coffee") == {"coffee-decaf": -MOST_WEIGHT}


@pytest.mark.parametrize("person", [MIA, None])
def test_a_child_and_an_unknown_voice_teach_nothing(household: Households, person: Person | None) -> None:
    home = knowing(household, person=person)
    assert meant(home, home.customer, "coffee", DECAF) is home.customer
    assert not_meant(home, home.customer, "coffee", DARK) is home.customer


def test_a_guest_teaches_nothing(household: Households) -> None:
    home = knowing(household)
    guest = replace(home.customer, linked=False)
    assert meant(home, guest, "coffee", DECAF) is guest


def test_what_was_just_learned_can_be_taken_back(household: Households) -> None:
    home = knowing(household, chosen(words="espresso"))
    taught = meant(home, not_meant(home, home.customer, "coffee", DARK), "coffee", DECAF)
    assert len(taught.home.meanings) == 3
    assert taken_back(home, taught, "coffee", DECAF) == home.customer


def test_what_was_meant_is_offered_before_the_habit(shop: EmbeddedShop, household: Households) -> None:
    """Nine times the dark roast, never the decaf: one correction."""
    habit = find(shop, knowing(household), "coffee")
    assert (habit.first, habit.how) == (DARK, How.AT_ONCE)
    home = knowing(household, chosen(), chosen(DARK, chosen=0, refused=1))
    found = find(shop, home, "coffee")
    assert (found.first, found.own) == (DECAF, True)
    assert found.how in (How.AT_ONCE, How.WITH_ANOTHER)


def test_a_refusal_lowers_and_never_forbids(shop: EmbeddedShop, household: Households) -> None:
    home = knowing(household, chosen(DARK, chosen=0, refused=9))
    assert DARK in find(shop, home, "coffee").products


def test_more_exact_words_win(shop: EmbeddedShop, household: Households) -> None:
    home = knowing(household, chosen(words="dark roast coffee"), chosen())
    assert find(shop, home, "dark roast coffee").first == DARK


def test_what_is_sensitive_is_found_only_for_who_may_hear_it(household: Households) -> None:
    class Silent(Shelf):
        def search(self, words: str, language: str, at_most: int) -> list[Product]:
            return []

    shelf = Silent(KIT)
    kit = chosen(KIT, words="test")
    for person, products in ((ANNA, (KIT,)), (BEN, (KIT,)), (MIA, ()), (None, ())):
        home = knowing(household, kit, person=person)
        assert find(shelf, home, "test").products == products
