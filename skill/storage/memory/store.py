"""The storage port in dictionaries. Values are frozen, so nothing is copied."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from threading import Lock
from typing import Any

import msgspec

from skill.errors import AlreadyAnswered, Conflict, OutOfStock
from skill.profile.customer import Identity
from skill.profile.errand import Errand
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest, split
from skill.storage.conditions import Condition, check, check_limit, check_quoted, imported, stock_changes
from skill.storage.encoding import cursor, encode, event_key, from_cursor, imported_version, whole_second
from skill.storage.memory.household import Household, Session
from skill.storage.memory.outbox import Outbox
from skill.storage.port import Commit, Loaded, Page, Profile, Versions


class MemoryStore:
    """``skill.storage.port.Store`` in dictionaries, behind one lock."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._households: dict[str, Household] = {}
        self._identities: dict[Identity, str] = {}
        self._identity_ends: dict[Identity, int] = {}
        self._quotes: dict[str, Quote] = {}
        self._outbox = Outbox()

    def identify(self, identity: Identity) -> str | None:
        """See ``Store.identify``."""
        with self._lock:
            return self._identities.get(identity)

    def load(self, customer_id: str, session_id: str, at: datetime) -> Loaded:
        """See ``Store.load``."""
        with self._lock:
            household = self._households.get(customer_id) or Household()
            name = _session(session_id)
            session: Session | None = household.items.get(name)
            alive = session is not None and at.timestamp() < session.expires
            versions = household.versions
            customer = household.found("customer", at)
            ends = household.ends.get("customer") if customer else None
            return Loaded(
                customer=customer,
                cart=household.found("cart", at) or Cart(),
                digest=household.items.get("digest", Digest()),
                session=session.data if session and alive else None,
                versions=Versions(
                    customer=versions.get("customer", 0),
                    cart=versions.get("cart", 0),
                    digest=versions.get("digest", 0),
                    session=versions.get(name, 0),
                ),
                expires=datetime.fromtimestamp(ends, UTC) if ends is not None else None,
            )

    def rest_of_digest(self, customer_id: str) -> Digest:
        """See ``Store.rest_of_digest``."""
        with self._lock:
            household = self._households.get(customer_id)
            return household.rest if household else Digest()

    def commit(self, change: Commit) -> None:
        """See ``Store.commit``: first every condition, then every write."""
        check(change)
        key = event_key(change.interaction.at, change.interaction.id)
        with self._lock:
            household = self._households.get(change.customer_id) or Household()
            if key in household.events:
                raise AlreadyAnswered(household.events[key][1])
            writes = _writes(change)
            for name, (expected, _, condition) in writes.items():
                if household.versions.get(name, 0) != expected:
                    raise Conflict(condition)
            self._check_order_and_identity(change, household)
            quotes = self._taken(stock_changes(change))

            self._households[change.customer_id] = household
            for name, (expected, value, _) in writes.items():
                household.items[name], household.versions[name] = value, expected + 1
                if name in {"customer", "cart"}:
                    household.end(name, change.guest_expires)
            if change.digest_rest is not None:
                household.rest = change.digest_rest
            for order in (change.new_order, change.changed_order):
                if order is not None:
                    household.orders[order.id] = order
            if change.identity is not None:
                self._identities[change.identity] = change.customer_id
                self._end_identity(change.identity, change.guest_expires)
            if change.unlink is not None and self._identities.get(change.unlink) == change.customer_id:
                del self._identities[change.unlink]
            for errand in change.outbox:
                self._outbox.put(errand)
            self._quotes.update(quotes)
            insort(household.keys, key)
            household.events[key] = change.interaction, change.reply
            household.end(key, change.interaction_expires)

    def _end_identity(self, identity: Identity, expires: datetime | None) -> None:
        self._identity_ends.pop(identity, None)
        if expires is not None:
            self._identity_ends[identity] = whole_second(expires)

    def _check_order_and_identity(self, change: Commit, household: Household) -> None:
        if change.new_order is not None and change.new_order.id in household.orders:
            raise Conflict(Condition.ORDER_IS_NEW)
        if change.changed_order is not None and change.changed_order.id not in household.orders:
            raise Conflict(Condition.ORDER_EXISTS)
        if change.identity is not None:
            owner = self._identities.get(change.identity, change.customer_id)
            if owner != change.customer_id:
                raise Conflict(Condition.IDENTITY_IS_FREE)

    def _taken(self, units: Mapping[str, int]) -> dict[str, Quote]:
        """The quotes as they are once these units are taken."""
        result = {}
        for product_id, quantity in units.items():
            quote = self._quotes.get(product_id)
            if quantity > 0 and (quote is None or not quote.has(quantity)):
                raise OutOfStock(product_id)
            if quote is not None and quote.stock is not None:
                result[product_id] = msgspec.structs.replace(quote, stock=quote.stock - quantity)
        return result

    def order(self, customer_id: str, order_id: str) -> Order | None:
        """See ``Store.order``."""
        with self._lock:
            household = self._households.get(customer_id)
            return household.orders.get(order_id) if household else None

    def orders(self, customer_id: str) -> Iterable[Order]:
        """See ``Store.orders``."""
        with self._lock:
            household = self._households.get(customer_id)
            found = list(household.orders.values()) if household else []
        return sorted(found, key=lambda order: (order.placed_at, order.id))

    def timeline(self, customer_id: str, *, limit: int = 50, after: str = "", at: datetime | None = None) -> Page:
        """See ``Store.timeline``."""
        check_limit(limit)
        before = from_cursor(after) if after else None
        with self._lock:
            household = self._households.get(customer_id) or Household()
            known = [key for key in household.keys if at is None or household.alive(key, at)]
            end = len(known) if before is None else bisect_left(known, before)
            start = max(0, end - limit)
            keys = known[start:end][::-1]
            events = tuple(household.events[key][0] for key in keys)
        return Page(events, cursor(keys[-1]) if start else "")

    def link(self, customer_id: str, identity: Identity) -> None:
        """See ``Store.link``."""
        with self._lock:
            self._identities[identity] = customer_id
            self._end_identity(identity, None)

    def forget(self, customer_id: str) -> None:
        """See ``Store.forget``."""
        with self._lock:
            self._households.pop(customer_id, None)
            self._outbox.forget(customer_id)

    def due(self, at: datetime, *, limit: int = 25) -> Sequence[Errand]:
        """See ``Store.due``."""
        check_limit(limit)
        with self._lock:
            return self._outbox.due(at, limit)

    def postpone(self, errand: Errand, until: datetime) -> Errand | None:
        """See ``Store.postpone``."""
        with self._lock:
            return self._outbox.postpone(errand, until)

    def done(self, errand: Errand) -> None:
        """See ``Store.done``."""
        with self._lock:
            self._outbox.done(errand)

    def put_profiles(self, profiles: Iterable[Profile]) -> None:
        """See ``Store.put_profiles``."""
        for profile in profiles:
            hot, rest = split(profile.digest)
            with self._lock:
                household = self._households.setdefault(profile.customer.id, Household())
                customer = imported(profile, household.items.get("customer"))
                for name, value in (("customer", customer), ("digest", hot)):
                    household.items[name] = value
                    household.versions[name] = imported_version(encode(value))
                    household.end(name, None)
                household.rest = rest
                household.orders.update((order.id, order) for order in profile.orders)
                for identity in profile.identities:
                    self._identities[identity] = profile.customer.id
                    self._end_identity(identity, None)

    def put_quotes(self, quotes: Iterable[Quote]) -> None:
        """See ``Store.put_quotes``."""
        with self._lock:
            self._quotes.update((quote.product_id, quote) for quote in quotes)

    def quotes(self, product_ids: Sequence[str]) -> Mapping[str, Quote]:
        """See ``Store.quotes``."""
        wanted = check_quoted(product_ids)
        with self._lock:
            return {found: self._quotes[found] for found in wanted if found in self._quotes}

    def expire(self, at: datetime, *, limit: int = 500) -> int:
        """See ``ForgetsInTime.expire``."""
        now = at.timestamp()
        with self._lock:
            over = [
                (household, name)
                for household in self._households.values()
                for name, end in household.ends.items()
                if end <= now
            ][:limit]
            for household, name in over:
                household.drop(name)
            accounts = [identity for identity, end in self._identity_ends.items() if end <= now][: limit - len(over)]
            for identity in accounts:
                del self._identities[identity], self._identity_ends[identity]
        return len(over) + len(accounts)

    def customer_ids(self, *, limit: int = 100, after: str = "") -> Sequence[str]:
        """See ``ListsCustomers.customer_ids``."""
        with self._lock:
            known = [
                customer_id for customer_id, household in self._households.items() if "customer" in household.items
            ]
        return [customer_id for customer_id in sorted(known) if customer_id > after][:limit]


def _session(session_id: str) -> str:
    """The name of a session among a household's items."""
    return f"session {session_id}"


def _writes(change: Commit) -> dict[str, tuple[int, Any, Condition]]:
    """The versioned items a commit writes: expected version, value, and the condition that may fail."""
    expected = change.expected
    writes: dict[str, tuple[int, Any, Condition]] = {}
    if change.customer is not None:
        writes["customer"] = expected.customer, change.customer, Condition.CUSTOMER_UNCHANGED
    if change.cart is not None:
        writes["cart"] = expected.cart, change.cart, Condition.CART_UNCHANGED
    if change.digest is not None:
        writes["digest"] = expected.digest, change.digest, Condition.DIGEST_UNCHANGED
    if change.session is not None and change.session_expires is not None:
        session = Session(change.session, whole_second(change.session_expires))
        writes[_session(change.interaction.session)] = expected.session, session, Condition.SESSION_UNCHANGED
    return writes
