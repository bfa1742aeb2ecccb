"""How one language is heard: which words say nothing, which endings do not matter, how numbers and sizes are said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

Value = TypeVar("Value")
# "Mom's" and "moms" are one word.
APOSTROPHES = str.maketrans("", "", "'’`´")


@dataclass(frozen=True)
class SizeWords:
    """How sizes are said. ``symbols`` are the measures that words mean ("litre": "l"), see `sizes`.

    ``pieces`` are what packs are counted in, ``packs`` what a pack of several is called, ``holders`` what something of
    one size comes in, ``vessels`` those of which one is no other, ``parts`` fractions ("half": 0.5), ``points`` what
    stands between a number and its decimals.
    ``totals`` is whether a bare measure is an amount ("zwei Liter Milch") even when nothing joins it to its product.
    """

    symbols: Mapping[str, str]
    pieces: frozenset[str]
    packs: frozenset[str]
    holders: frozenset[str]
    vessels: frozenset[str]
    parts: Mapping[str, float]
    points: frozenset[str]
    several: Mapping[str, int]
    totals: bool


@dataclass(frozen=True)
class Attributes:
    """What is said of a product that it is not: ``things`` it is ``lacking`` ("without", "no") or ``free`` of.

    ``plain`` words ("regular") mean a product that is ``marked`` by nothing ("diet"). What follows a word of
    ``negations`` is not wanted, up to one of ``reversals``.
    """

    things: frozenset[str]
    lacking: frozenset[str]
    free: tuple[str, ...]
    added: frozenset[str]
    negations: frozenset[str]
    reversals: frozenset[str]
    plain: frozenset[str]
    marked: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Hearing:
    """The tables of one language, folded (no case, no accents). There is one object a language; it hashes by identity.

    ``endings`` are (ending, what replaces it) and the first that fits counts; ``irregular`` words are stood for by
    another. ``joints`` join a unit to its product; ``beside`` begins what a product comes with ("with nuts"),
    ``shapes`` are what it is cut into or comes in ("slices").
    ``vague`` words ("one", "kind") say nothing in what was heard, but may in a name. ``pronouns`` alone mean what was
    talked about. ``tails`` are heads of compounds that are too short to be seen as such; none: there are no compounds.
    ``comparisons`` are words that set one thing against another ("larger": "bigger"), ``roughly`` those that do so if
    nothing is called that, ``compared`` what is said with them and names nothing. ``groups`` reads the synonyms, when
    they are first needed.
    """

    language: str
    fillers: frozenset[str]
    vague: frozenset[str]
    pronouns: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    irregular: Mapping[str, str]
    signs: Mapping[str, str]
    conjunction: re.Pattern[str]
    numbers: Mapping[str, int]
    times: Mapping[str, int]
    units: frozenset[str]
    joints: frozenset[str]
    beside: frozenset[str]
    shapes: frozenset[str]
    tails: tuple[str, ...]
    sizes: SizeWords
    attributes: Attributes
    comparisons: dict[str, str]
    roughly: dict[str, str]
    compared: frozenset[str]
    groups: Callable[[], Mapping[str, Any]]


def hearing(language: str, tables: Mapping[str, Any], groups: Callable[[], Mapping[str, Any]]) -> Hearing:
    """The tables as they are written in ``locales/hearing/<language>.yaml``, made ready."""
    joined = "|".join(re.escape(word) for word in tables["conjunctions"])
    return Hearing(
        language=language,
        fillers=_set(tables["fillers"]),
        vague=_set(tables["vague"]),
        pronouns=_set(tables["pronouns"]),
        endings=tuple((ending, instead) for ending, _, instead in (pair.partition(" ") for pair in tables["endings"])),
        irregular=_map(tables["irregular"], folded),
        signs=_map(tables["signs"], folded),
        conjunction=re.compile(rf"\s+(?:{joined})\s+|\s*,\s*", re.IGNORECASE),
        numbers={folded(word): number for number, word in enumerate(tables["numbers"], 1)}
        | dict.fromkeys(map(folded, tables["one"]), 1),
        times={folded(word): number for number, word in enumerate(tables["times"], 1)},
        units=_set(tables["units"]),
        joints=_set(tables["of"]),
        beside=_set(tables["beside"]),
        shapes=_set(tables["shapes"]),
        tails=tuple(folded(word) for word in tables["tails"]),
        sizes=_sizes(tables["sizes"]),
        attributes=_attributes(tables["attributes"]),
        comparisons=_kinds(tables["comparisons"]),
        roughly=_kinds(tables["roughly"]),
        compared=_set(tables["compared"]),
        groups=groups,
    )


def _sizes(tables: Mapping[str, Any]) -> SizeWords:
    return SizeWords(
        symbols={folded(word): symbol for symbol, words in tables["measures"].items() for word in words},
        pieces=_set(tables["pieces"]),
        packs=_set(tables["packs"]),
        holders=_set(tables["holders"]),
        vessels=_set(tables["vessels"]),
        parts=_map(tables["parts"], float),
        points=_set(tables["points"]),
        several=_map(tables["several"], int),
        totals=tables["totals"] == "yes",
    )


def _attributes(tables: Mapping[str, Any]) -> Attributes:
    return Attributes(
        things=_set(tables["things"]),
        lacking=_set(tables["lacking"]),
        free=tuple(folded(word) for word in tables["free"]),
        added=_set(tables["added"]),
        negations=_set(tables["negations"]),
        reversals=_set(tables["reversals"]),
        plain=_set(tables["plain"]),
        marked=tuple(tables["marked"]),
    )


def _kinds(tables: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {folded(word): kind for kind, words in tables.items() for word in words}


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(word) for word in words)


def _map(words: Mapping[str, str], made: Callable[[str], Value]) -> dict[str, Value]:
    return {folded(word): made(value) for word, value in words.items()}


def folded(text: str) -> str:
    """A text without case and accents; ``ß`` becomes ``ss``."""
    if text.isascii():  # as most texts are: nothing to take apart
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
