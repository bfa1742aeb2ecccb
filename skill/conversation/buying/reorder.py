""" "Reorder the coffee", "order my usual", "repeat my last order"."""

from __future__ import annotations

from collections.abc import Sequence

from skill.conversation.buying.amount import packs
from skill.conversation.buying.find import in_one_breath, named, not_found, search
from skill.conversation.buying.meant import meant
from skill.conversation.buying.no_offer import forbidden
from skill.conversation.buying.offer import offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.cart.cart import checkout
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back, then_on
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, names, say
from skill.services.offering import Forbidden, Want
from skill.services.rhythm import outlook
from skill.shopping.matching.heard import Wanted
from skill.shopping.permission import Decision, May
from skill.shopping.rhythm.due import usual
from skill.shopping.shop import MOST_QUOTED


def reorder(scene: Scene) -> Answer:
    """An offer of what was named: the household's own first."""
    quantity = scene.turn.number("quantity")
    if not named(scene):
        return impossible(scene, quantity) or _it(scene, quantity)
    wanted, found = search(scene)
    if not wanted.measure and (refusal := impossible(scene, wanted.quantity)):
        return refusal
    if not found.products:
        return _in_one_breath(scene, wanted)
    return meant(scene, wanted, found)


def order_usual(scene: Scene) -> Answer:
    """What is due now, or else what is bought most often."""
    products = scene.audible(usual(outlook(scene.shop, scene.terms, scene.household)))
    if not products:
        return _no_history(scene, "reorder-no-usual")
    return offer(scene, [Want(product) for product in products])


def repeat_order(scene: Scene) -> Answer:
    """The last order again, at today's prices; what is sold no more is named and left out."""
    speaker = scene.household.speaker.person
    # Somebody else's gift is not read out, nor that it was the last order.
    ours = (order for order in scene.household.customer.orders if order.named_to(speaker))
    last = next((order for order in ours if order.cancelled_at is None), None)
    if last is None:
        return _no_history(scene, "reorder-no-last-order")
    if not scene.household.speaker.recognised:
        # What was ordered last may be a gift: it is not read out to whoever asks.
        return then_on(scene, Answer(says=(say("account-order-unknown-voice"),), outcome="refused_unknown_voice"))
    products = {product.id: product for product in scene.audible([line.product_id for line in last.lines])}
    gone = [line.name for line in last.lines if line.product_id not in products]
    if not products:
        return then_ask(Answer(says=(say("reorder-sold-no-more"),), outcome="sold_out"), WHAT_TO_ORDER)
    wants = [Want(products[line.product_id], line.quantity) for line in last.lines if line.product_id in products]
    first = [say("reorder-gone", things=names(gone))] if gone else []
    if len(wants) > MOST_QUOTED:
        first.append(say("reorder-first-ten", count=MOST_QUOTED))
    return offer(scene, wants, first=first)


def _it(scene: Scene, quantity: int | None) -> Answer:
    """ "Order it": what we are talking about."""
    meant = [product_id for product_id in scene.session.mentioned if not scene.session.declines(product_id)]
    products = scene.audible(meant)
    if not products:
        return then_ask(Answer(says=(), outcome="asked"), WHAT_TO_ORDER)
    if quantity is None and _is_the_cart(scene, meant):
        return checkout(scene)  # as many as are in it, which then leave it
    if len(products) > 1 and scene.question and scene.question.kind is Kind.WHICH:
        return then_back(scene, Answer(says=(), outcome="asked_which"))
    return offer(scene, [Want(product, quantity) for product in products])


def _is_the_cart(scene: Scene, meant: Sequence[str]) -> bool:
    """Whether the cart was just read, or all that is in it is what is talked about."""
    read = scene.question is not None and scene.question.kind is Kind.CART
    inside = {line.product_id for line in scene.household.cart.lines}
    return read or (bool(inside) and inside == set(meant))


def _in_one_breath(scene: Scene, wanted: Wanted) -> Answer:
    """Nothing fits the whole: perhaps several things were named at once."""
    found = in_one_breath(scene, wanted)
    if not found:
        return not_found(scene, wanted.words)
    wants = [Want(result.first, packs(scene, part, result.first)[0]) for part, result in found if result.products]
    missing = [part.words for part, result in found if not result.products]
    first = (say("reorder-part-not-found", things=names(missing, choose=True)),) if missing else ()
    return offer(scene, wants, first=first, words="")


def _no_history(scene: Scene, key: str) -> Answer:
    if not scene.household.customer.linked:
        return forbidden(scene, Forbidden(Decision(May.NO, "not-linked")), ())
    return then_ask(Answer(says=(say(key, seller=scene.terms.seller),), outcome="no_history"), WHAT_TO_ORDER)
