"""How text becomes search terms."""

import pytest

from skill.storefronts.words import forms, heard_terms, tails, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crème Brûlée, 2 × 100 g", ["creme", "brulee", "2", "100", "g"]),
        ("Süße Äpfel", ["susse", "apfel"]),
        ("half-and-half", ["half", "and", "half"]),
        ("snake_case", ["snake", "case"]),
        ("コーヒー", ["コーヒー"]),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_what_is_heard_is_bounded_and_said_once() -> None:
    assert heard_terms("the the coffee") == ["the", "coffee"]
    assert len(heard_terms(" ".join(f"w{n}" for n in range(100)))) == 12
    assert heard_terms("x" * 500) == ["x" * 40]


@pytest.mark.parametrize(
    ("term", "language", "expected"),
    [
        ("egg", "en", ["egg", "eggs", "egges"]),
        ("berries", "en", ["berries", "berriess", "berrie", "berrieses", "berri", "berry"]),
        ("berry", "en", ["berry", "berrys", "berryes", "berries"]),
        ("eis", "de", ["eis", "eisn", "eisen", "eise", "eiser", "eiss"]),
        ("oz", "en", ["oz"]),
        ("100", "en", ["100"]),
        ("cafe", "fr", ["cafe"]),
    ],
)
def test_forms(term: str, language: str, expected: list[str]) -> None:
    assert forms(term, language) == expected


def test_tails() -> None:
    assert tails("weizenmehl") == ["zenmehl", "enmehl", "nmehl", "mehl"]
    assert tails("mehl") == []
