"""The words by which one language's titles are read, made ready for looking up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from skill.shopping.naming.tokens import Token, Words, tokens


class Unit(msgspec.Struct, frozen=True):
    """A measure as one and as several are said. ``inner``: of what is in it, not of how much there is."""

    one: str
    many: str
    inner: bool = False
    length: bool = False


class Naming(msgspec.Struct, frozen=True, eq=False):
    """How titles of one language become names; made by :func:`naming`. Word lists are folded to small letters."""

    language: str
    words: Words
    pairs: Mapping[str, str]
    seconds: frozenset[str]
    shorter: Mapping[str, str]
    units: Mapping[str, Unit]
    two_words: Mapping[str, str]
    packs: frozenset[str]
    pack_of: tuple[str, ...]
    pack_of_many: str
    ranges: frozenset[str]
    percent: str
    by: str
    decimal: str
    of: frozenset[str]
    numbered: frozenset[str]
    lettered: frozenset[str]
    bridges: frozenset[str]
    inside: frozenset[str]
    brand_after: frozenset[str]
    brand_begins: frozenset[str]
    traits_first: bool
    participles: tuple[str, ...]
    describing: tuple[str, ...]
    special: frozenset[str]
    """Words that may be one with what follows them."""
    tokens: Callable[[str], tuple[Token, ...]]
    """The tokens of a chunk of a title; remembered, for titles use the same words again and again."""


def naming(
    language: str,
    *,
    kinds: Sequence[str],
    traits: Sequence[str],
    pairs: Sequence[str],
    seconds: Sequence[str],
    plain: Sequence[str],
    dropped: Sequence[str],
    breaks: Sequence[str],
    bridges: Sequence[str],
    inside: Sequence[str],
    joins: Sequence[str],
    shorter: Mapping[str, str],
    symbols: Mapping[str, str],
    units: Mapping[str, Sequence[str]],
    lengths: Sequence[str],
    inner: Sequence[str],
    two_words: Mapping[str, str],
    packs: Sequence[str],
    pack_of: Sequence[str],
    pack_of_many: str,
    ranges: Sequence[str],
    percent: str,
    by: str,
    decimal: str,
    of: Sequence[str],
    capitals: Sequence[str],
    numbered: Sequence[str],
    lettered: Sequence[str],
    plurals: Sequence[str],
    tails: str,
    nouns_capital: str,
    small_endings: Sequence[str],
    traits_first: str,
    participles: Sequence[str],
    describing: Sequence[str],
    brand_after: Sequence[str],
    brand_begins: Sequence[str],
) -> Naming:
    """The tables as they are written in ``locales/naming/<language>.yaml``, made ready."""
    words = Words(
        kinds=frozenset(_plurals(kinds, plurals)),
        traits=frozenset(traits),
        plain=frozenset(
            (*_plurals(plain, plurals), *(word for pair in pairs for word in pair.split() if pair.islower()))
        ),
        dropped=frozenset(dropped),
        breaks=frozenset(breaks),
        joins=frozenset(joins),
        symbols=symbols,
        capitals=frozenset(capitals),
        units=frozenset(written for ways in units.values() for written in ways),
        packs=frozenset(packs),
        tails=tails == "yes",
        nouns_capital=nouns_capital == "yes",
        small_endings=tuple(small_endings),
    )
    return Naming(
        language=language,
        words=words,
        pairs={pair.lower(): "" if pair.islower() else pair for pair in pairs},
        seconds=frozenset(seconds),
        shorter=shorter,
        units={
            written: Unit(one, ways[0], one in inner, one in lengths) for one, ways in units.items() for written in ways
        },
        two_words=two_words,
        packs=frozenset(packs),
        pack_of=tuple(pack_of),
        pack_of_many=pack_of_many,
        ranges=frozenset(ranges),
        percent=percent,
        by=by,
        decimal=decimal,
        of=frozenset(of),
        numbered=frozenset(numbered),
        lettered=frozenset(lettered),
        bridges=frozenset(bridges),
        inside=frozenset(inside),
        brand_after=frozenset(brand_after),
        brand_begins=frozenset(brand_begins),
        describing=tuple(describing),
        participles=tuple(participles),
        traits_first=traits_first == "yes",
        special=frozenset(
            (*(pair.lower().split()[0] for pair in (*pairs, *shorter)), *packs, *numbered, *lettered, *seconds)
        ),
        tokens=lru_cache(maxsize=100_000)(lambda chunk: tokens(chunk, words)),
    )


def _plurals(words: Iterable[str], plurals: Sequence[str]) -> Iterable[str]:
    """Each word and its plurals; "y ies" of the endings: the one becomes the other."""
    for word in words:
        yield word
        for plural in plurals:
            ending, _, instead = plural.rpartition(" ")
            if word.endswith(ending):
                yield word[: len(word) - len(ending)] + instead
