""" "It's a gift": what is on offer, or was just ordered, is named to nobody else."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.buying.gift import UNNAMED
from skill.conversation.buying.learning import forgotten
from skill.conversation.common.ask import then_ask, then_back, then_on
from skill.conversation.scene import Answer, Scene, say
from skill.services.gifts import marked, may_mark

_KEPT = "account-gift"


def gift(scene: Scene) -> Answer:
    """The very offer that is open stays open, as a gift; else the order that was placed in this conversation."""
    if scene.session.offer is not None:
        return _offered(scene)
    order = next((order for order in scene.household.customer.orders if order.id == scene.session.ordered), None)
    if order is None or order.cancelled_at is not None:
        return then_back(scene, Answer(says=(say("account-gift-nothing"),), outcome="misheard"))
    if not may_mark(scene.household, order):
        return _not_theirs(scene)
    kept = Answer(says=(say(_KEPT),), outcome="gift", order_id=order.id)
    return then_on(scene, kept if order.gift else replace(kept, changes=marked(scene.household, order)))


def _offered(scene: Scene) -> Answer:
    """Id and total stay: a yes still means this offer. The question names nothing any more, whoever hears it next.

    Whose offer it is may say so, nobody else. One that was made to a voice nobody recognised is whose who says so.
    """
    offer, asked, speaker = scene.session.offer, scene.question, scene.household.speaker
    if offer is None or asked is None or offer.person not in ("", speaker.person) or speaker.child:
        return _not_theirs(scene)
    kept = Answer(
        says=(say(_KEPT),),
        outcome="gift",
        products=tuple(line.product_id for line in offer.lines),
        offer=replace(offer, gift=True, person=speaker.person),
    )
    return forgotten(scene, then_ask(kept, replace(asked, ask=UNNAMED, words="")))


def _not_theirs(scene: Scene) -> Answer:
    return then_back(scene, Answer(says=(say("account-gift-other-voice"),), outcome="refused_other_voice"))
