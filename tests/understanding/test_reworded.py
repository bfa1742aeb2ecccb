"""What the shop has may be said in other words than the shop's, with a size, or with what is not wanted."""

import pytest

from skill.locales.hearing import hearing
from skill.locales.vocabulary import Entry, Vocabulary
from skill.understanding.reworded import Reworded

ENGLISH = Reworded(
    Vocabulary(
        (Entry("cola", "Sprizz cola"), Entry("coffee", "dark roast coffee"), Entry("soap", "laundry detergent"))
    ),
    ["decaf", "large"],
    hearing("en"),
)
GERMAN = Reworded(
    Vocabulary((Entry("tissues", "Kosmetiktücher", ("Taschentücher",)), Entry("soap", "Waschmittel"))),
    [],
    hearing("de"),
)


@pytest.mark.parametrize(
    "text",
    [
        "sprizz cola",
        "two liter coke",
        "a twelve pack of cola",
        "coffee but not the decaf",
        "fragrance free detergent",
        "decaf coffee",
    ],
)
def test_known_in_other_words(text: str) -> None:
    assert ENGLISH.knows(text)


@pytest.mark.parametrize(
    "text", ["", "decaf", "not the decaf", "two liters", "coffee table", "sharmin", "fragrance free"]
)
def test_not_known_without_a_thing_or_with_a_stranger(text: str) -> None:
    assert not ENGLISH.knows(text)


@pytest.mark.parametrize("text", ["Tempos", "parfümfreies Waschmittel", "ein Zehnerpack Taschentücher"])
def test_in_german(text: str) -> None:
    assert GERMAN.knows(text)


def test_not_in_german() -> None:
    assert not GERMAN.knows("Quark")
