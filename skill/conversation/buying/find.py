"""Looking for what the product slot says."""

from __future__ import annotations

from collections.abc import Collection

from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.scene import Answer, Scene, say
from skill.profile.redaction import redact
from skill.services.find import Found, find
from skill.shopping.matching.heard import Wanted, counted

_ECHOED = 60


def search(scene: Scene, refused: Collection[str] | None = (), category: str = "") -> tuple[Wanted, Found]:
    """What is wanted and what was found for it. A number inside the words counts when no other was said.

    What was refused in this session, or just now, is not offered again; ``refused`` None looks at everything:
    a question about a product is no wish for it.
    """
    slot = scene.turn.slots["product"]
    wanted = counted(slot.heard, scene.household.hearing)
    quantity = scene.turn.number("quantity")
    refused = set() if refused is None else {*scene.session.refused, *refused}
    found = look(scene, slot.heard, slot.ids, refused, category)
    if wanted.words == slot.heard or (found.products and not found.alike):
        return Wanted(slot.heard, quantity), found
    # "Two ginger cookies" sounds like ginger cookies, but it is two of them.
    fewer = look(scene, wanted.words, slot.ids, refused, category)
    if found.products and (fewer.alike or not fewer.products):
        return Wanted(slot.heard, quantity), found
    return Wanted(wanted.words, wanted.quantity if quantity is None else quantity), fewer


def look(
    scene: Scene, words: str, ids: tuple[str, ...] = (), refused: Collection[str] = (), category: str = ""
) -> Found:
    """Find products; what was refused comes back only when nothing else fits."""
    found = find(scene.shop, scene.household, words, ids=ids, refused=refused, category=category)
    if found.products or not refused:
        return found
    return find(scene.shop, scene.household, words, ids=ids, category=category)


def not_found(scene: Scene, words: str) -> Answer:
    """Nothing fits: said with the words that were heard, so that a mishearing shows."""
    answer = Answer(says=(say("reorder-not-found", words=echo(words), seller=scene.terms.seller),), outcome="not_found")
    asking = scene.question and scene.question.wished_for
    return then_back(scene, answer) if asking else then_ask(answer, WHAT_TO_ORDER)


def echo(words: str) -> str:
    """What was heard, as it is said back: not endless, and without a number that may be a card's or the voice code."""
    return redact(words)[:_ECHOED]
