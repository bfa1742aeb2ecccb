""" "Swap the butter for margarine": one line, on offer or in the cart, is replaced and the others stay."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.buying.amount import packs
from skill.conversation.buying.change import refine, reoffer
from skill.conversation.buying.choose import on_offer
from skill.conversation.buying.find import echo, not_found
from skill.conversation.buying.kindred import instead_of
from skill.conversation.buying.quantity import impossible
from skill.conversation.buying.those import those_meant
from skill.conversation.buying.which import which
from skill.conversation.cart.put import held, put_instead
from skill.conversation.common.ask import then_back, then_on
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, say
from skill.services.find import Found
from skill.services.offering import Want
from skill.shopping.matching.confidence import How
from skill.shopping.matching.heard import Wanted


def exchange(scene: Scene) -> Answer:
    """What is on offer before what is in the cart; when neither holds what is to go, nothing changes."""
    words = scene.turn.heard("other")
    if not scene.turn.heard("product"):
        return refine(scene)
    asked, offered = scene.question, on_offer(scene)
    inside = [Want(product, units) for product, units in held(scene) if scene.household.may_hear(product)]
    lines = offered if those_meant(scene, offered, words) or not inside else inside
    gone = those_meant(scene, lines, words)
    if not gone:
        open_ = lines or (asked and asked.units)
        if not open_ or _talked_about(scene, words):
            return refine(scene)  # nothing that it could be taken out of: only what is wanted counts
        return then_on(scene, Answer(says=(say("cart-not-in", words=echo(words)),), outcome="not_found"))
    if len(gone) > 1:
        return then_back(scene, Answer(says=(say("reorder-exchange-which"),), outcome="misheard"))
    return _instead(scene, lines, gone[0], for_cart=lines is inside)


def _talked_about(scene: Scene, words: str) -> bool:
    """Whether what is to go is among those that were just read, or suggested."""
    asked = scene.question
    which_one = asked is not None and asked.kind in (Kind.WHICH, Kind.SUGGEST)
    read = scene.audible([*asked.products, asked.instead_of]) if asked and which_one else []
    return bool(those_meant(scene, [Want(product) for product in read], words))


def _instead(scene: Scene, lines: list[Want], gone: Want, *, for_cart: bool) -> Answer:
    before = gone.product
    wanted, found = instead_of(scene, [before], (before.id,))
    if not wanted.measure and (refusal := impossible(scene, wanted.quantity)):
        return refusal
    if not found.products or found.first.id == before.id:
        return not_found(scene, wanted.words)
    # The cart is filled without another word, an offer is spoken in full first.
    clear = found.how is How.AT_ONCE if for_cart else found.how is not How.OPTIONS
    if (not clear and len(found.products) > 1) or found.alike:
        return _which(scene, lines, gone, wanted, found, for_cart=for_cart)
    quantity, notes = packs(scene, wanted, found.first)
    quantity = quantity or gone.quantity or 1
    if refusal := impossible(scene, quantity):
        return refusal
    if for_cart:
        return put_instead(scene, before.id, gone.quantity or 1, found.first, quantity)
    changed: dict[str, Want] = {}
    for line in lines:
        new = Want(found.first, quantity) if line is gone else line
        same = changed.get(new.product.id)
        changed[new.product.id] = Want(new.product, (same.quantity or 0) + (new.quantity or 0)) if same else new
    answer = reoffer(scene, list(changed.values()), refused=(before.id,), first=notes)
    if not (scene.session.offer and scene.session.offer.from_cart and answer.outcome == "offered"):
        return answer
    # It was the cart that was gone through: that is where it is replaced.
    without = scene.household.cart.take(before.id, gone.quantity or 1)
    cart = without.add(found.first.id, quantity, scene.turn.at, most=scene.terms.most_units)
    return replace(answer, changes=replace(answer.changes, cart=cart))


def _which(scene: Scene, lines: list[Want], gone: Want, wanted: Wanted, found: Found, *, for_cart: bool) -> Answer:
    """Which one; until it is chosen nothing is replaced."""
    quantity = wanted.quantity or gone.quantity
    answer = which(scene, found.products, quantity=quantity, for_cart=for_cart, words="", nearly=found.alike)
    if answer.question is None or answer.question.kind is not Kind.WHICH:
        return answer
    units = tuple((line.product.id, line.quantity or 1) for line in ([gone] if for_cart else lines))
    from_cart = not for_cart and bool(scene.session.offer and scene.session.offer.from_cart)
    asked = replace(answer.question, units=units, instead_of=gone.product.id, from_cart=from_cart)
    return replace(answer, question=asked)
