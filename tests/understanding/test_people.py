"""Which words can be somebody's name."""

import pytest

from skill.locales.vocabulary import Entry, Vocabulary
from skill.understanding.names import Names
from skill.understanding.people import People

PEOPLE = People(
    ["Anna", "Mary", "Rose", "Sterling"],
    {"words": ["me", "strangers"], "endings": ["ing"]},
    Names(Vocabulary((Entry("x", "rose tea"),)), []),
)


def test_a_listed_name_has_an_id() -> None:
    assert PEOPLE.ids("Anna ") == ("anna",)
    assert PEOPLE.ids("Xiomara") == ()
    assert PEOPLE.listed["anna"] == "Anna"


@pytest.mark.parametrize(
    ("said", "listed", "one_word", "expected"),
    [
        ("anna", True, True, True),
        ("Anna Mary", True, True, True),
        ("Xiomara", False, True, True),
        ("Mary Xiomara", False, False, True),
        ("rose", True, True, True),  # a name before it is a product
        ("Sterling", True, True, True),
        ("me", False, False, False),
        ("Strangers", False, False, False),
        ("juggling", False, False, False),
        ("leaving-goodbye", False, False, False),
        ("Xenia-Sophie", False, True, True),
        ("tea", False, False, False),
        ("r2d2", False, False, False),
        ("4", False, False, False),
        ("", False, False, False),
        ("Anna Mary Rose", False, False, False),
    ],
)
def test_what_may_be_a_name(said: str, *, listed: bool, one_word: bool, expected: bool) -> None:
    assert (PEOPLE.plausible(said, strange=0), PEOPLE.plausible(said, strange=1)) == (listed, one_word)
    assert PEOPLE.plausible(said) == expected
