"""The assistant's own PIN: what it found out about the voice that said yes."""

from __future__ import annotations

import dataclasses

import msgspec

from skill.conversation.buying.confirm import order_it
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, say
from skill.services.household import household_code
from skill.shopping.permission import Speaker


def verified(scene: Scene) -> Answer:
    """The result for the very offer that was said yes to; any other is nothing we asked for.

    ``NOT_ENABLED`` means that this person has no PIN: then the household's own code is asked for, if there is one.
    """
    offered, asked = scene.session.offer, scene.question
    if offered is None or asked is None or asked.kind is not Kind.PIN or scene.turn.resumed != offered.id:
        return then_back(scene, Answer(says=(), outcome="misheard"))
    speaker = scene.household.speaker
    match scene.turn.reason:
        case "ACHIEVED" if speaker.recognised:
            return order_it(_by(scene, msgspec.structs.replace(speaker, verified=True)))
        case "NOT_ENABLED":
            own = household_code(scene.household.customer, scene.turn.at)
            return order_it(_by(scene, msgspec.structs.replace(speaker, code=own)))
        case _:
            failed = Answer(says=(say("account-pin-failed"),), outcome="not_verified", products=asked.products)
            return then_ask(failed, WHAT_TO_ORDER)


def _by(scene: Scene, speaker: Speaker) -> Scene:
    return dataclasses.replace(scene, household=dataclasses.replace(scene.household, speaker=speaker))
