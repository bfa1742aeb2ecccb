"""Finding the products some heard words mean: the household's own first, then the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from skill.services.candidates import bought_by, meant_by
from skill.services.household import Household
from skill.services.meanings import remembered
from skill.services.own_first import HALF, Ranked, best, in_other_words, of_wide_kind, only_ends_so, own_first
from skill.services.people import liked
from skill.shopping.matching.alike import alike_among, like_a_whole_name
from skill.shopping.matching.asked import spoken_as, unnamed
from skill.shopping.matching.confidence import How, how
from skill.shopping.matching.exact import Grade, fit_exactly, fit_unnamed, says_itself
from skill.shopping.matching.habit import Why
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import names_several, profile
from skill.shopping.matching.rank import LEAST_SCORE, Fit, Match, matches, namesakes, shares
from skill.shopping.matching.telling import telling_among
from skill.shopping.matching.terms import terms
from skill.shopping.product import Product
from skill.shopping.purchases import Entry
from skill.shopping.shop import MOST_QUOTED, Shop

# An assistant's match to the category, not to one product.
CATEGORY = "category:"
SEARCHED = 50
# How well what only sounds alike must fit to be offered at once; anything weaker is asked about.
SURE, SURE_OF_STRANGERS = 0.85, 0.93


class Found(msgspec.Struct, frozen=True):
    """What was found, the likeliest first, and ``how`` to go on with it.

    ``own`` tells that the household bought these before; ``alike`` that they only sound like the words, ``described``
    that these say what the first one is; ``why`` what speaks for it, and is true of it.
    """

    products: tuple[Product, ...] = ()
    how: How = How.AT_ONCE
    own: bool = False
    alike: bool = False
    described: bool = False
    why: Why = Why.NEW

    @property
    def first(self) -> Product:
        """The likeliest."""
        return self.products[0]


def find(
    shop: Shop,
    household: Household,
    words: str,
    *,
    ids: Sequence[str] = (),
    refused: Collection[str] = (),
    category: str = "",
) -> Found:
    """Products for heard words and the assistant's own matches.

    The household's products win unless the catalogue fits clearly better. What only sounds alike counts when
    nothing fits by its words. Among products of one kind, the one that the speaker prefers is meant, unless the words
    name another one more exactly. ``category`` prefers products of one kind: "the decaf" in an offer of coffee.
    """
    ranked = _ranked(shop, household, words, ids=ids, refused=refused, category=category)
    preferred = _preferred(shop, household, words, ranked.matches, refused)
    if preferred is None:
        found = _found(ranked, category)
        new = found.products and not found.own and found.first.id not in ids
        told = not new or _told(words, ranked.matches[0], household.hearing)
        if found.products and not (told and _as_one(words, found.first, household.hearing)):
            found = msgspec.structs.replace(found, how=How.OPTIONS)
        return found
    others = [match for match in ranked.matches if match.product.id != preferred.product.id]
    first = _found(Ranked([preferred, *others], own=preferred.strength > 0))
    return msgspec.structs.replace(first, how=How.AT_ONCE)


def _ranked(
    shop: Shop, household: Household, words: str, *, ids: Sequence[str], refused: Collection[str], category: str
) -> Ranked:
    """What fits best, the household's own first."""

    def fitting(candidates: Iterable[tuple[Product, Entry | None]], fit: Fit) -> list[Match]:
        found = matches(words, candidates, household.hearing, household.day, refused, fit=fit, remembered=known_as)
        return _kind(found, category)

    if category and unnamed(words, household.hearing):
        return _others(shop, household, words, refused, category)
    known_as = remembered(household, words)
    bought = bought_by(shop, household, household.history.hot.entries)
    bought += meant_by(shop, household, known_as)
    own = fitting(bought, fit_exactly)
    if best(own) < Grade.MENTIONED and not household.history.hot.complete:
        had = {product.id for product, _ in bought}
        bought += [own for own in bought_by(shop, household, household.history.rest) if own[0].id not in had]
        own = fitting(bought, fit_exactly)
    if best(own) >= Grade.DESCRIBED and not (of_wide_kind(own) or in_other_words(own) or only_ends_so(own)):
        return Ranked(own, own=True)
    # The assistant's exact match is as good as the words themselves, and it may know words that we do not.
    named = [ref for ref in ids if not ref.startswith(CATEGORY)]
    # What the catalogue holds anybody may ask for; what this household bought of it only who may hear it.
    entries = household.history.hot.entries
    searched: dict[str, Product] = {}
    for said in spoken_as(words, household.hearing):
        searched |= {product.id: product for product in shop.search(said, household.language, SEARCHED)}
        searched |= shop.get([ref for ref in named if ref not in searched])
        offered = [
            (product, entries.get(product.id) if household.may_hear(product) else None) for product in searched.values()
        ]
        known = fitting(offered, fit_exactly)
        if best(known) >= Grade.MENTIONED or named:
            break
    if best(known) < Grade.MENTIONED and named:
        known = [Match(searched[ref], Grade.NAMED) for ref in named if ref in searched and ref not in refused] or known
    if max(best(own), best(known)) < Grade.MENTIONED:
        own = fitting(bought, alike_among(words, (product for product, _ in bought), household.hearing))
        if best(own) < Grade.SOUNDS:
            known = _whole(fitting(offered, alike_among(words, searched.values(), household.hearing)), known)
        if not own and not known:
            own = fitting(bought, telling_among(words, (product for product, _ in bought), household.hearing))
    return own_first(own, known)


def _others(shop: Shop, household: Household, words: str, refused: Collection[str], category: str) -> Ranked:
    """ "Not the diet one": others of the kind that is talked about."""
    bought = bought_by(shop, household, household.history.hot.entries)

    def fitting(candidates: Iterable[tuple[Product, Entry | None]]) -> list[Match]:
        ofkind = [(product, entry) for product, entry in candidates if product.category == category]
        return matches(words, ofkind, household.hearing, household.day, refused, fit=fit_unnamed)

    if own := fitting(bought):
        return Ranked(own, own=True)
    kinds = (
        name
        for product, _ in bought
        if product.category == category
        for name in product.category_names(household.language)
    )
    found = shop.of_kind(next(kinds, category.replace("-", " ")), household.language, SEARCHED)
    return Ranked(fitting((product, None) for product in found))


def _whole(nearly: list[Match], exactly: list[Match]) -> list[Match]:
    """Without strangers that only part of the words fit: those are something else that is not sold here."""
    return nearly if best(nearly) > Grade.PARTLY else exactly


def _preferred(
    shop: Shop, household: Household, words: str, ranked: Sequence[Match], refused: Collection[str]
) -> Match | None:
    """The product that the speaker prefers among those that fit, if the words fit it as well as any of them."""
    wanted = [product_id for product_id in liked(household) if product_id not in refused]
    if not wanted or not ranked:
        return None
    entries = household.history.hot.entries
    least = min(best(ranked), Grade.OF_KIND)
    ranked = [match for match in ranked if match.grade >= least]
    kind = ranked[0].product.category
    if any(match.product.category != kind for match in ranked):
        return None  # "chocolate": a preference among milks says nothing about milk or bars
    if not kind:  # of no kind: only what fits all the same
        wanted = [match.product.id for match in ranked if match.product.id in wanted]
    for product in shop.get(wanted).values():
        grade = fit_exactly(words, product, household.hearing).grade
        # The kind is as good as the name, as it is of what the household buys.
        if product.category == kind and household.may_hear(product) and Grade.NONE < min(grade, Grade.OF_KIND) >= least:
            entry = entries.get(product.id)
            return Match(product, grade, float(entry is not None), why=Why.PREFERRED)
    return None


def _kind(ranked: list[Match], category: str) -> list[Match]:
    return [match for match in ranked if match.product.category == category] or ranked if category else ranked


def _found(ranked: Ranked, category: str = "") -> Found:
    found = ranked.matches
    products = tuple(match.product for match in found[:MOST_QUOTED])
    alike = bool(found) and found[0].grade <= Grade.SOUNDS
    sure = how(shares(found), namesakes=namesakes(found))
    what = How.WITH_ANOTHER if ranked.torn else How.OPTIONS if ranked.several else sure
    if found and what is not How.OPTIONS and not _sure(found[0], category, own=ranked.own):
        what = How.OPTIONS
    if not found:
        return Found()
    described = found[0].grade >= Grade.DESCRIBED and found[0].score > 0  # "vegetables" say nothing of a zucchini
    return Found(products, what, ranked.own, alike, described, found[0].why)


def _told(words: str, match: Match, hearing: Hearing) -> bool:
    """Whether something new was told by itself: its whole name sounds so, or its own name has the words.

    "Protein shake" may be any shake on a shelf of protein, and another one that is not sold here.
    """
    if match.grade <= Grade.SOUNDS:
        return like_a_whole_name(words, match.product, hearing)
    return match.grade is not Grade.DESCRIBED or says_itself(words, match.product, hearing)


def _as_one(words: str, product: Product, hearing: Hearing) -> bool:
    """Whether words with an "and" are one thing here, as in its names: no pasta sauce is "pasta and sauce"."""
    if not names_several(words, hearing):
        return True
    said = set(terms(words, hearing))
    texts = profile(product, hearing).texts
    return any(names_several(text, hearing) and said.issubset(terms(text, hearing)) for text in texts)


def _sure(match: Match, category: str, *, own: bool) -> bool:
    """Whether what fits best fits so well that it may be offered without asking.

    What the household buys, or is of the kind that is talked about, must have all the words, or others for the same in
    its name; what it buys may sound just like them. Anything else must be called so, or be described by most of its
    name in the very words: a first purchase needs more care.
    """
    if match.grade is Grade.SOUNDS:
        return match.score >= (SURE if own else SURE_OF_STRANGERS)
    if own or (category and match.product.category == category):
        return match.grade >= Grade.MENTIONED and (match.literal or match.score >= LEAST_SCORE)
    described = match.grade is Grade.DESCRIBED and match.literal and match.score > HALF
    return match.grade >= Grade.OF_KIND or described
