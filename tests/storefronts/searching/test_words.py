"""How text becomes index terms."""

import pytest

from skill.locales.hearing import hearing
from skill.storefronts.searching.words import Heard, head, heard_terms, index_terms, parted, tails

EN, DE = hearing("en"), hearing("de")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crème Brûlée, 2 × 100 g", ["creme", "brulee", "2", "100", "g"]),
        ("Blueberries & Cream", ["blueberry", "cream"]),
        ("Sugar Free Cola, 2 Litre", ["-sugar", "cola", "2", "l"]),
        ("Seven Seas", ["7", "sea"]),
        ("B4 paper", ["b", "4", "paper"]),
        ("The", ["the"]),
        ("コーヒー", ["コーヒー"]),
        ("", []),
    ],
)
def test_terms_of_a_name(text: str, expected: list[str]) -> None:
    assert index_terms(text, EN) == expected


def test_german_terms() -> None:
    assert index_terms("Süße Äpfel", DE) == index_terms("süsser apfel", DE)


def test_what_is_heard_is_bounded_and_said_once() -> None:
    assert heard_terms("the the coffee, please", EN) == Heard(("coffee",))
    assert len(heard_terms(" ".join(f"w{chr(97 + n % 26)}{n}" for n in range(100)), EN).wanted) == 12
    assert heard_terms("x" * 500, EN) == Heard(("x" * 40,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("coke not the diet one", Heard(("coke",), unwanted=frozenset({"diet"}))),
        ("not milk but cream", Heard(("cream",), unwanted=frozenset({"milk"}))),
        ("marshmallows without gelatin", Heard(("marshmallow",), unwanted=frozenset({"gelatin"}))),
        ("cola without sugar", Heard(("cola", "-sugar"))),
        ("2 litre cola", Heard(("2", "l", "cola"), ((1, "lcola"),), sizes=frozenset({"2", "l"}))),
        ("tea not tea", Heard(("tea",))),
        ("just apples", Heard(("apple",), vague=frozenset({"just"}))),
        ("just the usual", Heard(("just",))),
    ],
)
def test_what_is_not_wanted_is_not_required(text: str, expected: Heard) -> None:
    assert heard_terms(text, EN) == expected


@pytest.mark.parametrize(
    ("name", "place"),
    [("Oat Milk", 1), ("Yogurt, Strawberry, Low Fat", 0), ("Rice with Beans", 0), ("(Large) Eggs", 1), ("", 0)],
)
def test_the_head_of_a_name(name: str, place: int) -> None:
    assert head(name, EN) == place


def test_together_and_apart() -> None:
    assert heard_terms("bed side 4 tables", EN).joined == ((0, "bedside"),)
    assert heard_terms("hafer milch", DE).joined[0][1] == index_terms("Hafermilch", DE)[0]
    assert list(parted("potpies")) == [("pot", "pies"), ("potp", "ies")]
    assert list(parted("tea")) == []


def test_ends_of_compounds() -> None:
    assert list(tails("weizenmehl", DE)) == ["zenmehl", "enmehl", "nmehl", "mehl"]
    assert list(tails("mehl", DE)) == []
    assert list(tails("buttermilk", EN)) == []
