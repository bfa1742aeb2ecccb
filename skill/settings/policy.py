"""The table ``permission`` of ``shop.yaml`` → :class:`Policy`. What is left out has the default named here."""

from __future__ import annotations

from skill.settings.entries import Entries
from skill.shopping.money import Money
from skill.shopping.policy import Policy

# In whole units of the currency.
UNKNOWN_LIMIT, CODE_FROM, PER_ORDER, PER_DAY, PER_SPEAKER = 50, 100, 500, 1000, 500
# Orders of the last day are at hand in every turn, older ones are not.
LONGEST_DUPLICATE = 1440


def read_policy(entries: Entries, currency: str) -> Policy:
    """Read the table.

    Raises:
        SettingsError: names the entry and what to set.

    """

    def money(key: str, default: int) -> Money:
        return entries.money(key, currency) if entries.has(key) else Money.parse(str(default), currency)

    undo = entries.whole("undo_minutes", 1, 100_000) if entries.has("undo_minutes") else None
    return Policy(
        unknown_voices=entries.yes("unknown_voices", "yes or no") if entries.has("unknown_voices") else True,
        unknown_limit=money("unknown_limit", UNKNOWN_LIMIT),
        code_from=money("code_from", CODE_FROM),
        per_order=money("per_order", PER_ORDER),
        per_day=money("per_day", PER_DAY),
        per_speaker=money("per_speaker", PER_SPEAKER),
        far_times=entries.whole("far_times", 1, 99, default=4),
        far_from=entries.whole("far_from", 2, 99, default=6),
        duplicate_minutes=entries.whole("duplicate_minutes", 0, LONGEST_DUPLICATE, default=720),
        undo_minutes=undo,
    )
