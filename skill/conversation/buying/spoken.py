"""An offer aloud: everything that must be heard before a yes, and what of it a voice or a card may not show."""

from __future__ import annotations

from collections.abc import Collection

from skill.conversation.reply import Saying, Value
from skill.conversation.scene import Scene, amount, say, things
from skill.shopping.offer import Line, Offer
from skill.shopping.order import Order


def spoken(scene: Scene, offered: Offer, *, private: Collection[str] = (), another: str = "") -> tuple[Saying, ...]:
    """Product, quantity and price line by line, then total, seller, delivery and payment: all but the question.

    Products that are ``private`` are not named. ``another`` is the name of what the only line is not: short, and in
    the middle of that line, so that all that follows is about what is offered.
    """
    several = len(offered.lines) > 1
    said: list[Saying] = []
    for line in offered.lines:
        if line.product_id in private:
            said.append(say("reorder-line-private", quantity=line.quantity, price=amount(line.price)))
            continue
        values: dict[str, Value] = {
            "item": things([(line.quantity, line.name)]),
            "quantity": line.quantity,
            "each": amount(line.unit_price),
            "price": amount(line.price),
        }
        said.append(say("reorder-line-not", **values, other=another) if another else say("reorder-line", **values))
        said.extend(_last_paid(line, several=several))
    said.append(
        say(
            "reorder-total",
            total=amount(offered.totals.total),
            delivery=amount(offered.totals.fulfillment),
            free="yes" if offered.totals.free_delivery else "no",
            taxed=offered.totals.taxed,
        )
    )
    said.append(
        say(
            "reorder-delivery",
            seller=offered.seller,
            day=scene.day(offered.window.start),
            hours=scene.hours(offered.window),
            **labels(scene, offered),
        )
    )
    return tuple(said)


def labels(scene: Scene, bought: Offer | Order) -> dict[str, Value]:
    """Address and payment as this voice may hear them: whoever is not recognised hears of neither."""
    if not scene.household.speaker.recognised:
        return {"address": "", "payment": "", "known": "no"}
    return {"address": bought.address, "payment": bought.payment, "known": "yes"}


def private(scene: Scene, bought: Offer | Order) -> set[str]:
    """The products that no card and no screen names: they are seen by whoever passes. Of a gift it is all."""
    ids = [line.product_id for line in bought.lines]
    if bought.gift:
        return set(ids)
    return {product_id for product_id, product in scene.shop.get(ids).items() if product.sensitive}


def _last_paid(line: Line, *, several: bool) -> list[Saying]:
    if line.last_paid is None:
        return []
    key = "reorder-last-paid-for" if several else "reorder-last-paid"
    way = "up" if line.last_paid < line.unit_price else "down"
    return [say(key, name=line.name, price=amount(line.last_paid), way=way)]
