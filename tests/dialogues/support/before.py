"""What a household did before a dialogue begins: it filled the cart on the shop's page, it ordered by voice."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from skill.loading.customers import demo_voice
from skill.profile.interaction import Interaction
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.storage.port import Commit, Versions
from skill.understanding import HeardSlot
from tests.dialogues.support.script import Given, GivenOrder

if TYPE_CHECKING:
    from tests.dialogues.support.stage import Cast, Stage

ELSEWHERE = "web"


def fill_cart(stage: Stage, cast: Cast, given: Given) -> None:
    """The cart that was filled on the shop's page an hour before."""
    at = cast.began - timedelta(hours=1)
    cart = Cart()
    for product_id, units in given.cart.items():
        cart = cart.add(product_id, units, at)
    visit = Interaction(
        id=f"visit-{cast.customer_id}",
        at=at,
        channel=ELSEWHERE,
        locale="",
        device="page",
        session="",
        intent="AddToCart",
        outcome="added_to_cart",
    )
    versions = Versions(cart=stage.store.load(cast.customer_id, "", at).versions.cart)
    stage.store.commit(
        Commit(customer_id=cast.customer_id, interaction=visit, reply=b"{}", cart=cart, expected=versions)
    )


def order_before(stage: Stage, cast: Cast, given: Given, wanted: GivenOrder) -> None:
    """Ordered by the first adult on another device, in so many words. Raises AssertionError when that fails."""
    ids = count(1)
    device = stage.device(
        cast,
        next(iter(stage.demo.config.invocation)),
        name="before",
        voice=demo_voice(given.customer, cast.adult()),
        new_id=lambda: f"{cast.customer_id}.before-{wanted.ago.total_seconds():.0f}.{next(ids):03}",
    )
    stage.clock.now = cast.began - wanted.ago
    product = HeardSlot(wanted.product, (wanted.product,))
    device.send("Reorder", {"product": product, "quantity": str(wanted.quantity)})
    heard = device.send("Yes")
    if given.code and heard.session_open and not _placed(stage, cast):
        heard = device.send("VoiceCode", {"code": given.code})
    units = [(line.product_id, line.quantity) for order in _placed(stage, cast) for line in order.lines]
    if units != [(wanted.product, wanted.quantity)]:
        raise AssertionError(f"{wanted.quantity} × {wanted.product} cannot be ordered before: {heard.speech}")
    stage.clock.now = cast.began


def _placed(stage: Stage, cast: Cast) -> list[Order]:
    return [order for order in stage.store.orders(cast.customer_id) if order.placed_at == stage.clock.now]
