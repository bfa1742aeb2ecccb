"""From candidates to a ranking: what fits best, and of that what this household most probably means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import exp

import msgspec

from skill.shopping.matching.fit import Fitting, Grade, fit_exactly
from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product
from skill.shopping.purchases import Entry

# How much one correction weighs, as log-odds.
CORRECTION = 2.0
NOTHING: Mapping[str, float] = {}
Fit = Callable[[str, Product, Hearing], Fitting]


class Match(msgspec.Struct, frozen=True):
    """A product, why it fits, how strongly this household buys it (0: never), and how well it fits in its grade."""

    product: Product
    grade: Grade
    strength: float = 0.0
    score: float = 1.0


def matches(
    heard: str,
    candidates: Iterable[tuple[Product, Entry | None]],
    hearing: Hearing,
    day: int,
    refused: Collection[str] = (),
    *,
    fit: Fit = fit_exactly,
    remembered: Mapping[str, float] = NOTHING,
) -> list[Match]:
    """The candidates of the best grade, what the household buys most first; what it refused is left out.

    Among equals the order of the candidates stays: the catalogue's own ranking. Of what the household buys, the
    kind is as good as the name: who says "milk" means their milk, whichever product has it as a synonym. What is
    ``remembered`` of these words (see ``meanings``) weighs with it: chosen once, a product counts seven times.
    """
    found = []
    for product, entry in candidates:
        if product.id in refused or (fitting := fit(heard, product, hearing)).grade is Grade.NONE:
            continue
        grade, score = fitting.grade, fitting.score
        weight = remembered.get(product.id, 0.0)
        if entry or weight > 0:
            strength = (entry.strength(day) if entry else 1.0) * exp(CORRECTION * weight)
            found.append(Match(product, min(grade, Grade.OF_KIND), strength, score))
        else:
            found.append(Match(product, grade, score=score))
    best = max((match.grade for match in found), default=Grade.NONE)
    return sorted((match for match in found if match.grade == best), key=lambda match: -match.strength)


def shares(ranked: Sequence[Match]) -> list[float]:
    """How probably each is the one that is meant, 1 together; all alike when the household buys none of them."""
    together = sum(match.strength for match in ranked)
    return [match.strength / together if together else 1 / len(ranked) for match in ranked]
