""" "How much is the coffee?", "tell me about it", "do you have oat milk?" """

from __future__ import annotations

from collections.abc import Mapping

from skill.conversation.buying.change import refine
from skill.conversation.buying.compare import compares
from skill.conversation.buying.find import echo, named
from skill.conversation.common.ask import then_on
from skill.conversation.products.most import most, one_or_other
from skill.conversation.products.sorts import sorts_of
from skill.conversation.products.subject import subject, then_suggest
from skill.conversation.products.told import about, listed, several
from skill.conversation.products.traits import mentions
from skill.conversation.question import Kind
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, amount, say
from skill.shopping.money import Money
from skill.shopping.product import Product, Quote

_FEW = 5  # so few left are told


def price(scene: Scene) -> Answer:
    """The price now, and the one last paid when it differs; of an open offer, what it costs in all."""
    if scene.turn.heard("other"):
        return one_or_other(scene)
    if scene.turn.heard("comparison"):
        return most(scene)
    offered = scene.session.offer
    if not scene.turn.heard("product") and offered and scene.question and scene.question.kind is Kind.OFFER:
        said = say(
            "product-offer-costs",
            subtotal=amount(offered.totals.subtotal),
            tax=amount(offered.totals.tax),
            delivery=amount(offered.totals.fulfillment),
            total=amount(offered.totals.total),
            free="yes" if offered.totals.free_delivery else "no",
            taxed=offered.totals.taxed,
        )
        ids = tuple(line.product_id for line in offered.lines)
        return then_on(scene, Answer(says=(said,), outcome="answered", products=ids))
    products = subject(scene, surely=True, each=_prices)
    if isinstance(products, Answer):
        return products
    quotes = scene.shop.quote([product.id for product in products])
    priced = [(product, quotes[product.id]) for product in products if product.id in quotes]
    if not priced:
        return _no_longer(scene, products)
    if len(priced) > 1:
        options = [product for product, quote in priced if quote.has(1)] or [product for product, _ in priced]
        return several(scene, options, say("product-prices", things=listed(scene, options, quotes)))
    product, quote = priced[0]
    facts = (_price(scene, product, quote), *_paid_before(scene, product, quote.price))
    if not quote.has(1):
        sold_out = say("product-sold-out", name=scene.spoken(product))
        return then_on(scene, about(product, (*facts, sold_out)))
    return then_suggest(scene, about(product, facts), product)


def details(scene: Scene) -> Answer:
    """Shelf name, brand, size and the shop's own sentence of facts; never a yes to what that does not tell."""
    products = subject(scene, surely=True)
    if isinstance(products, Answer):
        return products
    product = products[0]
    words = product.in_language(scene.language)
    trait = scene.turn.heard("trait")
    untold = bool(trait) and not mentions(words, trait, scene.household.hearing)
    said = [say("product-not-told", trait=echo(trait))] if untold else []
    said.append(say("product-is", name=words.name))
    # Sizes are written in the shop's first language.
    first = next(iter(product.words)) == scene.language
    if first and product.size and product.size.casefold() not in words.name.casefold():
        said.append(say("product-size", size=product.size))
    if words.details:
        said.append(say("product-details", details=words.details))
    if untold:
        said.append(say("product-look", seller=scene.terms.seller))
        return then_on(scene, about(product, tuple(said)))
    return then_suggest(scene, about(product, tuple(said)), product)


def availability(scene: Scene) -> Answer:
    """Whether it is there now, and for how much; "do you have a cheaper one" asks for another."""
    if scene.question and compares(scene):
        return refine(scene)
    if scene.turn.heard("sort") and named(scene):
        return sorts_of(scene)
    products = subject(scene, surely=True, each=_stock)
    if isinstance(products, Answer):
        return products
    quotes = scene.shop.quote([product.id for product in products])
    there = [product for product in products if product.id in quotes and quotes[product.id].has(1)]
    if not there:
        return _no_longer(scene, products)
    if len(there) > 1:
        return several(scene, there, say("product-have-several", things=listed(scene, there, quotes)))
    product = there[0]
    return then_suggest(scene, about(product, (_have(scene, product, quotes[product.id]),)), product)


def _prices(scene: Scene, asked: Mapping[str, Product]) -> tuple[list[Saying], list[Product]]:
    """What each of several things costs, also of what is sold out."""
    products = list(asked.values())
    quotes = scene.shop.quote([product.id for product in products])
    priced = [product for product in products if product.id in quotes]
    there, gone = _sorted_out(scene, products, quotes)
    if len(priced) > 1:
        return [say("product-prices-each", things=listed(scene, priced, quotes)), *gone], there
    return [_price(scene, product, quotes[product.id]) for product in priced] + gone, there


def _stock(scene: Scene, asked: Mapping[str, Product]) -> tuple[list[Saying], list[Product]]:
    """Which of several things are there."""
    products = list(asked.values())
    quotes = scene.shop.quote([product.id for product in products])
    there, gone = _sorted_out(scene, products, quotes)
    if len(there) > 1:
        return [say("product-have-several", things=listed(scene, there, quotes)), *gone], there
    return [_have(scene, product, quotes[product.id]) for product in there] + gone, there


def _sorted_out(
    scene: Scene, products: list[Product], quotes: Mapping[str, Quote]
) -> tuple[list[Product], list[Saying]]:
    """What is there, and what is said of the rest."""
    there = [product for product in products if product.id in quotes and quotes[product.id].has(1)]
    called = zip(products, scene.named(products), strict=True)
    return there, [say("product-sold-out", name=name) for product, name in called if product not in there]


def _price(scene: Scene, product: Product, quote: Quote) -> Saying:
    return say("product-price", name=scene.spoken(product), price=amount(quote.price))


def _have(scene: Scene, product: Product, quote: Quote) -> Saying:
    few = quote.stock if quote.stock is not None and quote.stock <= _FEW else 0
    return say("product-have", name=scene.spoken(product), price=amount(quote.price), left=few)


def _paid_before(scene: Scene, product: Product, now: Money) -> tuple[Saying, ...]:
    entry = scene.household.entry(product)
    if entry is None or entry.last.unit_price == now.minor:
        return ()
    paid = Money(entry.last.unit_price, now.currency)
    return (say("reorder-last-paid", name="", price=amount(paid), way="up" if paid < now else "down"),)


def _no_longer(scene: Scene, products: list[Product]) -> Answer:
    product = products[0]
    answer = Answer(
        says=(say("product-sold-out", name=scene.spoken(product)),),
        outcome="sold_out",
        products=(product.id,),
        mentioned=(product.id,),
    )
    return then_on(scene, answer)
