"""How well heard words fit one product: in grades, not in one opaque number.

A grade says why: the words name it, describe it, occur in it, or sound like it. "milk" names a milk and merely
occurs in a milk chocolate, so a household that buys both means the milk. Within a grade, a score tells how much of
the words and of the name that is.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

import msgspec

from skill.shopping.matching.asked import Reading, only_lacking, readings
from skill.shopping.matching.compounds import ends, parts_said, within
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import Profile, profile
from skill.shopping.matching.terms import stem, terms
from skill.shopping.product import Product

WEAK = 0.8
UNSIZED, OTHER_SIZE = 0.7, 0.5
# What has other words for the same is meant less often than what has the very words.
REWORDED = 0.4
# What is of a kind, while nothing of its own name says so: by the kind's name, and by another word for the kind, which
# may be the name of only some of it ("jam" of spreads).
OF_KIND_ALONE, OF_OTHER_KIND_ALONE = 0.6, 0.05


class Grade(IntEnum):
    """Why a product fits, weakest first."""

    NONE = 0
    PARTLY = 1
    """Most of the words fit, or all of them but the size."""
    SIMILAR = 2
    """Every word is nearly one of its words."""
    SOUNDS = 3
    """The words sound just like some of its names."""
    MENTIONED = 4
    """Every word occurs in its names, brand or size."""
    DESCRIBED = 5
    """Every word occurs, and what it is (its category or the end of a name) is among them."""
    OF_KIND = 6
    """The words are what its whole category is called."""
    NAMED = 7
    """The words are its own name or a synonym of it."""


class Fitting(msgspec.Struct, frozen=True, order=True):
    """A grade, and how well within it, up to 1: the share of the name that was said, how alike it sounds.

    ``literal`` is whether the very words fit, not others that mean the same.
    """

    grade: Grade
    score: float = 1.0
    literal: bool = True


UNFIT = Fitting(Grade.NONE, 0.0)
_NAMED, _OF_KIND = Fitting(Grade.NAMED), Fitting(Grade.OF_KIND)
# "Milk" is a synonym of one milk, and what all of them are.
_NAMED_AS_KIND = Fitting(Grade.NAMED, 0.35)


def fit_exactly(heard: str, product: Product, hearing: Hearing) -> Fitting:
    """How the words fit by themselves, by other words for the same or but for the size; NONE when at most nearly."""
    letters = product.letters
    best = UNFIT
    known = readings(heard, hearing)
    for reading in known:
        # A cheap look at the bare letters first: most of a long history has nothing to do with what was said.
        for probe in reading.probes:
            if probe not in letters:
                break
        else:
            own = profile(product, hearing)
            if reading is not known[0] and _reworded(reading, known[0], hearing):
                # Nothing is part of a word that was not even said, or merely mentioned by it: no "helles Dressing" is
                # beer; and ground coffee is filter coffee, but no coffee filter.
                said = all(_whole(term, own) for term in reading.terms) and not _turned(reading.terms, own, hearing)
                said = said and (len(reading.terms) != 1 or _tells(reading.terms[0], own, hearing))
                found = _read(reading, own, hearing) if said else UNFIT
                found = Fitting(found.grade, found.score * REWORDED, literal=False)
            else:
                found = _read(reading, own, hearing)
            if found.grade == Grade.NAMED:
                return found
            best = max(best, found)
    return best


def _tells(term: str, own: Profile, hearing: Hearing) -> bool:
    return by_terms((term,), own, hearing).grade >= Grade.DESCRIBED


def fit_unnamed(heard: str, product: Product, hearing: Hearing) -> Fitting:
    """OF_KIND for all but what the words say is not wanted, or is not of the size that they say."""
    own = profile(product, hearing)
    fits = any(
        not unwanted(reading, own, hearing) and (reading.size is None or bool(own.size and reading.size.fits(own.size)))
        for reading in readings(heard, hearing)
        if not reading.terms
    )
    return _OF_KIND if fits else UNFIT


def fit_told(heard: str, product: Product, hearing: Hearing) -> Fitting:
    """DESCRIBED where only what is written about it tells that it is without what the words say: "no caffeine"."""
    told = terms(product.in_language(hearing.language).details, hearing)
    fits = only_lacking(heard, hearing) and set(terms(heard, hearing)).issubset(told)
    return Fitting(Grade.DESCRIBED) if fits else UNFIT


def _read(reading: Reading, own: Profile, hearing: Hearing) -> Fitting:
    if not reading.terms:  # "not the diet one": of a kind that the talk before tells
        return UNFIT
    found = by_terms(reading.terms, own, hearing)
    if found.grade is Grade.NONE or unwanted(reading, own, hearing):
        return UNFIT
    if reading.weak:
        found = Fitting(min(found.grade, Grade.MENTIONED), found.score * WEAK)
    if reading.size is None:
        return found
    if own.size is None:  # what merely has the word is not what comes in sizes: no kettle is "two liters of water"
        grade = Grade.MENTIONED if found.grade > Grade.MENTIONED else Grade.PARTLY
        return Fitting(grade, found.score * UNSIZED)
    if reading.size.fits(own.size):  # the size tells which one as well as a word for what it is
        return Fitting(max(found.grade, Grade.DESCRIBED), found.score)
    return Fitting(Grade.PARTLY, found.score * OTHER_SIZE) if found.grade > Grade.MENTIONED else UNFIT


def by_terms(wanted: tuple[str, ...], own: Profile, hearing: Hearing) -> Fitting:
    """How well some terms fit a product: NONE unless each of them occurs."""
    if wanted in own.names:
        return _NAMED if wanted not in own.kinds else _NAMED_AS_KIND
    if wanted in own.kinds:
        return _of_kind(wanted, own, hearing)
    headed, place = False, 0
    while place < len(wanted):
        term = wanted[place]
        if term in own.terms:
            headed = headed or term in own.heads
        elif place + 1 < len(wanted) and term + wanted[place + 1] in own.terms:  # "tooth paste"
            place += 1
            headed = headed or term + wanted[place] in own.heads
        elif term in own.pairs:  # "cornflakes"
            headed = headed or any(term.endswith(head) for head in own.heads)
        elif (ends := within(term, own, hearing)) is not None:
            headed = headed or ends
        else:
            return UNFIT
        place += 1
    described = headed and not _turned(wanted, own, hearing)
    return Fitting(Grade.DESCRIBED if described else Grade.MENTIONED, _share(wanted, own, hearing))


def _turned(wanted: tuple[str, ...], own: Profile, hearing: Hearing) -> bool:
    """Whether of two words what it is comes first, and so only tells more of what is wanted: "chocolate milk"."""
    heads = own.heads.difference(hearing.signs.values())  # "Milk 2%" is no percent
    return len(wanted) == 2 and wanted[1] not in heads and wanted[0] in heads


def _reworded(reading: Reading, heard: Reading, hearing: Hearing) -> bool:
    """Whether a reading has other words than those that were heard, or has none for "plain"."""
    said, read = set(heard.terms), set(reading.terms)
    return not (read <= said and _plain(hearing).isdisjoint(said - read))


def _whole(term: str, own: Profile) -> bool:
    """Whether a term is one of a product's, or a compound that ends in one."""
    return term in own.terms or any(len(known) >= 4 and term.endswith(known) for known in own.terms)


@lru_cache(maxsize=16)
def _plain(hearing: Hearing) -> frozenset[str]:
    return frozenset(stem(word, hearing) for word in hearing.attributes.plain)


def _of_kind(wanted: tuple[str, ...], own: Profile, hearing: Hearing) -> Fitting:
    """What its kind is called: surest when its own name says so too."""
    if _says(wanted, own, hearing):
        return _OF_KIND
    return Fitting(Grade.OF_KIND, OF_KIND_ALONE if wanted == own.kind else OF_OTHER_KIND_ALONE)


def says_itself(heard: str, product: Product, hearing: Hearing) -> bool:
    """Whether a product's own names have all the words, not only what its kind, its brand or its size is called."""
    own = profile(product, hearing)
    return any(reading.terms and _says(reading.terms, own, hearing) for reading in readings(heard, hearing))


def commonly_called(heard: str, product: Product, hearing: Hearing) -> bool:
    """Whether a product's own names have the very words that were heard, and the short one at least one of them.

    "Tomatoes" are no ketchup, though that is tomato ketchup in full.
    """
    own, known = profile(product, hearing), readings(heard, hearing)
    literal = [one for one in known if one is known[0] or not _reworded(one, known[0], hearing)]
    return any(
        _says(reading.terms, own, hearing)
        and any(term in own.spoken or ends(term, own.spoken, hearing) for term in reading.terms)
        for reading in literal
    )


def _says(wanted: tuple[str, ...], own: Profile, hearing: Hearing) -> bool:
    return all(term in own.called or ends(term, own.called, hearing) for term in wanted)


def unwanted(reading: Reading, own: Profile, hearing: Hearing) -> bool:
    """Whether a product is what was not wanted."""
    return any(
        other <= own.terms or (len(other) == 1 and within(next(iter(other)), own, hearing) is not None)
        for other in reading.never
    )


def _share(wanted: tuple[str, ...], own: Profile, hearing: Hearing) -> float:
    """The largest share of one of its own names that was said."""
    said = set(wanted)
    shares = [
        (len(said.intersection(name)) + (parts_said(said.difference(name), set(name) - said) if hearing.tails else 0))
        / len(set(name))
        for name in own.names
        if name
    ]
    return max(shares, default=0.0)
