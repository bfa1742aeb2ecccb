"""Questions to the shop itself, answered in its own words."""

from __future__ import annotations

from skill.conversation.common.ask import then_on
from skill.conversation.reply import Card
from skill.conversation.scene import Answer, Scene, say
from skill.shopping.matching.terms import terms
from skill.shopping.terms import Faq

_ID = "faq:"


def shop_question(scene: Scene) -> Answer:
    """The answer of ``shop.yaml``; the truth when there is none."""
    found = _meant(scene)
    if found is None:
        return then_on(scene, Answer(says=(say("shop-no-answer", seller=scene.terms.seller),), outcome="not_found"))
    answer = say("shop-answer", answer=found.answer)
    return then_on(scene, Answer(says=(answer,), outcome="answered", card=Card(say("product-card-title"), (answer,))))


def _meant(scene: Scene) -> Faq | None:
    """By the assistant's match, else by the words."""
    known = scene.terms.faq.get(scene.language, ())
    slot = scene.turn.slots.get("question")
    for ref in slot.ids if slot else ():
        place = ref.removeprefix(_ID)
        if ref != place and place.isascii() and place.isdigit() and int(place) < len(known):
            return known[int(place)]
    hearing = scene.household.hearing
    heard = set(terms(slot.heard, hearing)) if slot else set()
    ways = [(entry, set(terms(way, hearing))) for entry in known for way in entry.asked]
    return next((entry for entry, way in ways if heard and (heard <= way or way <= heard)), None)
