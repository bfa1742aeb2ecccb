"""What we answer, in no words and for no assistant: keys and values. Small enough to be stored for replays."""

from __future__ import annotations

from datetime import date

import msgspec

from skill.shopping.money import Money


class Amount(msgspec.Struct, frozen=True, tag="amount", array_like=True):
    """Money to be spoken."""

    minor: int
    currency: str

    @classmethod
    def of(cls, money: Money) -> Amount:
        """The amount of some money."""
        return cls(money.minor, money.currency)


class Day(msgspec.Struct, frozen=True, tag="day", array_like=True):
    """A day, and how many days it is away from today (negative: past): "tomorrow" is said, not a date."""

    day: date
    away: int

    @classmethod
    def of(cls, day: date, today: date) -> Day:
        """A day seen from today."""
        return cls(day, (day - today).days)


class Hours(msgspec.Struct, frozen=True, tag="hours", array_like=True):
    """From one hour to another, as ``HH:MM``."""

    start: str
    end: str


class Thing(msgspec.Struct, frozen=True, array_like=True):
    """Some units of a product, and what they cost when that is to be said."""

    quantity: int
    name: str
    price: Amount | None = None


class Things(msgspec.Struct, frozen=True, tag="things", array_like=True):
    """Several things, read as a list with "and", or with "or" to choose from."""

    things: tuple[Thing, ...]
    choose: bool = False


Value = str | int | Amount | Day | Hours | Things


class Saying(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing said: a message key (its first word names the topic's file) and its values."""

    key: str
    values: dict[str, Value] = {}


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """The same facts for the assistant's app: a title and lines. ``link``: ask to link the account instead."""

    title: Saying | None = None
    lines: tuple[Saying, ...] = ()
    link: bool = False


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """Sayings, and how a question is put again after silence (``reprompt``).

    The session stays open exactly when there is a reprompt. ``silent``: nothing may be said at all (the session has
    ended, or the request was no request to speak). ``verify`` asks the assistant to verify the speaker by its own
    PIN before anything else is said; it comes back with the turn that brings the result. ``teaches`` are names of
    products, by id, that the assistant should expect to hear in this session, the likeliest first.
    """

    says: tuple[Saying, ...] = ()
    reprompt: tuple[Saying, ...] = ()
    card: Card | None = None
    silent: bool = False
    customer_id: str = ""
    verify: str = ""
    teaches: dict[str, str] = {}


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reply)


def encode(reply: Reply) -> bytes:
    """A reply as it is stored for replays: without the names, which are many and may be missing there."""
    return _encoder.encode(msgspec.structs.replace(reply, teaches={}))


def decode(stored: bytes) -> Reply:
    """A stored reply."""
    return _decoder.decode(stored)
