"""From candidates to a ranking: what fits best, and of that what this household most probably means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from math import exp

import msgspec
from msgspec.structs import replace

from skill.shopping.matching.exact import Fitting, Grade, commonly_called, fit_exactly
from skill.shopping.matching.habit import Why, probabilities, signs, why
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.letters import with_letters
from skill.shopping.matching.profile import profile
from skill.shopping.matching.terms import terms
from skill.shopping.product import Product
from skill.shopping.purchases import Entry

# How much likelier than what the words describe is meant what they name, and what merely mentions them; within a
# grade, what fits half as well is meant half as often. Near a conditional logit beside habit, fitted on rebuys of
# households for development before the last fifth of their histories, as ``benchmarks/voice.py`` puts them into words,
# and rounded by hand so that the dialogues go as people would expect.
FITS = {Grade.MENTIONED: 0.4, Grade.DESCRIBED: 1.0, Grade.OF_KIND: 3.5, Grade.NAMED: 10.0}
LEAST_SCORE = 0.05
# What fits less well than others is left out when it is this improbable.
UNLIKELY = 0.015
# How much one correction weighs, as log-odds.
CORRECTION = 2.5
NOTHING: Mapping[str, float] = {}
Fit = Callable[[str, Product, Hearing], Fitting]

# Of more products than these, only those bought most lately are weighed one against the other: a broad word fits
# dozens, and no household means the thirtieth.
WEIGHED = 20
# A name of so many words means what is called so.
MANY_WORDS = 3


class Match(msgspec.Struct, frozen=True):
    """A product, why it fits, how strongly habit speaks for it, how well it fits in its grade, and by the very words.

    ``strength`` is how probably this household means it among those it bought, 0 when it never bought it; ``why`` is
    told of the likeliest. ``in_full``: the words are its name, brand and all, so that nothing else is meant.
    ``itself``: it is commonly called by these words (see `commonly_called`).
    """

    product: Product
    grade: Grade
    strength: float = 0.0
    score: float = 1.0
    why: Why = Why.NEW
    literal: bool = True
    in_full: bool = False
    itself: bool = True


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
    """The candidates that may be meant, what the household most probably means first; what it refused is left out.

    Those are the ones of the best grade and, when that is one of the household's own, all of its own that have the
    words: who says "avocados" and buys Hass avocados means them, though others are called just so. Among equals the
    order of the candidates stays: the catalogue's own ranking. Of what the household buys, the kind is as good as
    the name: who says "milk" means their milk, whichever product has it as a synonym. What is
    ``remembered`` of these words (see ``meanings``) weighs with it: chosen once, a product counts twelve times.
    """
    if fit is fit_exactly:
        candidates = with_letters(heard, candidates, hearing)
    found: list[tuple[Match, Entry | None]] = []
    for product, entry in candidates:
        if product.id in refused or (fitting := fit(heard, product, hearing)).grade is Grade.NONE:
            continue
        match = Match(product, fitting.grade, score=fitting.score, literal=fitting.literal)
        itself = match.grade is Grade.NAMED or commonly_called(heard, product, hearing)
        found.append((replace(match, in_full=_called_in_full(match, heard, hearing), itself=itself), entry))
    found = [(match, entry) for match, entry in found if match.in_full] or found
    best = max((match.grade for match, _ in found), default=Grade.NONE)
    own_best = max((match.grade for match, entry in found if entry), default=Grade.NONE)
    least = Grade.MENTIONED if own_best is best > Grade.MENTIONED else best
    # "Coffee" is a kind: coffee filters are another one, even for who buys them more often. Almond milk is none.
    firsts = [match for match, _ in found if match.grade == best]
    kinds = {match.product.category for match in firsts} if any(map(is_kind, firsts)) else set()
    found = [
        (match, entry)
        for match, entry in found
        if match.grade == best or (entry and match.grade >= least and _of_these(kinds, match))
    ]
    meant = _meant([(match, entry) for match, entry in found if entry], day)
    meant = _corrected(meant, [match for match, _ in found], remembered) if remembered else meant
    ranked = sorted((meant.get(match.product.id, match) for match, _ in found), key=lambda match: -match.strength)
    return [match for match in ranked if match.grade == best or match.strength >= UNLIKELY]


def _of_these(kinds: Collection[str], match: Match) -> bool:
    """Whether it is of one of these kinds, if any, or its own name says so, on whichever shelf it stands."""
    kind = match.product.category
    told = not kind or (match.literal and match.score > 0)
    return not kinds or kind in kinds or (match.grade >= Grade.DESCRIBED and told)


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
    if not own:
        return {}
    entries = [entry for _, entry in own]
    seen = signs(entries, day)
    weights = [_weight(match) * chance for (match, _), chance in zip(own, probabilities(seen), strict=True)]
    together, most = sum(weights), max(weights)
    reason = why(entries, seen, day, weights.index(most)) if len(own) > 1 else Why.ONLY
    return {
        match.product.id: replace(match, strength=weight / together, why=reason if weight == most else Why.LATELY)
        for (match, _), weight in zip(own, weights, strict=True)
    }


def _called_in_full(match: Match, heard: str, hearing: Hearing) -> bool:
    """Whether the words are just what it is called, with its brand or in several words."""
    if match.grade is not Grade.NAMED or is_kind(match):
        return False
    said, brand = terms(heard, hearing), profile(match.product, hearing).brand
    return len(said) >= MANY_WORDS or (len(said) > len(brand) > 0 and brand.issubset(said))


def is_kind(match: Match) -> bool:
    """Whether the words are what its kind is called."""
    return match.grade is Grade.OF_KIND or (match.grade is Grade.NAMED and match.score < 1.0)


def _weight(match: Match) -> float:
    """How much how well the words fit counts beside habit; what only sounds like them is all of one grade."""
    return FITS.get(match.grade, 1.0) * max(match.score, LEAST_SCORE)


def shares(ranked: Sequence[Match]) -> list[float]:
    """How probably each is the one that is meant, 1 together; all alike when the household buys none of them."""
    together = sum(match.strength for match in ranked)
    return [match.strength / together if together else 1 / len(ranked) for match in ranked]


def namesakes(ranked: Sequence[Match]) -> bool:
    """Whether the first two are of one kind and the words name one and occur in the other: spinach, baby spinach."""
    if len(ranked) < 2 or ranked[0].product.category != ranked[1].product.category:
        return False
    return ranked[0].grade is Grade.NAMED and ranked[1].grade < Grade.OF_KIND and ranked[1].literal
