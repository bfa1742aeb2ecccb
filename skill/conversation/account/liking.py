"""Keeping what somebody prefers."""

from __future__ import annotations

from skill.conversation.common.ask import then_on
from skill.conversation.scene import Answer, Scene, say
from skill.services.changes import Changes
from skill.services.people import with_like
from skill.shopping.product import Product

PREFER = "Prefer"


def keep(scene: Scene, product: Product) -> Answer:
    """From now on it is what this person means; what is nothing for a child is not written down."""
    customer, person, ids = scene.household.customer, scene.household.person, (product.id,)
    if person is None:
        return then_on(scene, Answer(says=(say("account-unknown-settings"),), outcome="refused_unknown_settings"))
    if not scene.household.may_hear(product):
        return then_on(scene, Answer(says=(say("account-like-private"),), outcome="refused_child", products=ids))
    after = with_like(customer, person, product)
    answer = Answer(
        says=(say("account-liked", name=scene.spoken(product)),),
        outcome="remembered",
        products=ids,
        mentioned=ids,
        changes=Changes(customer=after if after != customer else None),
    )
    return then_on(scene, answer)
