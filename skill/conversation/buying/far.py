"""The answer to "forty packs?": yes, no, or another number."""

from __future__ import annotations

from skill.conversation.buying.offer import offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.common.ask import then_ask, then_back
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say
from skill.services.offering import Want


def so_many(scene: Scene) -> Answer:
    """ "Yes": the offer of that many, with its own question. Nothing is ordered here."""
    asked = scene.question
    return _offer(scene, dict(asked.units), (*asked.sure, *asked.products)) if asked else _lost(scene)


def not_so_many(scene: Scene) -> Answer:
    """ "No": of a single thing, how many then? Among several, the usual number, which the offer says."""
    asked = scene.question
    if asked is None:
        return _lost(scene)
    if len(asked.units) == 1:
        # What is asked now is no yes or no; a yes to it offers the usual quantity.
        ask = (say("reorder-how-many"),)
        how_many = Question(
            Kind.SUGGEST, ask, products=asked.products, gift=asked.gift, person=asked.person, words=asked.words
        )
        return then_ask(Answer(says=(), outcome="declined", products=asked.products), how_many)
    return _offer(scene, {**dict(asked.units), asked.products[0]: None}, asked.sure)


def instead(scene: Scene, quantity: int) -> Answer:
    """ "No, four": that number; should it be unusual too, it is asked about in turn. "Yes, forty" is a yes."""
    asked = scene.question
    if asked is None:
        return _lost(scene)
    if quantity == asked.quantity:
        return so_many(scene)
    return impossible(scene, quantity) or _offer(scene, {**dict(asked.units), asked.products[0]: quantity}, asked.sure)


def _offer(scene: Scene, units: dict[str, int | None], sure: tuple[str, ...]) -> Answer:
    wants = [Want(product, units[product.id]) for product in scene.products(list(units))]
    if not wants:
        return _lost(scene)
    return offer(scene, wants, sure=sure, from_cart=bool(scene.question and scene.question.from_cart))


def _lost(scene: Scene) -> Answer:
    return then_back(scene, Answer(says=(), outcome="misheard"))
