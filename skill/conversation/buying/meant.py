"""From what was found to what is said: offer it, offer it and name another, or read a few to choose from."""

from __future__ import annotations

from skill.conversation.buying.offer import forbids, offer
from skill.conversation.buying.which import which
from skill.conversation.scene import Answer, Scene
from skill.services.find import Found
from skill.services.offering import Want
from skill.shopping.matching.confidence import How
from skill.shopping.product import Product


def meant(scene: Scene, found: Found, quantity: int | None, *, refused: tuple[str, ...] = ()) -> Answer:
    """The offer of the likeliest, as sure as we are of it; a choice when we are not."""
    another = beside(scene, found)
    if found.how is How.AT_ONCE or another or forbids(scene, found.first):
        return offer(scene, [Want(found.first, quantity)], refused=refused, another=another)
    return which(scene, found.products, quantity=quantity, refused=refused)


def beside(scene: Scene, found: Found) -> Product | None:
    """What is named besides the likeliest in case it was meant: the next that this voice may hear of; mostly none."""
    if found.how is not How.WITH_ANOTHER:
        return None
    return next((product for product in found.products[1:] if scene.household.may_hear(product)), None)
