""" "And sugar, too", "without the eggs": one line more or less of what is on offer, which is offered again."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from skill.conversation.buying.amount import packs
from skill.conversation.buying.change import refine, reorder_in_offer
from skill.conversation.buying.choose import on_offer
from skill.conversation.buying.confirm import leave_it
from skill.conversation.buying.find import echo, in_one_breath, named, not_found, search, wish
from skill.conversation.buying.offer import forbids, offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.buying.reorder import reorder
from skill.conversation.buying.which import which
from skill.conversation.cart import cart, take
from skill.conversation.question import Kind
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, names, say
from skill.services.find import Found
from skill.services.offering import Want
from skill.shopping.matching.confidence import How
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import Wanted, several, units
from skill.shopping.shop import MOST_QUOTED


def also(scene: Scene) -> Answer:
    """ "And two bags of sugar": besides what is on offer, or what was just put into the cart. Else it begins anew.

    "And the milk?" after the price of coffee is no yes to the coffee.
    """
    asked = scene.question
    if asked and asked.kind in (Kind.WHICH, Kind.SUGGEST):
        return refine(scene)
    if asked and asked.kind is Kind.OPEN and asked.units:
        return cart.add(scene)
    lines = on_offer(scene)
    if not lines or not named(scene):
        return reorder_in_offer(scene) if lines else reorder(scene)
    wanted, found = search(scene)
    if not wanted.measure and (refusal := impossible(scene, wanted.quantity)):
        return refusal
    if found.products and found.how is How.OPTIONS and not forbids(scene, found.first):
        return _which(scene, lines, wanted, found)
    parts = [(wanted, found)] if found.products else in_one_breath(scene, wanted)
    if not any(result.products for _, result in parts):
        return not_found(scene, wanted.words)
    missing = [echo(part.words) for part, result in parts if not result.products]
    notes = [say("reorder-part-not-found", things=names(missing, choose=True))] if missing else []
    return _with(scene, lines, [(part, result) for part, result in parts if result.products], notes)


def leave_out(scene: Scene) -> Answer:
    """ "Leave out the eggs", "take one milk out": of what is on offer; else it is something in the cart."""
    if everything := scene.turn.slots.get("everything"):
        offered, of_cart = scene.session.offer, "cart" in everything.ids
        return take.empty(scene) if of_cart or (offered and offered.from_cart) else leave_it(scene)
    lines, wanted = on_offer(scene), wish(scene) if scene.turn.heard("product") else Wanted("")
    gone = those_meant(scene, lines, wanted.words)
    held = scene.household.cart.units(gone[0].product.id) if gone else 0
    if not gone or (held and len(lines) == 1):
        return take.remove(scene)
    fewer = units(wanted, gone[0].product, scene.household.hearing) if len(gone) == 1 else None
    if fewer and fewer < (gone[0].quantity or 1):
        left = Want(gone[0].product, (gone[0].quantity or 1) - fewer)
        return offered_again(scene, [left if line is gone[0] else line for line in lines])
    answer = offered_again(scene, [line for line in lines if line not in gone])
    if not (held and scene.session.offer and scene.session.offer.from_cart):
        return answer
    # It was the cart that was gone through: that is where it is taken out.
    without = scene.household.cart
    for line in gone:
        without = without.remove(line.product.id)
    return replace(answer, changes=replace(answer.changes, cart=without))


def only(scene: Scene) -> Answer:
    """ "Just the milk": of several things on offer that alone; of anything else see ``refine``."""
    lines, wanted = on_offer(scene), wish(scene)
    kept = those_meant(scene, lines, wanted.words) if scene.turn.heard("only") and len(lines) > 1 else []
    if not kept:
        return refine(scene)
    number = units(wanted, kept[0].product, scene.household.hearing) if len(kept) == 1 else None
    if refusal := impossible(scene, number):
        return refusal
    return offered_again(scene, [Want(kept[0].product, number)] if number else kept)


def those_meant(scene: Scene, lines: Sequence[Want], words: str) -> list[Want]:
    """The lines that the words fit; several may be named at once: "without milk and eggs"."""
    parts = [one.words for one in several(Wanted(words), scene.household.hearing)]
    found = [_fitting(scene, lines, part) for part in parts] if len(parts) > 1 else []
    if found and all(found) and not _fitting(scene, lines, words):
        return [line for line in lines if any(line in one for one in found)]
    return _fitting(scene, lines, words)


def _fitting(scene: Scene, lines: Sequence[Want], words: str) -> list[Want]:
    """All that are of that kind, or what the words fit best."""
    graded = [(fit(words, line.product, scene.household.hearing), line) for line in lines] if words else []
    best = max((grade for grade, _ in graded), default=Grade.NONE)
    least = min(best, Grade.OF_KIND)
    return [line for grade, line in graded if grade >= least] if best >= Grade.MENTIONED else []


def offered_again(scene: Scene, lines: Sequence[Want], first: Sequence[Saying] = ()) -> Answer:
    """The offer of these lines instead; with none left it is let go. An unusual number was asked about before."""
    offered = scene.session.offer
    if not lines:
        return leave_it(scene)
    before = {line.product_id: line.quantity for line in offered.lines} if offered else {}
    same = [line.product.id for line in lines if line.quantity == before.get(line.product.id)]
    sure = [product_id for product_id in offered.sure if product_id in same] if offered else []
    if len(lines) > MOST_QUOTED:
        first = [*first, say("reorder-first-ten", count=MOST_QUOTED)]
    return offer(scene, lines, first=first, sure=sure, from_cart=bool(offered and offered.from_cart))


def _with(scene: Scene, lines: Sequence[Want], parts: Sequence[tuple[Wanted, Found]], notes: list[Saying]) -> Answer:
    wants = {line.product.id: line for line in lines}
    for part, found in parts:
        product = found.first
        quantity, said = packs(scene, part, product)
        if (before := wants.get(product.id)) and quantity:
            quantity += before.quantity or 0
        if refusal := impossible(scene, quantity):
            return refusal
        if quantity or not before:
            wants[product.id] = Want(product, quantity)
        notes += said
    return offered_again(scene, list(wants.values()), notes)


def _which(scene: Scene, lines: Sequence[Want], wanted: Wanted, found: Found) -> Answer:
    """Which one, to go with what is on offer."""
    answer = which(
        scene, found.products, quantity=wanted.quantity, measure=wanted.measure, words="", nearly=found.alike
    )
    if answer.question is None or answer.question.kind is not Kind.WHICH:
        return answer
    besides = tuple((line.product.id, line.quantity or 1) for line in lines)
    from_cart = bool(scene.session.offer and scene.session.offer.from_cart)
    return replace(answer, question=replace(answer.question, units=besides, from_cart=from_cart))
