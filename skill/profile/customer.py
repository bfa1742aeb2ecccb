"""The household's profile and how outside ids lead to it."""

from __future__ import annotations

import hashlib

import msgspec

from skill.profile.home import Home, Person
from skill.shopping.order import Order
from skill.shopping.payment import PaymentMethod

__all__ = ["Customer", "Home", "Identity", "Person", "hashed", "in_language"]

# Few: an order holds up to a hundred lines, and the HEAD is read in every turn. Older ones are read on their own.
RECENT_ORDERS = 5


class Customer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The HEAD of a profile. A guest (``linked`` False) has no address and no payment, and cannot order.

    ``home`` is what the household said itself; all the rest is the shop's account. ``email`` is where order
    details go. ``people`` are the account's: ask ``everyone`` for those of the household.
    """

    id: str
    linked: bool = False
    people: tuple[Person, ...] = ()
    address: dict[str, str] = {}
    payment: dict[str, str] = {}
    time_zone: str = ""
    orders: tuple[Order, ...] = ()
    email: str = ""
    payment_method: PaymentMethod = PaymentMethod()
    home: Home = Home()

    @property
    def everyone(self) -> tuple[Person, ...]:
        """The people of the household: the account's, as the household itself changed them, and those it added."""
        own = {person.id: person for person in self.home.people}
        account = tuple(own.pop(person.id, person) for person in self.people)
        return (*account, *own.values())

    def person(self, voice: str) -> Person | None:
        """The person with this voice."""
        return next((person for person in self.everyone if voice and person.voice == voice), None)

    def named(self, person_id: str) -> Person | None:
        """The person with this id."""
        return next((person for person in self.everyone if person.id == person_id), None)

    def with_order(self, order: Order) -> Customer:
        """With this order added or replaced; newest first, the last few, and all that is still to come."""
        others = [other for other in self.orders if other.id != order.id]
        newest = sorted([order, *others], key=lambda order: (order.placed_at, order.id), reverse=True)
        older = [
            other
            for other in newest[RECENT_ORDERS:]
            if other.window and other.cancelled_at is None and other.window.end > newest[0].placed_at
        ]
        return msgspec.structs.replace(self, orders=(*newest[:RECENT_ORDERS], *older))


class Identity(msgspec.Struct, frozen=True):
    """An outside account, by the hash of its id: outside ids themselves are not stored."""

    channel: str
    digest: str

    @classmethod
    def of(cls, channel: str, external_id: str) -> Identity:
        """The identity of an outside id such as Alexa's userId."""
        return cls(channel, hashed(channel, external_id))

    @property
    def guest_id(self) -> str:
        """The customer id of somebody nobody has linked yet."""
        return f"guest-{self.digest[:16]}"


def hashed(kind: str, external_id: str) -> str:
    """A one-way form of an outside id (SHA-256, hex): enough to find it again, no use to anyone else."""
    return hashlib.sha256(f"{kind}\n{external_id}".encode()).hexdigest()


def in_language(labels: dict[str, str], language: str) -> str:
    """A label in a language, or in the first one there is; empty when there is none."""
    return labels.get(language) or next(iter(labels.values()), "")
