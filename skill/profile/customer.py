"""The household's profile and how outside ids lead to it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from datetime import timedelta

import msgspec

from skill.profile.contact import Sealed
from skill.profile.home import Home, Person
from skill.shopping.order import Order
from skill.shopping.payment import PaymentMethod

__all__ = ["LONGEST_ID", "Customer", "Home", "Identity", "Person", "hashed", "in_language"]

LONGEST_ID = 200
"""Characters of a customer's id: no import and no account brings a longer one."""

# Few: an order holds up to a hundred lines, and the HEAD is read in every turn. Older ones are read on their own.
RECENT_ORDERS = 5
# The longest day there is, when clocks go back: what was ordered today counts for the limits of a day.
LIMITS_LOOK_BACK = timedelta(hours=25)


class Customer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The HEAD of a profile. A guest (``linked`` False) has no address and no payment, and cannot order.

    ``home`` is what the household said itself; all the rest is the shop's account. ``email`` is where order
    details go, sealed; text on its way into the profile, or where it was written before addresses were sealed.
    ``people`` are the account's: ask ``everyone`` for those of the household.
    """

    id: str
    linked: bool = False
    people: tuple[Person, ...] = ()
    address: dict[str, str] = {}
    payment: dict[str, str] = {}
    time_zone: str = ""
    orders: tuple[Order, ...] = ()
    email: str | Sealed = ""
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

    def without_wishes(self, product_ids: Collection[str]) -> Customer:
        """With the children's wishes for some products answered."""
        home = self.home.without_wishes(product_ids)
        return self if home == self.home else msgspec.structs.replace(self, home=home)

    def with_order(self, order: Order) -> Customer:
        """With this order added or replaced among those at hand."""
        return self.with_orders([order, *(other for other in self.orders if other.id != order.id)])

    def with_orders(self, orders: Iterable[Order]) -> Customer:
        """With these orders at hand: newest first, the last few, the last day's, and all still to come."""
        newest = sorted(orders, key=lambda order: (order.placed_at, order.id), reverse=True)
        older = [
            other
            for other in newest[RECENT_ORDERS:]
            if other.cancelled_at is None
            and (
                (other.window and other.window.end > newest[0].placed_at)
                or other.placed_at > newest[0].placed_at - LIMITS_LOOK_BACK
            )
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
