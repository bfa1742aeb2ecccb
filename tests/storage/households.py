"""A household that has everything, a turn that changes all of it, and a look at all that it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from skill.profile.errand import Errand, ErrandKind
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.port import Commit, Loaded, StockChange, Store, Versions
from tests.support.samples import NOW, cart, commit, customer, digest, identity, order

# When everything is due.
ONE_DAY = NOW + timedelta(days=9999)
TOMORROW = NOW + timedelta(days=1)
PRODUCTS = ["coffee-1", "milk-1", "bread-1"]
SHELF = [
    Quote("coffee-1", Money(499, "USD"), 3),
    Quote("milk-1", Money(299, "USD"), 0),
    Quote("bread-1", Money(199, "USD"), None),
]


def errand(errand_id: str = "e-1", customer_id: str = "anna", **changes: Any) -> Errand:
    """An e-mail about an order, due now."""
    values: dict[str, Any] = {"due": NOW, "order_id": "o-1", "locale": "en-US"}
    return Errand(errand_id, ErrandKind.ORDER_MAIL, customer_id, **values | changes)


def settle(store: Store) -> None:
    """Anna, who has everything, at version 1, and three products."""
    store.put_quotes(SHELF)
    store.commit(
        commit(
            id="before",
            at=NOW - timedelta(days=1),
            session=b"before",
            session_expires=TOMORROW,
            customer=customer(orders=()),
            cart=cart("before"),
            digest=digest(1),
            digest_rest=digest(1),
            new_order=order("o-before"),
            identity=identity("before"),
            outbox=(errand("e-before"),),
        )
    )


def everything(**changes: Any) -> Commit:
    """A turn that writes every item there is."""
    who = changes.get("customer_id", "anna")
    values: dict[str, Any] = {
        "expected": Versions(1, 1, 1, 1),
        "session": b"after",
        "session_expires": TOMORROW,
        "customer": customer(),
        "cart": cart("after"),
        "digest": digest(2),
        "digest_rest": digest(3),
        "new_order": order("o-after"),
        "changed_order": order("o-before", cancelled_at=NOW),
        "identity": identity("after"),
        "unlink": identity("before"),
        "outbox": (errand("e-after", who), errand("e-later", who, due=TOMORROW)),
        "stock": (StockChange("coffee-1", 2), StockChange("bread-1", 1)),
    }
    return commit(**values | changes)


def state(store: Store) -> tuple[Any, ...]:
    """All that a turn can change of Anna's."""
    loaded: Loaded = store.load("anna", "session-1", NOW)
    return (
        loaded,
        store.rest_of_digest("anna"),
        list(store.orders("anna")),
        store.timeline("anna"),
        store.identify(identity("before")),
        store.identify(identity("after")),
        store.quotes(PRODUCTS),
        store.due(ONE_DAY),
    )


@contextmanager
def nothing_written(store: Store) -> Iterator[None]:
    """Within the block, nothing of Anna's may change."""
    before = state(store)
    yield
    assert state(store) == before
