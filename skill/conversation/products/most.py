""" "Which coffee is the cheapest", "is oat milk cheaper than soy milk": products set against each other."""

from __future__ import annotations

from collections.abc import Sequence

from skill.conversation.buying.find import named, not_found, one_of_several
from skill.conversation.common.ask import WHICH_PRODUCT, then_ask, then_on
from skill.conversation.products.subject import talked_about, then_suggest
from skill.conversation.products.told import about, listed, several
from skill.conversation.scene import Answer, Scene, amount, say
from skill.services.comparing import extreme, one_of
from skill.services.find import Found, find
from skill.shopping.matching.comparison import Comparison
from skill.shopping.product import Product


def most(scene: Scene) -> Answer:
    """The cheapest, the biggest … of what was named, or else of what is talked about."""
    words, by = named(scene), _by(scene).beyond_all
    talked = [] if words else talked_about(scene)
    if not words and not talked:
        return then_ask(Answer(says=(), outcome="asked"), WHICH_PRODUCT)
    if words and (not (found := find(scene.shop, scene.household, words)).products or found.alike):
        return not_found(scene, words)
    best = _best(scene, words, talked, by)
    quotes = scene.shop.quote([best.first.id]) if best.products else {}
    if not quotes:
        return then_on(scene, Answer(says=(say("reorder-nothing-beyond", by=by.value),), outcome="not_found"))
    product = best.first
    said = say(
        "product-most",
        by=by.value,
        these="yes" if len(talked) > 1 else "no",
        name=scene.spoken(product),
        price=amount(quotes[product.id].price),
    )
    return then_suggest(scene, about(product, (said,)), product)


def one_or_other(scene: Scene) -> Answer:
    """Which of two that were named is cheaper or bigger, and what both cost."""
    both = []
    for words in (named(scene), scene.turn.heard("other")):
        found = one_of_several(scene, words, wished=False) if words else Found(tuple(talked_about(scene)[:1]))
        if not found.products:
            return not_found(scene, words or scene.turn.heard("other"))
        both.append(found.first)
    quotes = scene.shop.quote([product.id for product in both])
    products = [product for n, product in enumerate(both) if product.id in quotes and product not in both[:n]]
    if len(products) < 2:
        return not_found(scene, scene.turn.heard("other"))
    by = _by(scene)
    best = _of_these(scene, products, by)
    said = [say("product-prices-each", things=listed(scene, products, quotes))]
    if best.products:
        said.insert(0, say("product-compared", by=by.value, name=scene.spoken(best.first)))
    elif not by.by_price:
        said.insert(0, say("reorder-nothing-beyond", by=by.beyond_all.value))
    return several(scene, products, *said)


def _by(scene: Scene) -> Comparison:
    """By what they are set against each other: by price, where nothing else was heard."""
    slot = scene.turn.slots.get("comparison")
    known = {one.value: one for one in Comparison}
    return known.get(slot.ids[0], Comparison.CHEAPER) if slot and slot.ids else Comparison.CHEAPER


def _best(scene: Scene, words: str, talked: Sequence[Product], by: Comparison) -> Found:
    """Of several that are talked about one of these; else of all that is called so, or is of the kind of the one."""
    if len(talked) > 1:
        return _of_these(scene, talked, by)
    return extreme(scene.shop, scene.household, words or _kind(scene, talked), by)


def _of_these(scene: Scene, products: Sequence[Product], by: Comparison) -> Found:
    return one_of(scene.shop, scene.household, products, by)


def _kind(scene: Scene, talked: Sequence[Product]) -> str:
    """What the kind of the one that is talked about is called; what it is called itself when it is of none."""
    return next(iter(talked[0].category_names(scene.language)), scene.spoken(talked[0]))
