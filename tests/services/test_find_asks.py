"""What a careful assistant does not offer without a word: namesakes, and what strangers' names only hold in part."""

from __future__ import annotations

from msgspec.structs import replace

from skill.services.find import find
from skill.services.household import History
from skill.shopping.matching.confidence import How
from skill.shopping.product import Product, ProductWords
from tests.services.test_find_own import Households, Shelf, digest, ids, never


def _called(product_id: str, name: str, category: str, kind: str) -> Product:
    return Product(product_id, {"en": ProductWords(name, name)}, category, {"en": (kind,)})


SPINACH = _called("spinach", "Spinach", "greens", "salads and greens")
BABY = _called("baby", "Organic Baby Spinach", "greens", "salads and greens")
DIP = _called("dip", "Onion Dip Spinach", "dips", "dips")


def test_a_name_that_holds_for_another_of_the_kind_names_both(household: Households) -> None:
    anna = household(history=History(digest("spinach", "baby"), never))
    found = find(Shelf(SPINACH, BABY), anna, "spinach")
    assert (ids(found), found.how) == (["spinach", "baby"], How.WITH_ANOTHER)
    of_two_kinds = household(history=History(digest("spinach", "dip"), never))
    found = find(Shelf(SPINACH, DIP), of_two_kinds, "spinach")
    assert (found.first.id, found.how) == ("spinach", How.AT_ONCE)


MILK = _called("milk", "Cloverfield Milk", "milk", "milk")
ALMOND = _called("almond", "Almond Milk", "plant drinks", "plant drinks")
BAR = _called("bar", "Milk Chocolate Bar", "candy", "candy")


def test_what_is_called_a_kind_is_of_it_on_whichever_shelf(household: Households) -> None:
    anna = household(history=History(digest("milk", "almond", "bar"), never))
    found = find(Shelf(MILK, ALMOND, BAR), anna, "milk")
    assert (ids(found), found.how) == (["milk", "almond"], How.WITH_ANOTHER)


CRUNCH = _called("crunch", "Vanilla Almond Chocolate Crunch Bar", "ice cream", "ice cream")
PANCAKES = _called("pancakes", "Morning Bites Chocolatey Chip Pancakes", "frozen", "frozen things")


def test_of_what_is_new_more_than_half_of_the_name_must_be_said(household: Households) -> None:
    anna = household(history=History(digest(), never))
    found = find(Shelf(CRUNCH), anna, "crunch bar")
    assert (ids(found), found.how) == (["crunch"], How.OPTIONS)
    found = find(Shelf(CRUNCH), anna, "almond chocolate crunch bar")
    assert (ids(found), found.how) == (["crunch"], How.AT_ONCE)


def test_what_is_new_must_sound_like_the_words_as_a_whole(household: Households) -> None:
    anna = household(history=History(digest(), never))
    found = find(Shelf(PANCAKES), anna, "chocolaty breakfast bytes")
    assert found.how is not How.AT_ONCE or not found.products
    found = find(Shelf(PANCAKES), anna, "chocolaty bites")
    assert (ids(found), found.how) == (["pancakes"], How.OPTIONS)
    found = find(Shelf(PANCAKES), anna, "morning bytes chocolatey chip pancakes")
    assert (ids(found), found.how) == (["pancakes"], How.AT_ONCE)


SHAKE = _called("shake", "Vegan Chocolate Shake", "protein", "protein shakes")


def test_what_is_new_must_have_the_words_itself(household: Households) -> None:
    anna = household(history=History(digest(), never))
    found = find(Shelf(SHAKE), anna, "chocolate protein shake")
    assert (ids(found), found.how) == (["shake"], How.OPTIONS)
    found = find(Shelf(SHAKE), anna, "chocolate protein shake", ids=["shake"])
    assert (ids(found), found.how) == (["shake"], How.AT_ONCE)
    found = find(Shelf(SHAKE), anna, "chocolate shake")
    assert (ids(found), found.how) == (["shake"], How.AT_ONCE)


DRAWERS = _called("drawers", "Cedar Hill Dresser, Small Wood Organizer with Five Drawers", "furniture", "dressers")
CRAB = _called("crab", "Imitation Crab Sticks", "seafood", "seafood")


def test_one_word_that_says_not_what_it_is_asks_first(household: Households) -> None:
    anna = household(history=History(digest("drawers", "crab"), never))
    shelf = Shelf(DRAWERS, CRAB)
    for misheard in ("small", "wood, not trader sticks"):
        found = find(shelf, anna, misheard)
        assert (ids(found), found.own, found.how) == (["drawers"], True, How.OPTIONS)
    for told in ("small wood organizer", "small drawers", "dresser"):
        found = find(shelf, anna, told)
        assert (ids(found), found.how) == (["drawers"], How.AT_ONCE)
    found = find(shelf, anna, "small", ids=["drawers"])
    assert (ids(found), found.how) == (["drawers"], How.AT_ONCE)


def test_a_whole_brand_tells_what_of_it_is_bought(household: Households) -> None:
    anna = household(history=History(digest("drawers"), never))
    branded = replace(DRAWERS, brand="Cedar Hill")
    found = find(Shelf(branded), anna, "cedar hill")
    assert (ids(found), found.how) == (["drawers"], How.AT_ONCE)
    found = find(Shelf(replace(DRAWERS, brand="Cedar")), anna, "cedar")
    assert (ids(found), found.how) == (["drawers"], How.AT_ONCE)
    found = find(Shelf(branded), anna, "cedar")
    assert (ids(found), found.how) == (["drawers"], How.OPTIONS)
