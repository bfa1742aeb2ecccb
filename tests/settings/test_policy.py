"""The table ``permission`` of shop.yaml: what each entry means, and what each wrong one is answered with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from skill.errors import SettingsError
from skill.settings.shop import ShopConfig, load_shop
from skill.shopping.money import Money
from tests.settings.test_shop import GOOD, written


def shop(folder: Path, *entries: str) -> ShopConfig:
    return load_shop(written(folder, GOOD + "permission:\n" + "".join(f"  {entry}\n" for entry in entries)))


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


@pytest.mark.parametrize(
    ("entry", "changes"),
    [
        ("unknown_voices: no", {"unknown_voices": False}),
        ("unknown_voices: yes", {}),
        ("unknown_limit: 0", {"unknown_limit": eur(0)}),
        ("unknown_limit: 19.99", {"unknown_limit": eur(1999)}),
        ("code_from: 0", {"code_from": eur(0)}),
        ("per_order: 80", {"per_order": eur(8000)}),
        ("per_day: 80", {"per_day": eur(8000)}),
        ("per_speaker: 80", {"per_speaker": eur(8000)}),
        ("far_times: 1", {"far_times": 1}),
        ("far_times: 99", {"far_times": 99}),
        ("far_from: 2", {"far_from": 2}),
        ("far_from: 99", {"far_from": 99}),
        ("duplicate_minutes: 0", {"duplicate_minutes": 0}),
        ("duplicate_minutes: 1440", {"duplicate_minutes": 1440}),
        ("undo_minutes: 1", {"undo_minutes": 1}),
        ("undo_minutes: 100000", {"undo_minutes": 100_000}),
        ("undo_minutes:", {}),
        ("code_from:", {}),
    ],
)
def test_each_entry_changes_one_thing_and_the_rest_is_as_without_it(
    tmp_path: Path, entry: str, changes: dict[str, Any]
) -> None:
    default = load_shop(written(tmp_path, GOOD)).policy
    assert shop(tmp_path, entry).policy == replace(default, **changes)


def test_an_empty_table_is_as_good_as_none(tmp_path: Path) -> None:
    assert load_shop(written(tmp_path, GOOD + "permission:\n")) == load_shop(written(tmp_path, GOOD))


def test_amounts_are_of_the_shops_currency(tmp_path: Path) -> None:
    """Yen have no cents: fifty stays fifty."""
    text = GOOD.replace("EUR", "JPY").replace("3.90", "390")
    policy = load_shop(written(tmp_path, text + "permission: {per_order: 8000}\n")).policy
    assert (policy.unknown_limit, policy.per_order) == (Money(50, "JPY"), Money(8000, "JPY"))


def test_the_assistants_pin_is_asked_for_in_locales_of_the_shop(tmp_path: Path) -> None:
    assert shop(tmp_path, "assistant_pin: [en-US, de-DE]").assistant_pin == ("en-US", "de-DE")
    assert shop(tmp_path, "assistant_pin: []").assistant_pin == ()


AMOUNTS = ("unknown_limit", "code_from", "per_order", "per_day", "per_speaker")
WRONG = [
    ("unknown_voices: maybe", "unknown_voices 'maybe' is neither yes nor no; set yes or no"),
    ("unknown_voices: 0", "unknown_voices '0' is neither yes nor no; set yes or no"),
    ("unknown_voices: [no]", "unknown_voices is no text; set yes or no"),
    *(
        (f"{name}: {value}", f"{name} {complaint}; set an amount such as 4.90")
        for name in AMOUNTS
        for value, complaint in (
            ("none", "'none' is not an amount of money such as 4.99"),
            ("-1", "'-1' is negative"),
            ("9.999", "'9.999' has more decimals than EUR knows"),
        )
    ),
    *(
        (f"{name}: {value}", f"{name} '{value}' is not a whole number from {least} to {most}")
        for name, least, most, *values in (
            ("far_times", 1, 99, "0", "100", "2.5"),
            ("far_from", 2, 99, "1", "100", "many"),
            ("duplicate_minutes", 0, 1440, "-1", "1441", "12h"),
            ("undo_minutes", 1, 100_000, "0", "100001", "an hour"),
        )
        for value in values
    ),
    ("assistant_pin: en-US", "assistant_pin is no list of texts; set such as [one, two]"),
    ("assistant_pin: [[en-US]]", "assistant_pin is no list of texts; set such as [one, two]"),
    ("assistant_pin: [en-GB]", "assistant_pin names en-GB, but the invocation names are for de-DE, en-US"),
    (
        "per_week: 100",
        "per_week is no entry; there are assistant_pin, code_from, duplicate_minutes, far_from, far_times, per_day, "
        "per_order, per_speaker, undo_minutes, unknown_limit, unknown_voices",
    ),
]


@pytest.mark.parametrize(("entry", "sentence"), WRONG, ids=[entry for entry, _ in WRONG])
def test_a_wrong_entry_is_refused_with_what_to_set(tmp_path: Path, entry: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        shop(tmp_path, entry)
    assert str(refused.value) == f"{tmp_path}/shop.yaml: permission.{sentence}"


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        load_shop(written(tmp_path, GOOD + "permission: everything\n"))
    assert str(refused.value) == f"{tmp_path}/shop.yaml: permission is no table; set who may buy how much by voice"
