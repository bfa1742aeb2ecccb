""" "The cheaper one", "something bigger", "the cheapest coffee": what was named by comparing it."""

from __future__ import annotations

from collections.abc import Collection

from skill.conversation.buying.which import READ
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, say
from skill.services.comparing import beyond, extreme, one_of
from skill.services.find import Found, find
from skill.services.kindred import told_already
from skill.shopping.matching.comparison import Compared, Comparison, compared
from skill.shopping.product import Product


def compare(scene: Scene, refused: Collection[str]) -> Found | None:
    """What is cheaper, bigger or smaller than what is talked about, or most so of what the words say.

    Nothing when there is none; None when nothing is compared, or a product is called just so.
    """
    said = wanted(scene)
    if said is None:
        return None
    talked = _talked_about(scene)
    if not said.of:
        return _besides(scene, said, talked) if talked else Found()
    named = find(scene.shop, scene.household, scene.turn.heard("product"), refused=refused)
    if named.products and not named.alike:
        return named
    found = find(scene.shop, scene.household, said.of)
    if not found.products or found.alike:
        return found
    # "A cheaper coffee", while one is on offer
    this = next((product for product in talked if product.category and product.category == found.first.category), None)
    if this is not None and not said.by.most:
        return beyond(scene.shop, scene.household, this, said.by, said.of)
    best = Found()
    if said.by is Comparison.CHEAPER and found.own and len(found.products) > 1:
        best = one_of(scene.shop, scene.household, found.products, said.by)
    elif said.by.most or said.by.by_price:
        best = extreme(scene.shop, scene.household, said.of, said.by)
    return best if best.products else found


def roughly(scene: Scene, kind: str) -> Found:
    """ "The small one" of a kind of which none is called so: a smaller one."""
    said = compared(scene.turn.heard("product"), scene.household.hearing, roughly=True)
    talked = [product for product in _talked_about(scene) if product.category == kind]
    return _besides(scene, said, talked) if said and not said.of and talked else Found()


def cheaper(scene: Scene) -> Found:
    """What is cheaper than what is on offer or suggested: what was named besides, or else of its kind."""
    talked = _talked_about(scene)
    return _besides(scene, Compared(Comparison.CHEAPER), talked, instead=True) if talked else Found()


def wanted(scene: Scene) -> Compared | None:
    """The comparison in the words for a product."""
    return compared(scene.turn.heard("product"), scene.household.hearing)


def compares(scene: Scene) -> bool:
    """Whether something is wanted that goes beyond what is talked about: "a cheaper one", "a bigger coffee"."""
    said, talked, hearing = wanted(scene), _talked_about(scene), scene.household.hearing
    if said is None or not talked or not said.of:
        return said is not None and bool(talked)
    return not said.by.most and any(told_already(said.of, product, hearing) for product in talked)


def nothing_beyond(scene: Scene) -> Answer | None:
    """That nothing goes beyond what is talked about; None when nothing was compared with it."""
    said, talked = wanted(scene), _talked_about(scene)
    if said is None or not talked:
        return None
    if said.of and not any(told_already(said.of, product, scene.household.hearing) for product in talked):
        return None
    return Answer(says=(say("reorder-nothing-beyond", by=said.by.value),), outcome="not_found")


def _besides(scene: Scene, said: Compared, talked: list[Product], *, instead: bool = False) -> Found:
    """One of those that are talked about, or something else of the kind of the only one."""
    offered = talked[0]
    if len(talked) > 1:
        best = one_of(scene.shop, scene.household, talked, said.by)
        on_offer = scene.question is not None and scene.question.kind is Kind.OFFER
        if best.products and not (on_offer and best.first == offered):
            return best
        if not on_offer:
            return best
    return beyond(scene.shop, scene.household, offered, said.by, instead=instead)


def _talked_about(scene: Scene) -> list[Product]:
    """What was read, or is on offer and was named besides, or was talked about before."""
    asked = scene.question
    if asked is None or not asked.products:
        return scene.audible(scene.session.mentioned[:READ])
    if asked.kind is not Kind.WHICH and len(asked.products) > 1:
        return []  # the cheaper one of coffee and milk is neither
    ids = [*asked.products[asked.start : asked.start + READ], *([asked.another] if asked.another else [])]
    return scene.audible(ids)
