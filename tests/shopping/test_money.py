"""Money: exact, of one currency, never a float."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.shopping.money import Money, exponent, total

currencies = st.sampled_from(["USD", "EUR", "JPY", "KWD"])
minors = st.integers(-(10**12), 10**12)


@given(minors, currencies)
def test_a_decimal_reads_back_as_the_same_money(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    if abs(money.decimal) < Decimal(10) ** 12:
        assert Money.parse(str(money.decimal), currency) == money


@given(st.lists(minors), currencies)
def test_a_total_is_the_sum_of_minor_units(amounts: list[int], currency: str) -> None:
    assert total((Money(minor, currency) for minor in amounts), currency) == Money(sum(amounts), currency)


@given(minors, minors, st.integers(0, 999))
def test_adding_subtracting_and_multiplying_are_exact(a: int, b: int, times: int) -> None:
    assert Money(a, "USD") + Money(b, "USD") - Money(b, "USD") == Money(a, "USD")
    assert Money(a, "USD") * times == Money(a * times, "USD")
    assert (Money(a, "USD") < Money(b, "USD")) == (a < b)
    assert (Money(a, "USD") <= Money(b, "USD")) == (a <= b)


@pytest.mark.parametrize(
    ("minor", "rate", "share"),
    [(1000, "0.07", 70), (1050, "0.07", 74), (1, "0.5", 1), (-1, "0.5", -1), (999, "0", 0), (333, "0.19", 63)],
)
def test_a_share_is_rounded_half_up(minor: int, rate: str, share: int) -> None:
    assert Money(minor, "USD").share(Decimal(rate)) == Money(share, "USD")


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("4.99", "USD", 499), (" 4 ", "USD", 400), ("0.5", "EUR", 50), ("120", "JPY", 120), ("1.234", "KWD", 1234)],
)
def test_amounts_are_read_as_their_currency_writes_them(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize("text", ["", "four", "4,99", "$4.99", "NaN", "Infinity", "1e99", "9" * 13])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=rf"^{re.escape(repr(text))} is not an amount of money such as 4\.99$"):
        Money.parse(text, "USD")


def test_more_decimals_than_the_currency_knows_are_refused() -> None:
    with pytest.raises(ValueError, match=r"'4\.999' has more decimals than USD knows"):
        Money.parse("4.999", "USD")
    with pytest.raises(ValueError, match="has more decimals than JPY knows"):
        Money.parse("4.5", "JPY")


def test_currencies_do_not_mix() -> None:
    dollars, euros = Money(1, "USD"), Money(1, "EUR")
    for mix in (lambda: dollars + euros, lambda: dollars - euros, lambda: dollars < euros, lambda: dollars <= euros):
        with pytest.raises(ValueError, match="USD and EUR do not mix"):
            mix()


def test_decimals_by_currency() -> None:
    """ISO 4217, list one: whole numbers, thousandths, and hundredths for everything else."""
    whole = {"CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"}
    thousandths = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}
    assert {exponent(currency) for currency in whole} == {0}
    assert {exponent(currency) for currency in thousandths} == {3}
    assert [exponent(currency) for currency in ("USD", "EUR", "CHF", "GBP", "???")] == [2, 2, 2, 2, 2]


def test_an_amount_has_at_most_twelve_digits_before_the_point() -> None:
    assert Money.parse("999999999999.99", "USD") == Money(99_999_999_999_999, "USD")
    assert Money.parse("-999999999999.99", "USD") == Money(-99_999_999_999_999, "USD")
    with pytest.raises(ValueError, match=r"^'1000000000000' is not an amount of money such as 4"):
        Money.parse("1000000000000", "USD")
