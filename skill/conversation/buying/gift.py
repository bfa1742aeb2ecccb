"""An offer that was said to be a gift stays one while it is only changed."""

from __future__ import annotations

from collections.abc import Collection

from skill.conversation.scene import Scene, say

# "Make it two", "no, the red one", "the second", "the other one", and the answers to a question about a number.
_CHANGES = frozenset({"ChangeQuantity", "Refine", "Choose", "Next", "Yes", "No"})
UNNAMED = (say("reorder-ask"),)
"""How a gift that is on offer is asked about again: others may be in the room by then."""


def still_a_gift(scene: Scene, product_ids: Collection[str]) -> bool:
    """Whether products take the place of what was said to be a gift: "order milk" after it begins something else."""
    offered, asked = scene.session.offer, scene.question
    if not (offered and offered.gift) and not (asked and asked.gift):
        return False
    before = {line.product_id for line in offered.lines} if offered else set(asked.products if asked else ())
    return scene.turn.intent in _CHANGES or not before.isdisjoint(product_ids)
