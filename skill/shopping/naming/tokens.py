"""A chunk of a title, which is what stands between two spaces, as tokens that say what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

import msgspec

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_SIDES = re.compile(r"((?:[x×]\d+(?:\.\d+)?)+)([^\W\d_]*)")
_LONGEST_TAIL = 12
# Nobody measures in these capitals: "3M" is a name, "5G" a network.
_NAMES = ("G", "H", "M")
_TIMES = ("x", "×")
_VOWEL = re.compile("[aeiouyäöüáéíóúàèùâêîôû]", re.IGNORECASE)


class Sort(IntEnum):
    """What a token is. All below ``STOP`` may stand in a name."""

    NAME = 0
    """A word that is in no list: a brand, or what we have not heard of."""
    PLAIN = 1
    KIND = 2
    TRAIT = 3
    """Tells one from another: a flavour, a colour."""
    BOTH = 4
    """A kind that is a flavour too: chicken."""
    JOIN = 5
    NUMBER = 6
    STOP = 7
    """Punctuation between two parts of a title."""
    OPEN = 8
    CLOSE = 9
    BREAK = 10
    """From here on it is told what it is good for."""
    DROPPED = 11
    CODE = 12
    """Letters and digits in one, such as a model's number."""


# Looking a member up costs more than comparing it.
NAME, PLAIN, KIND, TRAIT, BOTH, JOIN, NUMBER, STOP, OPEN, CLOSE, BREAK, DROPPED, CODE = Sort


KINDS = (KIND, BOTH)


class Token(NamedTuple):
    """A word, a number or a mark: what it is, how it is written in a name, and in small letters."""

    sort: Sort
    text: str
    low: str

    @property
    def tells(self) -> bool:
        """Whether it is one of those that tell one product from another."""
        return self.sort is TRAIT or self.sort is BOTH

    @property
    def spoken_words(self) -> int:
        """How many words it is: some are two in one ("dark roast")."""
        return self.text.count(" ") + 1


class Words(msgspec.Struct, frozen=True, eq=False):
    """The word lists that say what a word is. ``tails``: the end of a compound counts ("Hafermilch" is a milk)."""

    kinds: frozenset[str]
    traits: frozenset[str]
    plain: frozenset[str]
    dropped: frozenset[str]
    breaks: frozenset[str]
    joins: frozenset[str]
    symbols: Mapping[str, str]
    capitals: frozenset[str]
    units: frozenset[str]
    packs: frozenset[str]
    tails: bool
    nouns_capital: bool
    small_endings: tuple[str, ...]


_MARKS = {mark: Token(STOP, mark, mark) for mark in "=,;:|–—•…·!?"} | {
    **{mark: Token(OPEN, mark, mark) for mark in "([{"},
    **{mark: Token(CLOSE, mark, mark) for mark in ")]}"},
}


def tokens(chunk: str, words: Words) -> tuple[Token, ...]:
    """The tokens of one chunk; none when there is nothing in it that could be said."""
    if (mark := _MARKS.get(chunk)) is not None:
        return (mark,)
    if not chunk.strip("-"):
        return (_MARKS["–"],)
    if (instead := words.symbols.get(chunk)) is not None:
        return (_word(instead, words),)
    if chunk in words.units and not chunk.isalpha():  # the sign for inches
        return (Token(DROPPED, chunk, chunk),)
    return tuple(_parts(chunk, words))


def _parts(chunk: str, words: Words) -> Iterator[Token]:
    ends = len(chunk) > 4 and chunk.endswith(".") and chunk.count(".") == 1
    chunk = chunk.strip("-.'’‘`´")
    if not chunk:
        return
    if chunk.isalpha():
        yield _word(chunk, words)
    elif not any(letter.isdigit() for letter in chunk):
        yield from _letters(chunk, words)
    else:
        yield from _mixed(chunk, words)
    if ends:
        yield _MARKS[","]


def _letters(chunk: str, words: Words) -> Iterator[Token]:
    """No digits, but apostrophes, hyphens, dots and symbols."""
    plain = chunk.replace("’", "'").replace("‘", "'")
    if (instead := words.symbols.get(plain.lower())) is not None:
        yield _word(instead, words)
        return
    if "." in plain:  # "U.S.", "St.John"
        parts = plain.split(".")
        plain = "".join(parts) if all(len(part) <= 1 for part in parts) else " ".join(parts)
    for symbol, said in words.symbols.items():
        if len(symbol) == 1 and symbol in plain:
            plain = plain.replace(symbol, f" {said} ")
    for part in plain.split():
        cleaned = "".join(letter for letter in part if letter.isalpha() or letter in "'-").strip("-'")
        if cleaned:
            yield _word(cleaned, words)


def _mixed(chunk: str, words: Words) -> Iterator[Token]:
    """Digits are in it: a number, a number with its measure ("12oz", "3-pack", "6er-Pack"), or a code."""
    match = _NUMBER.match(chunk)
    if match is None:
        if (side := _SIDES.fullmatch(chunk)) is not None:  # the second half of '8"x10"'
            yield from _sides(side)
        else:
            yield Token(CODE, chunk, chunk.lower())
        return
    number, rest = match.group(), chunk[match.end() :]
    bare = rest.lstrip("-").replace("’", "'")
    low = bare.lower()
    if not rest or (rest[0] == "-" and bare.isdigit()):  # "9-14 kg"
        yield Token(NUMBER, chunk, chunk)
    elif bare not in _NAMES and (low == "%" or low in words.units or low in words.packs or low in _TIMES):
        yield Token(NUMBER, number, number)
        yield Token(NAME, bare, low)
    elif "-" in bare and rest[0] == "-":  # "2-in-1", "12-ounce-bottle"
        yield Token(NUMBER, number, number)
        for part in bare.split("-"):
            if part.isdigit():
                yield Token(NUMBER, part, part)
            elif part:
                yield from _parts(part, words)
    elif low.rstrip("%+") == "":
        yield Token(NUMBER, number, number)
        yield Token(NAME, "%", "%") if "%" in low else _word(words.symbols.get("+", bare), words)
    elif match := _SIDES.fullmatch(low):  # "8x10", "3x75ml"
        yield Token(NUMBER, number, number)
        yield from _sides(match)
    else:
        yield Token(CODE, chunk, chunk.lower())


def _sides(match: re.Match[str]) -> Iterator[Token]:
    for side in match[1][1:].replace("×", "x").split("x"):
        yield Token(NAME, "x", "x")
        yield Token(NUMBER, side, side)
    if match[2]:
        yield Token(NAME, match[2], match[2])


def _word(text: str, words: Words) -> Token:
    low = text.lower()
    sort = DROPPED if text in _TIMES else _sort(low, words)
    if low in words.capitals:
        written = low.upper()
    elif sort is not NAME and words.nouns_capital and text.isupper():
        written = "-".join([part.capitalize() for part in text.split("-")])
    elif words.nouns_capital or (sort in (NAME, DROPPED) and not low.endswith(words.small_endings)):
        written = _spoken_case(text)
    else:
        written = low
    return Token(sort, written, low)


def _sort(low: str, words: Words) -> Sort:
    if low in words.dropped:
        return DROPPED
    if low in words.breaks:
        return BREAK
    if low in words.joins:
        return JOIN
    kind = low in words.kinds or (words.tails and _tail(low, words.kinds))
    if low in words.traits:
        return BOTH if kind else TRAIT
    if kind:
        return KIND
    if low in words.plain:
        return PLAIN
    if "-" in low:  # "oil-free" is what its parts are
        return PLAIN if all(_sort(part, words) is not NAME for part in low.split("-")) else NAME
    return NAME


def _tail(low: str, kinds: frozenset[str]) -> bool:
    """Whether a compound ends with a kind."""
    return any(low[-size:] in kinds for size in range(3, min(len(low) - 1, _LONGEST_TAIL)))


def _spoken_case(text: str) -> str:
    """Shouted words are written as others are; what is short or has no vowels is spelled."""
    if text.isupper():
        parts = text.split("-")
        return "-".join([part.capitalize() if len(part) > 3 and _VOWEL.search(part) else part for part in parts])
    return text
