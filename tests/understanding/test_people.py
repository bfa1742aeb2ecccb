"""Which words can be somebody's name."""

from skill.locales.vocabulary import Entry, Vocabulary
from skill.understanding.names import Names
from skill.understanding.people import People

PEOPLE = People(["Anna", "Mary", "Rose"], ["me", "strangers"], Names(Vocabulary((Entry("x", "rose tea"),)), []))


def test_a_listed_name_has_an_id() -> None:
    assert PEOPLE.ids("Anna ") == ("anna",)
    assert PEOPLE.ids("Xiomara") == ()
    assert PEOPLE.listed["anna"] == "Anna"


def test_only_listed_names_are_known() -> None:
    assert PEOPLE.plausible("anna", known=True)
    assert PEOPLE.plausible("Anna Mary", known=True)
    assert not PEOPLE.plausible("Xiomara", known=True)
    assert not PEOPLE.plausible("Anna Xiomara", known=True)


def test_a_name_nobody_listed_is_plausible_unless_it_is_something_else() -> None:
    assert PEOPLE.plausible("Xiomara", known=False)
    assert PEOPLE.plausible("Mary Xiomara", known=False)
    assert PEOPLE.plausible("rose", known=False)  # a name before it is a product
    for words in ("me", "Strangers", "tea", "r2d2", "4", "", "one two three"):
        assert not PEOPLE.plausible(words, known=False), words
