"""Errands in a store, as a turn leaves them there."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from skill.profile.errand import Errand, ErrandKind
from skill.profile.interaction import Interaction
from skill.shopping.order import Order
from skill.storage.port import Commit, Store
from tests.support.tiny_shop import NOON

YEARS = timedelta(days=3650)
_turns = itertools.count()


def errand(name: str = "1", customer_id: str = "anna", *, due: datetime = NOON, **more: Any) -> Errand:
    """An e-mail about an order, due at noon."""
    kind = more.pop("kind", ErrandKind.ORDER_MAIL)
    values: dict[str, Any] = {"order_id": f"o-{name}", "locale": "en-US"}
    return Errand(f"{kind.value}-{name}", kind, customer_id, due, **values | more)


def put(store: Store, *errands: Errand, **more: Any) -> None:
    """Commit errands of one customer, with whatever else the turn changed."""
    number = next(_turns)
    interaction = Interaction(
        id=f"turn-{number}",
        at=NOON + timedelta(milliseconds=number),
        channel="alexa",
        locale="en-US",
        device="speaker",
        session="",
        intent="Yes",
        outcome="ordered",
    )
    store.commit(Commit(customer_id=errands[0].customer_id, interaction=interaction, reply=b"", outbox=errands, **more))


def put_order(store: Store, order: Order, customer_id: str = "anna", **more: Any) -> Errand:
    """Commit an order together with the errand to write about it."""
    values: dict[str, Any] = {"due": NOON, "order_id": order.id, "locale": "en-US"}
    made = Errand(f"order-mail-{order.id}", ErrandKind.ORDER_MAIL, customer_id, **values | more)
    put(store, made, new_order=order)
    return made


def left(store: Store) -> list[Errand]:
    """All errands there still are, whenever they are due."""
    return list(store.due(NOON + YEARS, limit=1000))
