"""Yes and no to an offer. Only here does an offer become an order."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.buying.offer import forbidden, offer
from skill.conversation.common.ask import ANYTHING_ELSE, WHAT_TO_ORDER, then_ask
from skill.conversation.reply import Card, Saying
from skill.conversation.scene import Answer, Scene, amount, say, things
from skill.services.offering import Forbidden, Want
from skill.services.ordering import Ordered, Outdated, confirm
from skill.shopping.offer import Offer
from skill.shopping.order import Order


def order_it(scene: Scene) -> Answer:
    """ "Yes" to the open offer: ordered once, exactly as it was spoken; else it is offered anew."""
    offered = scene.session.offer
    if offered is None:
        return then_ask(Answer(says=(), outcome="asked"), WHAT_TO_ORDER)
    match confirm(scene.shop, scene.household, offered, scene.turn.channel):
        case Ordered(order=order, changes=changes):
            facts = placed(scene, order)
            ids = tuple(line.product_id for line in order.lines)
            answer = Answer(
                says=(*facts, say("reorder-undo", invocation=scene.invocation)),
                outcome="ordered",
                order_id=order.id,
                ordered=order.id,
                products=ids,
                card=Card(say("reorder-placed-card-title"), facts),
                changes=changes,
            )
            return then_ask(answer, ANYTHING_ELSE)
        case Outdated() as outdated:
            return _anew(scene, offered, outdated)
        case Forbidden() as refusal:
            return forbidden(scene, refusal, [line.product_id for line in offered.lines])


def placed(scene: Scene, order: Order) -> tuple[Saying, ...]:
    """The confirmation: what, for how much, from whom, when."""
    listed = things([(line.quantity, line.name) for line in order.lines])
    said = [
        say("reorder-placed", things=listed, total=amount(order.totals.total), seller=order.seller),
    ]
    if order.window:
        day, hours = scene.day(order.window.start), scene.hours(order.window)
        labelled = "yes" if order.address else "no"
        said.append(say("reorder-arrives", day=day, hours=hours, address=order.address, labelled=labelled))
    return tuple(said)


def leave_it(scene: Scene) -> Answer:
    """ "No": the offer is closed, and its product is not offered again in this session.

    Of several things, or of a cart, it is not clear which one is refused: perhaps only the moment is.
    """
    offered = scene.session.offer
    ids = tuple(line.product_id for line in offered.lines) if offered else ()
    refused = ids if offered and len(ids) == 1 and not offered.from_cart else ()
    declined = Answer(says=(say("reorder-left"),), outcome="declined", products=ids, refused=refused)
    return then_ask(declined, WHAT_TO_ORDER)


def _anew(scene: Scene, offered: Offer, outdated: Outdated) -> Answer:
    """The price, the stock or the time changed since it was spoken: a new offer, never a silent change."""
    quantities = {line.product_id: line.quantity for line in offered.lines}
    wants = [Want(product, quantities[product.id]) for product in scene.products(list(quantities))]
    if not wants:
        return then_ask(Answer(says=(say("reorder-sold-no-more"),), outcome="sold_out"), WHAT_TO_ORDER)
    answer = offer(
        scene,
        wants,
        first=(say("reorder-changed", why=outdated.why),),
        from_cart=offered.from_cart,
        quotes=outdated.quotes,
    )
    return replace(answer, outcome="offered_anew") if answer.outcome == "offered" else answer
