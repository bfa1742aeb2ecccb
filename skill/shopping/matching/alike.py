"""How well words fit that were not heard right: by how they sound, and by their letters.

Recognisers write what sounds the same ("sharmin"), split one word or join two ("to let paper"), and miss a sound. So
the heard words are laid along the product's words, up to three against three as one; what remains without a
counterpart is counted off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

import msgspec

from skill.shopping.matching.asked import Reading, readings
from skill.shopping.matching.fit import UNFIT, Fitting, Grade, by_terms, fit_exactly, unwanted
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import Profile, profile
from skill.shopping.matching.sizes import Size
from skill.shopping.matching.sound import sounds
from skill.shopping.product import Product

LONGEST = 3
SIMILAR = 0.82
NEARLY, HALFWAY = 0.8, 0.65
"""How alike two keys must be, and the letters besides."""
PARTLY = 0.6
"""The share of the letters that must be explained."""
_MOST_WORDS = 8
_MOST_READINGS = 4


class Spans(msgspec.Struct, frozen=True):
    """What a product is called, up to three words as one, by how it sounds; and the span itself."""

    by_key: dict[str, tuple[str, ...]]
    known: frozenset[str]


class Laid(msgspec.Struct, frozen=True):
    """How one place of the heard words was explained: by how many of them, how well (1: exactly), and as what."""

    words: int
    likeness: float
    grade: Grade
    span: str


def fit_alike(heard: str, product: Product, hearing: Hearing) -> Fitting:
    """SOUNDS, SIMILAR or PARTLY when the words are nearly the product's own, else NONE; dearer than ``fit_exactly``."""
    own = profile(product, hearing)
    best = UNFIT
    for reading in _plain(heard, hearing):
        if reading.terms and not unwanted(reading, own, hearing):
            found = _laid(reading.terms, own, spans(product, hearing), hearing)
            if found.grade is Grade.PARTLY and hearing.conjunction.search(heard):
                continue  # several things in one breath: part of them is none of them
            if reading.size is not None and found.grade > Grade.NONE:
                right = reading.size.fits(own.size) if own.size is not None else None
                found = found if right else Fitting(Grade.PARTLY, found.score * 0.5)
            best = max(best, found)
    return best


def fit_nearly(heard: str, product: Product, hearing: Hearing) -> Fitting:
    """The better of both."""
    return max(fit_exactly(heard, product, hearing), fit_alike(heard, product, hearing))


def _plain(heard: str, hearing: Hearing) -> Iterator[Reading]:
    """The words themselves and what remains of them without size and negation; no other words for the same."""
    known = readings(heard, hearing)
    denied = any(reading.never for reading in known)
    seen: set[tuple[tuple[frozenset[str], ...], Size | None]] = set()
    for reading in known:
        key = (reading.never, reading.size)
        if denied and not reading.never:
            continue
        if key not in seen and len(seen) < _MOST_READINGS and len(reading.terms) <= _MOST_WORDS:
            seen.add(key)
            yield reading


def spans(product: Product, hearing: Hearing) -> Spans:
    """A product's words by sound; kept with the product."""
    key = f"spans {hearing.language}"
    known: Spans | None = product.__dict__.get(key)
    if known is None:
        known = product.__dict__[key] = _spans(profile(product, hearing), hearing)
    return known


def _spans(own: Profile, hearing: Hearing) -> Spans:
    found: dict[str, dict[str, None]] = {}
    for name in sorted(own.names | own.kinds | {(term,) for term in own.terms}):
        for start in range(len(name)):
            for end in range(start + 1, min(start + LONGEST, len(name)) + 1):
                span = "".join(name[start:end])
                if end - start > 1 and not span.isalpha():
                    break  # a number has no sound of its own
                found.setdefault(sounds(span, hearing.language), {})[span] = None
    found.pop("", None)
    return Spans({key: tuple(group) for key, group in found.items()}, own.terms)


def _laid(wanted: tuple[str, ...], own: Profile, known: Spans, hearing: Hearing) -> Fitting:
    """The heard terms laid along the product's: each place takes the longest span that is alike."""
    letters = sum(map(len, wanted))
    explained = likeness = 0.0
    grade, certain, place = Grade.SOUNDS, False, 0
    while place < len(wanted):
        laid = _best(wanted, place, known, hearing)
        size = sum(map(len, wanted[place : place + laid.words]))
        if laid.likeness:
            explained += size
            likeness += size * laid.likeness
            grade = min(grade, laid.grade)
            certain = certain or laid.span in own.heads or laid.span in own.brand or laid.words > 1
        place += laid.words
    if not explained:
        return UNFIT
    score = likeness / letters
    if explained == letters:
        return Fitting(grade, score)
    exact = tuple(term for term in wanted if term in own.terms)
    if explained / letters >= PARTLY and certain and len(exact) >= 2 and by_terms(exact, own, hearing).grade:
        return Fitting(Grade.PARTLY, score)
    return UNFIT


def _best(wanted: Sequence[str], place: int, known: Spans, hearing: Hearing) -> Laid:
    """How the words at a place are best explained; by nothing: one word, likeness 0."""
    longest = min(LONGEST, len(wanted) - place)
    best = Laid(1, 0.0, Grade.NONE, "")
    for count in range(longest, 0, -1):
        span = "".join(wanted[place : place + count])
        if count > 1 and not span.isalpha():
            continue
        if count == 1 and span in known.known:
            return Laid(1, 1.0, Grade.SOUNDS, span)
        for other in known.by_key.get(sounds(span, hearing.language), ()):
            alike = _ratio(span, other)
            if alike >= _least(span, hearing) and (count > 1 or alike > best.likeness):
                best = max(
                    best, Laid(count, 0.5 + alike / 2, Grade.SOUNDS, other), key=lambda one: (one.words, one.likeness)
                )
        if best.likeness and best.words == count:
            return best
    span = wanted[place]
    for key, others in known.by_key.items():
        for other in others:
            alike = _similar(span, sounds(span, hearing.language), other, key)
            if alike > best.likeness:
                best = Laid(1, alike, Grade.SIMILAR, other)
    return best


def _least(span: str, hearing: Hearing) -> float:
    """How alike the letters must be of what sounds the same: the shorter the sound, the more say the letters have."""
    return {0: 1.0, 1: 0.7, 2: 0.6}.get(len(sounds(span, hearing.language)), 0.4)


def _similar(heard: str, key: str, known: str, known_key: str) -> float:
    """How alike two words are that do not sound the same, up to 1; 0 when not enough."""
    if min(len(heard), len(known)) < 4 or abs(len(heard) - len(known)) > 3:
        return 0.0
    alike = _ratio(heard, known)
    if alike >= SIMILAR:
        return alike
    if alike >= HALFWAY and len(key) >= 3 and _ratio(key, known_key) >= NEARLY:
        return alike
    return 0.0


@lru_cache(maxsize=200_000)
def _ratio(one: str, other: str) -> float:
    return _scorer()(one, other) / 100


@cache
def _scorer() -> Callable[[str, str], float]:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - a cold start need not wait for what it seldom needs

    return ratio
