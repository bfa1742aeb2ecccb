"""Heard words: what compares, what is counted, what is named in one breath."""

import pytest

from skill.locales.hearing import hearing
from skill.shopping.matching.heard import Wanted, counted, names_a_measure, several
from skill.shopping.matching.sizes import Size
from skill.shopping.matching.terms import terms

EN, DE = hearing("en-US"), hearing("de-DE")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Coffees", ("coffee",)),
        ("some more Toilet Paper", ("toilet", "paper")),
        ("berries", ("berry",)),
        ("cookies", ("cooky",)),
        ("a cookie", ("cooky",)),
        ("boxes", ("box",)),
        ("tomatoes", ("tomato",)),
        ("cheeses", ("cheese",)),
        ("glass", ("glass",)),
        ("2% milk", ("2", "percent", "milk")),
        ("the same", ("the", "same")),
        ("", ()),
    ],
)
def test_english_terms(text: str, expected: tuple[str, ...]) -> None:
    assert terms(text, EN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die Küchenrollen", ("kuchenroll",)),
        ("den entkoffeinierten Kaffee", ("entkoffeiniert", "kaffee")),
        ("entkoffeinierter Kaffee", ("entkoffeiniert", "kaffee")),
        ("Spülmittel", ("spulmittel",)),
    ],
)
def test_german_terms(text: str, expected: tuple[str, ...]) -> None:
    assert terms(text, DE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("four pounds of cookies", Wanted("cookies", 4, Size(grams=4 * 453.592))),
        ("12 rolls", Wanted("rolls", 12, Size(count=12, piece="roll"))),
        ("a bottle of olive oil", Wanted("olive oil", 1, Size(count=1, piece="bottle"))),
        ("box", Wanted("box")),
        ("oat milk", Wanted("oat milk")),
        ("seven", Wanted("seven")),
        ("coffee twice", Wanted("coffee", 2)),
        ("twice", Wanted("twice")),
        ("forty oat milks", Wanted("oat milks", 40)),
        ("forty two oat milks", Wanted("oat milks", 42)),
        ("forty-two oat milks", Wanted("oat milks", 42)),
        ("forty two", Wanted("two", 40)),
        ("forty twelve packs", Wanted("twelve packs", 40)),
        ("twelve two liter bottles", Wanted("two liter bottles", 12)),
        ("20 5 pound bags", Wanted("5 pound bags", 20)),
        ("forty 2 liter bottles", Wanted("2 liter bottles", 40)),
        ("ninety nine packs of oat milk", Wanted("oat milk", 99)),
    ],
)
def test_numbers_and_units_in_front(text: str, expected: Wanted) -> None:
    assert counted(text, EN) == expected


def test_german_numbers_and_units() -> None:
    assert counted("fünf Pfund von Äpfeln", DE) == Wanted("Äpfeln", 5, Size(grams=2500.0))
    assert counted("eine Packung Klopapier", DE) == Wanted("Klopapier", 1)
    assert counted("zweimal Kaffee", DE) == Wanted("Kaffee", 2)
    assert counted("Kaffee dreimal", DE) == Wanted("Kaffee", 3)


def test_a_measure_alone_names_no_product() -> None:
    assert names_a_measure("the pack", EN)
    assert names_a_measure("die Packung", DE)
    assert not names_a_measure("the pack of coffee", EN)
    assert not names_a_measure("the", EN)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (
            Wanted("dollhouse and four pounds of cookies"),
            [Wanted("dollhouse"), Wanted("cookies", 4, Size(grams=4 * 453.592))],
        ),
        (Wanted("milk and coffee", 2), [Wanted("milk", 2), Wanted("coffee")]),
        (Wanted("milk, eggs and bread"), [Wanted("milk"), Wanted("eggs"), Wanted("bread")]),
        (Wanted("sandwich"), [Wanted("sandwich")]),
    ],
)
def test_several_things_in_one_breath(wanted: Wanted, expected: list[Wanted]) -> None:
    assert several(wanted, EN) == expected


def test_several_german_things() -> None:
    assert several(Wanted("Milch und zwei Flaschen Wasser"), DE) == [
        Wanted("Milch"),
        Wanted("Wasser", 2, Size(count=2, piece="flasch")),
    ]


def test_a_language_without_tables_is_heard_as_the_one_we_answer_in() -> None:
    assert hearing("fr-FR") is EN
    assert hearing("de-AT") is DE
