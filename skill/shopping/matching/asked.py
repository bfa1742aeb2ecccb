"""The ways to read what was heard: the words themselves first, then less of them, or others that mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import dropwhile, islice

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.sizes import Size, said, tokens
from skill.shopping.matching.synonyms import rewritten
from skill.shopping.matching.terms import LACKING, lacking, stem, terms, terms_of, words

MOST = 40
MOST_SEARCHES = 3
_LETTERS = 3


class Reading(msgspec.Struct, frozen=True):
    """Terms that a product must have, one of the ways to read what was heard.

    It must have none of ``never`` (all terms of one of them), and be of this ``size`` if its size is known. ``probes``
    are letters it must hold in any case. ``weak``: it may be meant, but where the words themselves are a name they are.
    No ``terms`` at all fit everything of that size: "not the diet one".
    """

    terms: tuple[str, ...]
    probes: tuple[str, ...]
    never: tuple[frozenset[str], ...] = ()
    size: Size | None = None
    weak: bool = False


@lru_cache(maxsize=2_000)
def readings(heard: str, hearing: Hearing) -> tuple[Reading, ...]:
    """All readings, the words as they were heard first; none for no words."""
    found: dict[tuple[object, ...], Reading] = {}
    whole = terms(heard, hearing)
    for terms_, never, size in _ways(heard, whole, hearing):
        for other, weak in [(terms_, False), *((one.terms, one.weak) for one in rewritten(terms_, hearing))]:
            key = (other, never, size)
            if key not in found or (found[key].weak and not weak):
                found[key] = Reading(other, _probes(other, hearing), never, size, weak)
    return tuple(list(found.values())[:MOST])


def spoken_as(heard: str, hearing: Hearing) -> tuple[str, ...]:
    """What to search a catalogue for, three at most: the words as they were heard, other words for the same, and what
    they may mean besides ("kleenex").
    """
    others = sorted((one for one in readings(heard, hearing)[1:] if one.terms), key=lambda one: one.weak)
    return tuple(islice(dict.fromkeys([heard, *(" ".join(one.terms) for one in others)]), MOST_SEARCHES))


def unnamed(heard: str, hearing: Hearing) -> bool:
    """Whether the words only tell what is not wanted, or how much: "not the diet one", "the six pack"."""
    return any(not reading.terms for reading in readings(heard, hearing))


def only_sized(heard: str, hearing: Hearing) -> bool:
    """Whether the words only tell how much: "the six pack"."""
    return any(not reading.terms and reading.size and not reading.never for reading in readings(heard, hearing))


def only_lacking(heard: str, hearing: Hearing) -> bool:
    """Whether the words only tell what it is without: "without sugar"."""
    return all(term[0] == LACKING for term in terms(heard, hearing))


Way = tuple[tuple[str, ...], tuple[frozenset[str], ...], Size | None]


def _ways(heard: str, whole: tuple[str, ...], hearing: Hearing) -> Iterator[Way]:
    """Terms, what is not wanted, and size: as heard, and with what is no name taken out."""
    if not whole:
        return
    yield whole, (), None
    wanted, unwanted = _parted(words(heard, hearing), hearing)
    never = tuple(frozenset(other) for part in unwanted for other in _meaning(part, hearing))
    # No product could be meant by nothing but words that say nothing ("that one").
    if never or wanted:
        yield _named(wanted, hearing), never, None
    if plain := [word for word in wanted if word in hearing.attributes.plain]:
        rest = _named([word for word in wanted if word not in plain], hearing)
        marked = tuple(frozenset(terms(mark, hearing)) for mark in hearing.attributes.marked)
        yield rest, never + marked, None
    named = list(dropwhile(hearing.fillers.__contains__, wanted))
    if (size := said(" ".join(named), hearing)) is not None:
        apart = tokens(" ".join(named))
        before, after = apart[: size.start], apart[size.end :]
        yield _named([*before, *_unheld(after, hearing)], hearing), never, size.size
        if not before and len(after) == 1 and after[0] in hearing.sizes.holders:
            yield (), never, size.size  # "the two liter bottle"


def _parted(found: Sequence[str], hearing: Hearing) -> tuple[list[str], list[list[str]]]:
    """What is wanted, and each thing that is not."""
    told = hearing.attributes
    if told.negations.isdisjoint(found) and told.lacking.isdisjoint(found):
        return list(found), []
    wanted: list[str] = []
    unwanted: list[list[str]] = []
    into = wanted
    for word in lacking(found, hearing):
        if word in told.negations:
            into = []
            unwanted.append(into)
        elif word in told.reversals:
            into = wanted
        else:
            into.append(word)
    return wanted, unwanted


def _meaning(unwanted: Sequence[str], hearing: Hearing) -> Iterable[tuple[str, ...]]:
    """The terms of what is not wanted, and other words for it; none when only "that one" is not."""
    named = _named(unwanted, hearing)
    if not named:
        return ()
    return [named, *(other.terms for other in rewritten(named, hearing) if not other.weak)]


def _named(found: Sequence[str], hearing: Hearing) -> tuple[str, ...]:
    """The terms of words without those that say nothing; empty when all of them do."""
    kept = [word for word in found if word not in hearing.vague and word not in hearing.fillers]
    return terms_of(kept, hearing) if kept else ()


def _unheld(found: Sequence[str], hearing: Hearing) -> Sequence[str]:
    """Without the word for what something of a size comes in, and what joins it: "bottle of coke"."""
    if found and found[0] in hearing.sizes.holders and len(found) > 1:
        return found[1:]
    return found


def _probes(terms_: Iterable[str], hearing: Hearing) -> tuple[str, ...]:
    """The first letters of each term, as they must occur in whatever it is called.

    A stem differs from its word in its last letter at most ("fries", "fry"). Numbers, signs and words with a plural of
    their own may be written otherwise.
    """
    loose = _loose(hearing)
    return tuple(
        dict.fromkeys(
            term.lstrip(LACKING)[:-1][:_LETTERS] for term in terms_ if not term[0].isdecimal() and term not in loose
        )
    )


@lru_cache(maxsize=16)
def _loose(hearing: Hearing) -> frozenset[str]:
    return frozenset(stem(word, hearing) for word in (*hearing.irregular.values(), *hearing.signs.values()))
