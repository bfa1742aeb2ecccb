"""One word that is left of misheard ones tells what to ask about, where few products have it."""

import pytest

from skill.locales.hearing import hearing
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.telling import MOST, telling_among
from tests.shopping.matching.shelf import product

EN = hearing("en-US")
MIX = product("Harlow Sugar-Free Cappuccino Mix")
CHICKEN = [product(f"Chicken soup number {number}") for number in range(MOST + 1)]
FABRIC = product("Fabric Shaver")


@pytest.mark.parametrize(
    ("heard", "grade"),
    [
        ("order of cappuccino", Grade.PARTLY),
        ("decadent cappuccino", Grade.PARTLY),
        ("decadent cappuccino and bread", Grade.NONE),  # of two things in one breath none is meant by part of the words
        ("not the cappuccino", Grade.NONE),
        ("the mix on who", Grade.NONE),  # too short a word
        ("downy infusions botanical mist liquid cappuccino softener", Grade.NONE),  # too little of all that was said
    ],
)
def test_a_telling_word(heard: str, grade: Grade) -> None:
    assert telling_among(heard, [MIX, FABRIC, *CHICKEN], EN)(heard, MIX, EN).grade is grade


def test_a_word_that_many_have_tells_nothing() -> None:
    heard = "the who chicken"
    assert telling_among(heard, [MIX, *CHICKEN], EN)(heard, CHICKEN[0], EN).grade is Grade.NONE
    assert telling_among(heard, [MIX, *CHICKEN[1:]], EN)(heard, CHICKEN[1], EN).grade is Grade.PARTLY
