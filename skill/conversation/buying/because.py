""" "Why that one?": what speaks for the product that is talked about, in one sentence that is true of it."""

from __future__ import annotations

import dataclasses

from skill.conversation.buying.choose import on_offer
from skill.conversation.common.ask import then_back
from skill.conversation.question import Kind
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, say
from skill.services.changes import without
from skill.services.find import find
from skill.services.meanings import chosen_just_now
from skill.shopping.matching.habit import Why
from skill.shopping.product import Product
from skill.shopping.rhythm.due import rhythm

_OF_NOTHING = (Kind.OPEN, Kind.CART, Kind.OFFER_CODE)
"""Questions that put no product forward."""
_MOST = 3
_BESIDE_OTHERS = (Why.ONLY, Why.LAST, Why.MOST_OFTEN, Why.DUE, Why.LATELY)


def because(scene: Scene) -> Answer:
    """The reason for what is on offer, suggested, or was just ordered; what was open is asked again."""
    asked = scene.question
    if asked is None or asked.kind in _OF_NOTHING:
        return _ordered(scene) or then_back(scene, Answer(says=(say("reorder-nothing-offered"),), outcome="answered"))
    if asked.kind is Kind.WHICH and scene.audible(asked.products):
        return then_back(scene, Answer(says=(say("reorder-because", why="several"),), outcome="answered"))
    lines = [line.product for line in on_offer(scene)]
    products = scene.audible([product.id for product in lines] or asked.products)
    if asked.kind not in (Kind.OFFER, Kind.SUGGEST) or not products:
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    return _told(scene, asked.words, products)


def _ordered(scene: Scene) -> Answer | None:
    """Why that was offered which was just ordered, going by what had been bought until then; None: nothing was."""
    speaker = scene.household.speaker.person
    orders = (order for order in scene.household.customer.orders if order.id == scene.session.ordered)
    order = next((order for order in orders if order.cancelled_at is None and order.named_to(speaker)), None)
    products = scene.audible([line.product_id for line in order.lines]) if order else []
    if not order or not products:
        return None
    before = dataclasses.replace(scene, household=without(scene.household, order))
    return _told(before, scene.question.words if scene.question else "", products)


def _told(scene: Scene, words: str, products: list[Product]) -> Answer:
    """Of one thing why the words mean it; of each of several how often it is bought."""
    if len(products) == 1:
        said = [_meant(scene, words, products[0]) or _bought(scene, products[0])]
    else:
        said = [_bought(scene, product, alone=False) for product in products[:_MOST]]
    ids = tuple(product.id for product in products)
    return then_back(scene, Answer(says=tuple(said), outcome="answered", products=ids, mentioned=ids))


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


def _bought(scene: Scene, product: Product, *, alone: bool = True) -> Saying:
    """How often it is bought; what never was is named where it is not ``alone``."""
    entry, name = scene.household.entry(product), scene.spoken(product)
    if entry is None:
        return _because(Why.NEW) if alone else say("product-never-bought", words=name, seller=scene.terms.seller)
    if found := rhythm(entry, scene.household.day):
        return say("product-because", name=name, gap=round(found.gap), ago=found.since)
    return say("product-how-often-rarely", name=name, times=entry.times, day=scene.day(entry.last.date))


def _because(why: Why) -> Saying:
    return say("reorder-because", why=why.value)
