"""Money: what was said before an order, by whom, and with which proof; no code of the skill's permission is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from babel import Locale, UnknownLocaleError

from skill.conversation.question import Session
from skill.locales import supported
from skill.locales.values import amount
from skill.profile.customer import Customer, Person, hashed
from skill.profile.errand import ErrandKind
from skill.shopping.money import total
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.shopping.policy import Policy
from skill.storage.port import Commit
from tests.support.alexa_response import spoken
from tools.fuzzing.reading import at, intent, text, user
from tools.fuzzing.world import ALEXA, CODE, Seen, World, user_of

RESUMED = "SessionResumedRequest"
Talk = tuple[str, str]
"""An account and a session of it."""


class Said(NamedTuple):
    """What was heard of an offer, in which locale, and by a voice that was recognised or not."""

    text: str
    locale: str
    known: bool


class Till:
    """Remembers for each session what was offered, asked and proven, and judges each order by it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._offered: dict[Talk, Said] = {}
        self._waiting: dict[Talk, str] = {}
        self._doubted: dict[Talk, set[str]] = {}
        # What a household was before a request is what counts for it.
        self._before = {name: world.customer(name) for name in world.households}
        self._codes = {name: {CODE} for name, one in self._before.items() if one and one.home.code}

    def hears(self, raw: Any, seen: Seen) -> None:
        """Take note of an answer, after its orders were judged; a replay changes nothing."""
        talk = talk_of(raw)
        for commit in seen.commits:
            outcome = commit.interaction.outcome
            if outcome in ("offered", "offered_anew"):
                known = bool(commit.interaction.person)
                self._offered[talk] = Said(spoken(seen.answer).casefold(), commit.interaction.locale, known)
            if outcome == "asked_quantity":
                asked = msgspec.json.decode(commit.session or b"{}", type=Session).question
                self._doubted.setdefault(talk, set()).update(asked.products if asked else ())
            if outcome == "code_set":
                self._codes[commit.customer_id] = set(_digits(raw))
            if outcome == "code_removed":
                self._codes.pop(commit.customer_id, None)
            self._before[commit.customer_id] = self._world.customer(commit.customer_id)
        body = seen.answer["response"]
        if seen.commits and body.get("directives"):
            self._waiting[talk] = text(body["directives"][0], "token")
        if seen.commits and (body.get("shouldEndSession") is True or kind(raw) == "SessionEndedRequest"):
            self.closed(talk)

    def closed(self, talk: Talk) -> None:
        """Nothing is on offer any more."""
        for memory in (self._offered, self._waiting, self._doubted):
            memory.pop(talk, None)

    def flaws(self, raw: Any, commit: Commit, order: Order) -> list[str]:
        """Why this order should not be: only the account's own yes to the whole offer, from somebody who may."""
        talk, customer = talk_of(raw), self._before.get(commit.customer_id)
        if commit.customer_id not in self._world.households or user(raw) != user_of(commit.customer_id):
            return [f"ordered for {commit.customer_id} by {user(raw)}"]
        if customer is None or not customer.linked:
            return [f"ordered by the guest {commit.customer_id}"]
        proven = self._proven(raw, talk, commit.customer_id)
        broken = [] if proven or self._confirmed(raw, talk) else [f"ordered by {intent(raw)!r}"]
        heard = self._offered.get(talk)
        if heard is None or not _whole(order, heard):
            broken.append(f"ordered without a whole offer, after {heard}")
        mails = [errand.order_id for errand in commit.outbox if errand.kind is ErrandKind.ORDER_MAIL]
        broken += [] if mails == [order.id] else [f"mails about {mails}"]
        person = _voice(raw, customer)
        pins = commit.interaction.locale in self._world.shop.config.assistant_pin and person is not None
        asked = customer.home.code is not None or (pins and kind(raw) != RESUMED)
        if order.totals.total >= self._policy(customer).code_from and asked and not proven:
            broken.append(f"{order.totals.total} without a code")
        return [*broken, *self._strange(customer, person, order, talk, proven), *self._dear(customer, order)]

    def _confirmed(self, raw: Any, talk: Talk) -> bool:
        """A yes; or the assistant's word that this person, who said yes before, has no PIN."""
        if kind(raw) == RESUMED:
            return text(raw, "request", "cause", "result", "status") == "NOT_ENABLED" and self._asked_for(raw, talk)
        return kind(raw) == "IntentRequest" and intent(raw) == "AMAZON.YesIntent"

    def _proven(self, raw: Any, talk: Talk, customer_id: str) -> bool:
        """Whether this very request brought the household's code, or the assistant's word on this very offer."""
        if kind(raw) == RESUMED:
            return text(raw, "request", "cause", "result", "status") == "ACHIEVED" and self._asked_for(raw, talk)
        return kind(raw) == "IntentRequest" and bool(set(_digits(raw)) & self._codes.get(customer_id, set()))

    def _asked_for(self, raw: Any, talk: Talk) -> bool:
        return talk in self._waiting and text(raw, "request", "cause", "token") == self._waiting[talk]

    def _policy(self, customer: Customer) -> Policy:
        return self._world.shop.config.policy.chosen(customer.home.choices)

    def _strange(
        self, customer: Customer, person: Person | None, order: Order, talk: Talk, proven: bool
    ) -> Iterator[str]:
        """By whom it may not be ordered, or not so many."""
        policy, past = self._policy(customer), self._past(customer, order)
        if person and person.child:
            yield "ordered by a child"
        if order.person != (person.id if person else ""):
            yield f"ordered in the name of {order.person!r}"
        if person is None and not policy.unknown_voices:
            yield "ordered by a voice that the household lets order nothing"
        bought = Counter[str]()
        for line in (line for one in past for line in one.lines):
            bought[line.product_id] = max(bought[line.product_id], line.quantity)
        products = self._world.shop.catalogue.get([line.product_id for line in order.lines])
        if person is None and not proven:
            yield from (f"{key} is new" for key, one in products.items() if not bought[key] or one.sensitive)
            if order.totals.total > policy.unknown_limit:
                yield f"{order.totals.total} by an unknown voice"
        for line in order.lines:
            many = line.quantity > policy.far_times * max(bought[line.product_id], 1)
            if many and line.quantity >= policy.far_from and line.product_id not in self._doubted.get(talk, ()):
                yield f"{line.quantity} of {line.product_id} that nobody asked about"

    def _dear(self, customer: Customer, order: Order) -> Iterator[str]:
        """Which limit it is above."""
        policy, zone = self._policy(customer), self._world.zone(customer.id)
        day = order.placed_at.astimezone(zone).date()
        today = [order, *(one for one in self._past(customer, order) if one.placed_at.astimezone(zone).date() == day)]
        own = [one for one in today if one.person == order.person]
        for name, orders, most in (
            ("order", [order], policy.per_order),
            ("day", today, policy.per_day),
            ("voice", own, policy.per_speaker),
        ):
            spent = total((one.totals.total for one in orders), policy.currency)
            if spent > most:
                yield f"{spent} is above the limit of a {name}"

    def _past(self, customer: Customer, order: Order) -> list[Order]:
        """The household's other orders that stand."""
        return [one for one in self._world.store.orders(customer.id) if one.id != order.id and not one.cancelled_at]


def kind(raw: Any) -> str:
    """The type of a request."""
    return text(raw, "request", "type")


def talk_of(raw: Any) -> Talk:
    """The account and the session of a request."""
    return user(raw), text(raw, "session", "sessionId")


def _voice(raw: Any, customer: Customer) -> Person | None:
    """Whose voice it is, if Alexa is sure enough, or if it may be a child's."""
    heard = text(raw, "context", "System", "person", "personId")
    person = next((one for one in customer.everyone if one.voice and one.voice == hashed(ALEXA, heard)), None)
    level = at(raw, "context", "System", "person", "authenticationConfidenceLevel")
    sure = level is None or (isinstance(level, dict) and _sure(level.get("level")))
    return person if sure or (person and person.child) else None


def _sure(level: Any) -> bool:
    return isinstance(level, int | float) and not isinstance(level, bool) and level >= 300


def _digits(raw: Any) -> Iterator[str]:
    """Whatever is four digits in the slots of a request, however deep it lies."""
    below: list[Any] = [at(raw, "request", "intent", "slots")]
    while below:
        value = below.pop()
        if isinstance(value, str):
            together = "".join(value.split())
            if len(together) == 4 and together.isascii() and together.isdigit():
                yield together
        elif isinstance(value, Mapping):
            below += value.values()
        elif isinstance(value, list):
            below += value


def _whole(order: Order, said: Said) -> bool:
    """Whether an offer was spoken with everything this order holds: lines, total, seller, whereto and paid how."""
    locale = _babel(supported(said.locale))
    sum_said = " ".join(amount(order.totals.total.minor, order.totals.total.currency, locale).casefold().split())
    labels = [order.address.casefold(), order.payment.casefold()] if said.known else []
    facts = [sum_said, order.seller.casefold(), *labels]
    return all(fact in said.text for fact in facts) and all(_line(line, said.text) for line in order.lines)


def _line(line: Line, said: str) -> bool:
    return line.name.casefold() in said and (line.quantity == 1 or str(line.quantity) in said)


def _babel(locale: str) -> Locale:
    try:
        return Locale.parse(locale, sep="-")
    except UnknownLocaleError:  # a region that does not exist
        return Locale.parse(locale.partition("-")[0])
