"""All there is of one household, read back from the store: to be compared before and after a turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from msgspec.structs import replace

from skill.conversation.question import Kind, Question, Session
from skill.conversation.turn import Turn
from skill.profile.customer import Customer
from skill.profile.meaning import Meaning
from skill.shopping.order import Order
from skill.shopping.purchases import Digest
from skill.storage.port import Loaded, Store

REFUSED = ("refused", "payment_declined", "asked", "offered", "misheard", "not_verified", "too_late", "sold_out")
# What somebody corrects or chooses is learned, whatever is offered then; orders count, and undone ones are unlearned.
LEARNS = ("offered", "asked_which", "asked_quantity", "added_to_cart", "sold_out", "ordered", "order_cancelled", "gift")
MOST_ERRANDS = 9999

_sessions = msgspec.json.Decoder(Session)


def about_offer(question: Question | None) -> bool:
    """Whether this question keeps an offer open."""
    if question is None:
        return False
    return question.kind in (Kind.OFFER, Kind.PIN) or (question.kind is Kind.CODE and not question.about)


@dataclass(frozen=True)
class Seen:
    """All there is of one household, and one session of it."""

    session: Session
    orders: dict[str, Order]
    events: tuple[str, ...]
    outcome: str
    loaded: Loaded
    rest: Digest
    errands: tuple[str, ...]

    def kept(self, customer_id: str) -> tuple[object, ...]:
        """All but the timeline and the session: what a refusal must leave as it is. A guest's profile begins empty.

        What was learned of the words is apart: `meanings`.
        """
        customer = self.loaded.customer or Customer(customer_id)
        customer = replace(customer, home=replace(customer.home, meanings=()))
        if self.session.question and self.session.question.kind is Kind.CODE:
            # A try at the code is counted, whatever comes of it.
            customer = replace(customer, home=replace(customer.home, code=None))
        return customer, self.loaded.cart, self.loaded.digest, self.rest, self.orders, self.errands

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """What is remembered of the words."""
        return self.loaded.customer.home.meanings if self.loaded.customer else ()


def look(store: Store, customer_id: str, turn: Turn, ever: datetime) -> Seen:
    """Everything of a household, with the session of a turn; ``ever`` is when every errand is due."""
    loaded = store.load(customer_id, turn.session, turn.at)
    timeline = store.timeline(customer_id, limit=1000).interactions
    errands = (errand.id for errand in store.due(ever, limit=MOST_ERRANDS) if errand.customer_id == customer_id)
    return Seen(
        session=session_of(loaded),
        orders={order.id: order for order in store.orders(customer_id)},
        events=tuple(event.id for event in timeline),
        outcome=next((event.outcome for event in timeline if event.id == turn.id), ""),
        loaded=loaded,
        rest=store.rest_of_digest(customer_id),
        errands=tuple(sorted(errands)),
    )


def session_of(loaded: Loaded) -> Session:
    """The stored session; an empty one when there is none."""
    return _sessions.decode(loaded.session) if loaded.session else Session()
