""" "I prefer the decaf": what one person of the household means by coffee."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.account.liking import PREFER, keep
from skill.conversation.account.proof import refused
from skill.conversation.buying.which import asking
from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.products.subject import MOST, subject
from skill.conversation.question import Kind
from skill.conversation.scene import Answer, Scene, names, say
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.permission import Decision, May
from skill.shopping.product import Product


def prefer(scene: Scene) -> Answer:
    """Kept for whoever was recognised, a child too; of several products that fit, which one?"""
    household = scene.household
    if not household.customer.linked:
        return refused(scene, Decision(May.NO, "not-linked"))
    if household.person is None:
        return then_on(scene, Answer(says=(say("account-unknown-settings"),), outcome="refused_unknown_settings"))
    products = _among_options(scene) or subject(scene)
    if isinstance(products, Answer):
        return products
    return keep(scene, products[0]) if len(products) == 1 else _which(scene, products)


def _which(scene: Scene, products: list[Product]) -> Answer:
    """Suggested: a "no" refuses none of them, and other talk lets go of the question."""
    ask = say("account-like-which", options=names(scene.named(products), choose=True))
    asked = replace(asking(scene, products), ask=(ask,), suggested=True, about=PREFER)
    ids = asked.products
    return then_ask(Answer(says=(), outcome="asked_which", products=ids, mentioned=ids), asked)


def _among_options(scene: Scene) -> list[Product]:
    """Of what was asked about, the products that the words fit best; none when they fit all alike, or none of them."""
    asked, words = scene.question, scene.turn.heard("product")
    if asked is None or asked.kind is not Kind.WHICH or asked.about != PREFER or not words:
        return []
    options = scene.products(asked.products[:MOST])
    graded = [(fit(words, product, scene.household.hearing), product) for product in options]
    best = max((grade for grade, _ in graded), default=Grade.NONE)
    fitting = [product for grade, product in graded if grade is best]
    return fitting if best > Grade.NONE and len(fitting) < len(options) else []
