"""Heard words as terms that compare: no case, no accents, no plural endings, no filler words."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from skill.shopping.matching.hearing import Hearing, folded

_TENS = frozenset(range(20, 100, 10))
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")


class Wanted(msgspec.Struct, frozen=True):
    """Some words for a product, and how many of it if that was said."""

    words: str
    quantity: int | None = None


@lru_cache(maxsize=50_000)
def terms(text: str, hearing: Hearing) -> tuple[str, ...]:
    """The comparable terms of a text, in order; the text's own words when all of them are fillers."""
    words = _WORD.findall(folded(text))
    kept = [word for word in words if word not in hearing.fillers] or words
    return tuple(_stem(word, hearing) for word in kept)


def several(wanted: Wanted, hearing: Hearing) -> list[Wanted]:
    """The things named in one breath: "dollhouse and four pounds of cookies" are two."""
    parts = [part for part in hearing.conjunction.split(wanted.words) if part.strip()]
    first, *others = [counted(part, hearing) for part in parts] or [wanted]
    if first.quantity is None:
        first = Wanted(first.words, wanted.quantity)
    return [first, *others]


def counted(text: str, hearing: Hearing) -> Wanted:
    """Number and unit taken off: "four pounds of cookies" is four times "cookies", "coffee twice" two."""
    words = text.split()
    quantity: int | None = None
    if len(words) > 1 and (quantity := _number(words[0], hearing)) is not None:
        ones = _ones(words, hearing) if quantity in _TENS else 0
        quantity, words = quantity + ones, words[2 if ones else 1 :]
    elif len(words) > 1 and (quantity := hearing.times.get(folded(words[-1]))) is not None:
        words = words[:-1]
    if len(words) > 1 and folded(words[0]) in hearing.units:
        words = words[1:]
        if len(words) > 1 and folded(words[0]) in hearing.joints:
            words = words[1:]
    return Wanted(" ".join(words), quantity)


def names_a_measure(text: str, hearing: Hearing) -> bool:
    """Whether only measures were named ("the pack"): of what, the talk before tells."""
    words = [word for word in _WORD.findall(folded(text)) if word not in hearing.fillers]
    return bool(words) and all(word in hearing.units for word in words)


def _ones(words: list[str], hearing: Hearing) -> int:
    """What is added to "forty" in "forty two oat milk"; 0 when no such word follows."""
    if len(words) < 3 or words[0].isdigit() or words[1].isdigit():
        return 0
    ones = _number(words[1], hearing) or 0
    return ones if ones < 10 else 0


def _number(word: str, hearing: Hearing) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    word = folded(word)
    return hearing.numbers.get(word) or hearing.times.get(word)


def _stem(word: str, hearing: Hearing) -> str:
    for ending, instead in hearing.endings:
        stem = word[: -len(ending)] + instead
        if word.endswith(ending) and len(stem) >= 3 and not (ending == "s" and word.endswith("ss")):
            return stem
    return word
