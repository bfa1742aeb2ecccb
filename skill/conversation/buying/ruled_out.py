""" "Not the diet one", said to what is on offer, was put into the cart or was read: another one, and not that."""

from __future__ import annotations

from skill.conversation.buying.change import reoffer
from skill.conversation.buying.choose import on_offer
from skill.conversation.buying.meant import meant
from skill.conversation.buying.which import chosen_by_words, next_ones
from skill.conversation.cart.put import swap
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say
from skill.services.find import find
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import Wanted
from skill.shopping.product import Product

_OF_ONE = (Kind.OFFER, Kind.SUGGEST, Kind.OPEN)


def rule_out(scene: Scene) -> Answer:
    """Another one of the kind that is talked about, without those that the words fit."""
    asked, words = scene.question, scene.turn.heard("product")
    if asked is None or not words:
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    if asked.kind is Kind.WHICH:
        return _among_options(scene, asked)
    lines = on_offer(scene)
    if len(lines) > 1:
        kept = [line for line in lines if not _fits(scene, words, line.product)]
        gone = tuple(line.product.id for line in lines if line not in kept)
        if not kept or not gone:
            return then_back(scene, Answer(says=(), outcome="asked"))
        return reoffer(scene, kept, refused=gone)
    products = scene.audible(asked.products) if asked.kind in _OF_ONE else []
    if len(products) != 1 or (asked.kind is Kind.OFFER and not lines):
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    return _instead(scene, asked, products[0], words)


def _instead(scene: Scene, asked: Question, product: Product, words: str) -> Answer:
    hearing = scene.household.hearing
    said = f"{min(hearing.attributes.negations)} {words}"
    if not _fits(scene, words, product):
        # "Not the one with sugar" wants one without; else what is on offer is none of that anyway.
        things = [word for word in words.split() if word in hearing.attributes.things]
        if not things:
            return then_back(scene, Answer(says=(), outcome="asked", products=(product.id,)))
        said = f"{min(hearing.attributes.lacking)} {things[0]}"
    refused = (product.id,)
    passed = {*scene.session.refused, *refused}
    found = find(scene.shop, scene.household, said, refused=passed, category=product.category)
    if not found.products or found.alike:
        gone = Answer(says=(say("reorder-no-more"),), outcome="declined", products=refused, refused=refused)
        return then_ask(gone, WHAT_TO_ORDER)
    if asked.for_cart:
        return swap(scene, found.first, asked.quantity)
    return meant(scene, Wanted(words, asked.quantity, asked.measure), found, refused=refused)


def _among_options(scene: Scene, asked: Question) -> Answer:
    """The options without those that the words fit; the next ones when nothing is left."""
    options = scene.products(asked.products[asked.start :])
    kept = [product for product in options if not _fits(scene, scene.turn.heard("product"), product)]
    if len(kept) == len(options):
        return then_back(scene, Answer(says=(), outcome="asked_which"))
    return chosen_by_words(scene, kept) if kept else next_ones(scene)


def _fits(scene: Scene, words: str, product: Product) -> bool:
    return fit(words, product, scene.household.hearing) >= Grade.MENTIONED
