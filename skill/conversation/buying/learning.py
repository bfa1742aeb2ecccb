"""What is learned of the words that were heard: a correction, a choice, and what was ordered in the end."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.buying.gift import CHANGES
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene
from skill.profile.customer import Customer
from skill.services.meanings import meant, not_meant, ordered, taken_back
from skill.shopping.matching.sizes import Size
from skill.shopping.order import Order
from skill.shopping.product import Product

# A refusal changes nothing.
_TEACHES = ("offered", "asked_which", "asked_quantity", "added_to_cart", "sold_out")
_OFFERED = (Kind.OFFER, Kind.SUGGEST, Kind.OPEN)


def going_on(scene: Scene) -> str:
    """The words that were heard for what this turn goes on with; empty when it begins something else."""
    return scene.question.words if scene.question and scene.turn.intent in CHANGES else ""


def going_on_with(scene: Scene) -> Size | None:
    """The amount that was asked for of what this turn goes on with; none once a number was said."""
    counted = scene.turn.intent == "ChangeQuantity" or not going_on(scene)
    return None if counted or scene.question is None else scene.question.measure


def goes_on(scene: Scene, product: Product) -> bool:
    """Whether a product answers the words that were heard before: it was read, or is of the kind that was offered."""
    asked, before = scene.question, _offered(scene)
    if asked is None or not asked.words or asked.for_cart:
        return False
    if asked.kind is Kind.WHICH:
        return product.id in asked.products
    return before is not None and before.id != product.id and bool(product.category) and _alike(before, product)


def corrected(scene: Scene, answer: Answer, *, to: Product | None = None) -> Answer:
    """The answer, and what it teaches: by the words that led here this was meant, and not what was offered.

    A gift teaches nothing: it is no need of the household. Nor does another kind of thing: that is another wish. Nor
    what was chosen for its size: who takes the large pack for "24 rolls" does not mean that one by "toilet paper".
    """
    asked, before, household = scene.question, _offered(scene), scene.household
    if asked is None or not asked.words or asked.gift or (scene.session.offer and scene.session.offer.gift):
        return answer
    if asked.measure:
        return answer
    if answer.outcome not in _TEACHES or (to and before and not _alike(to, before)):
        return answer
    customer = known = answer.changes.customer or household.customer
    if before and (to is None or before.id != to.id):
        customer = not_meant(household, customer, asked.words, before)
    if to:
        customer = meant(household, customer, asked.words, to)
    return answer if customer is known else _with(answer, customer)


def bought(scene: Scene, answer: Answer, order: Order) -> Answer:
    """The answer to the yes, and what the order teaches about the words that led to it."""
    words = scene.question.words if scene.question and not scene.question.measure else ""
    products = scene.products([line.product_id for line in order.lines])
    if not words or order.gift or len(products) != 1 or answer.changes.customer is None:
        return answer
    return _with(answer, ordered(scene.household, answer.changes.customer, words, products[0], order))


def forgotten(scene: Scene, answer: Answer) -> Answer:
    """The answer to "it's a gift": what was learned when it was chosen is nobody's business, and no habit."""
    asked, customer = scene.question, scene.household.customer
    product = _offered(scene)
    if asked is None or not asked.words or product is None:
        return answer
    after = taken_back(scene.household, customer, asked.words, product)
    return answer if after == customer else _with(answer, after)


def _offered(scene: Scene) -> Product | None:
    """What was offered for the words, or put into the cart, if it was one thing."""
    asked = scene.question
    if asked is None or asked.kind not in _OFFERED:
        return None
    # After a no the other one is suggested: what that was said to is kept besides.
    suggested = asked.kind is Kind.SUGGEST and asked.another
    products = scene.products([asked.another] if suggested else asked.products)
    return products[0] if len(products) == 1 else None


def _alike(one: Product, other: Product) -> bool:
    return one.category == other.category


def _with(answer: Answer, customer: Customer) -> Answer:
    return replace(answer, changes=replace(answer.changes, customer=customer))
