""" "When does it come?" while something is on offer: what was said about its delivery, not about older orders."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.common.ask import then_on
from skill.conversation.orders.orders import where_is_it
from skill.conversation.scene import Answer, Scene, say
from skill.services.ordering import newest
from skill.shopping.order import Progress


def when_it_would_come(scene: Scene) -> Answer:
    """The offer's delivery, and after it what is on its way: "it" may be either."""
    offered = scene.session.offer
    if offered is None:
        return where_is_it(scene)
    window = offered.window
    said = say("orders-would-come", day=scene.day(window.start), hours=scene.hours(window))
    if newest(scene.household, Progress.PLACED, Progress.ON_ITS_WAY) is None:
        return then_on(scene, Answer(says=(said, say("orders-nothing-else")), outcome="answered"))
    coming = where_is_it(scene)
    return replace(coming, says=(said, *coming.says))
