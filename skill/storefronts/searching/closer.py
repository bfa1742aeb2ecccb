"""A closer look at the first few products that were found: their size, and how alike the whole is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from skill.shopping.matching.hearing import Hearing, folded
from skill.shopping.matching.sizes import said, size_of
from skill.shopping.matching.terms import words
from skill.shopping.product import Product

# How many are looked at; when a size was said, of all sizes that there may be.
LOOKED_AT, OF_A_SIZE = 16, 48
WRITTEN, ALIKE = 1.0, 0.6
# From this likeness on the whole name was said, its size with it.
SAID = 0.93
RIGHT_SIZE, WRONG_SIZE = 1.3, 0.8


def looked_at(heard: str, hearing: Hearing) -> int:
    """How many products a closer look needs."""
    return OF_A_SIZE if said(heard, hearing) else LOOKED_AT


def closer(heard: str, ranked: Sequence[tuple[Product, float]], hearing: Hearing) -> list[Product]:
    """Products with their scores, put in the order of a closer look.

    A size that was said is preferred to others. Words that were run together, or changed beyond what the index finds,
    tell in how alike all that was heard and a whole name are; so do the endings that the index does not keep.
    """
    every = words(heard, hearing)
    # Fillers may be part of a name: "pizza for one".
    spoken = {"".join(word for word in every if word not in hearing.fillers), "".join(every)}
    size, ratio = said(heard, hearing), _ratio()
    found = []
    for place, (product, score) in enumerate(ranked):
        name = _letters(product.in_language(hearing.language).name)
        alike = max(ratio(letters, name) for letters in spoken)
        better = 1 + WRITTEN * max(0.0, alike - ALIKE)
        if size is not None and (pack := size_of(product, hearing)) is not None:
            fits = size.size.fits(pack)
            better *= 1.0 if fits is None else RIGHT_SIZE if fits or alike >= SAID else WRONG_SIZE
        found.append((-score * better, place, product))
    return [product for _, _, product in sorted(found, key=lambda each: each[:2])]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, folded(text)))


@cache
def _ratio() -> Callable[[str, str], float]:
    from rapidfuzz.distance.Indel import normalized_similarity  # noqa: PLC0415 - 11 ms, and many turns search nothing

    return normalized_similarity
