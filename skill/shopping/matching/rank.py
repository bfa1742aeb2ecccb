"""From candidates to a ranking: what fits best, and of that what this household most probably means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import exp

import msgspec
from msgspec.structs import replace

from skill.shopping.matching.fit import Fitting, Grade, fit_exactly
from skill.shopping.matching.habit import Why, judged
from skill.shopping.matching.hearing import Hearing
from skill.shopping.product import Product
from skill.shopping.purchases import Entry

# How much one correction weighs, as log-odds.
CORRECTION = 2.5
NOTHING: Mapping[str, float] = {}
Fit = Callable[[str, Product, Hearing], Fitting]

# Of more products than these, only those bought most lately are weighed one against the other: a broad word fits
# dozens, and no household means the thirtieth.
WEIGHED = 20


class Match(msgspec.Struct, frozen=True):
    """A product, why it fits, how strongly habit speaks for it, and how well it fits in its grade.

    ``strength`` is how probably this household means it among those it bought, 0 when it never bought it; ``why`` is
    told of the likeliest.
    """

    product: Product
    grade: Grade
    strength: float = 0.0
    score: float = 1.0
    why: Why = Why.NEW


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
    """The candidates of the best grade, what the household most probably means first; what it refused is left out.

    Among equals the order of the candidates stays: the catalogue's own ranking. Of what the household buys, the
    kind is as good as the name: who says "milk" means their milk, whichever product has it as a synonym. What is
    ``remembered`` of these words (see ``meanings``) weighs with it: chosen once, a product counts twelve times.
    """
    found: list[tuple[Match, Entry | None]] = []
    for product, entry in candidates:
        if product.id in refused or (fitting := fit(heard, product, hearing)).grade is Grade.NONE:
            continue
        own = entry is not None or remembered.get(product.id, 0.0) > 0
        grade = min(fitting.grade, Grade.OF_KIND) if own else fitting.grade
        found.append((Match(product, grade, score=fitting.score), entry))
    best = max((match.grade for match, _ in found), default=Grade.NONE)
    found = [(match, entry) for match, entry in found if match.grade == best]
    meant = _meant([(match, entry) for match, entry in found if entry], day)
    meant = _corrected(meant, [match for match, _ in found], remembered) if remembered else meant
    return sorted((meant.get(match.product.id, match) for match, _ in found), key=lambda match: -match.strength)


def _corrected(meant: dict[str, Match], found: list[Match], remembered: Mapping[str, float]) -> dict[str, Match]:
    """Habit and what was learned of these words; what was learned and never bought counts like one more of these."""
    before = {product_id: match.strength for product_id, match in meant.items()}
    for match in found:
        # What was meant counts as if it were bought as much as any of them.
        if remembered.get(match.product.id, 0.0) > 0:
            before[match.product.id] = max(before.get(match.product.id, 0.0), 1 / (len(meant) + 1))
    weighed = {one: chance * exp(CORRECTION * remembered.get(one, 0.0)) for one, chance in before.items()}
    together = sum(weighed.values())
    by_habit = max(meant, key=lambda one: meant[one].strength, default="")
    likeliest = max(weighed, key=lambda one: weighed[one], default="")
    corrected = {
        match.product.id: replace(meant.get(match.product.id, match), strength=weighed[match.product.id] / together)
        for match in found
        if match.product.id in weighed
    }
    if likeliest != by_habit:
        corrected[likeliest] = replace(corrected[likeliest], why=Why.REMEMBERED)
    return corrected


def _meant(own: list[tuple[Match, Entry]], day: int) -> dict[str, Match]:
    """What the household bought, by product id, with how probably it means each; 0 for what is not weighed."""
    if len(own) > WEIGHED:
        own = sorted(own, key=lambda pair: -pair[1].strength(day))[:WEIGHED]
    said, why = judged([entry for _, entry in own], day)
    most = max(said, default=0.0)
    return {
        match.product.id: replace(match, strength=chance, why=why if chance == most else Why.LATELY)
        for (match, _), chance in zip(own, said, strict=True)
    }


def shares(ranked: Sequence[Match]) -> list[float]:
    """How probably each is the one that is meant, 1 together; all alike when the household buys none of them."""
    together = sum(match.strength for match in ranked)
    return [match.strength / together if together else 1 / len(ranked) for match in ranked]
