"""Numbers with what they count: sizes, packs, dimensions, percentages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skill.shopping.naming.tables import Naming, Unit
from skill.shopping.naming.tokens import NUMBER, Token

_TIMES = ("x", "×")
_MOST_IN_A_PACK = 200


class Measure(NamedTuple):
    """A size to be said (empty: none), or how many are packed together; ``inner``: see ``Unit``."""

    text: str = ""
    pack: int | None = None
    inner: bool = False
    percent: bool = False


def measure(tokens: Sequence[Token], n: int, naming: Naming) -> tuple[Measure | None, int]:
    """The measure that the number at ``n`` begins, and where to go on reading; None when it begins none."""
    after = _low(tokens, n + 1)
    if after in ("%", naming.percent.lower()):
        return _percent(tokens[n].text, naming), n + 2
    if after in naming.packs:
        # "6er Pack" are two words for it.
        return Measure(pack=_whole(tokens[n].text)), n + 3 if _low(tokens, n + 2) in naming.packs else n + 2
    if after in naming.ranges and _number(tokens, n + 2):  # "3 in 1", "5 to 7 years"
        return Measure(), _unit(tokens, n + 3, naming)[1]
    unit, used = _unit(tokens, n + 1, naming)
    if tokens[n].text.count(".") > 1:  # "sizes 3,4,5"
        return Measure(), used
    if unit is None and after not in _TIMES:
        return None, n + 1
    return _sized(tokens, n, unit, used, naming)


def _sized(tokens: Sequence[Token], n: int, unit: Unit | None, used: int, naming: Naming) -> tuple[Measure | None, int]:
    """ "12 oz", "3 x 75 ml" (a pack), "3.4 oz x 3" (a pack), "8 x 10 inches", "8 inches x 10 inches"."""
    numbers, units = [tokens[n].text], [unit]
    while _low(tokens, used) in _TIMES:
        if not _number(tokens, used + 1):
            used += 1
            break
        numbers.append(tokens[used + 1].text)
        unit, used = _unit(tokens, used + 2, naming)
        units.append(unit)
    known = [unit for unit in units if unit is not None]
    if len(numbers) == 1:
        if not known:  # "3x": a pack at the beginning of a title, elsewhere praise
            return Measure(pack=_whole(numbers[0]) if n == 0 else None), used
        return _one(numbers[0], known[0], naming), used
    if known and not known[0].length:
        first = units[0] is None
        size = _one(numbers[-1 if first else 0], known[0], naming)
        return size._replace(pack=_whole(numbers[0 if first else 1])), used
    sides = list(zip(numbers, units, strict=True))[:2]
    if known and all(unit in (None, known[0]) for unit in units):
        text = f" {naming.by} ".join(_decimal(number, naming) for number, _ in sides)
        return Measure(f"{text} {known[0].many}"), used
    said = (_said(number, unit, naming) if unit else _decimal(number, naming) for number, unit in sides)
    return Measure(f" {naming.by} ".join(said)), used


def _one(number: str, unit: Unit, naming: Naming) -> Measure:
    return Measure(_said(number, unit, naming), inner=unit.inner)


def _percent(number: str, naming: Naming) -> Measure:
    """All of something ("100 % cotton") says nothing."""
    return Measure() if number == "100" else Measure(f"{_decimal(number, naming)} {naming.percent}", percent=True)


def _unit(tokens: Sequence[Token], n: int, naming: Naming) -> tuple[Unit | None, int]:
    low = _low(tokens, n)
    if not low:
        return None, n
    if (two := naming.two_words.get(f"{low} {_low(tokens, n + 1)}")) is not None:
        return naming.units[two], n + 2
    found = naming.units.get(low)
    return (found, n + 1) if found else (None, n)


def _said(number: str, unit: Unit, naming: Naming) -> str:
    said = _decimal(number, naming)
    return f"{said} {unit.one if said == '1' else unit.many}"


def _decimal(number: str, naming: Naming) -> str:
    whole, point, rest = number.partition(".")
    if point and not rest.strip("0"):
        return whole
    return number.replace(".", naming.decimal)


def _whole(number: str) -> int | None:
    return int(number) if number.isdigit() and int(number) <= _MOST_IN_A_PACK else None


def _low(tokens: Sequence[Token], n: int) -> str:
    return tokens[n].low if n < len(tokens) else ""


def _number(tokens: Sequence[Token], n: int) -> bool:
    return n < len(tokens) and tokens[n].sort is NUMBER
