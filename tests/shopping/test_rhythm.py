"""Rhythm: due when nine tenths of the usual gap have passed, silent when the household has stopped."""

import pytest

from skill.shopping.purchases import Digest, Entry, Purchase, rebuild
from skill.shopping.rhythm import Rhythm, rhythm, running_low, usual

TODAY = 740_000


def entry(*days_ago: int) -> Entry:
    made = rebuild(Purchase(TODAY - ago, 1, 100) for ago in days_ago)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("days_ago", "expected", "due"),
    [
        ((40, 30, 20, 10), Rhythm(10.0, 10), True),
        ((39, 29, 19, 9), Rhythm(10.0, 9), True),
        ((38, 28, 18, 8), Rhythm(10.0, 8), False),
        ((55, 45, 35, 25), Rhythm(10.0, 25), True),
        ((56, 46, 36, 26), Rhythm(10.0, 26), False),
        ((60, 30, 20, 10), Rhythm(10.0, 10), True),
    ],
)
def test_rhythm(days_ago: tuple[int, ...], expected: Rhythm, due: bool) -> None:
    found = rhythm(entry(*days_ago), TODAY)
    assert found == expected
    assert found.due is due


@pytest.mark.parametrize("days_ago", [(10,), (20, 10), (10, 10, 10)])
def test_too_few_shopping_days_have_no_rhythm(days_ago: tuple[int, ...]) -> None:
    assert rhythm(entry(*days_ago), TODAY) is None


def test_running_low_names_the_steadiest_first_and_at_most_three() -> None:
    digest = Digest(
        {
            "rare": entry(300, 200, 100),
            "milk": entry(35, 28, 21, 14, 7),
            "coffee": entry(40, 30, 20, 10),
            "bread": entry(20, 15, 10, 5),
            "fresh": entry(21, 11, 1),
        }
    )
    assert [product_id for product_id, _ in running_low(digest, TODAY)] == ["milk", "bread", "coffee"]
    assert [product_id for product_id, _ in running_low(digest, TODAY, 9)] == ["milk", "bread", "coffee", "rare"]


def test_the_usual_is_what_is_due_or_else_what_is_repeated() -> None:
    fresh = {"milk": entry(22, 15, 8, 1), "bread": entry(31, 21, 11, 1), "once": entry(1)}
    assert usual(Digest(fresh), TODAY) == ["milk", "bread"]
    assert usual(Digest(fresh | {"coffee": entry(40, 30, 20, 10)}), TODAY) == ["coffee"]
    assert usual(Digest(), TODAY) == []
