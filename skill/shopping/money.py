"""Money as integer minor units with an ISO 4217 currency. Never a float, never a bare number."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import msgspec

# ISO 4217 currencies whose minor unit is not a hundredth (list one, 2024).
_EXPONENTS = dict.fromkeys(("CLP", "ISK", "JPY", "KRW", "PYG", "UGX", "VND", "XAF", "XOF", "XPF"), 0) | (
    dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
)


class Money(msgspec.Struct, frozen=True, order=False, array_like=True):
    """An amount in minor units (cents) of one currency; ``Money(499, "USD")`` is 4.99 dollars."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read a decimal number such as ``4.99`` in ``currency``.

        Raises:
            ValueError: when it is no plain decimal number or has more decimals than the currency.

        """
        try:
            value = Decimal(text.strip())
        except InvalidOperation:
            raise ValueError(f"{text!r} is not an amount of money such as 4.99") from None
        if not value.is_finite() or abs(value) >= Decimal(10) ** 12:
            raise ValueError(f"{text!r} is not an amount of money such as 4.99")
        minor = value.scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise ValueError(f"{text!r} has more decimals than {currency} knows")
        return cls(int(minor), currency)

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, exactly."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def share(self, rate: Decimal) -> Money:
        """``rate`` of this amount (0.07 = seven per cent), rounded half up to a minor unit."""
        return Money(int((self.minor * rate).quantize(Decimal(1), ROUND_HALF_UP)), self.currency)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not mix")
        return other.minor


def exponent(currency: str) -> int:
    """How many decimals the currency has: 2 for USD, 0 for JPY, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum; zero of ``currency`` when there is nothing to add."""
    result = Money(0, currency)
    for amount in amounts:
        result += amount
    return result
