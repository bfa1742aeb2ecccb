""" "Put everything I usually buy in my cart"."""

from __future__ import annotations

from skill.conversation.buying.no_offer import no_history
from skill.conversation.cart.put import put_in_all
from skill.conversation.common.ask import then_on
from skill.conversation.scene import Answer, Scene, say
from skill.services.rhythm import outlook
from skill.shopping.rhythm.due import usual


def fill(scene: Scene) -> Answer:
    """The cart is filled up with the usual, as many of each as usual: what is in it already counts."""
    products = scene.audible(usual(outlook(scene.shop, scene.terms, scene.household)))
    if not products:
        return no_history(scene, "reorder-no-usual")
    entries, cart = scene.household.history.hot.entries, scene.household.cart
    missing = [(entries[product.id].usual_quantity - cart.units(product.id), product) for product in products]
    wanted = [(units, product) for units, product in missing if units > 0]
    if not wanted:
        ids = tuple(product.id for product in products)
        return then_on(scene, Answer(says=(say("cart-has-usual"),), outcome="answered", products=ids, mentioned=ids))
    return put_in_all(scene, wanted, missing=())
