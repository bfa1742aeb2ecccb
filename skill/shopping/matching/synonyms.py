"""What else the words could have been: other words for the same, and words that sound the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.terms import terms

MOST = 24
_MOST_PHRASES = 3

# The tables of ``locales/hearing/<language>-synonyms.yaml``, the strongest first.
KINDS = ("qualities", "same", "also", "homophones")
STRONG = frozenset({"qualities", "same"})

Terms = tuple[str, ...]


class Other(msgspec.Struct, frozen=True):
    """Terms that some others stand for; ``weak`` when only where nothing is called by the words themselves.

    ``anywhere``: also in front of other words.
    """

    terms: Terms
    weak: bool
    anywhere: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """Terms of the tables and what they may be replaced by."""

    terms: Terms
    others: tuple[Other, ...]


@lru_cache(maxsize=20_000)
def rewritten(heard: Terms, hearing: Hearing) -> tuple[Other, ...]:
    """The terms with other words put in, those with the fewest replacements first; without the terms themselves.

    A single word in front of others is often something else ("pop tarts" are no soda), so what replaces it is weak,
    unless it tells what something is like ("decaf coffee").
    """
    phrases = list(islice(_phrases(heard, hearing), _MOST_PHRASES))
    choices = [_choices(phrase, place + len(phrase.terms) == len(heard)) for place, phrase in phrases]
    rows = sorted(product(*(range(len(options)) for options in choices)), key=lambda row: sum(map(bool, row)))
    found: dict[Terms, bool] = {}
    for row in rows[1 : MOST + 1]:
        made: list[str] = []
        end, weak = 0, False
        for (start, phrase), options, choice in zip(phrases, choices, row, strict=True):
            made += heard[end:start]
            made += options[choice].terms
            end, weak = start + len(phrase.terms), weak or options[choice].weak
        made += heard[end:]
        found[tuple(made)] = found.get(tuple(made), True) and weak
    found.pop(heard, None)
    return tuple(Other(key, weak) for key, weak in found.items())


def _choices(phrase: Phrase, last: bool) -> list[Other]:
    weak = len(phrase.terms) == 1 and not last
    others = (Other(other.terms, other.weak or (weak and not other.anywhere)) for other in phrase.others)
    return [Other(phrase.terms, False), *others]


def _phrases(heard: Terms, hearing: Hearing) -> Iterator[tuple[int, Phrase]]:
    """The phrases in the terms with their places, the longest at each, none over another."""
    table, place = _table(hearing), 0
    while place < len(heard):
        found = next(
            (one for one in table.get(heard[place], ()) if heard[place : place + len(one.terms)] == one.terms), None
        )
        if found is not None:
            yield place, found
        place += len(found.terms) if found is not None else 1


@lru_cache(maxsize=16)
def _table(hearing: Hearing) -> dict[str, list[Phrase]]:
    """All phrases by their first term, the longest first."""
    groups = hearing.groups()
    others: dict[Terms, dict[Terms, Other]] = {}
    for kind in KINDS:
        for line in groups[kind]:
            group = [terms(phrase, hearing) for phrase in line]
            for first in group[:1] if kind == "also" else group:
                known = others.setdefault(first, {})
                for other in group:
                    if other != first:
                        known.setdefault(other, Other(other, kind not in STRONG, kind == "qualities"))
    table: dict[str, list[Phrase]] = {}
    for first, known in others.items():
        table.setdefault(first[0], []).append(Phrase(first, tuple(known.values())))
    for phrases in table.values():
        phrases.sort(key=lambda phrase: -len(phrase.terms))
    return table
