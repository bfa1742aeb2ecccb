""" "The second one", "the other one", "the first one you said": which of those that were named."""

from __future__ import annotations

from collections.abc import Sequence

from skill.conversation.buying.amount import again, packs
from skill.conversation.buying.learning import corrected
from skill.conversation.buying.offer import forbids, offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.buying.which import chosen, just_read, next_ones, which
from skill.conversation.cart.put import swap
from skill.conversation.common.ask import then_back
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, say
from skill.services.find import find
from skill.services.offering import Want
from skill.shopping.product import Product

LAST, OTHER = "last", "other"
"""Positions besides the numbers."""


def choose(scene: Scene) -> Answer:
    """ "The second one", "the other one"."""
    asked, wanted = scene.question, _wanted(scene)
    ids = _named(scene)
    if asked and asked.kind is Kind.OFFER and wanted == OTHER:
        return another(scene)
    if not ids:
        return then_back(scene, Answer(says=(say("common-nothing-to-choose"),), outcome="misheard"))
    if wanted == OTHER and len(ids) != 2:
        return next_ones(scene)
    index = position(scene, len(ids))
    if index is None:
        return then_back(scene, Answer(says=(say("reorder-no-such-position"),), outcome="misheard"))
    if asked and asked.kind is Kind.WHICH:
        return chosen(scene, scene.products([ids[index]]))
    if asked and asked.another and not index:
        # What is on offer, or in the cart, already. It is no yes.
        return then_back(scene, Answer(says=(), outcome="asked", products=(ids[0],)))
    products = scene.audible([ids[index]])
    if not products:
        return then_back(scene, Answer(says=(say("product-private"),), outcome="refused_unknown_voice"))
    if asked and asked.for_cart:
        return swap(scene, products[0], asked.quantity)
    refused = asked.products if asked and asked.kind is Kind.OFFER else ()
    return take_instead(scene, products[0], refused)


def another(scene: Scene) -> Answer:
    """ "The other one", of what is on offer: the one that was named besides, or others of its kind."""
    asked = scene.question
    lines = on_offer(scene)
    refused = (lines[0].product.id,) if lines else ()
    if asked and lines and (named := scene.audible([asked.another])):
        return take_instead(scene, named[0], refused)
    kinds = lines[0].product.category_names(scene.language) if len(lines) == 1 else ()
    found = find(scene.shop, scene.household, kinds[0], refused={*scene.session.refused, *refused}) if kinds else None
    others = [product for product in found.products if not forbids(scene, product)] if found else []
    if not others:
        return then_back(scene, Answer(says=(say("common-nothing-next"),), outcome="misheard"))
    if len(others) == 1:
        return take_instead(scene, others[0], refused)
    again_ = again(asked)
    return corrected(scene, which(scene, others, quantity=again_.quantity, measure=again_.measure, refused=refused))


def take_instead(scene: Scene, product: Product, refused: tuple[str, ...]) -> Answer:
    """As much of another one as of what was on offer."""
    quantity, notes = packs(scene, again(scene.question), product)
    answer = offer(scene, [Want(product, quantity)], first=notes, refused=refused)
    return impossible(scene, quantity) or corrected(scene, answer, to=product)


def position(scene: Scene, count: int) -> int | None:
    """Which one of so many was meant, from 0; None when it was none of them. The other one of two is the second."""
    wanted = _wanted(scene)
    if wanted == LAST or (wanted == OTHER and count == 2):
        return count - 1
    return int(wanted) - 1 if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= count else None


def on_offer(scene: Scene) -> list[Want]:
    """The open offer's lines as they could be wanted again; none when it is none of this speaker's business."""
    made = scene.session.offer if scene.question and scene.question.kind is Kind.OFFER else None
    if made is None:
        return []
    quantities = {line.product_id: line.quantity for line in made.lines}
    products = scene.products(list(quantities))
    if scene.gift_of_another or not all(scene.household.may_hear(product) for product in products):
        return []
    return [Want(product, quantities[product.id]) for product in products]


def _wanted(scene: Scene) -> str:
    slot = scene.turn.slots.get("position") or scene.turn.slots.get("quantity")
    return (slot.ids[0] if slot.ids else slot.heard) if slot else ""


def _named(scene: Scene) -> Sequence[str]:
    """What there is to choose from: what was read or suggested; what is on offer, with what was named besides."""
    asked = scene.question
    if asked is None:
        return ()
    if asked.kind is Kind.WHICH:
        return just_read(asked)
    if asked.another:
        return (*asked.products, asked.another) if asked.kind is Kind.OPEN or on_offer(scene) else ()
    return asked.products if asked.kind in (Kind.OPEN, Kind.SUGGEST) and len(asked.products) > 1 else ()
