"""What one person prefers: meant by the kind's name, never in the way of another product that was named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from skill.profile.home import Home, Person
from skill.services.find import Found, find
from skill.services.household import Household
from skill.services.people import MOST_LIKES, liked, with_like
from skill.shopping.matching.confidence import How
from skill.shopping.matching.habit import Why
from skill.shopping.product import Product, ProductWords
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import CHILD, KNOWN, UNKNOWN
from tests.services.test_find_own import Shelf

Households = Callable[..., Household]
ANNA, BEN, MIA = Person("anna", "Anna"), Person("ben", "Ben"), Person("mia", "Mia", child=True)
DECAF, DARK, WHOLE = KNOWN["coffee-decaf"], KNOWN["coffee-dark"], KNOWN["milk-whole"]


def liking(household: Households, *likes: tuple[Person, Product], person: Person | None = ANNA) -> Household:
    """Anna's household, in which these people prefer these products; she bought dark roast coffee and oat milk."""
    customer = household().customer
    for one, product in likes:
        customer = with_like(customer, one, product)
    speaker = UNKNOWN if person is None else replace(household().speaker, person=person.id)
    return household(customer=customer, person=person, speaker=speaker)


def ids(found: Found) -> list[str]:
    return [product.id for product in found.products]


def test_the_kind_means_what_this_person_prefers(shop: EmbeddedShop, household: Households) -> None:
    both = ((ANNA, DECAF), (BEN, DARK))
    anna = find(shop, liking(household, *both), "coffee")
    assert (ids(anna), anna.how, anna.own) == (["coffee-decaf", "coffee-dark"], How.AT_ONCE, False)
    assert anna.why is Why.PREFERRED
    ben = find(shop, liking(household, *both, person=BEN), "coffee")
    assert (ids(ben), ben.how, ben.own) == (["coffee-dark"], How.AT_ONCE, True)


@pytest.mark.parametrize("person", [BEN, None], ids=["Ben", "nobody"])
def test_for_everybody_else_it_is_the_households_usual(
    shop: EmbeddedShop, household: Households, person: Person | None
) -> None:
    found = find(shop, liking(household, (ANNA, DECAF), person=person), "coffee")
    assert (ids(found), found.own) == (["coffee-dark"], True)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dark roast coffee", ["coffee-dark"]),
        ("dark roast", ["coffee-dark"]),
        ("decaf", ["coffee-decaf"]),
        ("oat milk", ["milk-oat"]),
        ("milk", ["milk-oat"]),
        ("zeppelin", []),
    ],
)
def test_another_product_that_is_named_is_meant(
    shop: EmbeddedShop, household: Households, words: str, expected: list[str]
) -> None:
    assert ids(find(shop, liking(household, (ANNA, DECAF)), words)) == expected


def test_what_was_refused_is_not_preferred(shop: EmbeddedShop, household: Households) -> None:
    found = find(shop, liking(household, (ANNA, DECAF)), "coffee", refused={"coffee-decaf"})
    assert ids(found) == ["coffee-dark"]


def test_something_else_that_is_preferred_takes_its_place(household: Households) -> None:
    anna = liking(household, (ANNA, DECAF), (ANNA, WHOLE), (ANNA, DARK))
    assert liked(anna) == ["milk-whole", "coffee-dark"]


def _named(product_id: str, name: str, category: str = "coffee") -> Product:
    words = {"en": ProductWords(name.title(), name), "de": ProductWords(name, name)}
    kinds: dict[str, tuple[str, ...]] = {"en": (category,)} if category else {}
    return Product(product_id, words, category, kinds)


ESPRESSO = _named("espresso", "organic decaf coffee")
CANDY = _named("candy", "coffee candy", "candy")


def test_the_very_name_of_another_is_more_exact_than_words_of_the_preferred_one(household: Households) -> None:
    found = find(Shelf(DECAF, ESPRESSO), liking(household, (ANNA, ESPRESSO)), "decaf coffee")
    assert (ids(found), found.how) == (["coffee-decaf"], How.AT_ONCE)
    assert ids(find(Shelf(DECAF, ESPRESSO), liking(household, (ANNA, ESPRESSO)), "decaf")) == [
        "espresso",
        "coffee-decaf",
    ]


def test_a_preference_of_one_kind_says_nothing_about_two(household: Households) -> None:
    beans, candy = _named("beans", "mocha beans"), _named("bar", "mocha bar", "candy")
    found = find(Shelf(beans, candy), liking(household, (ANNA, beans)), "mocha")
    assert (set(ids(found)), found.how) == ({"beans", "bar"}, How.OPTIONS)


def test_products_of_no_kind_are_preferred_only_where_they_fit(household: Households) -> None:
    red, blue = _named("red", "red balloon", ""), _named("blue", "blue balloon", "")
    anna = liking(household, (ANNA, red))
    assert (ids(find(Shelf(blue, red), anna, "balloon"))[0], find(Shelf(blue, red), anna, "balloon").how) == (
        "red",
        How.AT_ONCE,
    )
    assert ids(find(Shelf(blue, red), anna, "blue balloon")) == ["blue"]


def test_what_is_sold_no_more_is_not_offered(household: Households) -> None:
    found = find(Shelf(DARK), liking(household, (ANNA, DECAF)), "coffee")
    assert ids(found) == ["coffee-dark"]


def test_what_is_nothing_for_a_child_is_not_found_by_preference(shop: EmbeddedShop, household: Households) -> None:
    kit = replace(KNOWN["test-kit"], category="test", category_words={})
    customer = with_like(household().customer, MIA, kit)
    mia = household(customer=customer, person=MIA, child=MIA, speaker=CHILD)
    assert liked(mia) == ["test-kit"]
    assert not find(shop, mia, "pregnancy test").own


def test_likes_are_kept_by_person_and_kind_and_not_without_end(household: Households) -> None:
    customer = household().customer
    for number in range(MOST_LIKES + 3):
        customer = with_like(customer, ANNA, replace(DECAF, id=f"p-{number}", category=f"kind-{number}"))
    customer = with_like(customer, BEN, DARK)
    kept = customer.home.likes["anna"]
    assert (len(kept), next(iter(kept.values())), customer.home.likes["ben"]) == (
        MOST_LIKES,
        "p-3",
        {"coffee": "coffee-dark"},
    )
    assert customer.home == Home(likes=customer.home.likes)


class Counted(Shelf):
    """Which products were looked up."""

    def __init__(self, *found: Product) -> None:
        super().__init__(*found)
        self.asked: list[list[str]] = []

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        self.asked.append(list(product_ids))
        return super().get(product_ids)


def test_nothing_is_looked_up_for_who_prefers_nothing(household: Households) -> None:
    shelf = Counted(DARK, DECAF)
    find(shelf, liking(household, (BEN, DECAF)), "coffee")
    assert shelf.asked == [["coffee-dark", "milk-oat", "test-kit"]]
