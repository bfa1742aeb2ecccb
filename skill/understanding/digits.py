"""Four digits as people say them: "one two three four", "twelve thirty four", "six oh four five", "double four …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from skill.understanding.names import words

_FOUR = range(1000, 10_000)
_UNITS = range(1, 10)


class Digits:
    """The number words of a locale: the `digits` of its account.yaml."""

    def __init__(self, digits: Mapping[str, Any]) -> None:
        self._numbers = {word: value for value, said in digits["numbers"].items() for word in said}
        self._times = {word: value for value, said in digits["times"].items() for word in said}
        self._hundred, self._thousand, self._and = digits["hundred"], digits["thousand"], digits["and"]
        if joint := digits["joint"]:
            self._numbers |= dict(_joined(digits["numbers"], joint))
        self._inside = re.compile(f"({self._thousand}|{self._hundred})")

    def four(self, text: str) -> str | None:
        """`six oh four five` → `6045`; None for anything but four digits."""
        said = [part for word in words(text) for part in self._parts(word)]
        return self._spelled(said) or self._counted(said)

    def _parts(self, word: str) -> Sequence[str]:
        """`thirty-four` → thirty, four; `zweihundertdrei` → zwei, hundert, drei."""
        if word in self._numbers or word.isdigit():
            return [word]
        return [part for piece in word.split("-") for part in self._inside.split(piece) if part]

    def _spelled(self, said: Sequence[str]) -> str | None:
        """Digits and pairs of digits, one after the other."""
        digits, times, tens = "", 1, 0
        for word in said:
            if word in self._times:
                times, tens = self._times[word], 0
                continue
            value = self._value(word)
            if value is None or (times > 1 and value > 9):
                return None
            if tens and value in _UNITS:
                digits = f"{digits[:-1]}{value}"  # thirty four
            else:
                digits += (word if word.isdigit() else str(value)) * times
            tens = value if times == 1 and not word.isdigit() and value >= 20 and value % 10 == 0 else 0
            times = 1
        return digits if times == 1 and len(digits) == 4 else None

    def _counted(self, said: Sequence[str]) -> str | None:
        """One number: `six thousand forty five`, `zwölfhundert`."""
        whole, part = 0, 0
        for word in said:
            if word == self._and:
                continue
            if word == self._thousand:
                whole, part = whole + (part or 1) * 1000, 0
            elif word == self._hundred:
                part = (part or 1) * 100
            else:
                value = self._value(word)
                room = 10 if part % 100 in range(20, 100, 10) else 100 if part % 100 == 0 else 0
                if value is None or word.isdigit() or not 0 < value < room:
                    return None
                part += value
        number = whole + part
        return str(number) if number in _FOUR else None

    def _value(self, word: str) -> int | None:
        return int(word) if word.isascii() and word.isdigit() else self._numbers.get(word)


def _joined(numbers: Mapping[int, Sequence[str]], joint: str) -> Iterator[tuple[str, int]]:
    """`vierunddreißig` → 34, for all of them."""
    for ten in range(20, 100, 10):
        for unit in _UNITS:
            for first in numbers[unit]:
                for second in numbers[ten]:
                    yield f"{first}{joint}{second}", ten + unit
