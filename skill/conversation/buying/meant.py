"""From what was found to what is said: offer it, offer it and name another, or read a few to choose from."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.buying.amount import packs
from skill.conversation.buying.learning import corrected, goes_on
from skill.conversation.buying.offer import forbids, offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.buying.which import which
from skill.conversation.scene import Answer, Scene
from skill.services.find import Found
from skill.services.meanings import kept_words
from skill.services.offering import Want
from skill.shopping.matching.confidence import How
from skill.shopping.matching.heard import Wanted
from skill.shopping.product import Product


def meant(scene: Scene, wanted: Wanted, found: Found, *, refused: tuple[str, ...] = ()) -> Answer:
    """The offer of the likeliest, as sure as we are of it; a choice when we are not.

    It may take the place of what was offered or read before: then that is what was not meant.
    """
    asked, first = scene.question, found.first
    follows = goes_on(scene, first)
    words = asked.words if asked and follows else kept_words(wanted.words)
    another = beside(scene, found)
    if found.how is How.AT_ONCE or another or forbids(scene, first):
        quantity, notes = packs(scene, wanted, first)
        if refusal := impossible(scene, quantity):
            return refusal
        wants = [Want(first, quantity)]
        answer = offer(scene, wants, first=notes, refused=refused, another=another, words=words)
        if wanted.measure and answer.outcome == "offered" and answer.question:
            answer = replace(answer, question=replace(answer.question, measure=wanted.measure))
        return corrected(scene, answer, to=first) if follows else answer
    answer = which(
        scene,
        found.products,
        quantity=wanted.quantity,
        measure=wanted.measure,
        refused=refused,
        words=words,
        nearly=found.alike,
    )
    return corrected(scene, answer) if follows else answer


def beside(scene: Scene, found: Found) -> Product | None:
    """What is named besides the likeliest in case it was meant: the next that this voice may hear of; mostly none."""
    if found.how is not How.WITH_ANOTHER:
        return None
    return next((product for product in found.products[1:] if scene.household.may_hear(product)), None)
