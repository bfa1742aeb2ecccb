"""Builders of small, valid values; a test names only what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from skill.profile.customer import Customer, Home, Identity, Person
from skill.profile.interaction import Interaction
from skill.profile.meaning import Meaning
from skill.shopping.cart import Cart, CartLine
from skill.shopping.delivery import Window
from skill.shopping.money import Money
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.shopping.pricing import Totals
from skill.shopping.purchases import Digest, Entry, Purchase, rebuild
from skill.storage.port import Commit, Profile

NOW = datetime(2026, 11, 21, 9, 30, 0, 123456, tzinfo=UTC)
TODAY = NOW.toordinal()


def interaction(**changes: Any) -> Interaction:
    """A turn in which something was offered."""
    values: dict[str, Any] = {
        "id": "request-1",
        "at": NOW,
        "channel": "alexa",
        "locale": "en-US",
        "device": "speaker",
        "session": "session-1",
        "intent": "Reorder",
        "outcome": "offered",
        "slots": {"product": "coffee"},
        "products": ("coffee-1",),
    }
    return Interaction(**values | changes)


def order(order_id: str = "o-1", placed_at: datetime = NOW, **changes: Any) -> Order:
    """Two packs of coffee and one of milk, 12.97 dollars without tax."""
    lines = (
        Line("coffee-1", "House coffee 500 g", 2, Money(499, "USD"), Money(479, "USD"), counted=True),
        Line("milk-1", "Oat milk 1 l", 1, Money(299, "USD")),
    )
    nothing, total = Money(0, "USD"), Money(1297, "USD")
    values: dict[str, Any] = {
        "seller": "Corner Shop",
        "window": Window(placed_at + timedelta(days=1), placed_at + timedelta(days=1, hours=2)),
        "address": "home",
        "payment": "visa",
        "channel": "alexa",
    }
    totals = Totals(total, nothing, nothing, total, tax_included=True)
    return Order(id=order_id, placed_at=placed_at, lines=lines, totals=totals, **values | changes)


def customer(customer_id: str = "anna", **changes: Any) -> Customer:
    """A linked household of two."""
    values: dict[str, Any] = {
        "linked": True,
        "people": (Person("p1", "Anna", voice="a" * 64), Person("p2", "Mia", child=True)),
        "address": {"en": "home", "de": "zu Hause"},
        "payment": {"en": "visa", "de": "Visa"},
        "time_zone": "Europe/Berlin",
        "orders": (order(),),
        "home": Home(meanings=(Meaning("coffee", "p0", "p1", TODAY, chosen=2, order="o-1"),)),
    }
    return Customer(id=customer_id, **values | changes)


def cart(*product_ids: str) -> Cart:
    """A cart with one of each."""
    return Cart(tuple(CartLine(product_id, 1, NOW) for product_id in product_ids))


def entry(times: int = 3, last_day: int = TODAY) -> Entry:
    """A product bought ``times`` times, a week apart."""
    built = rebuild(Purchase(last_day - 7 * back, 1, 499) for back in range(times))
    assert built is not None
    return built


def digest(products: int = 2, **changes: Any) -> Digest:
    """A digest of so many products, ``p0`` … ."""
    return Digest({f"p{number}": entry(number % 15 + 1, TODAY - number % 400) for number in range(products)}, **changes)


def identity(external_id: str = "amzn1.ask.account.A") -> Identity:
    """An Alexa account."""
    return Identity.of("alexa", external_id)


def commit(customer_id: str = "anna", **changes: Any) -> Commit:
    """A turn that changes nothing else; ``at``, ``id`` and ``session_id`` shape its interaction."""
    about = {name: changes.pop(key) for key, name in _OF_INTERACTION.items() if key in changes}
    values: dict[str, Any] = {"interaction": interaction(**about), "reply": b"reply"}
    return Commit(customer_id=customer_id, **values | changes)


_OF_INTERACTION = {"id": "id", "at": "at", "session_id": "session"}


def profile(customer_id: str = "anna", **changes: Any) -> Profile:
    """A whole customer with one order and one account."""
    values: dict[str, Any] = {
        "customer": customer(customer_id),
        "digest": digest(),
        "orders": (order(),),
        "identities": (identity(customer_id),),
    }
    return Profile(**values | changes)
