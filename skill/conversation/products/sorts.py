""" "What kinds of coffee do you have": which there are of a kind, a few at a time."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.buying.find import named, not_found
from skill.conversation.buying.which import READ, asking
from skill.conversation.common.ask import then_on
from skill.conversation.products.subject import heard
from skill.conversation.products.told import listed, several
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, say
from skill.services.comparing import sorts


def sorts_of(scene: Scene) -> Answer:
    """The first few of all that are there, what the household buys before the rest; "next" tells more."""
    words = named(scene)
    fitting = sorts(scene.shop, scene.household, words)
    quotes = scene.shop.quote([product.id for product in fitting])
    there = [product for product in fitting if product.id in quotes and quotes[product.id].has(1)]
    if not fitting:
        return not_found(scene, words)
    if not there:
        sold_out = say("product-sold-out", name=scene.spoken(fitting[0]))
        return then_on(scene, Answer(says=(sold_out,), outcome="sold_out", products=(fitting[0].id,)))
    read = there[:READ]
    more = "yes" if len(there) > READ else "no"
    answer = several(scene, read, say("product-sorts", things=listed(scene, read, quotes), more=more))
    asked = answer.question
    if more == "no" or asked is None or asked.kind is not Kind.WHICH or not asked.suggested:
        return answer
    every = replace(asking(scene, there), suggested=True, words=heard(scene))
    return replace(answer, says=(*answer.says, say("product-or-next")), question=every)
