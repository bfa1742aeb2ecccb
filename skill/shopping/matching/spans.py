"""Words that stand together, as one: for recognisers that split a word or join two."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import profile
from skill.shopping.matching.sound import sounds
from skill.shopping.matching.terms import stem
from skill.shopping.product import Product

LONGEST = 3
SHORTEST_ALIKE = 4
# The shorter the sound, the more alike the letters must be of what sounds the same.
_LEAST = {0: 1.0, 1: 0.7, 2: 0.6}
_LEAST_ALIKE = 0.4


class Called(msgspec.Struct, frozen=True):
    """What a product is called: up to three words as one by how they sound, whole names as one, and single words."""

    by_key: dict[str, tuple[str, ...]]
    names: frozenset[str]
    terms: frozenset[str]
    joined: frozenset[str]
    """Two terms as one; these must be written more alike than a term."""


class Span(msgspec.Struct, frozen=True):
    """Some heard words as one, how they sound, and how alike the letters of what sounds the same must be."""

    words: int
    text: str
    key: str
    least: float


def called(product: Product, hearing: Hearing) -> Called:
    """What a product is called, as one; kept with the product."""
    key = f"called {hearing.language}"
    known: Called | None = product.__dict__.get(key)
    if known is None:
        known = product.__dict__[key] = _called(product, hearing)
    return known


def _called(product: Product, hearing: Hearing) -> Called:
    own = profile(product, hearing)
    names = sorted(own.names | own.single)
    found: dict[str, dict[str, None]] = {}
    for name in (*names, *((term,) for term in sorted(own.terms))):
        for start in range(len(name)):
            for end in range(start + 1, min(start + LONGEST, len(name)) + 1):
                text = "".join(name[start:end])
                if not text.isalpha():
                    break  # a number has no sound of its own, and "-sugar" does not sound like sugar
                found.setdefault(sounds(text, hearing.language), {})[text] = None
    found.pop("", None)
    terms = frozenset(term for term in own.terms if len(term) >= SHORTEST_ALIKE and term.isalpha())
    by_key = {key: tuple(group) for key, group in found.items()}
    return Called(by_key, frozenset(map("".join, names)), terms, own.pairs - terms)


@lru_cache(maxsize=2_000)
def heard_spans(wanted: tuple[str, ...], hearing: Hearing) -> tuple[tuple[Span, ...], ...]:
    """The spans of some heard terms that begin at each place, the longest first."""
    places = []
    for place in range(len(wanted)):
        found = []
        for words in range(min(LONGEST, len(wanted) - place), 0, -1):
            text = "".join(wanted[place : place + words])
            if words == 1 or text.isalpha():
                text = stem(text, hearing) if words > 1 else text
                key = sounds(text, hearing.language) if text.isalpha() else ""
                found.append(Span(words, text, key, _LEAST.get(len(key), _LEAST_ALIKE)))
        places.append(tuple(found))
    return tuple(places)
