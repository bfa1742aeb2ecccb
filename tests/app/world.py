"""Steps played on the skill, and after each of them everything that must hold whatever is said."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from skill.app import App
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Amount, Reply, Thing, Things, Value
from skill.conversation.scene import say
from skill.conversation.turn import Slot, Turn
from skill.loading.profiles import digest_of
from skill.profile.errand import ErrandKind
from skill.shopping.money import Money
from skill.shopping.offer import Offer
from skill.shopping.product import Quote
from tests.app.lawful import Voice, breaches
from tests.app.seen import LEARNS, MOST_ERRANDS, REFUSED, Seen, about_offer, look, session_of
from tests.app.steps import Again, Clock, Said, Shelf, Step
from tests.support import tiny_shop
from tests.support.heads import head_of
from tests.support.tiny_shop import IDS, NOON, ZONE

_numbers = itertools.count(1)


class World:
    """Three accounts (one of them nobody's) in front of one skill; a later world on the same store has its own."""

    def __init__(self, app: App) -> None:
        self.app, self.store = app, app.store
        self.suffix = f"-{next(_numbers)}"
        tiny_shop.settle(self.store, self.suffix)
        self.now = NOON
        self.customers = {name: f"{name}{self.suffix}" for name in ("anna", "ben")}
        self.customers["guest"] = tiny_shop.guest_id("guest", self.suffix)
        self.shelf: dict[str, Quote] = {quote.product_id: quote for quote in tiny_shop.QUOTES}
        self.answered: list[tuple[Said, Turn, Reply]] = []
        self.offered: dict[str, tuple[Offer, str, str]] = {}
        self.taken: dict[str, dict[str, int]] = {}
        self.sessions: dict[tuple[str, int], tuple[str, bool]] = {}
        self.ids = itertools.count(1)
        # Quantities that were asked about and confirmed, by session: ("coffee-dark", 12).
        self.sure: dict[tuple[str, str], set[tuple[str, int]]] = {}

    def play(self, steps: Sequence[Step]) -> None:
        """One after the other."""
        for step in steps:
            match step:
                case Said():
                    self._say(step)
                case Again() if self.answered:
                    self._again(*self.answered[-1 - step.back % len(self.answered)])
                case Clock():
                    self.now += timedelta(minutes=step.minutes)
                case Shelf():
                    self.shelf[step.product] = Quote(step.product, Money(step.minor, "USD"), step.stock)
                    self.store.put_quotes([self.shelf[step.product]])
        for name in self.customers:
            self._holds(name)
        # Every look reads all errands there are: those of a world that has ended would be read over and over.
        for errand in self.store.due(self._ever(), limit=MOST_ERRANDS):
            self.store.done(errand)

    def orders(self) -> int:
        """How many orders were placed by voice."""
        return len(self.taken)

    def _say(self, said: Said) -> None:
        name, _ = said.speaker
        turn = self._turn(said)
        before = self.look(name, turn)
        reply = self.app.answer(turn)
        after = self.look(name, turn)
        self.answered.append((said, turn, reply))

        assert reply.customer_id == self.customers[name]
        assert sorted(after.events) == sorted((*before.events, turn.id))
        assert (after.session.offer is not None) == about_offer(after.session.question)
        assert bool(reply.reprompt) == (after.session.question is not None)
        assert after.outcome != "failed"
        if after.outcome.startswith(REFUSED):
            kept = dataclasses.replace(after, session=before.session).kept(reply.customer_id)
            assert kept == before.kept(reply.customer_id), after.outcome
        if after.outcome not in LEARNS:
            assert after.meanings == before.meanings, after.outcome
        self._confirmed(turn, before)
        self._offers(turn, reply, before, after)
        self._ordered(said, turn, reply, before, after)
        self._cancelled(turn, before, after)
        self._holds(name)

    def _again(self, said: Said, turn: Turn, reply: Reply) -> None:
        """A replay gives the very reply without the names it taught (see ``encode``), and changes nothing at all."""
        name, _ = said.speaker
        before = self.look(name, turn)
        assert self.app.answer(turn) == replace(reply, teaches={})
        assert self.look(name, turn) == before
        self._stock()

    def _turn(self, said: Said) -> Turn:
        """Sessions have the same ids in every household: only the household tells them apart."""
        name, person = said.speaker
        session, begun = self.sessions.get((name, said.device), (f"device-{said.device}", False))
        if said.fresh:
            session, begun = f"device-{said.device}-{next(self.ids)}", False
        self.sessions[name, said.device] = session, True
        self.now += timedelta(seconds=3, microseconds=1)
        # A microsecond of its own for every request: a clock that jumps back hits none again.
        number = next(self.ids)
        return Turn(
            id=f"{number}{self.suffix}",
            channel="alexa",
            locale="en-US",
            at=self.now.replace(microsecond=number),
            account=tiny_shop.account(name, self.suffix),
            person=tiny_shop.voice(name, person, self.suffix) if person else "",
            session=session,
            new_session=not begun,
            customer_id=self.customers[name] if begun else "",
            intent=said.intent,
            slots={slot: Slot(heard) for slot, heard in said.slots.items()},
            reason=said.result if said.intent == "Resumed" else "",
            resumed=self._token(name, session, forged=said.forged) if said.intent == "Resumed" else "",
        )

    def _token(self, name: str, session: str, *, forged: bool) -> str:
        """What the assistant gives back: the offer it was to verify, unless it is about another one."""
        offer = session_of(self.store.load(self.customers[name], session, self.now)).offer
        return offer.id if offer and not forged else "another offer"

    def look(self, name: str, turn: Turn) -> Seen:
        """Everything of a household; the session is read even when it expired, as it was at the turn's time."""
        return look(self.store, self.customers[name], turn, self._ever())

    def _ever(self) -> datetime:
        return self.now + timedelta(days=999)

    def _confirmed(self, turn: Turn, before: Seen) -> None:
        """A yes to "really so many?" is remembered, to be compared with what is ordered."""
        asked = before.session.question
        if turn.intent == "Yes" and asked and asked.kind is Kind.FAR and asked.quantity:
            key = turn.account, turn.session
            self.sure.setdefault(key, set()).add((asked.products[0], asked.quantity))

    def _offers(self, turn: Turn, reply: Reply, before: Seen, after: Seen) -> None:
        """What is newly on offer was said in this very reply, in full."""
        offer = after.session.offer
        if offer is None or offer == before.session.offer:
            return
        if turn.intent == "Gift" and before.session.offer:
            assert offer == replace(before.session.offer, gift=True)
            self.offered[offer.order_id] = offer, reply.customer_id, turn.session
            return
        assert offer.order_id not in self.offered
        said = {saying.key: saying for saying in reply.says}
        for line in offer.lines:
            item, each = Things((Thing(line.quantity, line.name),)), Amount.of(line.unit_price)
            price = Amount.of(line.price)
            values: dict[str, Value] = {"item": item, "quantity": line.quantity, "each": each, "price": price}
            # What it is not may be named besides, of one thing only: it is told apart from what is offered.
            other = said["reorder-line-not"].values["other"] if "reorder-line-not" in said else ""
            assert (
                say("reorder-line-not", other=other, **values) if other else say("reorder-line", **values)
            ) in reply.says
            assert not other or (len(offer.lines) == 1 and other != line.name)
        assert said["reorder-total"].values["total"] == Amount.of(offer.totals.total)
        assert said["reorder-delivery"].values["seller"] == offer.seller
        delivery = said["reorder-delivery"].values
        known = "yes" if turn.person and delivery["known"] == "yes" else "no"
        heard = (offer.address, offer.payment) if known == "yes" else ("", "")
        assert (delivery["known"], delivery["address"], delivery["payment"]) == (known, *heard)
        assert offer.address
        assert offer.payment
        assert reply.says[-1].key == "reorder-ask"
        self.offered[offer.order_id] = offer, reply.customer_id, turn.session

    def _ordered(self, said: Said, turn: Turn, reply: Reply, before: Seen, after: Seen) -> None:
        """An order is a yes to the offer that was open, and exactly that offer; every other turn orders nothing."""
        new = [order for order_id, order in after.orders.items() if order_id not in before.orders]
        keys = [saying.key for saying in reply.says]
        if "reorder-placed" in keys and turn.intent != "Repeat":
            assert len(new) == 1
        if not new:
            return
        (order,) = new
        offer, customer_id, session = self.offered[order.id]
        asked = before.session.question
        assert asked
        proven = self._proven(turn, asked, before)
        assert (turn.intent == "Yes" and asked.kind in (Kind.OFFER, Kind.PIN)) or proven or self._no_pin(turn, asked)
        assert before.session.offer == offer
        assert (customer_id, session) == (reply.customer_id, turn.session)
        customer = before.loaded.customer
        assert customer
        digest = self.store.rest_of_digest(order_customer := self.customers[said.speaker[0]])
        assert order_customer == customer.id
        policy = self.app.config.policy.chosen(customer.home.choices)
        history = {**digest.entries, **before.loaded.digest.entries}
        assert not breaches(
            order,
            Voice(said.speaker[1], proven),
            customer,
            policy,
            earlier=before.orders.values(),
            history=history,
            has_code=customer.home.code is not None,
            sure=self.sure.get((turn.account, turn.session), set()),
        )
        assert f"{ErrandKind.ORDER_MAIL}-{order.id}" in after.errands
        assert len(after.errands) == len(before.errands) + 1
        assert [replace(line, counted=False) for line in order.lines] == [
            replace(line, counted=False) for line in offer.lines
        ]
        assert (order.totals, order.seller, order.window) == (offer.totals, offer.seller, offer.window)
        assert (order.address, order.payment) == (offer.address, offer.payment)
        assert (order.placed_at, order.cancelled_at) == (turn.at, None)
        assert turn.at <= offer.valid_until
        assert "reorder-placed" in keys
        self.taken[order.id] = {
            line.product_id: line.quantity for line in order.lines if self.shelf[line.product_id].stock is not None
        }
        self._move(self.taken[order.id], -1)

    def _proven(self, turn: Turn, asked: Question, before: Seen) -> bool:
        """Whether this very turn brought the right code, or the assistant's word for this very offer."""
        code = before.loaded.customer.home.code if before.loaded.customer else None
        offer = before.session.offer
        if turn.intent == "Resumed":
            achieved = turn.reason == "ACHIEVED" and asked.kind is Kind.PIN
            return achieved and offer is not None and turn.resumed == offer.id and bool(turn.person)
        if asked.kind is not Kind.CODE or asked.about or code is None or code.locked(turn.at):
            return False
        digits = [slot.heard for slot in turn.slots.values() if slot.heard.isdigit() and len(slot.heard) == 4]
        return bool(digits) and code.matches(digits[0])

    @staticmethod
    def _no_pin(turn: Turn, asked: Question) -> bool:
        """The assistant said that this person has no PIN; the yes was said before."""
        return turn.intent == "Resumed" and turn.reason == "NOT_ENABLED" and asked.kind is Kind.PIN

    def _cancelled(self, turn: Turn, before: Seen, after: Seen) -> None:
        """No order vanishes; one changes only by being cancelled, once, after that was asked."""
        changed = [order for order_id, order in before.orders.items() if after.orders[order_id] != order]
        if not changed:
            return
        (order,) = changed
        if turn.intent == "Gift":
            assert after.orders[order.id] == replace(order, gift=True)
            assert before.session.ordered == order.id
            return
        asked = before.session.question
        assert asked is not None
        assert asked.order_id == order.id
        assert (turn.intent, asked.kind) in {
            ("Yes", Kind.CANCEL_ORDER),
            ("CancelOrder", Kind.CANCEL_ORDER),
            ("Cancel", Kind.CANCEL_WHAT),
            ("CancelOrder", Kind.CANCEL_WHAT),
        }
        assert order.cancelled_at is None
        assert f"{ErrandKind.CANCELLED_MAIL}-{order.id}" in after.errands
        assert after.orders[order.id] == replace(order, cancelled_at=turn.at)
        self._move(self.taken.get(order.id, {}), 1)

    def _move(self, units: dict[str, int], sign: int) -> None:
        for product_id, quantity in units.items():
            quote = self.shelf[product_id]
            if quote.stock is not None:
                self.shelf[product_id] = replace(quote, stock=quote.stock + sign * quantity)

    def _holds(self, name: str) -> None:
        """The digest is that of the orders, the head holds the newest ones, and the shelves hold the rest."""
        customer_id = self.customers[name]
        loaded = self.store.load(customer_id, "", self.now)
        orders = sorted(self.store.orders(customer_id), key=lambda order: (order.placed_at, order.id))
        assert loaded.digest.entries == digest_of(orders, ZONE).entries
        assert list(loaded.customer.orders if loaded.customer else ()) == head_of(orders)
        assert name != "guest" or not orders
        self._stock()

    def _stock(self) -> None:
        assert self.store.quotes(IDS) == self.shelf
        assert all(quote.stock is None or quote.stock >= 0 for quote in self.shelf.values())
