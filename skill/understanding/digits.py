"""Numbers as people say them, four digits above all: "twelve thirty four", "six oh four five", "double four …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from skill.understanding.names import words

_UNITS = range(1, 10)
_TENS = range(20, 100, 10)


class Digits:
    """The number words of a locale: the `digits` of its account.yaml."""

    def __init__(self, digits: Mapping[str, Any]) -> None:
        self._numbers = {word: value for value, said in digits["numbers"].items() for word in said}
        self._times = {word: value for value, said in digits["times"].items() for word in said}
        self._hundred, self._thousand, self._between = digits["hundred"], digits["thousand"], digits["between"]
        if joint := digits["joint"]:
            self._numbers |= dict(_joined(digits["numbers"], joint))
        self._scales = re.compile(f"({self._thousand}|{self._hundred})")

    def four(self, text: str) -> str | None:
        """`six oh four five` → `6045`; None for anything but four digits."""
        said = self._split(text)
        counted = self._counted(said)
        return self._spelled(said) or (str(counted) if counted and 1000 <= counted <= 9999 else None)

    def number(self, text: str) -> int | None:
        """`a hundred and fifty` → 150, below a million; None for anything else."""
        said = self._split(text)
        if len(said) == 1 and said[0].isascii() and said[0].isdigit():
            return int(said[0])
        return self._counted(said)

    def _split(self, text: str) -> list[str]:
        return [part for word in words(text) for part in self._parts(word)]

    def _parts(self, word: str) -> Sequence[str]:
        """`thirty-four` → thirty, four; `zweihundertdrei` → zwei, hundert, drei."""
        if word in self._numbers:
            return [word]
        return [part for piece in word.split("-") for part in self._scales.split(piece) if part]

    def _spelled(self, said: Sequence[str]) -> str | None:
        """Digits and pairs of digits, one after the other."""
        digits, times, tens = "", 1, False
        for word in said:
            if word in self._times:
                times, tens = self._times[word], False
                continue
            spelled = self._digits(word)
            if not spelled or (times > 1 and len(spelled) > 1):
                return None
            if tens and len(spelled) == 1 and spelled != "0":
                digits = digits[:-1] + spelled  # thirty four
            else:
                digits += spelled * times
            times, tens = 1, self._numbers.get(word) in _TENS
        return digits if times == 1 and len(digits) == 4 else None

    def _digits(self, word: str) -> str:
        if word.isascii() and word.isdigit():
            return word
        return str(self._numbers[word]) if word in self._numbers else ""

    def _counted(self, said: Sequence[str]) -> int | None:
        """One number in words: `six thousand forty five`, `zwölfhundert`."""
        thousands, rest, any_word = 0, 0, False
        for word in said:
            if word in self._between:
                continue
            any_word = True
            if word == self._thousand and not thousands:
                thousands, rest = (rest or 1) * 1000, 0
            elif word == self._hundred and rest < 100:
                rest = (rest or 1) * 100
            elif word in self._numbers and self._fits(self._numbers[word], rest):
                rest += self._numbers[word]
            else:
                return None
        return thousands + rest if any_word else None

    def _fits(self, value: int, rest: int) -> bool:
        """Whether a number can follow: four after thirty, forty-five after two hundred, anything at the start."""
        return rest == 0 or 0 < value < (10 if rest % 100 in _TENS else 100 if rest % 100 == 0 else 0)


def _joined(numbers: Mapping[int, Sequence[str]], joint: str) -> Iterator[tuple[str, int]]:
    """`vierunddreißig` → 34, for all of them."""
    for ten in _TENS:
        for unit in _UNITS:
            for first in numbers[unit]:
                for second in numbers[ten]:
                    yield f"{first}{joint}{second}", ten + unit
