"""How well a product's names fit the terms of a query: a number for comparing candidates, no probability.

What counts, in this order: how much of the query is told (by how telling each word is, Robertson and Spärck Jones's
idf), that it says what the product is, that its words stand together, and that the name says little else.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence, Set
from itertools import pairwise

from skill.storefronts.searching.lexicon import Sought

# What is telling counts more than in proportion: tf-idf squares it, for it is in the query and in the product.
TELLING = 1.5
# A term beside the name (synonyms, brand, category, size) against one in it.
BESIDE = 0.9
HEAD, TOGETHER, PLAIN, UNWANTED = 0.06, 0.12, 0.12, 0.15
# The first terms of a name say what it is; what comes late in a long one, what it is for or comes with. The weight of
# each place, from one on, and of all places after.
EARLY, LATE, LATEST = 8, 20, 0.7
_BY_PLACE = [1.0 - (1.0 - LATEST) * max(0, place - EARLY) / (LATE - EARLY) for place in range(LATE)]


class Query:
    """The terms of a query, made ready to score many candidates.

    ``vague`` terms tell nothing, but where they are said a name that has them says little else.
    """

    def __init__(self, sought: Sequence[Sought], unwanted: Set[int], vague: Set[int] = frozenset()) -> None:
        self._idf = [one.idf**TELLING for one in sought]
        self._whole = sum(self._idf) or 1.0
        self._unwanted = unwanted
        self._terms: dict[int, tuple[int, float]] = dict.fromkeys(vague, (len(sought), 1.0))
        for place, one in enumerate(sought):
            for n, weight in one.terms.items():
                if n not in self._terms or n in vague or weight > self._terms[n][1]:
                    self._terms[n] = place, weight

    def score(self, body: array[int]) -> float:
        """The score of what `IndexWriter` noted of a product, 0 for none of the terms."""
        idf, terms = self._idf, self._terms
        told = [0.0] * (len(idf) + 1)
        at = [-9] * (len(idf) + 1)
        hits = 0.0
        end = body.index(0, 1)
        for place in range(1, end):
            hit = terms.get(body[place])
            if hit is not None:
                which, weight = hit
                hits += weight
                weight *= _BY_PLACE[place] if place < LATE else LATEST
                if weight > told[which]:
                    told[which] = weight
                    at[which] = place
        for n in body[end + 1 :]:
            hit = terms.get(n)
            if hit is not None:
                which, weight = hit
                weight *= BESIDE
                told[which] = max(told[which], weight)
        told.pop()  # what is vague
        at.pop()
        cover = sum(map(float.__mul__, idf, told)) / self._whole
        if not cover:
            return 0.0
        better = PLAIN * hits / (end - 1) if end > 1 else 0.0
        # The whole name was said, or at least what it is.
        if hits > end - 2 or at[-1] == body[0] + 1:
            better += HEAD * told[-1]
        pairs = len(at) - 1
        if pairs:
            better += TOGETHER * sum(after - before == 1 for before, after in pairwise(at)) / pairs
        if self._unwanted and not self._unwanted.isdisjoint(body[1:]):
            better -= UNWANTED
        return cover * (1.0 + better)
