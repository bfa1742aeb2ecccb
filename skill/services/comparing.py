"""Cheaper, bigger, smaller: another one of the kind, or the one of several, by what it costs or how much it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skill.services.find import Found
from skill.services.household import Household
from skill.services.kindred import SEARCHED, of_kind
from skill.shopping.matching.comparison import Comparison
from skill.shopping.matching.exact import Grade, fit_exactly, fit_unnamed
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import profile
from skill.shopping.matching.sizes import size_of
from skill.shopping.matching.terms import terms
from skill.shopping.product import Product
from skill.shopping.shop import MOST_QUOTED, Shop

# So many times as much is noticeably more.
NOTICED = 1.03
# Of so many the prices are looked at, ten a trip.
COMPARED = 3 * MOST_QUOTED


class Known(NamedTuple):
    """A product, its price in minor units, whether it is in stock and whether the household bought it."""

    product: Product
    price: int
    there: bool
    own: bool


def one_of(shop: Shop, household: Household, products: Sequence[Product], by: Comparison) -> Found:
    """The cheapest, the biggest … of these; nothing when nobody can tell, or two are."""
    known = _known(shop, household, products)
    amounts = [_amount(by, one, known[0], household.hearing) for one in known]
    told = sorted(amount for amount in amounts if amount is not None)
    if not told or len(told) < len(products) or (len(told) > 1 and _alike(by, told[0], told[1])):
        return Found()
    return _found([known[amounts.index(told[0])]])


def beyond(
    shop: Shop,
    household: Household,
    product: Product,
    by: Comparison,
    words: str = "",
    *,
    instead: bool = False,
) -> Found:
    """Others of a product's kind that are cheaper, bigger or smaller, the best first; with these words, if any.

    ``instead`` of it, unasked, only what costs half of it at least: for a dollhouse that is too expensive nobody wants
    building blocks.

    What costs less by the piece or the ounce comes before less of the same for less money; of another size what is
    called most alike, and the next size. What is without caffeine stays without, if it can. What was passed over before
    may be wanted after all: "the smaller one".
    """
    hearing = household.hearing
    if not product.category:
        return Found()
    others = [
        other
        for other, _ in of_kind(shop, household, product.category)
        if other.id != product.id and (not words or fit_exactly(words, other, hearing).grade >= Grade.MENTIONED)
    ]
    known = _known(shop, household, [product, *others])
    if not known or known[0].product != product:
        return Found()
    here, *rest = known
    there = [one for one in rest if one.there and not (instead and one.price * 2 < here.price)]
    fitting = [(rank, one) for one in there if (rank := _rank(by, here, one, hearing)) is not None]
    return _found([one for _, one in sorted(fitting, key=lambda pair: pair[0])])


def of_size(shop: Shop, household: Household, product: Product, words: str) -> Found:
    """What of a product's kind has the size that was said, first what is called most alike: a gallon of whole milk."""
    hearing = household.hearing
    found = [
        (_unlike(product, other, hearing), _other_words(product, other, hearing), entry is None, other)
        for other, entry in (of_kind(shop, household, product.category) if product.category else ())
        if other.id != product.id and fit_unnamed(words, other, hearing).grade is not Grade.NONE
    ]
    products = [other for *_, other in sorted(found, key=lambda ranked: ranked[:3])]
    own = bool(products) and products[0].id in household.history.hot.entries and household.may_hear(products[0])
    return Found(tuple(products[:MOST_QUOTED]), own=own, described=True) if products else Found()


def extreme(shop: Shop, household: Household, words: str, by: Comparison) -> Found:
    """The cheapest, the biggest … of all that some words say what it is, whether the household bought it or not."""
    hearing = household.hearing
    fitting = _called_so(shop, household, words)
    known = [one for one in _known(shop, household, fitting) if one.there]
    sized = [one for one in known if by.by_price or size_of(one.product, hearing) is not None]
    amounts = [(_amount(by, one, sized[0], hearing), one) for one in sized]
    told = [(amount, not one.own, one) for amount, one in amounts if amount is not None]
    return _found([one for *_, one in sorted(told, key=lambda found: found[:2])])


def sorts(shop: Shop, household: Household, words: str) -> list[Product]:
    """All that some words say what it is, as many as can be quoted: what the household buys most often comes first."""
    entries = household.history.hot.entries
    fitting = _called_so(shop, household, words)
    own = {product.id: entries[product.id].times for product in fitting if product.id in entries}
    heard = {product.id for product in fitting if household.may_hear(product)}
    return sorted(fitting, key=lambda product: -own.get(product.id, 0) * (product.id in heard))[:MOST_QUOTED]


def _called_so(shop: Shop, household: Household, words: str) -> list[Product]:
    """All that some words say what it is; of one kind, where a kind is called so: shampoo is no "Waschmittel"."""
    searched = shop.search(words, household.language, SEARCHED)
    graded = [(fit_exactly(words, product, household.hearing).grade, product) for product in searched]
    kinds = {product.category for grade, product in graded if grade is Grade.OF_KIND and product.category}
    return [
        product for grade, product in graded if grade >= Grade.DESCRIBED and (not kinds or product.category in kinds)
    ]


def _known(shop: Shop, household: Household, products: Sequence[Product]) -> list[Known]:
    """The prices now; what has none is left out."""
    asked = products[:COMPARED]
    quotes = {
        product_id: quote
        for start in range(0, len(asked), MOST_QUOTED)
        for product_id, quote in shop.quote([product.id for product in asked[start : start + MOST_QUOTED]]).items()
    }
    bought = household.history.hot.entries
    return [
        Known(
            product,
            quotes[product.id].price.minor,
            quotes[product.id].has(1),
            product.id in bought and household.may_hear(product),
        )
        for product in asked
        if product.id in quotes
    ]


def _times(one: Known, other: Known, hearing: Hearing) -> float | None:
    """How many times as much one holds as the other; None when nobody knows."""
    size, measure = size_of(one.product, hearing), size_of(other.product, hearing)
    return size.times(measure) if size and measure else None


def _amount(by: Comparison, one: Known, beside: Known, hearing: Hearing) -> float | None:
    """What is the least of the one that is wanted; None when it cannot be set against another."""
    if by.by_price:
        return one.price
    times = _times(one, beside, hearing)
    return -times if times and by.more else times


def _alike(by: Comparison, one: float, other: float) -> bool:
    """Whether nobody would call one of two amounts less: half a gallon and 64 ounces."""
    return one == other if by.by_price else max(one / other, other / one) < NOTICED


def _rank(by: Comparison, here: Known, one: Known, hearing: Hearing) -> tuple[float, ...] | None:
    """The less, the better it is what was wanted instead of another; None when it goes not beyond that."""
    times = _times(one, here, hearing)
    unlike = _unlike(here.product, one.product, hearing)
    if by.by_price:
        less = times is not None and one.price < here.price * times
        return (unlike, by is Comparison.CHEAPER and not less, one.price) if one.price < here.price else None
    if not times or (times if by.more else 1 / times) < NOTICED:
        return None
    size = times if by.more != by.most else -times
    return unlike, _other_words(here.product, one.product, hearing), size


def _marks(product: Product, hearing: Hearing) -> frozenset[str]:
    """What it is marked by: "diet", "decaf"."""
    own = profile(product, hearing).terms
    return frozenset(mark for mark in hearing.attributes.marked if own.issuperset(terms(mark, hearing)))


def _unlike(product: Product, other: Product, hearing: Hearing) -> bool:
    return _marks(product, hearing) != _marks(other, hearing)


def _other_words(product: Product, other: Product, hearing: Hearing) -> int:
    """How many words of another one's name are not in a product's."""
    said = {one for one in profile(product, hearing).called if one.isalpha()}
    return len({one for one in terms(other.in_language(hearing.language).name, hearing) if one.isalpha()} - said)


def _found(known: Sequence[Known]) -> Found:
    """The first one is meant."""
    products = tuple(one.product for one in known[:MOST_QUOTED])
    return Found(products, own=known[0].own, described=True) if products else Found()
