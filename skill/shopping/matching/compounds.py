"""Words that are written as one: "Bohnen" are part of "Kaffeebohnen", "Chips" end "Paprikachips"."""

from __future__ import annotations

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import Profile
from skill.shopping.matching.terms import LACKING, stem

_VOWELS = frozenset("aeiouy")
_BEGINNING = 0.5


def ends(term: str, known: frozenset[str], hearing: Hearing) -> bool:
    """Whether a term ends a compound: "Chips" are "Paprikachips"."""
    return bool(hearing.tails) and len(term) >= 4 and any(other.endswith(term) for other in known)


def parts_said(said: set[str], others: set[str]) -> float:
    """How much of some words is said by parts of them, or by what they are part of, by letters: "Bohnen"."""
    return sum(max((_part(term, other) for term in said), default=0.0) for other in others)


def _part(one: str, other: str) -> float:
    """ "Zwiebel" begins "Zwiebelchips" and does not say what they are: that is half of it at most."""
    short, long = sorted((one, other), key=len)
    if short not in long:
        return 0.0
    share = len(short) / len(long)
    return share if long.endswith(short) else min(share, _BEGINNING)


def within(term: str, own: Profile, hearing: Hearing) -> bool | None:
    """Whether a term that is part of a compound, or a compound of known parts, tells what it is; None: it is neither.

    German writes as one word what is two: "Bohnen" are part of "Kaffeebohnen", and tell what it is; "Kaffee" is part
    of it too, and does not. "Kaffeebohnen" are also "Bohnen" and "Kaffee".
    """
    if not hearing.tails or term[0] == LACKING:
        return None
    if len(term) >= 4 or term in hearing.tails:
        first = None
        for known in own.terms:
            rest = len(known) - len(term)
            if rest < 3 or term not in known:
                continue
            if known.endswith(term) and not _VOWELS.isdisjoint(known[:rest]):
                return known in own.heads
            # "Kaffe" is no part of "Kaffeebohnen": it is "Kaffee", misheard.
            if len(term) >= 4 and known.startswith(term) and known[len(term)] != term[-1]:
                first = False
        if first is not None:
            return first
    for cut in range(3, len(term) - 2) if len(term) >= 7 else ():
        if term[cut:] in own.terms and not own.terms.isdisjoint({term[:cut], stem(term[:cut], hearing)}):
            return term[cut:] in own.heads
    return None
