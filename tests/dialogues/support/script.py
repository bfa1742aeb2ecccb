"""A dialogue as it is written: what is given, the steps, and what is true in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from skill.conversation.question import Kind
from skill.shopping.payment import PaymentMethod

QUESTIONS = ("none", *(kind.value for kind in Kind), "ended")
LACKS = ("address", "payment", "email")
PINS = ("achieved", "not achieved", "not enabled")
NOBODY = "nobody"
SOMEBODY_NEW = "somebody new"
PERHAPS = "perhaps "
"""Before a name: the assistant takes the voice for this person's, but is not sure."""
STRANGER = "stranger"
NOW = datetime(2026, 11, 20, 10, 0)  # noqa: DTZ001 - a wall clock, in whichever zone the household lives
"""When a dialogue begins unless it says so: a Friday morning. The demo shop's purchases end in the week before."""

Quantities = dict[str, int]
Stock = dict[str, int | None]
Choice = Decimal | int | bool
"""An amount of money, a number or yes and no, as `Choices` has them."""


@dataclass(frozen=True)
class GivenWish:
    """What a child asked for an hour before the dialogue."""

    person: str
    product: str
    quantity: int | None = None


@dataclass(frozen=True)
class GivenOrder:
    """What the household ordered by voice before the dialogue."""

    product: str
    quantity: int
    ago: timedelta


@dataclass(frozen=True)
class Given:
    """How things are when the dialogue begins. ``speaker`` None: the household's first adult."""

    customer: str = "anna"
    speaker: str | None = None
    now: datetime = NOW
    cart: Quantities = field(default_factory=dict)
    stock: Stock = field(default_factory=dict)
    price: dict[str, Decimal] = field(default_factory=dict)
    device: str = "speaker"
    pin: str = PINS[-1]
    code: str = ""
    choices: dict[str, Choice] = field(default_factory=dict)
    payment: PaymentMethod | None = None
    lacks: tuple[str, ...] = ()
    wishes: tuple[GivenWish, ...] = ()
    recent: tuple[GivenOrder, ...] = ()


@dataclass(frozen=True)
class Change:
    """What happens before a step: the clock moves, the shop changes, somebody else speaks or elsewhere."""

    later: timedelta = timedelta()
    stock: Stock = field(default_factory=dict)
    price: dict[str, Decimal] = field(default_factory=dict)
    speaker: str | None = None
    device: str | None = None
    pin: str | None = None


@dataclass(frozen=True)
class Expected:
    """What is checked after a step; None: not said."""

    hears: str | None = None
    includes: tuple[str, ...] = ()
    question: str | None = None
    card: dict[str, str] | str | None = None
    orders: tuple[str, ...] | None = None
    cart: Quantities | None = None
    mails: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Step:
    """``action``: say, open, silent, close, touch, replay, or empty when only something changes."""

    number: int
    change: Change
    action: str
    said: str
    touched: tuple[str, ...]
    expected: Expected


@dataclass(frozen=True)
class Dialogue:
    """``where`` is the file as a person names it, such as ``en-US/reorder.yaml``."""

    where: str
    locale: str
    name: str
    given: Given
    steps: tuple[Step, ...]
    orders: tuple[str, ...]
    cart: Quantities | None
    timeline: tuple[str, ...] | None
    mails: tuple[str, ...] | None = None
