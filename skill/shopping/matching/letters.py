"""A cheap look first: most of a long history has nothing to do with what was said, as its bare letters tell."""

from __future__ import annotations

from collections.abc import Iterable

from skill.shopping.matching.asked import readings
from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product
from skill.shopping.purchases import Entry

Candidate = tuple[Product, Entry | None]


def with_letters(heard: str, candidates: Iterable[Candidate], hearing: Hearing) -> list[Candidate]:
    """The candidates that hold the letters of at least one reading: no other one fits exactly."""
    known = list(candidates)
    letters = [product.letters for product, _ in known]
    places: set[int] = set()
    for probes in {reading.probes for reading in readings(heard, hearing)}:
        left: Iterable[int] = range(len(known))
        for probe in probes:
            left = [place for place in left if probe in letters[place]]
        places.update(left)
    return [known[place] for place in sorted(places)]
