"""What must hold after every request, whatever was sent. Each rule has a name; a broken one is a `Fault`."""

from __future__ import annotations

from typing import Any

import msgspec

from skill.loading.profiles import digest_of
from skill.profile.customer import RECENT_ORDERS
from skill.shopping.order import Order
from tools.fuzzing.answers import SECRETS, Fault, fitting, flaw, held, listens, logged, words
from tools.fuzzing.reading import application, at, intent, text
from tools.fuzzing.requests import SKILL_ID
from tools.fuzzing.till import Till, talk_of
from tools.fuzzing.world import START, Seen, Step, World


class Judge:
    """Watches one story; it remembers what was said to whom."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._till = Till(world)
        self._sent: list[Any] = []
        self._shelves = {key: quote.stock for key, quote in world.shop.quotes.items()}

    def faults(self, step: Step, seen: Seen) -> list[Fault]:
        """What one request broke; empty is good."""
        raw = step.raw
        self._sent.append(raw)
        if step.quote:
            self._shelves[step.quote.product_id] = step.quote.stock
        if at(raw, "session", "new") is True and seen.commits:
            self._till.closed(talk_of(raw))
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
        self._till.hears(raw, seen)
        return found

    def _written(self, raw: Any, seen: Seen) -> list[Fault]:
        kind = text(raw, "request", "type")
        most = 0 if kind == "CanFulfillIntentRequest" or seen.refused else 1
        found = [Fault("commit", f"{len(seen.commits)} commits")] if len(seen.commits) > most else []
        for commit in seen.commits:
            stored = msgspec.json.encode(commit).decode()
            found += [Fault("stored", f"{secret} was stored") for secret in SECRETS if secret in stored]
            if commit.interaction.outcome == "failed" and kind != "SessionEndedRequest":
                found.append(Fault("failed", f"{commit.interaction.intent} failed"))
            if commit.interaction.slots and intent(raw) == "VoiceCode":
                found.append(Fault("code", f"{commit.interaction.slots} is on the timeline"))
            if commit.new_order:
                found += [Fault("money", why) for why in self._till.flaws(raw, commit, commit.new_order)]
                self._till.closed(talk_of(raw))
                self._taken(commit.new_order, 1)
            if commit.changed_order and commit.changed_order.cancelled_at:
                self._taken(commit.changed_order, -1)
        return found

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
