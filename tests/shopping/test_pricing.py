"""Totals: what a till would print."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.shopping.money import Money
from skill.shopping.pricing import DeliveryFee, TaxTable, Totals, totals

ADDED = TaxTable({"standard": Decimal("0.07"), "food": Decimal(0)}, included=False)
INCLUDED = TaxTable({"standard": Decimal("0.19"), "food": Decimal("0.07")}, included=True)
FEE = DeliveryFee(Money(490, "USD"), Money(3500, "USD"))


def usd(minor: int) -> Money:
    return Money(minor, "USD")


@pytest.mark.parametrize(
    ("lines", "taxes", "expected"),
    [
        ([(1158, "food")], ADDED, Totals(usd(1158), usd(490), usd(0), usd(1648), False)),
        ([(1000, "standard")], ADDED, Totals(usd(1000), usd(490), usd(70), usd(1560), False)),
        ([(3499, "food")], ADDED, Totals(usd(3499), usd(490), usd(0), usd(3989), False)),
        ([(3500, "food")], ADDED, Totals(usd(3500), usd(0), usd(0), usd(3500), False)),
        ([(1000, "gift")], ADDED, Totals(usd(1000), usd(490), usd(70), usd(1560), False)),
        ([(1190, "standard"), (107, "food")], INCLUDED, Totals(usd(1297), usd(490), usd(197), usd(1787), True)),
    ],
)
def test_totals(lines: list[tuple[int, str]], taxes: TaxTable, expected: Totals) -> None:
    assert totals([(usd(minor), kind) for minor, kind in lines], taxes, FEE, "USD") == expected


def test_tax_is_rounded_once_a_rate_not_once_a_line() -> None:
    lines = [(usd(107), "standard")] * 3
    assert totals(lines, ADDED, FEE, "USD").tax == usd(22)  # 7 % of 3.21, not 3 × 7 % of 1.07


def test_delivery_without_a_free_limit_always_costs() -> None:
    always = DeliveryFee(usd(490))
    assert totals([(usd(10**6), "food")], ADDED, always, "USD").fulfillment == usd(490)


lines = st.lists(st.tuples(st.integers(0, 10**6).map(usd), st.sampled_from(["food", "standard"])), max_size=20)


@given(lines, st.booleans())
def test_the_total_is_always_the_sum_of_its_parts(lines: list[tuple[Money, str]], included: bool) -> None:
    result = totals(lines, INCLUDED if included else ADDED, FEE, "USD")
    assert result.subtotal == usd(sum(price.minor for price, _ in lines))
    parts = result.subtotal + result.fulfillment + (usd(0) if included else result.tax)
    assert result.total == parts
    assert usd(0) <= result.tax <= result.subtotal


@pytest.mark.parametrize(
    ("tax", "included", "taxed"), [(0, True, "none"), (0, False, "none"), (1, True, "included"), (1, False, "added")]
)
def test_how_tax_comes_in(tax: int, included: bool, taxed: str) -> None:
    zero = Money(0, "USD")
    assert Totals(zero, zero, Money(tax, "USD"), zero, included).taxed == taxed


@pytest.mark.parametrize(("fee", "free"), [(0, True), (1, False)])
def test_delivery_is_free_when_it_costs_nothing(fee: int, free: bool) -> None:
    zero = Money(0, "USD")
    assert Totals(zero, Money(fee, "USD"), zero, zero, False).free_delivery is free


def test_half_a_cent_of_tax_is_a_cent() -> None:
    half = TaxTable({"standard": Decimal("0.5")}, included=False)
    made = totals([(Money(1, "USD"), "standard")], half, DeliveryFee(Money(0, "USD")), "USD")
    assert (made.tax, made.total) == (Money(1, "USD"), Money(2, "USD"))
