"""Finding in both parts of the history, among products of one kind, and with the assistant's own match."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from skill.services.find import Found, find
from skill.services.household import History, Household
from skill.shopping.matching.confidence import How
from skill.shopping.product import Product, ProductWords, Quote
from skill.shopping.purchases import Digest, Entry, Purchase, rebuild
from skill.storefronts.embedded import EmbeddedShop
from tests.services.conftest import KNOWN, UNKNOWN
from tests.support.tiny_shop import NOON

Households = Callable[..., Household]
COFFEE = KNOWN["coffee-dark"]
TEA = replace(COFFEE, id="tea-dark", category="tea")
KITS = [replace(KNOWN["test-kit"], id=f"kit-{letter}") for letter in "abc"]


class Shelf:
    """A shop that has a few products and finds all of them."""

    def __init__(self, *found: Product) -> None:
        self.found = found

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        return list(self.found)

    of_kind = search

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        return {product.id: product for product in self.found if product.id in product_ids}

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        raise AssertionError("finding asks for no price")


def digest(*names: str, complete: bool = True) -> Digest:
    entries: dict[str, Entry] = {}
    for name in names:
        entry = rebuild([Purchase(NOON.toordinal() - 9, 1, 100)])
        assert entry is not None
        entries[name] = entry
    return Digest(entries, complete=complete)


def never() -> Digest:
    raise AssertionError("the rest was read")


def ids(found: Found) -> list[str]:
    return [product.id for product in found.products]


def test_what_lies_in_the_rest_is_the_households_own(shop: EmbeddedShop, household: Households) -> None:
    anna = household(history=History(digest("coffee-dark", complete=False), lambda: digest("milk-whole")))
    found = find(shop, anna, "milk")
    assert (ids(found), found.own) == (["milk-whole"], True)
    refused = find(shop, anna, "milk", refused={"milk-whole"})
    assert (ids(refused), refused.own) == (["milk-oat"], False)


def test_the_rest_is_not_read_for_what_lies_in_the_hot_part(shop: EmbeddedShop, household: Households) -> None:
    anna = household(history=History(digest("milk-oat", complete=False), never))
    found = find(shop, anna, "milk")
    assert (ids(found), found.own) == (["milk-oat"], True)


def test_one_kind_is_preferred_among_the_households_own_and_in_the_catalogue(household: Households) -> None:
    shelf = Shelf(COFFEE, TEA)
    for history in (History(Digest(), never), History(digest("coffee-dark", "tea-dark"), never)):
        anna = household(history=history)
        assert ids(find(shelf, anna, "dark roast", category="tea")) == ["tea-dark"]
        assert sorted(ids(find(shelf, anna, "dark roast", category="cocoa"))) == ["coffee-dark", "tea-dark"]
        assert sorted(ids(find(shelf, anna, "dark roast"))) == ["coffee-dark", "tea-dark"]


def test_words_that_fit_beat_the_assistants_match(shop: EmbeddedShop, household: Households) -> None:
    anna = household(history=History(Digest(), never))
    assert ids(find(shop, anna, "decaf coffee", ids=["dollhouse"])) == ["coffee-decaf"]


def test_what_was_bought_in_private_moves_nothing_up_for_an_unknown_voice(household: Households) -> None:
    shelf, history = Shelf(*KITS), History(digest("kit-c"), never)
    own = find(shelf, household(history=history), "pregnancy test")
    stranger = find(shelf, household(history=history, speaker=UNKNOWN), "pregnancy test")
    guest = find(shelf, household(history=History(Digest(), never), speaker=UNKNOWN), "pregnancy test")
    assert (ids(own), own.own) == (["kit-c"], True)
    assert stranger == guest
    assert not stranger.own


def _called(product_id: str, category: str, *names: str) -> Product:
    """A product of these names: the spoken one first."""
    first, *others = names
    words = {"en": ProductWords(first, first, tuple(others))}
    return Product(product_id, words, category=category, category_words={"en": (category,)})


CAT = _called("cat", "cat things", "Mewsley dry cat food", "cat kibble")
DOGS = [
    _called("dog-dry", "dog things", "Wag dry dog food", "dog food"),
    _called("dog-can", "dog things", "Wag dog food tin"),
]
PAPER = _called("paper", "paper", "Softleaf toilet paper")
OTHER_PAPER = _called("other-paper", "paper", "Penny toilet paper", "loo roll")


def test_what_has_the_very_words_comes_before_what_other_words_for_them_mean(household: Households) -> None:
    anna = household(history=History(digest("cat", "paper"), never))
    shelf = Shelf(CAT, *DOGS, PAPER, OTHER_PAPER)
    found = find(shelf, anna, "dog food")
    assert (found.first.id, found.own) == ("dog-dry", False)
    found = find(shelf, anna, "dog food", refused={"dog-dry"})
    assert (ids(found), found.own) == (["dog-can"], False)
    # Of one kind it is theirs that is meant, whichever is called just so.
    found = find(shelf, anna, "loo roll")
    assert (ids(found), found.own) == (["paper"], True)


APPLES = _called("apples", "", "Organic sweet red Gala Fernhill apples")
APPLE = _called("apple", "", "Apple")
FETA = _called("feta", "", "Feta cheese crumbles")
STRING = _called("string", "", "String cheese sticks")
CHEESE = _called("cheese", "", "Cheese")


def test_a_long_name_of_what_the_household_buys_comes_before_anothers_short_one(household: Households) -> None:
    anna = household(history=History(digest("apples"), never))
    found = find(Shelf(APPLES, APPLE), anna, "apples")
    assert (ids(found), found.own, found.how) == (["apples"], True, How.AT_ONCE)


def test_what_merely_mentions_it_is_named_beside_what_is_called_just_so(household: Households) -> None:
    anna = household(history=History(digest("feta"), never))
    found = find(Shelf(FETA, CHEESE), anna, "cheese")
    assert (ids(found), found.own, found.how) == (["feta", "cheese"], True, How.WITH_ANOTHER)
    assert not found.described
    of_several = household(history=History(digest("feta", "string"), never))
    found = find(Shelf(FETA, STRING, CHEESE), of_several, "cheese")
    assert (ids(found), found.own, found.how) == (["feta", "cheese", "string"], True, How.OPTIONS)


def test_of_what_nobody_says_the_kind_its_own_name_does(household: Households) -> None:
    gummies = _called("gummies", "", "Gummy vitamins")
    tablets = _called("tablets", "vitamins", "Brightwell tablets", "vitamins")
    anna = household(history=History(digest("gummies", "tablets"), never))
    assert set(ids(find(Shelf(gummies, tablets), anna, "vitamins"))) == {"gummies", "tablets"}


GROUND = replace(_called("ground", "coffee", "Bluebird ground coffee"), brand="Bluebird")
BEANS = replace(_called("beans", "coffee", "Bluebird coffee beans"), brand="Bluebird")


def test_a_whole_name_with_its_brand_means_what_is_called_so(household: Households) -> None:
    anna = household(history=History(digest("ground"), never))
    found = find(Shelf(GROUND, BEANS), anna, "bluebird coffee beans")
    assert (ids(found), found.own, found.how) == (["beans"], False, How.AT_ONCE)
    both = household(history=History(digest("ground", "beans"), never))
    found = find(Shelf(GROUND, BEANS), both, "bluebird ground coffee")
    assert (ids(found), found.own, found.how) == (["ground"], True, How.AT_ONCE)
