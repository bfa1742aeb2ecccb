"""``retention`` in shop.yaml."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.profile.retention import Retention
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop


def loaded(folder: Path, entries: str) -> Retention:
    text = (DEMO_SHOP / "shop.yaml").read_text("utf-8")
    before, _, rest = text.partition("retention:\n")
    after = rest[rest.index("\n# What people ask") :]
    (folder / "shop.yaml").write_text(before + entries + after, "utf-8")
    return load_shop(folder).retention


@pytest.mark.parametrize(
    ("entries", "days"),
    [
        ("", (400, 90)),
        ("retention:\n  interactions: 30\n", (30, 90)),
        ("retention:\n  interactions: keep\n  guests: 1\n", (None, 1)),
        ("retention:\n  guests: keep\n", (400, None)),
    ],
)
def test_days_or_for_ever(tmp_path: Path, entries: str, days: tuple[int | None, int | None]) -> None:
    interactions, guests = (timedelta(days=number) if number else None for number in days)
    assert loaded(tmp_path, entries) == Retention(interactions=interactions, guests=guests)


def test_the_demo_shop_says_what_is_the_default() -> None:
    assert load_shop(DEMO_SHOP).retention == Retention()


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ("interactions: 0", r"retention.interactions '0' is not a whole number of days from 1 to 36500, or keep"),
        ("guests: forever", r"retention.guests 'forever' is not a whole number of days from 1 to 36500, or keep"),
        ("guests: 40000", r"retention.guests '40000' is not"),
        ("guests: 1.5", r"retention.guests '1.5' is not"),
        ("orders: 30", r"retention.orders is no entry; there are guests, interactions"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, entries: str, text: str) -> None:
    with pytest.raises(SettingsError, match=text):
        loaded(tmp_path, f"retention:\n  {entries}\n")
