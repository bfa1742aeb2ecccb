"""Past days and periods, written the way Alexa writes an AMAZON.DATE.

A sentence file names a period by how far back it lies and in which measure: `day 1` is yesterday, `week 1` last
week, `weekend 1` last weekend, `weekday 1` the latest Monday before today, `month of 10` the latest October that
is not still to come.
"""

from __future__ import annotations

from datetime import date, timedelta


def amazon_date(period: str, today: date) -> str:
    """`week 1` on 2026-11-21 → `2026-W46`. Raises ValueError for a measure that is not listed above."""
    measure, _, number = period.rpartition(" ")
    back = int(number)
    match measure:
        case "day":
            return (today - timedelta(days=back)).isoformat()
        case "weekday":
            return (today - timedelta(days=(today.isoweekday() - back - 1) % 7 + 1)).isoformat()
        case "week":
            return _week(today - timedelta(weeks=back))
        case "weekend":
            return _week(today - timedelta(weeks=back)) + "-WE"
        case "month":
            months = today.year * 12 + today.month - 1 - back
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        case "month of":
            return f"{today.year - (back > today.month):04d}-{back:02d}"
        case "year":
            return f"{today.year - back:04d}"
    raise ValueError(f"unknown period {period!r}")


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
