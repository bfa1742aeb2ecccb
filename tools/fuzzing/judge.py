"""What must hold after every request, whatever was sent. Each rule has a name; a broken one is a `Fault`."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from babel import Locale, UnknownLocaleError

from skill.loading.profiles import digest_of
from skill.locales import supported
from skill.locales.values import amount
from skill.profile.customer import RECENT_ORDERS
from skill.shopping.offer import Line
from skill.shopping.order import Order
from skill.storage.port import Commit
from tests.support.alexa_response import spoken
from tools.fuzzing.answers import SECRETS, Fault, fitting, flaw, held, listens, logged, words
from tools.fuzzing.reading import application, at, intent, text, user
from tools.fuzzing.requests import SKILL_ID
from tools.fuzzing.world import START, Seen, Step, World, user_of, voice_of


class Said(NamedTuple):
    """What was heard, and in which locale."""

    text: str
    locale: str


class Judge:
    """Watches one story; it remembers what was said to whom."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._offered: dict[tuple[str, str], Said] = {}
        self._bought: list[Order] = []
        self._sent: list[Any] = []
        self._shelves = {key: quote.stock for key, quote in world.shop.quotes.items()}

    def faults(self, step: Step, seen: Seen) -> list[Fault]:
        """What one request broke; empty is good."""
        raw = step.raw
        self._sent.append(raw)
        if step.quote:
            self._shelves[step.quote.product_id] = step.quote.stock
        if at(raw, "session", "new") is True and seen.commits:
            self._offered.pop(_session(raw), None)
        found = [*logged(seen), *self._written(raw, seen)]
        if seen.crash:
            return [Fault("crash", seen.crash), *found]
        ours = application(raw) == SKILL_ID
        if seen.refused or not ours:
            broken = [] if seen.refused and not ours and not seen.commits else [Fault("refusal", f"ours: {ours}")]
            return broken + found
        if refused := flaw(seen.answer):
            return [Fault("invalid", refused), *found]
        found += fitting(raw, seen) + held(raw, seen) + listens(seen) + words(self._sent, seen.answer)
        self._remember(raw, seen)
        return found

    def _remember(self, raw: Any, seen: Seen) -> None:
        """The offer that a session heard last, until it is over; a replay changes nothing about that."""
        if not seen.commits:
            return
        for commit in seen.commits:
            if commit.interaction.outcome in ("offered", "offered_anew"):
                self._offered[_session(raw)] = Said(spoken(seen.answer).casefold(), commit.interaction.locale)
        ends = seen.answer["response"].get("shouldEndSession") is True
        if ends or text(raw, "request", "type") == "SessionEndedRequest":
            self._offered.pop(_session(raw), None)

    def _written(self, raw: Any, seen: Seen) -> list[Fault]:
        kind = text(raw, "request", "type")
        most = 0 if kind == "CanFulfillIntentRequest" or seen.refused else 1
        found = [Fault("commit", f"{len(seen.commits)} commits")] if len(seen.commits) > most else []
        for commit in seen.commits:
            stored = msgspec.json.encode(commit).decode()
            found += [Fault("stored", f"{secret} was stored") for secret in SECRETS if secret in stored]
            if commit.interaction.outcome == "failed" and kind != "SessionEndedRequest":
                found.append(Fault("failed", f"{commit.interaction.intent} failed"))
            if commit.new_order:
                found += self._ordered(raw, commit, commit.new_order)
                self._bought.append(commit.new_order)
                self._offered.pop(_session(raw), None)
                self._taken(commit.new_order, 1)
            if commit.changed_order:
                self._taken(commit.changed_order, -1)
        return found

    def _ordered(self, raw: Any, commit: Commit, order: Order) -> list[Fault]:
        """Money: only the account's own yes, in the session that heard the whole offer, from somebody who may."""
        broken: list[str] = []
        if text(raw, "request", "type") != "IntentRequest" or intent(raw) != "AMAZON.YesIntent":
            broken.append(f"ordered by {intent(raw)!r}")
        if commit.customer_id not in self._world.households or user(raw) != user_of(commit.customer_id):
            broken.append(f"ordered for {commit.customer_id} by {user(raw)}")
        heard = self._offered.get(_session(raw))
        if heard is None or not _whole(order, heard):
            broken.append(f"ordered without a whole offer, after {heard}")
        profile = self._world.shop.profiles.get(commit.customer_id)
        person = text(raw, "context", "System", "person", "personId")
        for one in profile.customer.people if profile else ():
            if one.child and person == voice_of(commit.customer_id, one.name):
                broken.append("ordered by a child")
        if not commit.interaction.person and profile:
            bought = {*profile.digest.entries, *(line.product_id for past in self._bought for line in past.lines)}
            broken += [f"{x.product_id} is new" for x in order.lines if x.product_id not in bought]
        return [Fault("money", flaw) for flaw in broken]

    def _taken(self, order: Order, sign: int) -> None:
        for line in order.lines:
            stock = self._shelves[line.product_id]
            if line.counted and stock is not None:
                self._shelves[line.product_id] = stock - sign * line.quantity

    def books(self) -> list[Fault]:
        """At the end of a story: digests, recent orders and shelves agree with the orders there are."""
        found: list[Fault] = []
        for customer_id in self._world.households:
            orders = sorted(self._world.store.orders(customer_id), key=lambda order: (order.placed_at, order.id))
            loaded = self._world.store.load(customer_id, "", START)
            entries = {**loaded.digest.entries, **self._world.store.rest_of_digest(customer_id).entries}
            if entries != digest_of(orders, self._world.zone(customer_id)).entries:
                found.append(Fault("books", f"the digest of {customer_id} is not that of its orders"))
            recent = loaded.customer.orders if loaded.customer else ()
            if list(recent[:RECENT_ORDERS]) != orders[: -RECENT_ORDERS - 1 : -1] or any(
                one not in orders for one in recent
            ):
                found.append(Fault("books", f"the head of {customer_id} does not hold the newest orders"))
        for product_id, stock in self._shelves.items():
            left = self._world.store.quotes([product_id])[product_id].stock
            if left != stock:
                found.append(Fault("books", f"{left} instead of {stock} are left of {product_id}"))
        return found


def _session(raw: Any) -> tuple[str, str]:
    return user(raw), text(raw, "session", "sessionId")


def _whole(order: Order, said: Said) -> bool:
    """Whether an offer was spoken with everything this order holds: each line, the total and the seller."""
    locale = _babel(supported(said.locale))
    total = " ".join(amount(order.totals.total.minor, order.totals.total.currency, locale).casefold().split())
    facts = [total, order.seller.casefold()]
    return all(fact in said.text for fact in facts) and all(_line(line, said.text) for line in order.lines)


def _line(line: Line, said: str) -> bool:
    return line.name.casefold() in said and (line.quantity == 1 or str(line.quantity) in said)


def _babel(locale: str) -> Locale:
    try:
        return Locale.parse(locale, sep="-")
    except UnknownLocaleError:  # a region that does not exist
        return Locale.parse(locale.partition("-")[0])
