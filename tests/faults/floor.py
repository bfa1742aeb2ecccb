"""The stage of the dialogues with trouble on it: who serves may fail, hang or be killed at any operation.

What is below the trouble (the store's content, the mailbox) is what is left when a process is gone; everything above it
is built anew after each kill. In memory that spares the catalogue, a file that is only read: opening it takes longer
than a dialogue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from dataclasses import replace as replace_cast
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from skill.app import App
from skill.bootstrap import build_app, local_entry, open_contacts
from skill.channels.mail.mailer import Mailer
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn
from skill.errors import StoreError
from skill.outbox.mails import Mails
from skill.outbox.worker import PAUSES, Outbox
from skill.profile.errand import Errand, ErrandKind
from skill.profile.interaction import Interaction
from skill.shopping.purchases import Entry
from skill.storage.port import Commit, Profile, Store
from tests.dialogues.support.household import quick_code
from tests.dialogues.support.script import Change, Given
from tests.dialogues.support.stage import Cast, Demo, Stage
from tests.faults.exchange import Exchange, Kept, kept
from tests.faults.faults import Fault, Killed, Trouble
from tests.faults.wrappers import FaultyMailer, Mailbox, faulty_shop, faulty_store

REDELIVERED = 3
"""So often a request is sent again at most until somebody answers it."""
SWEEPS = len(PAUSES)
"""So many sweeps do whatever is to be done, as few faults as there are."""
BYSTANDER = "schmidt"


def address_of(customer_id: str) -> str:
    """The e-mail address of a household: each has its own."""
    return f"{customer_id}@households.example"


class Addressed(Demo):
    """The demo shop, whose households have an address each."""

    def __init__(self, demo: Demo) -> None:
        vars(self).update(vars(demo))

    def profile(self, customer_id: str, copy_id: str) -> Profile:
        """See ``Demo.profile``."""
        found = super().profile(customer_id, copy_id)
        return replace(found, customer=replace(found.customer, email=address_of(copy_id)))


@dataclass(frozen=True)
class Overheard(App):
    """The skill, whose replies can be read as they are meant, not as they sound."""

    replies: list[Reply] = field(default_factory=list)

    def answer(self, turn: Turn) -> Reply:
        """See ``App.answer``."""
        reply = super().answer(turn)
        self.replies.append(reply)
        return reply


class Floor(Stage):
    """A stage with trouble. ``patient`` clients send a request again, as it is, until they are answered."""

    looks = False
    """Whether every request's books are kept, not only up to the fault."""

    def __init__(self, demo: Demo, store: str, endpoint: str = "") -> None:
        super().__init__(Addressed(demo), store, endpoint)
        self._settings = self.demo.settings(store, endpoint)
        self._disk = self.store if store == "memory:" else None
        self.mailbox = Mailbox()
        self.patient = False
        self.exchanges: list[Exchange] = []
        self.digests: dict[tuple[str, ...], dict[str, Entry]] = {}
        self.shelves: dict[str, tuple[int | None, int]] = {}
        self._cast_now: Cast | None = None
        self._elapsed, self._sweeping = 0.0, False
        self.bystander = f"{BYSTANDER}-bystander"
        self._somebody_elses_order = self._somebody_else()
        self._open(Trouble({}, self._pass))
        self.entry = self._send

    @contextmanager
    def troubled(
        self, given: Given, plan: Mapping[int, Fault], *, patient: bool, more: Callable[[str], Fault | None]
    ) -> Iterator[Cast]:
        """A household as in ``set_up``; trouble begins with the dialogue. Nothing of it is left afterwards."""
        self._open(Trouble(plan, self._pass, lambda operation: more(operation) if self._sweeping else None))
        self.patient = patient
        self.exchanges, self.mailbox.received, self.shelves = [], [], {}
        with self.set_up(given) as cast:
            self._cast_now = cast
            self._somebody_elses_errand(cast, self._somebody_elses_order)
            self.trouble.begin()
            try:
                yield cast
            finally:
                self.trouble.end()
                self._cast_now, self._sweeping = None, False
        if self._disk:  # a table is thrown away as a whole
            self.store.forget(cast.customer_id)

    def change_shop(self, change: Given | Change) -> None:
        """See ``Stage.change_shop``; the shelves are counted from here on."""
        super().change_shop(change)
        cast = self._cast_now
        for product_id, stock in change.stock.items():
            self.shelves[product_id] = stock, self.units_sold(cast, product_id) if cast else 0

    def units_sold(self, cast: Cast, product_id: str) -> int:
        """How many counted units of a product the household's own orders took, those that stand."""
        return sum(
            line.quantity
            for order in self.store.orders(cast.customer_id)
            for line in order.lines
            if line.product_id == product_id and line.counted and order.cancelled_at is None
        )

    def sweep(self, cast: Cast) -> int:
        """Sweep the outbox until nothing of the household is left in it; returns how often that took.

        Time passes in between as the errands want it. Here a second thing may go wrong, and a third.
        """
        self._sweeping = True
        for number in range(SWEEPS):
            self.trouble.new_request()
            outbox = Outbox(self._faulty, self._mails(), elapsed=lambda: self._elapsed)
            try:
                outbox.sweep(self.clock())
            except Killed:
                self._open(self.trouble)
            except StoreError:
                pass  # the sweeper looks again
            if not self.left(cast):
                return number + 1
            self.clock.move(PAUSES[number])
        return SWEEPS

    def left(self, cast: Cast) -> list[Errand]:
        """What is still to be done, for the household and for the bystander."""
        return [*self._errands(cast), *self._errands(replace_cast(cast, customer_id=self.bystander))]

    # -- serving ------------------------------------------------------------------------------------

    def _open(self, trouble: Trouble) -> None:
        """Start the process, as after a crash: from the store alone."""
        self.trouble = trouble
        self._start()
        self._contacts = open_contacts(self._settings)
        self._faulty = self._serving(faulty_store(self.app.store, trouble))
        values: dict[str, Any] = {one.name: getattr(self.app, one.name) for one in fields(App)}
        values |= {"store": self._faulty, "shop": faulty_shop(self.app.shop, trouble), "new_code": quick_code}
        self._overheard = self._skill(values)
        self._handle = local_entry(self._settings, self._overheard, self.clock)

    def _start(self) -> None:
        if self._disk is None:
            self.app = build_app(self._settings)
            self.store = self.app.store

    def _send(self, request: dict[str, Any]) -> dict[str, Any]:
        """Serve a request; a patient client sends it again when nothing came of it."""
        if self._cast_now is None:
            return self._handle(request)
        for _ in range(REDELIVERED if self.patient else 1):
            exchange = self._once(request, self._cast_now)
            if exchange.answered:
                break
        if exchange.response is None:
            raise Killed
        return exchange.response

    def _once(self, request: dict[str, Any], cast: Cast) -> Exchange:
        self.trouble.new_request()
        struck, looking = len(self.trouble.struck), self.trouble.ahead or self.looks
        before = (self.exchanges[-1].after if self.exchanges else self.kept(cast)) if looking else Kept()
        self._overheard.replies.clear()
        response: dict[str, Any] | None = None
        try:
            response = self._handle(request)
        except Killed:
            self._open(self.trouble)
        reply = self._overheard.replies[-1] if self._overheard.replies and response is not None else None
        hit = len(self.trouble.struck) > struck
        exchange = Exchange(request, response, reply, hit, before, self.kept(cast) if looking else Kept())
        self.exchanges.append(exchange)
        return exchange

    def kept(self, cast: Cast) -> Kept:
        """What the household's books say now."""
        return kept(self.store, cast.customer_id, self.clock())

    def _pass(self, time: timedelta) -> None:
        """Time goes by for whoever waits. A patient client's next words are not later for it: the dialogue is dated."""
        self._elapsed += time.total_seconds()
        if not self.patient:
            self.clock.move(time)

    def _mails(self) -> Mails:
        return Mails(self._faulty, self.demo.config, self._mailer(), self._contacts)

    # -- what a test may break ----------------------------------------------------------------------

    def _serving(self, store: Store) -> Store:
        """The store as the process sees it."""
        return store

    def _skill(self, values: dict[str, Any]) -> Overheard:
        return Overheard(**values)

    def _mailer(self) -> Mailer:
        return FaultyMailer(self.mailbox, self.trouble)

    # -- somebody else ------------------------------------------------------------------------------

    def _somebody_else(self) -> str:
        """A household that has nothing to do with the dialogues; the id of one of its orders."""
        profile = self.demo.profile(BYSTANDER, self.bystander)
        self.store.put_profiles([profile])
        return profile.orders[-1].id

    def _somebody_elses_errand(self, cast: Cast, order_id: str) -> None:
        """At the very moment that order is to be told by e-mail, too."""
        errand = Errand(
            f"order-mail-{cast.customer_id}", ErrandKind.ORDER_MAIL, self.bystander, cast.began, order_id, "de-DE"
        )
        said = Interaction(
            id=f"said-{cast.customer_id}",
            at=cast.began,
            channel="web",
            locale="de-DE",
            device="page",
            session="",
            intent="Yes",
            outcome="ordered",
            order_id=order_id,
        )
        self.store.commit(Commit(customer_id=self.bystander, interaction=said, reply=b"{}", outbox=(errand,)))
