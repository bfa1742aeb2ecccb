"""What the store in memory keeps of one customer. Whoever calls holds the store's lock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from skill.profile.interaction import Interaction
from skill.shopping.order import Order
from skill.shopping.purchases import Digest
from skill.storage.encoding import whole_second


class Session(msgspec.Struct, frozen=True):
    """A session's bytes and the Unix second from which on they are void."""

    data: bytes
    expires: int


class Household:
    """Everything of one customer. ``items`` and ``versions`` are keyed ``customer``, ``cart``, ``digest``.

    ``ends`` are the Unix seconds from which on an item or an event is over, by the same names and by event key.
    """

    def __init__(self) -> None:
        self.items: dict[str, Any] = {}
        self.versions: dict[str, int] = {}
        self.ends: dict[str, int] = {}
        self.rest = Digest()
        self.orders: dict[str, Order] = {}
        self.keys: list[str] = []
        self.events: dict[str, tuple[Interaction, bytes]] = {}

    def alive(self, name: str, at: datetime) -> bool:
        """Whether an item or an event is not past its time."""
        return name not in self.ends or at.timestamp() < self.ends[name]

    def found(self, name: str, at: datetime) -> Any:
        """An item, unless it is absent or past its time."""
        return self.items.get(name) if self.alive(name, at) else None

    def end(self, name: str, expires: datetime | None) -> None:
        """An item or an event is over at a time, or never."""
        self.ends.pop(name, None)
        if expires is not None:
            self.ends[name] = whole_second(expires)

    def drop(self, name: str) -> None:
        """Delete what is over."""
        del self.ends[name]
        if name in self.events:
            del self.events[name]
            self.keys.remove(name)
        self.items.pop(name, None)
        self.versions.pop(name, None)
