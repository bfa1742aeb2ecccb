"""What happened at one step, as far as anybody could notice it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.conversation.question import Session
from skill.profile.customer import Person
from skill.profile.interaction import Interaction
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.simulator import Heard
from tests.dialogues.support.script import Step


@dataclass(frozen=True)
class State:
    """The store after a step: the session on this device, the household's cart, orders, timeline and people."""

    session: Session = field(default_factory=Session)
    cart: Cart = field(default_factory=Cart)
    orders: tuple[Order, ...] = ()
    timeline: tuple[Interaction, ...] = ()
    people: tuple[Person, ...] = ()

    @property
    def question(self) -> str:
        """What is open."""
        return self.session.question.kind.value if self.session.question else "none"


@dataclass(frozen=True)
class Moment:
    """A step that was played: ``asked`` is what was open before, ``requests`` how many reached the skill.

    They are two when the assistant asked for its own PIN: what was said, and how that ended.
    """

    step: Step
    heard: Heard
    asked: str
    before: State
    after: State
    requests: int

    @property
    def intent(self) -> str:
        """What was said, by its name on the timeline; "silence" when nothing reached the skill."""
        reached = self.after.timeline[-self.requests :] if self.requests else ()
        return reached[0].intent if reached else "silence"

    @property
    def outcome(self) -> str:
        """How it ended."""
        return self.after.timeline[-1].outcome if self.requests and self.after.timeline else ""

    @property
    def question(self) -> str:
        """What is open now; ended when nobody listens any more."""
        return self.after.question if self.heard.session_open else "ended"


def orders_written(orders: tuple[Order, ...]) -> tuple[str, ...]:
    """Orders as dialogues write them: ``2 × coffee-bluebird-dark, 16.48``."""
    return tuple(_order(order) for order in orders)


def timeline_written(timeline: tuple[Interaction, ...]) -> tuple[str, ...]:
    """Interactions as dialogues write them: ``Reorder: offered``."""
    return tuple(f"{one.intent}: {one.outcome}" for one in timeline)


def card_written(card: Mapping[str, Any] | None) -> dict[str, str] | str:
    """A card as dialogues write it: title and text, none, or link."""
    if card is None:
        return "none"
    if card["type"] == "LinkAccount":
        return "link"
    return {"title": str(card.get("title", "")), "text": str(card.get("content") or card.get("text") or "")}


def _order(order: Order) -> str:
    lines = [f"{line.quantity} × {line.product_id}" for line in order.lines]
    cancelled = ["cancelled"] if order.cancelled_at else []
    return ", ".join([*lines, str(order.totals.total.decimal), *cancelled])
