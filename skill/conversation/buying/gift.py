"""An offer that was said to be a gift stays one while it is only changed, and is changed by nobody else."""

from __future__ import annotations

from collections.abc import Collection

from skill.conversation.common.ask import then_back
from skill.conversation.scene import Answer, Scene, say

CHANGES = frozenset({"ChangeQuantity", "Refine", "RuleOut", "NoProduct", "OrderAlso", "Choose", "Next", "Yes", "No"})
""" "Make it two", "no, the red one", "not the blue one", "and sugar, too", "the second"; answers about a number."""
UNNAMED = (say("reorder-ask"),)
"""How a gift that is on offer is asked about again: others may be in the room by then."""


def still_a_gift(scene: Scene, product_ids: Collection[str]) -> bool:
    """Whether products take the place of what was said to be a gift: "order milk" after it begins something else.

    So it does when somebody else names the very same product, who does not know what the gift is.
    """
    offered, asked = scene.session.offer, scene.question
    if not (offered and offered.gift) and not (asked and asked.gift):
        return False
    before = {line.product_id for line in offered.lines} if offered else set(asked.products if asked else ())
    same = not before.isdisjoint(product_ids) and not scene.gift_of_another
    return scene.turn.intent in CHANGES or same


def not_theirs(scene: Scene) -> Answer | None:
    """What is said to who would order or change somebody else's gift: that it is none of theirs, and not what it is."""
    if not scene.gift_of_another:
        return None
    said = say("account-gift-not-offered")
    return then_back(scene, Answer(says=(said,), outcome="refused_other_voice"))
