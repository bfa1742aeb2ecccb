"""Finding the products some heard words mean: the household's own first, then the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from skill.services.candidates import bought_by, meant_by
from skill.services.closest import head_of, nearest
from skill.services.household import Household
from skill.services.kindred import SEARCHED, within_kind
from skill.services.meanings import remembered
from skill.services.own_first import Ranked, best, in_other_words, loosely, of_wide_kind, only_ends_so, own_first
from skill.services.people import liked
from skill.services.sureness import as_one, by_a_mere_word, by_itself, fits_surely
from skill.shopping.matching.alike import alike_among
from skill.shopping.matching.asked import spoken_as
from skill.shopping.matching.confidence import How, how
from skill.shopping.matching.exact import Grade, fit_exactly
from skill.shopping.matching.habit import Why
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.rank import Fit, Match, matches, namesakes, shares
from skill.shopping.matching.telling import telling_among
from skill.shopping.product import Product
from skill.shopping.purchases import Entry
from skill.shopping.shop import MOST_QUOTED, Shop

# An assistant's match to the category, not to one product.
CATEGORY = "category:"


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
        talked = bool(category) and found.own and found.first.category == category
        told = not found.products or talked or _told(words, ranked.matches[0], found, ids, household.hearing)
        if not told:
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

    known_as = remembered(household, words)
    if category and (kindred := within_kind(shop, household, words, category, refused=refused, known_as=known_as)):
        return kindred
    bought = bought_by(shop, household, household.history.hot.entries)
    bought += meant_by(shop, household, known_as)
    own = fitting(bought, fit_exactly)
    if best(own) < Grade.MENTIONED and not household.history.hot.complete:
        had = {product.id for product, _ in bought}
        bought += [own for own in bought_by(shop, household, household.history.rest) if own[0].id not in had]
        own = fitting(bought, fit_exactly)
    if best(own) >= Grade.DESCRIBED and (_told_well(own) or known_as.get(own[0].product.id, 0.0) > 0):
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
        if 0 < max(best(own), best(known)) < Grade.SOUNDS and (head := head_of(words, household.hearing)):
            own, known = nearest(shop, household, head, bought, own=own, known=known, refused=refused)
    return own_first(own, known)


def _told_well(own: Sequence[Match]) -> bool:
    """Whether the words tell what the household bought so well that nothing else need be looked for."""
    return not (of_wide_kind(own) or in_other_words(own) or only_ends_so(own) or loosely(own))


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
    if found and what is not How.OPTIONS and not fits_surely(found[0], category, own=ranked.own):
        what = How.OPTIONS
    if not found:
        return Found()
    described = found[0].grade >= Grade.DESCRIBED and found[0].score > 0  # "vegetables" say nothing of a zucchini
    return Found(products, what, ranked.own, alike, described, found[0].why)


def _told(words: str, match: Match, found: Found, ids: Collection[str], hearing: Hearing) -> bool:
    """Whether the words tell the first one and not something else that they might mean as well."""
    if not as_one(words, match.product, hearing):
        return False
    if match.product.id in ids:
        return True
    if found.own:
        return found.how is not How.AT_ONCE or not by_a_mere_word(words, match, hearing)
    return by_itself(words, match, hearing)
