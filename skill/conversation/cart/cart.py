"""The cart by voice."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.buying.amount import packs
from skill.conversation.buying.find import echo, in_one_breath, named, not_found, search
from skill.conversation.buying.meant import beside
from skill.conversation.buying.offer import forbids_all, offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.buying.which import which
from skill.conversation.cart.put import held, put_in, put_in_all
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_on
from skill.conversation.common.shown import shown
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say, things
from skill.services.meanings import kept_words
from skill.services.offering import Want
from skill.shopping.matching.confidence import How
from skill.shopping.matching.heard import Wanted
from skill.shopping.shop import MOST_QUOTED


def add(scene: Scene) -> Answer:
    """ "Add milk to my cart"; without words, what we are talking about."""
    quantity = scene.turn.number("quantity")
    if not named(scene):
        if refusal := impossible(scene, quantity):
            return refusal
        products = scene.audible(scene.session.mentioned)
        if not products:
            return then_ask(Answer(says=(), outcome="asked"), WHAT_TO_ORDER)
        return put_in(scene, products[0], quantity)
    wanted, found = search(scene)
    if not wanted.measure and (refusal := impossible(scene, wanted.quantity)):
        return refusal
    if not found.products:
        return _in_one_breath(scene, wanted)
    another, words = beside(scene, found), kept_words(wanted.words)
    if found.how is not How.AT_ONCE and another is None:
        return which(
            scene,
            found.products,
            quantity=wanted.quantity,
            measure=wanted.measure,
            for_cart=True,
            words=words,
            nearly=found.alike,
        )
    quantity, notes = packs(scene, wanted, found.first)
    if refusal := impossible(scene, quantity):
        return refusal
    answer = put_in(scene, found.first, quantity, another=another, words=words)
    return replace(answer, says=(*notes, *answer.says))


def show(scene: Scene) -> Answer:
    """ "What's in my cart?" """
    inside = held(scene)
    heard = [(product, units) for product, units in inside if scene.household.may_hear(product)]
    ids = tuple(product.id for product, _ in heard)
    read = heard[:MOST_QUOTED]
    called = scene.named([product for product, _ in read])
    named = things([(units, name) for (_, units), name in zip(read, called, strict=True)])
    listed = (say("cart-holds", things=named),) if heard else ()
    if hidden := len(inside) - len(heard):
        says = (*listed, say("cart-private", count=hidden))
        return then_on(scene, Answer(says=says, outcome="answered", products=ids, mentioned=ids))
    if not heard:
        return then_on(scene, Answer(says=(say("cart-empty"),), outcome="answered"))
    card = shown("cart-card-title", listed, [product for product, _ in heard])
    answer = Answer(says=listed, outcome="answered", products=ids, mentioned=ids, card=card)
    if forbids_all(scene):
        return then_on(scene, answer)
    return then_ask(answer, Question(Kind.CART, (say("cart-ask-order"),), products=ids))


def checkout(scene: Scene) -> Answer:
    """ "Check out": an offer of the cart, ten products at a time."""
    wants = [Want(product, units) for product, units in held(scene)]
    if not wants:
        return then_on(scene, Answer(says=(say("cart-empty"),), outcome="answered"))
    first = (say("reorder-first-ten", count=MOST_QUOTED),) if len(wants) > MOST_QUOTED else ()
    return offer(scene, wants, first=first, from_cart=True)


def _in_one_breath(scene: Scene, wanted: Wanted) -> Answer:
    """Nothing fits the whole: perhaps several things were named at once."""
    parts = in_one_breath(scene, wanted)
    found = [(packs(scene, part, one.first)[0] or 1, one.first) for part, one in parts if one.products]
    if not found:
        return not_found(scene, wanted.words)
    return put_in_all(scene, found, missing=[echo(part.words) for part, result in parts if not result.products])
