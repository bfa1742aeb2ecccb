""" "Why that one?": what speaks for the product that is talked about, in one sentence that is true of it."""

from __future__ import annotations

from skill.conversation.buying.choose import on_offer
from skill.conversation.common.ask import then_back
from skill.conversation.question import Kind
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, say
from skill.services.find import find
from skill.services.meanings import chosen_just_now
from skill.shopping.matching.habit import Why
from skill.shopping.product import Product
from skill.shopping.rhythm.due import rhythm

_BESIDE_OTHERS = (Why.ONLY, Why.LAST, Why.MOST_OFTEN, Why.DUE, Why.LATELY)


def because(scene: Scene) -> Answer:
    """The reason for the one product that is on offer or suggested; what was open is asked again."""
    asked = scene.question
    lines = [line.product for line in on_offer(scene)]
    products = scene.audible([product.id for product in lines] or (asked.products if asked else ()))
    if asked is None or asked.kind not in (Kind.OFFER, Kind.SUGGEST) or len(products) != 1:
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    product = products[0]
    said = _meant(scene, asked.words, product) or _bought(scene, product)
    return then_back(scene, Answer(says=(said,), outcome="answered", products=(product.id,), mentioned=(product.id,)))


def _meant(scene: Scene, words: str, product: Product) -> Saying | None:
    """Why the words that were heard mean it; None when there were none, or something else is likelier meant by them."""
    found = find(scene.shop, scene.household, words, refused=scene.session.refused) if words else None
    if not found or not found.products or found.first.id != product.id:
        return None
    # "When you said that before" is not a moment ago: what was just chosen is told as that.
    chosen = found.why is Why.REMEMBERED and chosen_just_now(scene.household, words, product)
    # Said of what is left, they might not be true beside what was passed over.
    if (chosen or found.why in _BESIDE_OTHERS) and not _fitting(scene, words).isdisjoint(scene.session.refused):
        return say("reorder-because", why="instead")
    if chosen:
        return say("reorder-because", why="chosen")
    # What speaks for it may not be known; then what was bought of it tells more than that it was never bought.
    return None if found.why is Why.NEW else _because(found.why)


def _fitting(scene: Scene, words: str) -> set[str]:
    """All that the words fit, had nothing been refused."""
    return {product.id for product in find(scene.shop, scene.household, words).products}


def _bought(scene: Scene, product: Product) -> Saying:
    """How often it is bought."""
    entry = scene.household.entry(product)
    if entry is None:
        return _because(Why.NEW)
    name = scene.spoken(product)
    if found := rhythm(entry, scene.household.day):
        return say("product-because", name=name, gap=round(found.gap), ago=found.since)
    return say("product-how-often-rarely", name=name, times=entry.times, day=scene.day(entry.last.date))


def _because(why: Why) -> Saying:
    return say("reorder-because", why=why.value)
