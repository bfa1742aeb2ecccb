"""What is typical of a kind of product in this shop: it stands in where a household's own history cannot tell yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from skill.shopping.purchases import Digest

# So much the shop as a whole counts beside what was seen of one kind: as many rebuys, as many products of households.
_PRIOR_GAPS, _PRIOR_PRODUCTS = 5, 5
_FEWEST = 3  # purchases of different products or by different households that tell of a kind


class Typical(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Days between two purchases of one product by a household, and the share of products that are bought again."""

    gap: float
    again: float


UNKNOWN = Typical(45.0, 0.25)
"""What holds in a shop of which nothing is known."""

ANY = ""
"""The key of the whole shop."""


def typical(digests: Iterable[Digest], kinds: Mapping[str, str]) -> dict[str, Typical]:
    """What is typical by kind, and under ``ANY`` of the shop as a whole, as its households' digests show.

    ``kinds`` gives each product's kind, by id; a product without one is of a kind of its own. Rare kinds are drawn
    towards the whole shop, and those that hardly anybody bought are left out.
    """
    gaps: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for digest in digests:
        for product_id, entry in digest.entries.items():
            kind = kinds.get(product_id) or product_id
            found = entry.gaps()
            gaps[kind] += found
            counts[kind][0] += 1 if found else 0
            counts[kind][1] += 1
    every = [gap for found in gaps.values() for gap in found]
    if not every:
        return {}
    again = sum(count[0] for count in counts.values()) / sum(count[1] for count in counts.values())
    whole = Typical(max(1.0, median(every)), min(max(again, 0.01), 0.99))
    table = {}
    for kind, (rebought, bought) in counts.items():
        if bought < _FEWEST:
            continue
        found, n = gaps[kind], len(gaps[kind])
        gap = (median(found) * n + whole.gap * _PRIOR_GAPS) / (n + _PRIOR_GAPS) if found else whole.gap
        share = (rebought + whole.again * _PRIOR_PRODUCTS) / (bought + _PRIOR_PRODUCTS)
        table[kind] = Typical(max(1.0, gap), share)
    return table | {ANY: whole}


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two in the middle."""
    # Not that of ``statistics``: a cold start would load fractions and more for this one line.
    ranked = sorted(values)
    return (ranked[len(ranked) // 2] + ranked[~(len(ranked) // 2)]) / 2
