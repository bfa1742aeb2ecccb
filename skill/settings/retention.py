"""The table ``retention`` of ``shop.yaml`` → :class:`Retention`. What is left out has the default named there."""

from __future__ import annotations

from datetime import timedelta

from skill.profile.retention import Retention
from skill.settings.entries import Entries

KEEP = "keep"
LONGEST = 36_500


def read_retention(entries: Entries) -> Retention:
    """Read the table: whole days, or ``keep``.

    Raises:
        SettingsError: names the entry and what to set.

    """
    default = Retention()
    found = Retention(
        interactions=_days(entries, "interactions", default.interactions),
        guests=_days(entries, "guests", default.guests),
    )
    entries.nothing_else()
    return found


def _days(entries: Entries, key: str, default: timedelta | None) -> timedelta | None:
    if not entries.has(key):
        return default
    what = f"a whole number of days from 1 to {LONGEST}, or {KEEP}"
    value = entries.text(key, what)
    if value == KEEP:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 5 and 1 <= int(value) <= LONGEST):
        raise entries.wrong(key, f"{value!r} is not {what}")
    return timedelta(days=int(value))
