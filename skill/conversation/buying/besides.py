"""What stays on offer while it is asked which one of several goes with it."""

from __future__ import annotations

from skill.conversation.buying.gift import CHANGES
from skill.conversation.question import Kind
from skill.conversation.scene import Scene
from skill.services.offering import Want


def besides(scene: Scene) -> list[Want]:
    """The lines that go with what is chosen now; none when something else is begun."""
    asked = scene.question
    if asked is None or asked.kind is not Kind.WHICH or scene.turn.intent not in CHANGES:
        return []
    units = dict(asked.units)
    return [Want(product, units[product.id]) for product in scene.audible(list(units))]
