""" "Reorder the coffee", "order my usual", "repeat my last order", "no, the decaf", "make it three"."""

from __future__ import annotations

from skill.conversation.buying.find import look, not_found, search
from skill.conversation.buying.offer import forbids, offer
from skill.conversation.buying.which import choose, chosen_by_words, position, which
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, names, say
from skill.services.offering import Want
from skill.shopping.matching.fit import Grade, fit
from skill.shopping.matching.heard import Wanted, several
from skill.shopping.product import Product
from skill.shopping.rhythm import usual


def reorder(scene: Scene) -> Answer:
    """An offer of what was named: the household's own first."""
    quantity = scene.turn.number("quantity")
    if quantity == 0:
        return then_back(scene, Answer(says=(say("reorder-none"),), outcome="misheard"))
    if quantity and quantity > scene.terms.most_units:
        return _too_many(scene)
    if not scene.turn.heard("product"):
        return _it(scene, quantity)
    wanted, found = search(scene)
    if wanted.quantity and wanted.quantity > scene.terms.most_units:
        return _too_many(scene)
    if not found.products:
        return _in_one_breath(scene, wanted)
    if found.clear or forbids(scene, found.first):
        return offer(scene, [Want(found.first, wanted.quantity)])
    return which(scene, found.products, quantity=wanted.quantity)


def reorder_same(scene: Scene) -> Answer:
    """ "The same milk as last time": of what fits, the one that was bought last."""
    if not scene.turn.heard("product"):
        return _it(scene, None)
    wanted, found = search(scene)
    bought = [(entry.last.day, product) for product in found.products if (entry := scene.household.entry(product))]
    if not bought:
        return reorder(scene)
    _, last = max(bought, key=lambda pair: pair[0])
    return offer(scene, [Want(last, wanted.quantity)])


def order_usual(scene: Scene) -> Answer:
    """What is due now, or else what is bought most often."""
    products = _buyable(scene, usual(scene.household.history.hot, scene.household.day))
    if not products:
        return _no_history(scene, "reorder-no-usual")
    return offer(scene, [Want(product) for product in products])


def repeat_order(scene: Scene) -> Answer:
    """The last order again, at today's prices; what is sold no more is named and left out."""
    last = next((order for order in scene.household.customer.orders if order.cancelled_at is None), None)
    if last is None:
        return _no_history(scene, "reorder-no-last-order")
    products = {product.id: product for product in _buyable(scene, [line.product_id for line in last.lines])}
    gone = [line.name for line in last.lines if line.product_id not in products]
    if not products:
        return then_ask(Answer(says=(say("reorder-sold-no-more"),), outcome="sold_out"), WHAT_TO_ORDER)
    wants = [Want(products[line.product_id], line.quantity) for line in last.lines if line.product_id in products]
    first = (say("reorder-gone", things=names(gone)),) if gone and scene.household.speaker.recognised else ()
    return offer(scene, wants, first=first)


def refine(scene: Scene) -> Answer:
    """ "No, the decaf": another one of the same kind; among options, the one with these words."""
    if not scene.turn.heard("product"):
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    asked = scene.question
    if asked is None or asked.kind not in (Kind.OFFER, Kind.WHICH, Kind.SUGGEST):
        return reorder(scene)
    if asked.kind is Kind.WHICH:
        words = scene.turn.heard("product")
        options = scene.products(asked.products)
        graded = [(fit(words, product, scene.language), product) for product in options]
        best = max((grade for grade, _ in graded), default=Grade.NONE)
        fitting = [product for grade, product in graded if grade == best]
        if best > Grade.NONE and len(fitting) < len(options):
            return chosen_by_words(scene, fitting)
    current = scene.products(asked.products)
    category = current[0].category if current else ""
    refused = asked.products if asked.kind is not Kind.WHICH else ()
    wanted, found = search(scene, refused, category)
    if not found.products:
        return not_found(scene, wanted.words)
    quantity = wanted.quantity or _asked_for(scene)
    if not found.clear:
        return which(scene, found.products, quantity=quantity, refused=refused)
    return offer(scene, [Want(found.first, quantity)], refused=refused)


def change_quantity(scene: Scene) -> Answer:
    """ "Make it three": a new offer; among options, "two" is the second one."""
    asked, quantity = scene.question, scene.turn.number("quantity")
    if asked and asked.kind is Kind.WHICH and position(scene) is not None:
        return choose(scene)
    if quantity is None or asked is None or asked.kind not in (Kind.OFFER, Kind.SUGGEST):
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    if quantity == 0:
        return then_back(scene, Answer(says=(say("reorder-none"),), outcome="misheard"))
    if quantity > scene.terms.most_units:
        return _too_many(scene)
    products = scene.products(asked.products)
    if len(products) != 1:
        return then_back(scene, Answer(says=(say("reorder-quantity-of-which"),), outcome="misheard"))
    return offer(scene, [Want(products[0], quantity)])


def _it(scene: Scene, quantity: int | None) -> Answer:
    """ "Order it": what we are talking about."""
    products = _buyable(scene, scene.session.mentioned)
    if not products:
        return then_ask(Answer(says=(), outcome="asked"), WHAT_TO_ORDER)
    if len(products) > 1 and scene.question and scene.question.kind is Kind.WHICH:
        return then_back(scene, Answer(says=(), outcome="asked_which"))
    return offer(scene, [Want(product, quantity) for product in products])


def _in_one_breath(scene: Scene, wanted: Wanted) -> Answer:
    """Nothing fits the whole: perhaps several things were named at once."""
    parts = several(wanted, scene.language)
    if len(parts) == 1:
        return not_found(scene, wanted.words)
    found = [(part, look(scene, part.words, refused=scene.session.refused)) for part in parts]
    wants = [Want(result.first, part.quantity) for part, result in found if result.products]
    if not wants:
        return not_found(scene, wanted.words)
    missing = [part.words for part, result in found if not result.products]
    first = (say("reorder-part-not-found", things=names(missing, choose=True)),) if missing else ()
    return offer(scene, wants, first=first)


def _asked_for(scene: Scene) -> int | None:
    """The quantity that was asked for before, so that it survives "no, the decaf"."""
    if scene.question and scene.question.quantity:
        return scene.question.quantity
    return None


def _too_many(scene: Scene) -> Answer:
    return then_back(
        scene, Answer(says=(say("reorder-too-many", most=scene.terms.most_units),), outcome="refused_too_many")
    )


def _no_history(scene: Scene, key: str) -> Answer:
    if not scene.household.customer.linked:
        key = "account-not-linked"
    return then_ask(Answer(says=(say(key, seller=scene.terms.seller),), outcome="no_history"), WHAT_TO_ORDER)


def _buyable(scene: Scene, ids: list[str] | tuple[str, ...]) -> list[Product]:
    return [product for product in scene.products(ids) if scene.household.may_hear(product)]
