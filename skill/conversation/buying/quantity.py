"""How many of one thing can be wanted at all."""

from __future__ import annotations

from skill.conversation.common.ask import then_back
from skill.conversation.scene import Answer, Scene, say


def impossible(scene: Scene, quantity: int | None) -> Answer | None:
    """What is said to "none", and to more than the shop sells of one thing; None when that many can be had."""
    if quantity == 0:
        return then_back(scene, Answer(says=(say("reorder-none"),), outcome="misheard"))
    if quantity and quantity > scene.terms.most_units:
        said = say("reorder-too-many", most=scene.terms.most_units)
        return then_back(scene, Answer(says=(said,), outcome="refused_too_many"))
    return None
