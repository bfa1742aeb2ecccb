"""Spoken periods as assistants write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.conversation.orders.dates import period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-18", date(2026, 11, 18), date(2026, 11, 18)),
        ("2026-W46", date(2026, 11, 9), date(2026, 11, 15)),
        ("2026-W9", date(2026, 2, 23), date(2026, 3, 1)),
        ("2026-W46-WE", date(2026, 11, 14), date(2026, 11, 15)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2026-11-XX", date(2026, 11, 1), date(2026, 11, 30)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-XX-XX", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period(text: str, first: date, last: date) -> None:
    assert period(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "PRESENT_REF", "2026-SU", "202X", "20XX-XX-XX", "2025-W53", "2026-W00", "2026-13", "2026-02-30", "0000", "x"],
)
def test_what_is_no_period(text: str) -> None:
    assert period(text) is None


@given(st.dates())
def test_every_day_lies_in_its_day_week_month_and_year(day: date) -> None:
    week = day.isocalendar()
    year = f"{day.year:04}"
    for text in (day.isoformat(), f"{year}-{day.month:02}", year, f"{week.year:04}-W{week.week:02}"):
        found = period(text)
        # The first and the last weeks and months there are reach beyond the calendar.
        if found is None:
            assert day.year in (1, 9999)
            continue
        assert found[0] <= day <= found[1]


@given(st.text())
def test_any_text_is_a_period_or_none(text: str) -> None:
    found = period(text)
    assert found is None or found[0] <= found[1]
