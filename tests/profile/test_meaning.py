"""What somebody means by some words: the newest fifty, and nothing of an order that was undone."""

from __future__ import annotations

import msgspec

from skill.profile.home import Home
from skill.profile.meaning import MOST_MEANINGS, Meaning, with_meaning, without_order

DECAF = Meaning("coffee", "decaf", "anna", 739_938, chosen=1)
DARK = Meaning("coffee", "dark", "anna", 739_938, refused=1)


def test_the_newest_are_kept_one_for_each_person_words_and_product() -> None:
    many = [msgspec.structs.replace(DECAF, product_id=f"p{number}") for number in range(MOST_MEANINGS + 1)]
    home = Home()
    for one in many:
        home = home.with_meaning(one)
    assert home.meanings == tuple(many[1:])

    again = msgspec.structs.replace(many[1], chosen=2)
    assert with_meaning(home.meanings, again) == (*many[2:], again)
    others = msgspec.structs.replace(many[1], person="ben")
    assert with_meaning((many[1],), others) == (many[1], others)


def test_what_came_of_an_undone_order_is_taken_back() -> None:
    bought, not_bought = (msgspec.structs.replace(one, order="o-1") for one in (DECAF, DARK))
    elsewhere = msgspec.structs.replace(DECAF, words="espresso", order="o-2")
    assert without_order((bought, not_bought, elsewhere), "o-1", {"decaf"}) == (elsewhere,)

    often = msgspec.structs.replace(bought, chosen=3, refused=1)
    assert without_order((often,), "o-1", {"decaf"}) == (msgspec.structs.replace(often, chosen=2, refused=1, order=""),)
