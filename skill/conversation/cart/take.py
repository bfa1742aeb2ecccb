"""Taking products out of the cart again, or changing how many of what was just put in."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from msgspec.structs import replace

from skill.conversation.buying.change import change_quantity
from skill.conversation.buying.find import echo, wish
from skill.conversation.buying.quantity import impossible
from skill.conversation.cart.put import held, put_in
from skill.conversation.common.ask import WHICH_PRODUCT, then_ask, then_on
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, say, things
from skill.services.changes import Changes
from skill.shopping.cart import Cart
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import Wanted, several, units
from skill.shopping.product import Product


def remove(scene: Scene) -> Answer:
    """ "Take the milk out", "take one coffee out"; without words, what we are talking about."""
    if scene.turn.heard("everything"):
        return empty(scene)
    words = scene.turn.heard("product")
    lines = [product for product, _ in held(scene)]
    audible = [product for product in lines if scene.household.may_hear(product)]
    if not lines and not words:
        return then_on(scene, Answer(says=(say("cart-empty"),), outcome="answered"))
    wanted = _wanted(scene, audible) if words else Wanted("", scene.turn.number("quantity"))
    if words:
        product = _best(scene, wanted.words, audible)
    else:
        product = next((product for product in audible if product.id in scene.session.mentioned), None)
    if product is None and not words:
        return then_ask(Answer(says=(), outcome="asked"), WHICH_PRODUCT)
    if product is None and len(audible) < len(lines):
        return then_on(scene, Answer(says=(say("product-private"),), outcome="refused_unknown_voice"))
    if product is None and (gone := _several(scene, audible, wanted.words)):
        return _out(scene, [(one, scene.household.cart.units(one.id)) for one in gone])
    if product is None:
        return then_on(scene, Answer(says=(say("cart-not-in", words=echo(words)),), outcome="not_found"))
    return _taken(scene, product, units(wanted, product, scene.household.hearing))


def empty(scene: Scene) -> Answer:
    """ "Clear my cart": what was in it is said, so that it can be put in again; what may not be named stays in."""
    inside = held(scene)
    gone = [(product, units) for product, units in inside if scene.household.may_hear(product)]
    hidden = len(inside) - len(gone)
    if not inside:
        return then_on(scene, Answer(says=(say("cart-empty"),), outcome="answered"))
    if not gone:
        return then_on(scene, Answer(says=(say("cart-private", count=hidden),), outcome="refused_unknown_voice"))
    if hidden:
        return _out(scene, gone, say("cart-private", count=hidden))
    return replace(_out(scene, gone), changes=Changes(cart=Cart()))  # what is sold no more leaves it, too


def _out(scene: Scene, gone: Sequence[tuple[Product, int]], *notes: Saying) -> Answer:
    """Several things are taken out, each as many as there are."""
    cart = scene.household.cart
    for product, _ in gone:
        cart = cart.remove(product.id)
    called = scene.named([product for product, _ in gone])
    named = things([(count, name) for (_, count), name in zip(gone, called, strict=True)])
    ids = tuple(product.id for product, _ in gone)
    left = {line.product_id for line in cart.lines}.intersection(product.id for product, _ in held(scene))
    said = say("cart-emptied", things=named, empty="no" if left else "yes")
    answer = Answer(says=(said, *notes), outcome="removed_from_cart", products=ids, changes=Changes(cart=cart))
    # What was offered out of it must not be ordered by a yes; another offer stays.
    of_it = scene.session.offer is not None and scene.session.offer.from_cart
    return then_ask(answer) if of_it else then_on(scene, answer)


def _several(scene: Scene, products: list[Product], words: str) -> list[Product]:
    """All that is named at once: "the butter and the eggs"; nothing where one of them is not there."""
    parts = several(Wanted(words), scene.household.hearing)
    found = [_best(scene, part.words, products) for part in parts] if len(parts) > 1 else []
    return list({product.id: product for product in found if product}.values()) if all(found) else []


def count(scene: Scene) -> Answer:
    """ "Make it three", of what was just put into the cart; of anything else see ``change_quantity``."""
    asked, quantity = scene.question, scene.turn.number("quantity")
    products = scene.products([product_id for product_id, _ in asked.units]) if asked else []
    if asked is None or len(products) != 1 or quantity is None or not scene.household.may_hear(products[0]):
        return change_quantity(scene)
    if quantity == 0:
        return _taken(scene, products[0], None)
    if refusal := impossible(scene, quantity):
        return refusal
    without = scene.household.cart.take(products[0].id, dict(asked.units)[products[0].id])
    household = dataclasses.replace(scene.household, cart=without)
    return put_in(dataclasses.replace(scene, household=household), products[0], quantity)


def _wanted(scene: Scene, products: list[Product]) -> Wanted:
    """The words and how many; no number when it belongs to a name: "the two percent milk"."""
    words, wanted = scene.turn.heard("product"), wish(scene)
    if scene.turn.number("quantity") is None and _grade(scene, words, products) > _grade(scene, wanted.words, products):
        return Wanted(words)
    return wanted


def _best(scene: Scene, words: str, products: list[Product]) -> Product | None:
    fitting = [(fit(words, product, scene.household.hearing), product) for product in products]
    grade, product = max(fitting, key=lambda pair: pair[0]) if fitting else (Grade.NONE, None)
    return product if grade > Grade.NONE else None


def _grade(scene: Scene, words: str, products: list[Product]) -> Grade:
    return max((fit(words, product, scene.household.hearing) for product in products), default=Grade.NONE)


def _taken(scene: Scene, product: Product, quantity: int | None) -> Answer:
    """So many of it are taken out, or all."""
    cart = scene.household.cart
    before = cart.units(product.id)
    after = cart.take(product.id, quantity) if quantity else cart.remove(product.id)
    left = after.units(product.id)
    removed = Answer(
        says=(say("cart-removed", name=scene.spoken(product), count=before - left, held=left),),
        outcome="removed_from_cart",
        products=(product.id,),
        mentioned=(product.id,) if left else (),
        changes=Changes(cart=after),
    )
    return then_ask(removed)
