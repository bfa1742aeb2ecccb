"""What runs low and what is the usual: pauses, replacements, larger packs, what was bought once, new households."""

import pytest

from skill.shopping.purchases import Entry
from skill.shopping.rhythm.chances import Horizon
from skill.shopping.rhythm.due import Rhythm, rhythm, running_low, usual
from skill.shopping.rhythm.kinds import Typical
from tests.shopping.rhythm.households import TODAY, entry, every, outlook

WEEKLY = {"bread": every(7, 7, times=30)}
"""Keeps the household's visits a week apart."""


def low(entries: dict[str, Entry], kinds: dict[str, str] | None = None) -> list[str]:
    return [product_id for product_id, _ in running_low(outlook(entries, kinds=kinds))]


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        ((40, 30, 20, 10), Rhythm(10.0, 10)),
        ((39, 28, 18, 8), Rhythm(10.0, 8)),
        ((60, 30, 20, 10, 10), Rhythm(10.0, 10)),
    ],
)
def test_a_rhythm_is_the_middle_gap_and_the_days_since(days_ago: tuple[int, ...], expected: Rhythm) -> None:
    assert rhythm(entry(*days_ago), TODAY) == expected


@pytest.mark.parametrize("days_ago", [(10,), (20, 10), (10, 10, 10)])
def test_too_few_shopping_days_have_no_rhythm(days_ago: tuple[int, ...]) -> None:
    assert rhythm(entry(*days_ago), TODAY) is None
    assert low({"coffee": entry(*days_ago)}) == []


@pytest.mark.parametrize(("last", "due"), [(14, False), (15, True), (21, True), (40, True)])
def test_due_from_three_quarters_of_the_own_gap_on(last: int, due: bool) -> None:
    assert ("coffee" in low(WEEKLY | {"coffee": every(20, last)})) is due


def test_what_was_not_bought_for_many_gaps_is_bought_no_more() -> None:
    assert low({"bread": every(7, 7, times=30), "formula": entry(*range(300, 370, 7))}) == ["bread"]


def test_the_likeliest_comes_first() -> None:
    found = running_low(outlook(WEEKLY | {"rare": every(60, 60, times=4), "coffee": every(20, 21)}))
    assert found == [("bread", Rhythm(7.0, 7)), ("coffee", Rhythm(20.0, 21)), ("rare", Rhythm(60.0, 60))]


def test_a_holiday_uses_nothing_up() -> None:
    """Three weeks away after the last purchases: bread is due on coming home, coffee for five weeks is not."""
    away = {"bread": entry(*range(30, 240, 7)), "coffee": entry(*range(30, 380, 35))}
    assert low(away) == ["bread"]
    # Who shopped all the while was at home, and drank coffee.
    assert low(away | {"milk": every(7, 1, times=30)}) == ["coffee"]


def test_a_pause_counts_as_three_usual_gaps_at_most() -> None:
    seen = outlook({"bread": entry(*range(100, 310, 7))}).visits.by_day
    assert [seen[TODAY - ago].active for ago in (100, 107, 114)] == [21, 28, 35]


def test_more_than_usual_lasts_longer() -> None:
    one, three = every(20, 18), every(20, 18, units={18: 3})
    assert "coffee" in low(WEEKLY | {"coffee": one})
    assert "coffee" not in low(WEEKLY | {"coffee": three})
    assert "coffee" in low(WEEKLY | {"coffee": every(20, 30, units={30: 3})})
    # Who always takes three is out of them as soon as who always takes one.
    assert "coffee" in low(WEEKLY | {"coffee": every(20, 18, units={18 + 20 * n: 3 for n in range(10)})})


def test_what_was_replaced_by_another_of_its_kind_is_not_due() -> None:
    both = {"milk": every(7, 9, times=20), "oat": entry(1), "bread": every(7, 7, times=30)}
    assert low(both) == ["bread", "milk"]
    assert low(both, {"milk": "milk", "oat": "milk", "bread": "bread"}) == ["bread"]
    # After a week the other one is used up as well.
    later = both | {"oat": entry(7)}
    assert low(later, {"milk": "milk", "oat": "milk", "bread": "bread"}) == ["bread", "milk"]


def test_a_thing_bought_once_is_never_due() -> None:
    assert low(WEEKLY | {"dollhouse": entry(90)}) == ["bread"]
    assert "dollhouse" not in usual(outlook(WEEKLY | {"dollhouse": entry(90)}))


def test_of_what_was_bought_once_the_kind_tells() -> None:
    entries = WEEKLY | {"dollhouse": entry(21), "salsa": entry(21)}
    kinds = {"dollhouse": "toys", "salsa": "sauces"}
    typical = {"toys": Typical(200.0, 0.02), "sauces": Typical(21.0, 0.6)}
    chances = outlook(entries, kinds=kinds, typical=typical).chances(Horizon.DAYS_30)
    assert chances["bread"] > chances["salsa"] > 5 * chances["dollhouse"]


def test_what_belongs_to_a_season_comes_back_with_it() -> None:
    """Although the sun cream was bought more lately."""
    seasonal = {"gingerbread": entry(365, 370, 730), "sun cream": entry(300, 310, 730)}
    chances = outlook(WEEKLY | seasonal).chances(Horizon.DAYS_30)
    assert chances["gingerbread"] > chances["sun cream"]


def test_the_usual_is_what_is_bought_most_likely_today() -> None:
    entries = WEEKLY | {
        "milk": every(7, 7, times=29),
        "coffee": every(21, 21, times=9),
        "rare": every(90, 20, times=4),
        "once": entry(7),
    }
    assert usual(outlook(entries)) == ["bread", "milk", "coffee"]


def test_the_usual_names_five_at_most() -> None:
    assert usual(outlook({name: every(7, 7, times=30) for name in "abcdefg"})) == ["a", "b", "c", "d", "e"]


def test_nobody_and_newcomers_need_nothing() -> None:
    assert (running_low(outlook({})), usual(outlook({}))) == ([], [])
    assert (low({"milk": entry(7)}), usual(outlook({"milk": entry(7)}))) == ([], [])
