""" "The same milk as last time", "the same again": of what is meant, the one that was bought last."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from skill.conversation.buying.amount import again, packs
from skill.conversation.buying.choose import on_offer
from skill.conversation.buying.find import echo, named, search
from skill.conversation.buying.learning import corrected
from skill.conversation.buying.meant import meant
from skill.conversation.buying.offer import offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.buying.reorder import reorder, repeat_order
from skill.conversation.buying.which import chosen
from skill.conversation.common.ask import then_back
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say
from skill.services.find import find
from skill.services.offering import Want
from skill.shopping.matching.confidence import How
from skill.shopping.product import Product


def reorder_same(scene: Scene) -> Answer:
    """ "The same milk as last time": of what fits, the one that was bought last."""
    if not scene.turn.heard("product"):
        return _same_again(scene)
    if not named(scene):
        return reorder(scene)
    wanted, found = search(scene)
    last = _bought_last(scene, found.products)
    if last is None:
        return reorder(scene)
    return meant(scene, wanted, replace(found, products=(last,), how=How.AT_ONCE))


def _same_again(scene: Scene) -> Answer:
    """ "The same as last time": of the one kind that is talked about; of nothing in particular, the last order."""
    asked = scene.question
    talked = _talked_about(scene, asked) if asked else []
    if asked is None or not talked:
        return repeat_order(scene)
    last = _bought_last(scene, _of_that_kind(scene, asked, talked))
    if last is None:
        words = asked.words or scene.spoken(talked[0])
        never = say("product-never-bought", words=echo(words), seller=scene.terms.seller)
        return then_back(scene, Answer(says=(never,), outcome="not_found"))
    if asked.kind is Kind.WHICH:
        return chosen(scene, [last])
    if asked.kind is Kind.OFFER and last == talked[0]:
        return then_back(scene, Answer(says=(), outcome="asked", products=(last.id,)))
    quantity, notes = packs(scene, again(asked), last)
    answer = offer(scene, [Want(last, quantity)], first=notes, words=asked.words)
    return impossible(scene, quantity) or corrected(scene, answer, to=last)


def _talked_about(scene: Scene, asked: Question) -> list[Product]:
    """What is on offer, suggested or to be chosen from; nothing when these are several different things."""
    if asked.kind is Kind.OFFER:
        products = [line.product for line in on_offer(scene)]
    else:
        products = scene.audible(asked.products) if asked.kind in (Kind.WHICH, Kind.SUGGEST) else []
    return products if len(products) == 1 or asked.kind is Kind.WHICH else []


def _of_that_kind(scene: Scene, asked: Question, talked: Sequence[Product]) -> list[Product]:
    """That, and all else of its kind that the words fit which were heard for it."""
    kinds = {product.category for product in talked if product.category}
    fitting = find(scene.shop, scene.household, asked.words).products if asked.words else ()
    others = [product for product in fitting if product.category in kinds and scene.household.may_hear(product)]
    return [*talked, *scene.audible([asked.another]), *others]


def _bought_last(scene: Scene, products: Sequence[Product]) -> Product | None:
    bought = [(entry.last.day, product) for product in products if (entry := scene.household.entry(product))]
    return max(bought, key=lambda pair: pair[0])[1] if bought else None
