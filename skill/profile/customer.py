"""The household's profile and how outside ids lead to it."""

from __future__ import annotations

import hashlib

import msgspec

from skill.shopping.order import Order

# Few: an order holds up to a hundred lines, and the HEAD is read in every turn. Older ones are read on their own.
RECENT_ORDERS = 5


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody of the household. ``voice`` is the hash of the assistant's id for this voice, if it has one."""

    id: str
    name: str
    child: bool = False
    voice: str = ""


class Customer(msgspec.Struct, frozen=True, omit_defaults=True):
    """The HEAD of a profile. A guest (``linked`` False) has no address and no payment, and cannot order."""

    id: str
    linked: bool = False
    people: tuple[Person, ...] = ()
    address: dict[str, str] = {}
    payment: dict[str, str] = {}
    time_zone: str = ""
    orders: tuple[Order, ...] = ()

    def person(self, voice: str) -> Person | None:
        """The person with this voice."""
        return next((person for person in self.people if voice and person.voice == voice), None)

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
