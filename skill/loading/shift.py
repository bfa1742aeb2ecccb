"""Moving old purchases to the present: by whole weeks, so that weekdays and hours stay what they were."""

from __future__ import annotations

from datetime import date, timedelta


def shift_weeks(newest: date, today: date) -> timedelta:
    """The whole weeks that bring ``newest`` into the seven days before ``today``; negative from the future."""
    return timedelta(weeks=((today - newest).days - 1) // 7)
