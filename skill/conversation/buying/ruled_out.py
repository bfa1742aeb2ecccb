""" "Not the diet one", said to what is on offer, was put into the cart or was read: another one, and not that."""

from __future__ import annotations

from skill.conversation.buying.change import refine
from skill.conversation.buying.choose import on_offer
from skill.conversation.buying.confirm import leave_it
from skill.conversation.buying.lines import offered_again, those_meant
from skill.conversation.buying.meant import meant
from skill.conversation.buying.which import chosen_by_words, next_ones
from skill.conversation.cart.put import swap
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say
from skill.services.find import Found, find
from skill.shopping.matching.exact import Grade, fit_told
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import Wanted
from skill.shopping.matching.terms import terms
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
        gone = those_meant(scene, lines, words)
        if not gone:
            return then_back(scene, Answer(says=(), outcome="asked"))
        return offered_again(scene, [line for line in lines if line not in gone])
    products = scene.audible(asked.products) if asked.kind in _OF_ONE else []
    if len(products) != 1 or (asked.kind is Kind.OFFER and not lines):
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    if lines and _all_of_it(scene, asked, products[0], words):
        return leave_it(scene)
    return _instead(scene, asked, products[0], words)


def no_product(scene: Scene) -> Answer:
    """ "No ketchup": not that, when it is what we talk about or what that has in it; else it is what was meant."""
    asked, words = scene.question, scene.turn.heard("product")
    talked = scene.products(asked.products) if asked and asked.kind in (Kind.OFFER, Kind.WHICH, Kind.SUGGEST) else []
    said = _without(scene, words)
    if any(_fits(scene, words, product) or (said and _is_without(scene, said, product)) for product in talked):
        return rule_out(scene)
    if len(talked) == 1 and said and _other(scene, talked[0], said).products:
        return rule_out(scene)
    return refine(scene)


def _all_of_it(scene: Scene, asked: Question, product: Product, words: str) -> bool:
    """Whether the words are those that it was asked for with, or its whole kind: nothing else of that is wanted."""
    hearing = scene.household.hearing
    names = (asked.words, *product.category_names(scene.language))
    return set(terms(words, hearing)) in [set(terms(name, hearing)) for name in names if name]


def _instead(scene: Scene, asked: Question, product: Product, words: str) -> Answer:
    said = f"{min(scene.household.hearing.attributes.negations)} {words}"
    if not _fits(scene, words, product):
        # "Not the one with sugar" wants one without; else what is on offer is none of that anyway.
        said = _without(scene, words)
        if not said:
            return then_back(scene, Answer(says=(), outcome="asked", products=(product.id,)))
    refused = (product.id,)
    found = _other(scene, product, said)
    if not found.products or found.alike:
        gone = Answer(says=(say("reorder-no-more"),), outcome="declined", products=refused, refused=refused)
        return then_ask(gone, WHAT_TO_ORDER)
    if asked.for_cart:
        return swap(scene, found.first, asked.quantity)
    return meant(scene, Wanted(words, asked.quantity, asked.measure), found, refused=refused)


def _without(scene: Scene, words: str) -> str:
    """The words for something without that; empty when it is nothing that a product could be without."""
    attributes = scene.household.hearing.attributes
    things = [word for word in words.split() if word in attributes.things]
    return f"{min(attributes.lacking)} {things[0]}" if things else ""


def _other(scene: Scene, product: Product, said: str) -> Found:
    """Another one of its kind that fits."""
    passed = {*scene.session.refused, product.id}
    found = find(scene.shop, scene.household, said, refused=passed, category=product.category)
    return found if found.products and found.first.category == product.category else Found()


def _among_options(scene: Scene, asked: Question) -> Answer:
    """The options without those that the words fit; the next ones when nothing is left."""
    options = scene.products(asked.products[asked.start :])
    kept = [product for product in options if not _fits(scene, scene.turn.heard("product"), product)]
    if len(kept) == len(options):
        said = _without(scene, scene.turn.heard("product"))
        kept = [product for product in options if said and _is_without(scene, said, product)]
        if not kept:
            return then_back(scene, Answer(says=(), outcome="asked_which"))
    return chosen_by_words(scene, kept) if kept else next_ones(scene)


def _is_without(scene: Scene, said: str, product: Product) -> bool:
    told = fit_told(said, product, scene.household.hearing).grade is not Grade.NONE
    return told or _fits(scene, said, product)


def _fits(scene: Scene, words: str, product: Product) -> bool:
    return fit(words, product, scene.household.hearing) >= Grade.MENTIONED
