"""Spoken periods as assistants write them (AMAZON.DATE): a day, a week, a weekend, a month, a year."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_WEEK = re.compile(r"(\d{4})-W(\d{1,2})(-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-XX)?$")
_YEAR = re.compile(r"(\d{4})(?:-XX-XX)?$")


def period(text: str) -> tuple[date, date] | None:
    """First and last day, both included; None for what is no such period ("2026-SU", "PRESENT_REF")."""
    try:
        if found := _DAY.match(text):
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return day, day
        if found := _WEEK.match(text):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            start = monday + timedelta(days=5 if found[3] else 0)
            return start, monday + timedelta(days=6)
        if found := _MONTH.match(text):
            first = date(int(found[1]), int(found[2]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if found := _YEAR.match(text):
            return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    except (ValueError, OverflowError):
        return None
    return None
