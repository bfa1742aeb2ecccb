"""How well heard words fit one product: in grades, not in one opaque number.

A grade says why: the words name it, describe it, occur in it, or sound like it. "milk" names a milk and merely
occurs in a milk chocolate, so a household that buys both means the milk.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import cache, lru_cache

import msgspec

from skill.shopping.matching.heard import terms
from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product

SOUNDS_ALIKE = 82.0


class Grade(IntEnum):
    """Why a product fits, weakest first."""

    NONE = 0
    SIMILAR = 1
    """Every word is nearly one of its words."""
    MENTIONED = 2
    """Every word occurs in its names, brand or size."""
    DESCRIBED = 3
    """Every word occurs, and what it is (its category or the end of a name) is among them."""
    OF_KIND = 4
    """The words are what its whole category is called."""
    NAMED = 5
    """The words are its own name or a synonym of it."""


class Profile(msgspec.Struct, frozen=True):
    """The terms of one product in one language, for comparing."""

    names: frozenset[tuple[str, ...]]
    kinds: frozenset[tuple[str, ...]]
    heads: frozenset[str]
    terms: frozenset[str]
    joined: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _profile(texts: tuple[str, ...], category: tuple[str, ...], extra: str, hearing: Hearing) -> Profile:
    names = frozenset(terms(text, hearing) for text in texts if text)
    kinds = frozenset(terms(text, hearing) for text in category if text)
    heads = frozenset(name[-1] for name in names | kinds if name)
    everything = frozenset(term for name in names | kinds for term in name) | frozenset(terms(extra, hearing))
    joined = tuple("".join(name) for name in sorted(names | kinds))
    return Profile(names, kinds, heads, everything, joined)


def profile(product: Product, hearing: Hearing) -> Profile:
    """What a product can be called."""
    words = product.in_language(hearing.language)
    texts = (words.spoken, words.name, *words.synonyms)
    extra = f"{product.brand} {product.size}"
    return _profile(texts, product.category_names(hearing.language), extra, hearing)


def fit(heard: str, product: Product, hearing: Hearing) -> Grade:
    """The grade of a product for some heard words."""
    return fit_exactly(heard, product, hearing) or fit_alike(heard, product, hearing)


def fit_exactly(heard: str, product: Product, hearing: Hearing) -> Grade:
    """The grade by the words themselves; NONE when they occur at most nearly."""
    wanted = terms(heard, hearing)
    # A cheap look at the bare letters first: most of a long history has nothing to do with what was said.
    if not wanted or not _may_hold(wanted, product):
        return Grade.NONE
    own = profile(product, hearing)
    if wanted in own.names:
        return Grade.NAMED
    if wanted in own.kinds:
        return Grade.OF_KIND
    if all(term in own.terms or _compound(term, own) for term in wanted):
        return Grade.DESCRIBED if wanted[-1] in own.heads or own.heads & set(wanted) else Grade.MENTIONED
    return Grade.NONE


def fit_alike(heard: str, product: Product, hearing: Hearing) -> Grade:
    """SIMILAR when the words sound like the product's own, else NONE; much dearer than ``fit_exactly``."""
    wanted = terms(heard, hearing)
    if not wanted:
        return Grade.NONE
    own = profile(product, hearing)
    joined = "".join(wanted)
    if any(_similar(joined, name) for name in own.joined):
        return Grade.SIMILAR
    if all(term in own.terms or any(_similar(term, known) for known in own.terms) for term in wanted):
        return Grade.SIMILAR
    return Grade.NONE


def _may_hold(wanted: tuple[str, ...], product: Product) -> bool:
    """Whether each term may occur: it, or the first part of a compound, begins with letters that the product has.

    A stem differs from its word in its last letter at most ("fries", "fry").
    """
    letters = product.letters
    for term in wanted:  # noqa: SIM110 - the hottest line of a turn; all() costs twice as much
        if term[:-1][:3] not in letters:
            return False
    return True


def _compound(term: str, own: Profile) -> bool:
    """German writes as one word what is two: every part of at least three letters must be known."""
    return len(term) >= 7 and any(
        term[:cut] in own.terms and term[cut:] in own.terms for cut in range(3, len(term) - 2)
    )


def _similar(heard: str, known: str) -> bool:
    if min(len(heard), len(known)) < 4 or abs(len(heard) - len(known)) > 3:
        return False
    return _ratio()(heard, known) >= SOUNDS_ALIKE


@cache
def _ratio() -> Callable[[str, str], float]:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - a cold start need not wait for what it seldom needs

    return ratio
