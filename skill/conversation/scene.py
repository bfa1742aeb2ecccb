"""What a topic gets and what it gives back: one scene of the conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from skill.conversation.question import Question, Session
from skill.conversation.reply import Amount, Card, Day, Hours, Saying, Thing, Things, Value
from skill.conversation.turn import Turn
from skill.profile.voice_code import VoiceCode
from skill.services.changes import NO_CHANGES, Changes
from skill.services.household import Household
from skill.services.names import names as spoken_names
from skill.shopping.delivery import Window
from skill.shopping.money import Money
from skill.shopping.offer import Line, Offer
from skill.shopping.product import Product
from skill.shopping.shop import Shop
from skill.shopping.terms import Terms


@dataclass(frozen=True)
class Scene:
    """One turn with everything that is known when it begins. ``new_code`` makes a voice code of four digits.

    ``unlinked`` is why an access token did not count (``expired``, ``wrong``, ``unreachable``; see ``account.Why``);
    empty when it did, or when there was none.
    """

    turn: Turn
    household: Household
    session: Session
    shop: Shop
    terms: Terms
    invocation: str
    new_code: Callable[[str], VoiceCode]
    unlinked: str = ""

    @property
    def question(self) -> Question | None:
        """What we are waiting for."""
        return self.session.question

    @property
    def gift_of_another(self) -> bool:
        """Whether what is open was said to be a gift by somebody else than who speaks now.

        What a voice that nobody recognised called a gift is whose who goes on with it.
        """
        offer, asked = self.session.offer, self.question
        whose = offer.person if offer and offer.gift else asked.person if asked and asked.gift else ""
        return whose not in ("", self.household.speaker.person)

    @property
    def language(self) -> str:
        """The language spoken."""
        return self.household.language

    def day(self, day: date | datetime) -> Day:
        """A day seen from the customer's today."""
        local = day.astimezone(self.household.zone).date() if isinstance(day, datetime) else day
        return Day.of(local, self.household.today)

    def hours(self, window: Window) -> Hours:
        """The hours of a delivery window where the customer lives."""
        zone = self.household.zone
        return Hours(f"{window.start.astimezone(zone):%H:%M}", f"{window.end.astimezone(zone):%H:%M}")

    def spoken(self, product: Product) -> str:
        """What a product is called aloud."""
        return self.named([product])[0]

    def named(self, products: Sequence[Product]) -> list[str]:
        """What products are called that are said together: no two of them sound the same."""
        return spoken_names(self.shop, self.household, products)

    def names_of(self, lines: Sequence[Line]) -> list[str]:
        """What the lines' products are called aloud, also when the shop sells one no more."""
        sold = self.shop.get([line.product_id for line in lines])
        called = dict(zip(sold, self.named(list(sold.values())), strict=True))
        return [called.get(line.product_id, line.name) for line in lines]

    def products(self, ids: Sequence[str]) -> list[Product]:
        """Products by id, in that order; those sold no more are left out."""
        known = self.shop.get(ids)
        return [known[product_id] for product_id in ids if product_id in known]

    def audible(self, ids: Sequence[str]) -> list[Product]:
        """Products by id that this speaker may hear of: nothing sensitive for an unknown voice, nobody else's gift."""
        secret = self._gifts()
        return [
            product for product in self.products(ids) if product.id not in secret and self.household.may_hear(product)
        ]

    def _gifts(self) -> set[str]:
        """What is somebody else's gift of all we talked about: on offer, or just ordered."""
        speaker, offer = self.household.speaker.person, self.session.offer
        lines = [
            line
            for order in self.household.customer.orders
            if order.id == self.session.ordered and not order.named_to(speaker)
            for line in order.lines
        ]
        if offer and offer.gift and offer.person != speaker:
            lines += offer.lines
        asked = self.question.products if self.question and self.gift_of_another else ()
        return {*(line.product_id for line in lines), *asked}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a topic answers.

    ``outcome`` is the word on the timeline. ``question`` None ends the session. ``mentioned`` is what "it"
    means from now on (empty: as before). ``offer`` is kept with the question and only with it.
    ``refused`` products are not offered again in this session, ``passed`` ones not suggested.
    ``ordered`` is the order just placed (None: as before; empty: forgotten). ``repeatable`` False: "repeat" still
    means what was said before. ``verify`` and ``teaches``: see ``Reply``.
    """

    says: tuple[Saying, ...]
    outcome: str
    question: Question | None = None
    offer: Offer | None = None
    mentioned: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    ordered: str | None = None
    order_id: str = ""
    card: Card | None = None
    changes: Changes = NO_CHANGES
    silent: bool = False
    repeatable: bool = True
    verify: str = ""
    teaches: dict[str, str] = {}


def say(key: str, **values: Value) -> Saying:
    """A saying; a message key and its values."""
    return Saying(key, values)


def amount(money: Money) -> Amount:
    """Money to be spoken."""
    return Amount.of(money)


def things(lines: Sequence[tuple[int, str]], *, choose: bool = False) -> Things:
    """(quantity, name) pairs as a list with "and", or with "or"."""
    return Things(tuple(Thing(quantity, name) for quantity, name in lines), choose)


def names(products: Sequence[str], *, choose: bool = False) -> Things:
    """Names as a list."""
    return things([(1, name) for name in products], choose=choose)
