"""Sizes: found in words and compared, whatever the unit.

"12 oz" and "340 g" are the same size, so are "half gallon" and "64 fl oz". An ounce may be of weight or of volume: it
compares with both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from skill.shopping.matching.hearing import Hearing, folded
from skill.shopping.matching.terms import stem
from skill.shopping.product import Product

# Millilitres and grams of a unit. Source: NIST Handbook 44 (2024), appendix C; a German Pfund is half a kilogram.
_MILLILITRES = {"ml": 1.0, "cl": 10.0, "l": 1000.0, "floz": 29.5735, "pt": 473.176, "qt": 946.353, "gal": 3785.41}
_GRAMS = {"g": 1.0, "kg": 1000.0, "oz": 28.3495, "lb": 453.592, "pfd": 500.0}
_NEAR, _NEAR_OUNCES = 0.025, 0.07

HALF = 0.5
_TOKEN = re.compile(r"\d+/\d+|\d+(?:[.,]\d+)?|[^\W\d_]+")
_FLUID = re.compile(r"\bfl(?:uid)?\.?\s*(?:oz|ounces?)\b")
# "Omega-3 eggs" are not three.
_NAMED = re.compile(r"(?<=[^\W\d_])-\d+")
_BY = "x"


class Size(msgspec.Struct, frozen=True):
    """How much one piece holds, and how many pieces there are; 0 where nothing is known.

    "6 x 1.5 l" has 6 pieces of 1,500 ``millilitres``, "12 rolls" 12 pieces that are called ``piece``: "roll".
    """

    grams: float = 0.0
    millilitres: float = 0.0
    count: int = 0
    piece: str = ""

    @property
    def measured(self) -> bool:
        """Whether it tells weight or volume."""
        return self.grams > 0 or self.millilitres > 0

    def fits(self, pack: Size) -> bool | None:
        """Whether a pack is of the size that was said; None when they cannot be compared."""
        ratio = self._ratio(pack)
        if ratio is not None:
            near = any(math.isclose(ratio, pieces, rel_tol=self._tolerance(pack)) for pieces in {1, pack.count or 1})
            return near and (not self.count or not pack.count or self.count == pack.count)
        if self.count and pack.count and (not self.piece or self.piece == pack.piece):
            return self.count == pack.count
        return None

    def packs(self, pack: Size) -> int | None:
        """How many packs are nearest to this much, at least one; None when that cannot be said.

        Of pieces that is no guess only from half a pack on: "two eggs" are two boxes rather than one.
        """
        whole = self._packs(pack)
        return None if whole is None else max(1, math.floor(whole + 0.5))

    def differs(self, pack: Size) -> int:
        """Whether the nearest packs hold noticeably more than this (1), less (-1), or just as much (0)."""
        whole, packs = self._packs(pack), self.packs(pack)
        if whole is None or packs is None or math.isclose(whole, packs, rel_tol=self._tolerance(pack)):
            return 0
        return 1 if packs > whole else -1

    def times(self, pack: Size) -> float | None:
        """How many times as much as a pack it is; None when they cannot be compared."""
        ratio = self._ratio(pack)
        if ratio is not None:
            return ratio * (self.count or 1) / (pack.count or 1)
        alike = self.count and pack.count and (not self.piece or self.piece == pack.piece)
        return self.count / pack.count if alike else None

    def _packs(self, pack: Size) -> float | None:
        times = self.times(pack)
        return times if times is None or times >= HALF or self._ratio(pack) is not None else None

    def _ratio(self, pack: Size) -> float | None:
        if self.grams and pack.grams:
            return self.grams / pack.grams
        return self.millilitres / pack.millilitres if self.millilitres and pack.millilitres else None

    def _tolerance(self, pack: Size) -> float:
        ounces = (self.grams and self.millilitres) or (pack.grams and pack.millilitres)
        return _NEAR_OUNCES if ounces else _NEAR


class Said(msgspec.Struct, frozen=True):
    """A size in some tokens, from ``start`` up to ``end``; ``unit`` is the word that it was measured in."""

    size: Size
    start: int
    end: int
    unit: str


def tokens(text: str) -> list[str]:
    """The words, numbers and fractions of a text, folded; "fl oz" is one word."""
    return _TOKEN.findall(_NAMED.sub("", _FLUID.sub("floz", folded(text).replace("\u2044", "/"))))


@lru_cache(maxsize=20_000)
def said(text: str, hearing: Hearing) -> Said | None:
    """The first size in a text, whose places are those of its `tokens`; None when there is none."""
    found = tokens(text)
    if not any(map(str.isdecimal, text)) and _begins(hearing).isdisjoint(found):
        return None  # as in most texts
    return next((size for start in range(len(found)) if (size := at(found, start, hearing)) is not None), None)


@lru_cache(maxsize=16)
def _begins(hearing: Hearing) -> frozenset[str]:
    """The words that a size may begin with."""
    words = hearing.sizes
    return frozenset({*words.several, *words.packs, *words.parts, *words.symbols, *hearing.numbers})


def size_of(product: Product, hearing: Hearing) -> Size | None:
    """How much a pack of a product holds: as its size says, or else its name; None when neither does."""
    for text in (product.size, product.in_language(hearing.language).name):
        if text and (found := said(text, hearing)) is not None:
            return found.size
    return None


def at(found: Sequence[str], start: int, hearing: Hearing) -> Said | None:
    """A size that begins at a place: "6 x 1.5 l", "half a gallon", "a dozen", "12 rolls", "pack of 12"."""
    if start >= len(found):
        return None
    words, word = hearing.sizes, found[start]
    if word in words.several:
        end = start + 2 if start + 1 < len(found) and found[start + 1] in words.holders else start + 1
        return Said(Size(count=words.several[word]), start, end, word)
    if word in words.packs and start + 2 < len(found) and found[start + 1] in hearing.joints:
        count, end = number(found, start + 2, hearing)
        return Said(Size(count=int(count)), start, end, word) if count >= 1 and end <= len(found) else None
    amount, place = number(found, start, hearing)
    joined = start + 1 < len(found) and found[start + 1] in hearing.joints
    if not amount and found[start] in words.symbols and (joined or len(found) == 1):
        amount, place = 1.0, start  # "gallon of milk", "the gallon"
    if not amount or place >= len(found):
        return None
    count = 0
    if found[place] == _BY and place + 1 < len(found):
        count, (amount, place) = int(amount), number(found, place + 1, hearing)
        if not amount or place >= len(found):
            return None
    elif amount < 1 and place + 1 < len(found) and found[place] in hearing.fillers:
        place += 1  # "half a gallon"
    size, end = _measured(found, place, amount, count, hearing)
    return Said(size, start, end, found[place]) if size is not None else None


def _measured(found: Sequence[str], place: int, amount: float, count: int, hearing: Hearing) -> tuple[Size | None, int]:
    """So much of the unit at a place, and where it ends."""
    words, unit = hearing.sizes, found[place]
    if (symbol := words.symbols.get(unit)) is not None:
        # An ounce may be one of a fluid.
        fluid = _MILLILITRES["floz"] if symbol == "oz" else _MILLILITRES.get(symbol, 0.0)
        return Size(amount * _GRAMS.get(symbol, 0.0), amount * fluid, count), place + 1
    several = amount * words.several.get(unit, 0)
    if several and several == int(several):  # "half a dozen"
        return Size(count=int(several)), place + 1
    whole = int(amount) if amount == int(amount) else 0
    if not whole:
        return None, place
    if unit in words.packs and whole > 1:
        held = place + 1 < len(found) and found[place + 1] in words.holders
        return Size(count=whole), place + 2 if held else place + 1
    if unit in words.pieces:
        return Size(count=whole, piece=stem(unit, hearing)), place + 1
    return None, place


def number(found: Sequence[str], start: int, hearing: Hearing) -> tuple[float, int]:
    """A number at a place and where it ends: "1.5", "1/2", "one point five", "half"; (0, start) when there is none."""
    if start >= len(found):
        return 0.0, start
    word, end = found[start], start + 1
    if word[0].isdecimal():
        value = _written(word)
    elif word in hearing.sizes.parts:
        return hearing.sizes.parts[word], end
    else:
        value = float(hearing.numbers.get(word, 0))
    if value and end + 1 < len(found) and found[end] in hearing.sizes.points:
        decimals = hearing.numbers.get(found[end + 1]) or _digits(found[end + 1])
        if decimals and decimals < 10:
            return value + decimals / 10, end + 2
    return (value, end) if value else (0.0, start)


def _written(text: str) -> float:
    whole, line, parts = text.partition("/")
    if line:
        return float(whole) / float(parts) if float(parts) else 0.0
    value = float(text.replace(",", "."))
    return value if value < 1e9 else 0.0


def _digits(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 3 else 0
