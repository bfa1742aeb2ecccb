"""Putting products into the cart."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from msgspec.structs import replace

from skill.conversation.buying.learning import corrected
from skill.conversation.common.ask import then_ask, then_back, then_on
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, names, say, things
from skill.services.changes import Changes
from skill.shopping.cart import Cart
from skill.shopping.product import Product
from skill.shopping.shop import MOST_QUOTED

IN_CART = Question(Kind.OPEN, (say("cart-anything-else"),))


def put_in(
    scene: Scene, product: Product, quantity: int | None, *, another: Product | None = None, words: str = ""
) -> Answer:
    """Put it in; how many that makes now is said. ``another`` is named besides, in case the ``words`` meant that."""
    offered = scene.session.offer if scene.question and scene.question.kind is Kind.OFFER else None
    line = next((line for line in offered.lines if line.product_id == product.id), None) if offered else None
    if not _there(scene, [product]):
        sold_out = say("reorder-sold-out", name=scene.spoken(product))
        return then_on(scene, Answer(says=(sold_out,), outcome="sold_out", products=(product.id,)))
    cart = _add(scene, scene.household.cart, product, quantity or (line.quantity if line else 1))
    held = cart.units(product.id)
    units = held - scene.household.cart.units(product.id)
    if not units:
        return _full(product)
    called = scene.named([product, another] if another else [product])
    added = Answer(
        says=(
            say(
                "cart-added",
                item=things([(units, called[0])]),
                held=held,
                more="yes" if held > units else "no",
            ),
        ),
        outcome="added_to_cart",
        mentioned=(product.id,),
        products=(product.id,),
        changes=Changes(cart=cart),
    )
    # Into the cart instead of ordering it now: that offer is let go, or it would be bought twice.
    if offered and not line:
        return then_back(scene, added)
    put = replace(IN_CART, units=((product.id, units),))
    if another is None:
        return then_ask(added, put)
    besides = say("cart-or-other", name=called[-1])
    in_case = replace(put, products=(product.id,), another=another.id, quantity=units, for_cart=True, words=words)
    return then_ask(replace(added, says=(*added.says, besides)), in_case)


def swap(scene: Scene, product: Product, quantity: int | None) -> Answer:
    """Put the other one in that was named, and take out what was put in for it."""
    asked = scene.question
    if asked is None or asked.quantity is None:
        return put_in(scene, product, quantity)
    before = asked.products[0]
    without = scene.household.cart.take(before, asked.quantity)
    household = dataclasses.replace(scene.household, cart=without)
    answer = put_in(dataclasses.replace(scene, household=household), product, quantity)
    if answer.outcome != "added_to_cart":
        return answer
    gone = [say("cart-instead", name=scene.spoken(product)) for product in scene.products([before])]
    return corrected(scene, replace(answer, says=(*gone, *answer.says), refused=(before,)), to=product)


def put_in_all(scene: Scene, wanted: Sequence[tuple[int, Product]], *, missing: Sequence[str]) -> Answer:
    """Put several things in at once; what was not found is said."""
    cart = scene.household.cart
    put: list[tuple[int, str]] = []
    there = _there(scene, [product for _, product in wanted[:MOST_QUOTED]])
    products = [product for _, product in wanted]
    called = dict(zip((product.id for product in products), scene.named(products), strict=True))
    gone = [called[product.id] for product in products if product.id not in there]
    wanted = [(quantity, product) for quantity, product in wanted if product.id in there]
    if not wanted:
        left_out = say("reorder-left-out", things=names(gone))
        return then_on(scene, Answer(says=(left_out,), outcome="sold_out"))
    for quantity, product in wanted:
        fuller = _add(scene, cart, product, quantity)
        if units := fuller.units(product.id) - cart.units(product.id):
            put.append((units, called[product.id]))
        cart = fuller
    if not put:
        return _full(*(product for _, product in wanted))
    ids = tuple(product.id for _, product in wanted)
    said = [say("cart-added", item=things(put), held=0, more="no")]
    if gone:
        said.append(say("reorder-left-out", things=names(gone)))
    if missing:
        said.append(say("reorder-part-not-found", things=names(missing, choose=True)))
    added = Answer(says=tuple(said), outcome="added_to_cart", mentioned=ids, products=ids, changes=Changes(cart=cart))
    if scene.question and scene.question.kind is Kind.OFFER:
        return then_back(scene, added)
    return then_ask(added, IN_CART)


def held(scene: Scene) -> list[tuple[Product, int]]:
    """What is in it and still sold, and how many of each."""
    units = {line.product_id: line.quantity for line in scene.household.cart.lines}
    return [(product, units[product.id]) for product in scene.products(list(units))]


def _there(scene: Scene, products: Sequence[Product]) -> set[str]:
    """The ids of those in stock; one quote."""
    quotes = scene.shop.quote([product.id for product in products])
    return {product_id for product_id, quote in quotes.items() if quote.has(1)}


def _add(scene: Scene, cart: Cart, product: Product, quantity: int) -> Cart:
    return cart.add(product.id, quantity, scene.turn.at, most=scene.terms.most_units)


def _full(*products: Product) -> Answer:
    ids = tuple(product.id for product in products)
    return then_ask(Answer(says=(say("cart-full"),), outcome="cart_full", products=ids))
