"""Which products a heard name means."""

from skill.locales.vocabulary import Entry, Vocabulary
from skill.understanding import Understanding
from skill.understanding.names import Names

MILK = Vocabulary(tuple(Entry(f"milk-{n}", f"milk number {n}", ("milk",)) for n in range(1, 8)))


def ids(understandings: dict[str, Understanding], locale: str, name: str) -> tuple[str, ...]:
    return understandings[locale].names.ids(name)


def test_a_spoken_name_a_synonym_and_the_name_without_its_size(understandings: dict[str, Understanding]) -> None:
    assert ids(understandings, "en-US", "Bluebird decaf") == ("coffee-decaf",)
    assert ids(understandings, "en-US", "decaf") == ("coffee-decaf",)
    assert ids(understandings, "en-US", "bluebird decaf ground coffee") == ("coffee-decaf",)


def test_case_and_endings_do_not_matter(understandings: dict[str, Understanding]) -> None:
    assert ids(understandings, "en-US", "Oat Milks") == ("milk-oat",)
    assert ids(understandings, "de-DE", "entkoffeinierten Kaffee") == ("coffee-decaf",)


def test_a_category_is_an_id_of_its_own(understandings: dict[str, Understanding]) -> None:
    assert ids(understandings, "en-US", "coffee") == ("category:coffee",)
    assert ids(understandings, "de-DE", "kekse") == ("category:cookies",)


def test_part_of_a_name_is_no_match(understandings: dict[str, Understanding]) -> None:
    assert ids(understandings, "en-US", "bluebird") == ()
    assert ids(understandings, "en-US", "dollhouse") == ()


def test_a_name_that_many_share_gives_five() -> None:
    names = Names(MILK, ["s"])

    assert names.matches("milk") == tuple((f"milk-{n}", f"milk number {n}") for n in range(1, 6))


def test_known_words_may_come_from_different_names(understandings: dict[str, Understanding]) -> None:
    names = understandings["en-US"].names

    assert names.knows("brown milk")
    assert names.knows("the larger") is False
    assert names.knows("larger")
    assert not names.knows("jazz")
    assert not names.knows("")


def test_a_number_alone_is_no_known_word(understandings: dict[str, Understanding]) -> None:
    assert not understandings["en-US"].names.knows("12")
