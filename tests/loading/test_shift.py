"""Whole weeks to the present."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.loading.shift import shift_weeks

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("newest", "weeks"),
    [
        (date(2026, 11, 20), 0),
        (date(2026, 11, 14), 0),
        (date(2026, 11, 13), 1),
        (date(2026, 11, 21), -1),
        (date(2026, 11, 28), -2),
        (date(2017, 12, 31), 463),
    ],
)
def test_some_days(newest: date, weeks: int) -> None:
    assert shift_weeks(newest, TODAY) == timedelta(weeks=weeks)


@given(st.dates(date(1970, 1, 1), date(2200, 1, 1)), st.dates(date(1970, 2, 1), date(2200, 1, 1)))
def test_always_the_week_before_and_the_same_weekday(newest: date, today: date) -> None:
    moved = newest + shift_weeks(newest, today)
    assert 1 <= (today - moved).days <= 7
    assert moved.weekday() == newest.weekday()
