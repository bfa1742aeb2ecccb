""" "That's too expensive": something cheaper of the kind instead, or else a no."""

from __future__ import annotations

from skill.conversation.buying.choose import take_instead
from skill.conversation.buying.compare import cheaper
from skill.conversation.buying.confirm import leave_it
from skill.conversation.buying.offer import forbids
from skill.conversation.common.control import no_suggestion
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene


def too_expensive(scene: Scene) -> Answer:
    """What is cheaper is offered in its place. Gifts, carts and what a child wished for are just that, or nothing."""
    asked, offered = scene.question, scene.session.offer
    wished = {wish.product_id for wish in scene.household.customer.home.wishes}
    just_that = offered is not None and (
        offered.gift or offered.from_cart or any(line.product_id in wished for line in offered.lines)
    )
    others = [] if just_that else [product for product in cheaper(scene).products if not forbids(scene, product)]
    if asked is not None and others:
        return take_instead(scene, others[0], asked.products)
    return leave_it(scene) if asked and asked.kind is Kind.OFFER else no_suggestion(scene)
