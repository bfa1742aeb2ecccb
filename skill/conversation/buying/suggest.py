""" "Yes" to a suggestion: an offer of what was suggested, with its own question. Nothing is ordered here."""

from __future__ import annotations

from skill.conversation.buying.learning import corrected
from skill.conversation.buying.offer import offer
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask
from skill.conversation.scene import Answer, Scene, say
from skill.services.offering import Want


def offer_suggested(scene: Scene) -> Answer:
    """The offer of the products that were suggested."""
    asked = scene.question
    products = scene.products(asked.products if asked else ())
    if not products:
        return then_ask(Answer(says=(say("reorder-sold-no-more"),), outcome="sold_out"), WHAT_TO_ORDER)
    answer = offer(scene, [Want(product, asked.quantity if asked else None) for product in products])
    # What was named besides and suggested after a no is what was meant.
    return corrected(scene, answer, to=products[0]) if asked and asked.another else answer
