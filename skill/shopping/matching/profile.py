"""The terms of one product in one language, for comparing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import pairwise

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.sizes import Size, said, size_of, tokens
from skill.shopping.matching.terms import stem, terms, terms_of, words
from skill.shopping.product import Product

# What is before these is what a product is, the rest is about it.
_CUT = re.compile(r"[,;:|]|\s[-–—]\s")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_MOST_WORDS = 60


class Profile(msgspec.Struct, frozen=True, dict=True):
    """What a product can be called.

    ``names`` are its names and synonyms, ``kinds`` what its category is called, ``kind`` first of all, ``single`` those
    that are no lists of several things, ``heads`` the words that tell what it is, ``brand`` the terms of its brand,
    ``terms`` all but those of lists, and of its size, ``spoken`` those of its short name, and the last one of its
    whole name. ``texts`` are the names and single kinds as written.
    """

    names: frozenset[tuple[str, ...]]
    kinds: frozenset[tuple[str, ...]]
    single: frozenset[tuple[str, ...]]
    kind: tuple[str, ...]
    heads: frozenset[str]
    brand: frozenset[str]
    terms: frozenset[str]
    spoken: frozenset[str]
    size: Size | None
    texts: tuple[str, ...]
    hearing: Hearing

    @cached_property
    def called(self) -> frozenset[str]:
        """The terms of its own names."""
        return frozenset(term for name in self.names for term in name)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Any two words that follow each other, as one."""
        return frozenset(
            stem(one + other, self.hearing)
            for text in self.texts
            for one, other in pairwise(words(text, self.hearing)[:_MOST_WORDS])
            if one.isalpha() and other.isalpha()
        )


def profile(product: Product, hearing: Hearing) -> Profile:
    """What a product can be called in one language; kept with the product."""
    key = f"profile {hearing.language}"
    known: Profile | None = product.__dict__.get(key)
    if known is None:
        known = product.__dict__[key] = _profile(product, hearing)
    return known


def _profile(product: Product, hearing: Hearing) -> Profile:
    said_as = product.in_language(hearing.language)
    texts = [text for text in (said_as.spoken, said_as.name, *said_as.synonyms) if text]
    names = [name for text in texts for name in _names(text, hearing)]
    categories = [text for text in product.category_names(hearing.language) if text]
    kinds = [terms(text, hearing) for text in categories]
    # "Oil and vinegar" are several things of which it is one, and its own names tell which.
    of_one = [text for text in categories if not names_several(text, hearing)]
    single = [terms(text, hearing) for text in of_one]
    brand = frozenset(terms(product.brand, hearing))
    heads = {head for text in of_one for head in _heads(text, frozenset(), hearing)}
    # Of the short names first: they tell which word of a longer one says what it is.
    for text in sorted(texts, key=lambda text: len(_told(text, brand, hearing)[0])):
        heads.update(_heads(text, brand, hearing, heads))
    every = {term for name in (*names, *single) for term in name} | brand | {*terms(product.size, hearing)}
    every |= {term for mark in said_as.marks for term in terms(mark.text, hearing)}
    return Profile(
        frozenset(names),
        frozenset(kinds),
        frozenset(single),
        kinds[0] if kinds else (),
        frozenset(heads),
        brand,
        frozenset(every),
        frozenset(terms(said_as.spoken, hearing)).union(_heads(said_as.name, brand, hearing, heads)),
        size_of(product, hearing),
        (*texts, *of_one),
        hearing,
    )


def names_several(text: str, hearing: Hearing) -> bool:
    """Whether a text has an "and" in it."""
    return "&" in text or hearing.conjunction.search(text) is not None


def _names(text: str, hearing: Hearing) -> Iterable[tuple[str, ...]]:
    """A name, and the name without the size that may end it."""
    yield terms(text, hearing)
    before, comma, rest = text.rpartition(",")
    if comma and said(rest, hearing) is not None and (shorter := terms(before, hearing)):
        yield shorter


def _heads(text: str, brand: frozenset[str], hearing: Hearing, known: Collection[str] = frozenset()) -> tuple[str, ...]:
    """The terms that tell what it is: "Soft White Bread, 20 oz" is bread, "Crackers with Cheese" are crackers.

    Of what is cut, or comes in something, it is both words: "Pickle Slices" are pickles. In German the flavour may come
    last: "Joghurt Pfirsich" is what is ``known`` to be one, and no peach.
    """
    kept, last = _told(text, brand, hearing)
    if hearing.tails and kept and kept[-1] not in known and (before := [one for one in kept if one in known]):
        return tuple(before[-1:])
    if not kept:
        return terms(text, hearing)[-1:]
    return kept[-2:] if last in hearing.shapes else kept[-1:]


def _told(text: str, brand: frozenset[str], hearing: Hearing) -> tuple[tuple[str, ...], str]:
    """The terms up to what it comes with or is for, and the last word of them; none of a mere brand."""
    for part in _CUT.split(_BRACKETS.sub(" ", text)):
        found = _without_size(part, hearing)
        end = next((place for place, word in enumerate(found) if place and word in hearing.beside), len(found))
        kept = terms_of(found[:end], hearing) if found else ()
        if kept and not brand.issuperset(kept):
            return kept, found[end - 1]
    return (), ""


def _without_size(text: str, hearing: Hearing) -> list[str]:
    size = said(text, hearing)
    if size is None:
        return words(text, hearing)
    apart = tokens(text)
    return [*apart[: size.start], *apart[size.end :]]
