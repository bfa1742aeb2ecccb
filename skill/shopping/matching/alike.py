"""How well words fit that were not heard right: by how they sound, and by their letters.

Recognisers write what sounds the same ("sharmin"), split one word or join two ("to let paper"), and miss a sound. So
the heard words are laid along the product's words, up to three against three as one; what remains without a
counterpart is counted off.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from skill.shopping.matching.asked import Reading, readings
from skill.shopping.matching.exact import UNFIT, Fitting, Grade, by_terms, fit_exactly, unwanted
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import Profile, names_several, profile
from skill.shopping.matching.sizes import Size
from skill.shopping.matching.spans import Called, Span, called, heard_spans
from skill.shopping.matching.terms import terms
from skill.shopping.matching.written import HALFWAY, SIMILAR, nearly, scorer, similar, written_like
from skill.shopping.product import Product

LONGER = 10
"""Letters of a name that may be meant in part when it is not quite like the words."""
LONG = 7
"""Letters of a word that tells alone what was meant by it and others that were misheard."""
PARTLY = 0.55
"""The share of the letters that must be explained."""
_MOST_WORDS = 12
_MOST_READINGS = 4


class Laid(NamedTuple):
    """How one place of the heard words was explained: by how many of them, how well (1: exactly), and as what."""

    words: int
    likeness: float
    grade: Grade
    text: str


class Shelf(NamedTuple):
    """What all of some products are called, to be searched at once; see `Called`."""

    names: Sequence[str]
    terms: Sequence[str]
    joined: Sequence[str]


class Aimed(NamedTuple):
    """One reading, made ready to be laid along many products: what of their words is like its words."""

    reading: Reading
    places: tuple[tuple[Span, ...], ...]
    keys: frozenset[str]
    letters: int
    similar: tuple[dict[str, float], ...]
    """For each place the products' words that are written much like the one there, and how much."""
    whole: dict[str, float]
    """The products' whole names that are written much like all the words as one."""
    nearly: dict[str, float]
    """The whole names that all the words as one are more like than not, in letters and sound together."""


_UNEXPLAINED = Laid(1, 0.0, Grade.NONE, "")


def fit_alike(heard: str, product: Product, hearing: Hearing) -> Fitting:
    """SOUNDS, SIMILAR or PARTLY when the words are nearly the product's own, else NONE."""
    return alike_among(heard, [product], hearing)(heard, product, hearing)


def alike_among(
    heard: str, products: Iterable[Product], hearing: Hearing
) -> Callable[[str, Product, Hearing], Fitting]:
    """`fit_alike` for these words and products, all looked through at once; what fits exactly keeps its grade."""
    shelf = _shelf([called(product, hearing) for product in products])
    aimed = [_aimed(reading, shelf, hearing) for reading in _plain(heard, hearing)]
    several = names_several(heard, hearing)

    def joins(product: Product) -> bool:
        return any(names_several(text.replace(",", ""), hearing) for text in profile(product, hearing).texts)

    def fit(_: str, product: Product, __: Hearing) -> Fitting:
        best = fit_exactly(heard, product, hearing)
        own, known = profile(product, hearing), called(product, hearing)
        for one in aimed:
            found = _laid(one, own, known, hearing)
            if found.grade is Grade.NONE or unwanted(one.reading, own, hearing):
                continue
            size = one.reading.size
            if size is not None and not (own.size is not None and size.fits(own.size)):
                continue  # neither the words nor the size
            # Of several things in one breath none is meant by part of the words, or by letters that an "and" splits.
            if not several or found.grade > Grade.SIMILAR or (found.grade is Grade.SIMILAR and joins(product)):
                best = max(best, found)
        return best

    return fit


def like_a_whole_name(heard: str, product: Product, hearing: Hearing) -> bool:
    """Whether all the words as one are written much like one of its names, not like words here and there in them."""
    return bool(written_like("".join(terms(heard, hearing)), sorted(called(product, hearing).names), SIMILAR))


def _plain(heard: str, hearing: Hearing) -> Iterator[Reading]:
    """The words themselves and what remains of them without size and negation; no other words for the same."""
    known = readings(heard, hearing)
    denied = any(reading.never for reading in known)
    seen: set[tuple[tuple[frozenset[str], ...], Size | None]] = set()
    for reading in known:
        key = (reading.never, reading.size)
        if key in seen or len(seen) == _MOST_READINGS or (denied and not reading.never):
            continue
        seen.add(key)
        if 0 < len(reading.terms) <= _MOST_WORDS:
            yield reading


def _shelf(ours: Sequence[Called]) -> Shelf:
    nothing = frozenset[str]()
    return Shelf(
        sorted(nothing.union(*(one.names for one in ours))),
        sorted(nothing.union(*(one.terms for one in ours))),
        sorted(nothing.union(*(one.joined for one in ours))),
    )


def _aimed(reading: Reading, shelf: Shelf, hearing: Hearing) -> Aimed:
    places = heard_spans(reading.terms, hearing)
    joined = "".join(reading.terms)
    several = len(reading.terms) > 1 and joined.isalpha()
    return Aimed(
        reading,
        places,
        frozenset(span.key for spans in places for span in spans if span.key),
        len(joined),
        tuple(similar(term, shelf.joined, shelf.terms, hearing.language) for term in reading.terms),
        written_like(joined, shelf.names, SIMILAR) if several else {},
        nearly(joined, shelf.names, hearing.language) if several and len(joined) >= LONGER else {},
    )


def _laid(aimed: Aimed, own: Profile, known: Called, hearing: Hearing) -> Fitting:
    """The heard terms laid along the product's: each place takes the longest span that is alike."""
    wanted = aimed.reading.terms
    whole = max((aimed.whole[name] for name in known.names & aimed.whole.keys()), default=0.0)
    sounding = not aimed.keys.isdisjoint(known.by_key) or not own.terms.isdisjoint(wanted)
    nearly = max((aimed.nearly[name] for name in known.names & aimed.nearly.keys()), default=0.0)
    if (
        not sounding
        and not whole
        and not nearly
        and all(known.terms.isdisjoint(similar) and known.joined.isdisjoint(similar) for similar in aimed.similar)
    ):
        return UNFIT  # as nearly all of them are
    explained = likeness = 0.0
    grade, place, certain = Grade.SOUNDS, 0, False
    while place < len(wanted):
        laid = _best(aimed.places[place], aimed.similar[place], own, known)
        if laid.likeness:
            size = sum(len(term) for term in wanted[place : place + laid.words])
            explained += size
            likeness += size * laid.likeness
            grade = min(grade, laid.grade)
            certain = certain or laid.words > 1 or laid.text in own.heads or laid.text in own.brand
        place += laid.words
    if explained == aimed.letters:
        return Fitting(grade, likeness / aimed.letters)
    if whole:
        return Fitting(Grade.SIMILAR, whole)
    exact = own.terms.intersection(wanted)
    mostly = explained / aimed.letters >= PARTLY and certain
    told = len(exact) > 1 or any(len(term) >= LONG and term.isalpha() for term in exact)
    if _is_part(aimed, own, hearing) or (mostly and told) or (exact and _halfway(wanted, known)):
        return Fitting(Grade.PARTLY, likeness / aimed.letters)
    return Fitting(Grade.PARTLY, nearly) if nearly else UNFIT


def _halfway(wanted: tuple[str, ...], known: Called) -> bool:
    """Whether each word is at least half like one of the product's."""
    return all(
        any(scorer().ratio(term, other) >= HALFWAY * 100 for other in known.terms) for term in wanted if term.isalpha()
    )


def _is_part(aimed: Aimed, own: Profile, hearing: Hearing) -> bool:
    """Whether all but the last word tell what it is: a "please" that was misheard. What comes first is part of it."""
    wanted = aimed.reading.terms
    return len(wanted) > 1 and by_terms(wanted[:-1], own, hearing).grade >= Grade.DESCRIBED


def _best(spans: tuple[Span, ...], similar: dict[str, float], own: Profile, known: Called) -> Laid:
    """How the words at a place are best explained."""
    best = _UNEXPLAINED
    for span in spans:
        if span.words == 1 and span.text in own.terms:
            return Laid(1, 1.0, Grade.SOUNDS, span.text)
        for other in known.by_key.get(span.key, ()):
            alike = scorer().ratio(span.text, other) / 100
            if alike >= span.least and alike > best.likeness:
                best = Laid(span.words, (1 + alike) / 2, Grade.SOUNDS, other)
        if best.likeness:
            return best
    for other in (known.terms | known.joined) & similar.keys() if similar else ():
        if similar[other] > best.likeness:
            best = Laid(1, similar[other], Grade.SIMILAR, other)
    return best
