"""Making an offer: permission first, then price, stock, delivery and totals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

import msgspec

from skill.profile.customer import in_language
from skill.services.household import CLOCKS, Household
from skill.services.names import names
from skill.shopping.money import Money
from skill.shopping.offer import Line, Offer, offer_id
from skill.shopping.permission import Decision, May
from skill.shopping.pricing import totals
from skill.shopping.product import Product, Quote
from skill.shopping.shop import MOST_QUOTED, Shop
from skill.shopping.terms import Terms

ALTERNATIVES = 4


class Want(msgspec.Struct, frozen=True):
    """A product to be offered; ``quantity`` None: the household's usual one."""

    product: Product
    quantity: int | None = None


class Offered(msgspec.Struct, frozen=True):
    """An offer; ``left_out`` were wanted too but are sold out, ``fewer`` had less stock than was wanted.

    ``again``: products ordered lately, with the minutes since. ``code``: the yes will need the voice code besides.
    ``another``: what may have been meant instead, if it is there.
    """

    offer: Offer
    left_out: tuple[Product, ...] = ()
    fewer: bool = False
    again: tuple[tuple[str, int], ...] = ()
    code: bool = False
    another: Product | None = None


class SoldOut(msgspec.Struct, frozen=True):
    """Nothing of what was wanted is there; ``instead`` is in stock and of the same kind, if anything is."""

    product: Product
    instead: Quote | None = None
    instead_product: Product | None = None


class Forbidden(msgspec.Struct, frozen=True):
    """This speaker may not buy this; the decision names the reason."""

    decision: Decision


class Asking(msgspec.Struct, frozen=True):
    """So many units of a product are far from this household's ``usual`` (None: never bought): really?

    ``left_out`` and ``fewer``: see :class:`Offered`.
    """

    product: Product
    quantity: int
    usual: int | None
    units: tuple[tuple[str, int], ...]
    left_out: tuple[Product, ...] = ()
    fewer: bool = False


class Declined(msgspec.Struct, frozen=True):
    """The account cannot pay or be delivered to; ``reason`` is ``address``, ``payment``, ``expired`` or ``blocked``."""

    reason: str


def make_offer(
    shop: Shop,
    terms: Terms,
    household: Household,
    wants: Sequence[Want],
    *,
    session: str,
    turn_id: str,
    from_cart: bool = False,
    quotes: Mapping[str, Quote] | None = None,
    refused: Collection[str] = (),
    sure: Collection[str] = (),
    gift: bool = False,
    another: Product | None = None,
) -> Offered | SoldOut | Forbidden | Asking | Declined:
    """An offer of what is wanted, at today's prices; nothing is swapped silently.

    One quote, of at most ten ids; none when this turn has ``quotes`` already. What was ``refused`` is no
    replacement. ``sure`` are products whose unusual quantity was confirmed; ``gift``: what it takes the place of was
    one. ``another`` may have been meant instead: of all replacements it is the first.
    """
    wants = list({want.product.id: want for want in wants}.values())[:MOST_QUOTED]
    ids = [want.product.id for want in wants]
    # Who may not buy it at all costs no trip and hears no price.
    decision = household.permits([(want.product, want.quantity or 1) for want in wants])
    if decision.answer is May.NO:
        return Forbidden(decision)
    if reason := cannot_pay(household):
        return Declined(reason)
    others = alternatives(shop, household, wants[0].product) if len(wants) == 1 else []
    if another:
        others = [another, *(other for other in others if other.id != another.id)]
    if quotes is None:
        quotes = shop.quote([*ids, *(other.id for other in others)])
    said = [*(want.product for want in wants), *([another] if another else [])]
    called = dict(zip((product.id for product in said), names(shop, household, said), strict=True))
    lines, left_out, fewer = _lines(terms, household, wants, quotes, called)
    if not lines:
        instead = (other for other in others if other.id not in refused and _comparable(quotes, other.id, ids[0]))
        there = next(instead, None)
        return SoldOut(wants[0].product, quotes[there.id] if there else None, there)
    products = {want.product.id: want.product for want in wants}
    offer = Offer(
        id=offer_id(household.customer.id, session, turn_id, household.at),
        lines=tuple(lines),
        totals=totals(
            [(line.price, products[line.product_id].tax) for line in lines], terms.taxes, terms.fee, terms.currency
        ),
        seller=terms.seller,
        window=terms.plan.window(household.at, household.zone),
        address=in_language(household.customer.address, household.language),
        payment=in_language(household.customer.payment, household.language),
        made_at=household.at,
        valid_until=min(
            household.at + timedelta(minutes=terms.offer_minutes),
            terms.plan.promised_until(household.at, household.zone),
        ),
        from_cart=from_cart,
        sure=tuple(sure),
        person=household.speaker.person,
        gift=gift,
        known=tuple(order.id for order in household.ordered_since(ids, household.at - CLOCKS)),
    )
    decision = household.permits([(products[x.product_id], x.quantity) for x in lines], offer.totals.total, sure=sure)
    match decision.answer:
        case May.NO:
            return Forbidden(decision)
        case May.ASK:
            asked = asking(decision, products, lines)
            return msgspec.structs.replace(asked, left_out=tuple(left_out), fewer=fewer)
        case May.YES | May.VERIFY:
            verify = decision.answer is May.VERIFY
            there = another if another and another.id in quotes and quotes[another.id].has(1) else None
            return Offered(offer, tuple(left_out), fewer, decision.again, verify, there)


def asking(decision: Decision, products: Mapping[str, Product], lines: Sequence[Line]) -> Asking:
    """The question about a quantity, with everything that was to be offered."""
    units = {line.product_id: line.quantity for line in lines}
    asked = decision.product_id
    return Asking(products[asked], units[asked], decision.usual, tuple(units.items()))


def cannot_pay(household: Household) -> str:
    """What the account lacks for an order; empty when it lacks nothing."""
    customer = household.customer
    if not customer.address:
        return "address"
    if not customer.payment:
        return "payment"
    return customer.payment_method.declined(household.today)


def _lines(
    terms: Terms,
    household: Household,
    wants: Sequence[Want],
    quotes: Mapping[str, Quote],
    called: Mapping[str, str],
) -> tuple[list[Line], list[Product], bool]:
    lines: list[Line] = []
    left_out: list[Product] = []
    fewer = False
    for want in wants:
        entry = household.entry(want.product)
        quote = quotes.get(want.product.id)
        quantity = min(want.quantity or (entry.usual_quantity if entry else 1), terms.most_units)
        if quote is None or not quote.has(1):
            left_out.append(want.product)
            continue
        if not quote.has(quantity):
            quantity, fewer = quote.stock or 1, True
        last_paid = Money(entry.last.unit_price, terms.currency) if entry else None
        lines.append(
            Line(
                want.product.id,
                called[want.product.id],
                quantity,
                quote.price,
                last_paid if last_paid != quote.price else None,
                quote.stock is not None,
            )
        )
    return lines, left_out, fewer


def _comparable(quotes: Mapping[str, Quote], other_id: str, product_id: str) -> bool:
    """In stock, and at most twice or half the price: a doll's house is no replacement for a puzzle."""
    other, wanted = quotes.get(other_id), quotes.get(product_id)
    if other is None or not other.has(1):
        return False
    return wanted is None or (other.price <= wanted.price * 2 and wanted.price <= other.price * 2)


def alternatives(shop: Shop, household: Household, product: Product) -> list[Product]:
    """Others of the same kind, what the household often buys first: a replacement is not worth reading the rest."""
    names = product.category_names(household.language)
    if not names:
        return []
    found = [
        other
        for other in shop.of_kind(names[0], household.language, 20)
        if other.id != product.id and other.category == product.category
    ]
    often = household.history.hot.entries
    own = {other.id: often[other.id] for other in found if other.id in often and household.may_hear(other)}
    if not household.speaker.recognised:
        found = [other for other in found if other.id in own]
    found.sort(key=lambda other: -own[other.id].strength(household.day) if other.id in own else 0.0)
    return found[:ALTERNATIVES]
