"""One request and what came of it, as the client saw it and as the books show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from skill.app import UNCERTAIN, UNREACHABLE
from skill.conversation.reply import Reply
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.storage.port import Store
from tests.support.alexa_response import spoken


@dataclass(frozen=True)
class Kept:
    """A household's books: its orders, its cart, and the requests on its timeline with what came of them."""

    orders: tuple[Order, ...] = ()
    cart: Cart = field(default_factory=Cart)
    timeline: tuple[tuple[str, str], ...] = ()


def kept(store: Store, customer_id: str, at: datetime) -> Kept:
    """The books as they are in the store."""
    events = store.timeline(customer_id, limit=200).interactions
    return Kept(
        tuple(store.orders(customer_id)),
        store.load(customer_id, "", at).cart,
        tuple((event.id, event.outcome) for event in reversed(events)),
    )


@dataclass(frozen=True)
class Exchange:
    """A request that was sent. ``response`` None: the process ended before it answered.

    ``reply`` is what the skill meant; None also when it apologised for a failure of its own. ``hit``: something went
    wrong with one of its operations.
    """

    request: Mapping[str, Any]
    response: dict[str, Any] | None
    reply: Reply | None = None
    hit: bool = False
    before: Kept = field(default_factory=Kept)
    after: Kept = field(default_factory=Kept)

    @property
    def id(self) -> str:
        """The request's id."""
        return str(self.request["request"]["requestId"])

    @property
    def session(self) -> str:
        """The session it belongs to."""
        return str(self.request["session"]["sessionId"])

    @property
    def says(self) -> tuple[str, ...]:
        """The keys of what was said."""
        return tuple(saying.key for saying in self.reply.says) if self.reply else ()

    @property
    def speech(self) -> str:
        """What was heard."""
        return spoken(self.response) if self.response else ""

    @property
    def answered(self) -> bool:
        """Whether it was answered; an apology for what may not have happened is no answer."""
        return self.reply is not None and self.says not in (_keys(UNREACHABLE), _keys(UNCERTAIN))

    @property
    def denied(self) -> bool:
        """Whether it was said that nothing was ordered."""
        return bool({"common-unreachable", "common-failed", "common-busy"} & set(self.says))


def _keys(reply: Reply) -> tuple[str, ...]:
    return tuple(saying.key for saying in reply.says)
