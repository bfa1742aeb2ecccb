"""Text → index terms, the same way for what is indexed and for what is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.sizes import said, tokens
from skill.shopping.matching.terms import lacking, stem, words

MOST_TERMS = 12
LONGEST_TERM = 40
LONGEST_TEXT = 1000
SHORTEST_TAIL, SHORTEST_HEAD = 4, 3
# What ends the part of a name that says what the thing is.
_ENDS = (",", " - ", " – ", "(", "|", ";")


class Heard(msgspec.Struct, frozen=True):
    """What was heard, as terms: those ``wanted``, in order, which of them say a size, and those said not to be.

    ``joined`` are neighbours written as one, with the place of the first: "bed side" may be "bedside". ``vague`` ones
    say nothing but where they stand in a name: "just apples".
    """

    wanted: tuple[str, ...]
    joined: tuple[tuple[int, str], ...] = ()
    unwanted: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()


def index_terms(text: str, hearing: Hearing) -> list[str]:
    """The terms of a name or another text on the shelf, in order."""
    found = _measured(lacking(words(text, hearing), hearing), hearing)
    kept = [word for word in found if word not in hearing.fillers] or found
    return [stem(word[:LONGEST_TERM], hearing) for word in kept]


def head(name: str, hearing: Hearing) -> int:
    """Which of a name's terms says what the thing is: the last one before a comma or a "with"; 0 for no terms."""
    first = name
    for sign in _ENDS:
        before, found, _ = first.partition(sign)
        if found and before.strip():
            first = before
    found_words = words(first, hearing)
    for place, word in enumerate(found_words):
        if place and word in hearing.beside:
            found_words = found_words[:place]
            break
    return max(0, len(index_terms(" ".join(found_words), hearing)) - 1)


def heard_terms(text: str, hearing: Hearing) -> Heard:
    """What was heard: bounded, each term once; what follows a negation is unwanted, up to a reversal."""
    told = hearing.attributes
    wanted: list[str] = []
    unwanted: list[str] = []
    into = wanted
    for word in _measured(lacking(words(text[:LONGEST_TEXT], hearing), hearing), hearing):
        if word in told.negations:
            into = unwanted
        elif word in told.reversals:
            into = wanted
        else:
            into.append(word[:LONGEST_TERM])
    said = [word for word in wanted if word not in hearing.fillers]
    plain = [word for word in said if word not in hearing.vague] or said or wanted
    stems = {stem(word, hearing): word for word in reversed(plain)}
    kept = list(dict.fromkeys(stem(word, hearing) for word in plain))[:MOST_TERMS]
    left = {stem(word, hearing) for word in unwanted if word not in hearing.fillers | hearing.vague}
    return Heard(
        tuple(kept),
        tuple(_joined([stems[term] for term in kept], hearing)),
        frozenset(left - stems.keys()),
        _sizes(text[:LONGEST_TEXT], hearing),
        frozenset(stem(word, hearing) for word in said if word in hearing.vague) - stems.keys(),
    )


def tails(term: str, hearing: Hearing) -> Iterator[str]:
    """The ends of a long term that may be terms themselves, longest first: what a compound is a kind of."""
    if hearing.tails and term.isalpha():
        for start in range(SHORTEST_HEAD, len(term) - SHORTEST_TAIL + 1):
            yield term[start:]


def parted(term: str) -> Iterator[tuple[str, str]]:
    """A term taken apart at every place, three letters at least on either side."""
    for cut in range(3, len(term) - 2):
        yield term[:cut], term[cut:]


def _measured(found: list[str], hearing: Hearing) -> list[str]:
    """Measures after a number by their symbols: "2 litres" is "2 l"."""
    symbols = hearing.sizes.symbols
    return [
        symbols.get(word, word) if before.isdecimal() or before in hearing.numbers else word
        for before, word in zip(["", *found], found, strict=False)
    ]


def _sizes(text: str, hearing: Hearing) -> frozenset[str]:
    """The terms of the size in a text: products say it in many ways, so it is compared as a whole."""
    size = said(text, hearing)
    if size is None:
        return frozenset()
    return frozenset(index_terms(" ".join(tokens(text)[size.start : size.end]), hearing))


def _joined(found: Sequence[str], hearing: Hearing) -> Iterator[tuple[int, str]]:
    for place, (one, two) in enumerate(pairwise(found)):
        if one.isalpha() and two.isalpha():
            yield place, stem(one + two, hearing)
