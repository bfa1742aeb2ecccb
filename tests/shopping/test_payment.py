"""What a charge would be declined for, before anything is ordered."""

from datetime import date

import pytest

from skill.shopping.payment import PaymentMethod


@pytest.mark.parametrize(
    ("method", "today", "why"),
    [
        (PaymentMethod(), date(2026, 11, 21), ""),
        (PaymentMethod(expires="2026-11"), date(2026, 11, 1), ""),
        (PaymentMethod(expires="2026-11"), date(2026, 11, 30), ""),  # its last day
        (PaymentMethod(expires="2026-11"), date(2026, 12, 1), "expired"),
        (PaymentMethod(expires="2026-12"), date(2027, 1, 1), "expired"),
        (PaymentMethod(expires="2027-01"), date(2026, 12, 31), ""),
        (PaymentMethod(blocked=True), date(2026, 11, 21), "blocked"),
        (PaymentMethod(expires="2027-04", blocked=True), date(2026, 11, 21), "blocked"),
        (PaymentMethod(expires="2026-10", blocked=True), date(2026, 11, 21), "blocked"),
    ],
)
def test_why_a_charge_would_be_declined(method: PaymentMethod, today: date, why: str) -> None:
    assert method.declined(today) == why
