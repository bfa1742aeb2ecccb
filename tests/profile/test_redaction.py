"""What is never remembered."""

import pytest

from skill.profile.redaction import redact


@pytest.mark.parametrize(
    ("heard", "kept"),
    [
        ("coffee", "coffee"),
        ("2 percent milk", "2 percent milk"),
        ("12", "12"),
        ("100000", "100000"),
        ("2026-11-20", "2026-11-20"),
        ("2026-W46", "2026-W46"),
        ("2026-W46-WE", "2026-W46-WE"),
        ("?", "?"),
        ("1234", "…"),
        ("0 0 4 2", "…"),
        ("my code is 1234", "my code is …"),
        ("1234 cans", "… cans"),
        ("4-7-1-1 please", "… please"),
        ("12 24 ounce cans", "12 24 ounce cans"),
        ("1.5000 l, 12345 g", "1.5000 l, 12345 g"),
        ("4111 1111 1111 1111", "…"),
        ("coffee on 4111-1111-1111-1111 please", "coffee on … please"),
        ("call +49 (89) 1234567", "call …"),
        ("send it to anna@example.com", "send it to …"),
        ("", ""),
    ],
)
def test_numbers_and_addresses_stay_out(heard: str, kept: str) -> None:
    assert redact(heard) == kept


def test_only_a_date_may_be_four_digits() -> None:
    assert redact("2025", "date") == "2025"
    assert [redact(heard, "date") for heard in ("4711", "4 7 1 1", "2 0 2 5")] == ["…", "…", "…"]
    assert redact("2025", "quantity") == "…"


@pytest.mark.parametrize(
    ("heard", "kept"),
    [("Anna", "Anna"), ("anna schmidt", "anna …"), (" anna  schmidt ", "anna …"), ("", ""), ("?", "?")],
)
def test_no_full_name_is_kept(heard: str, kept: str) -> None:
    assert redact(heard, "name") == kept
    assert redact(heard, "product") == heard
