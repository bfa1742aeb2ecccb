"""Periods of the past as Alexa writes them, around the turns of weeks, months and years."""

from datetime import date

import pytest

from skill.understanding.dates import amazon_date

SATURDAY = date(2026, 11, 21)
NEW_YEAR = date(2027, 1, 1)  # a Friday in the last ISO week of 2026


@pytest.mark.parametrize(
    ("period", "today", "written"),
    [
        ("day 0", SATURDAY, "2026-11-21"),
        ("day 1", SATURDAY, "2026-11-20"),
        ("day 1", NEW_YEAR, "2026-12-31"),
        ("weekday 1", SATURDAY, "2026-11-16"),
        ("weekday 5", SATURDAY, "2026-11-20"),
        ("weekday 6", SATURDAY, "2026-11-14"),  # on a Saturday "Saturday" is a week ago
        ("weekday 7", SATURDAY, "2026-11-15"),
        ("week 0", SATURDAY, "2026-W47"),
        ("week 1", SATURDAY, "2026-W46"),
        ("week 0", NEW_YEAR, "2026-W53"),
        ("weekend 0", SATURDAY, "2026-W47-WE"),
        ("weekend 1", SATURDAY, "2026-W46-WE"),
        ("month 0", SATURDAY, "2026-11"),
        ("month 1", SATURDAY, "2026-10"),
        ("month 1", NEW_YEAR, "2026-12"),
        ("month of 11", SATURDAY, "2026-11"),
        ("month of 12", SATURDAY, "2025-12"),
        ("year 0", SATURDAY, "2026"),
        ("year 1", NEW_YEAR, "2026"),
    ],
)
def test_period(period: str, today: date, written: str) -> None:
    assert amazon_date(period, today) == written


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown period 'decade 1'"):
        amazon_date("decade 1", SATURDAY)
