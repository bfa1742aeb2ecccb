"""The storage port: one load before a turn, one atomic commit after it.

Every item carries a version. ``Loaded.versions`` names the ones that were read (0: absent); a commit that
writes an item gives the version it expects and fails as a whole with ``Conflict`` when another turn was
faster. The interaction is appended without a customer version, under the id of the request: a request that
was answered before fails with ``AlreadyAnswered`` and brings the stored reply. A request is known by its id
and its time together: a repeat carries both unchanged (Alexa's own timestamp, never a clock of ours).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

import msgspec

from skill.profile.customer import Customer, Identity
from skill.profile.errand import Errand
from skill.profile.interaction import Interaction
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest


class Versions(msgspec.Struct, frozen=True):
    """The version of each item; 0 when it does not exist yet."""

    customer: int = 0
    cart: int = 0
    digest: int = 0
    session: int = 0


class Loaded(msgspec.Struct, frozen=True):
    """What a turn begins with. ``digest`` is the hot part; ``digest.complete`` tells whether there is more.

    ``expires`` is when the customer is forgotten, if ever; one who is past it is absent, and so is such a cart.
    ``session`` is the stored session's bytes as they were committed; None when there is none or it expired. An
    expired one may still be there: its version is told all the same, and the next commit replaces it.
    """

    customer: Customer | None
    cart: Cart
    digest: Digest
    session: bytes | None
    versions: Versions
    expires: datetime | None = None


class StockChange(msgspec.Struct, frozen=True):
    """Take ``quantity`` units of a counted product (negative: give back); refused when fewer are left.

    A product that is not counted stays so. Of a product that is gone nothing can be taken; giving back to it
    does nothing.
    """

    product_id: str
    quantity: int


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one turn changes; None or empty: that item is not written.

    ``digest`` is the hot part, written together with ``digest_rest`` or alone. ``new_order`` must not exist
    yet; ``changed_order`` must exist. ``identity`` links an outside account to this customer, unless it leads
    to another one already; ``unlink`` ends that an outside account leads to this customer (nothing happens when it
    does not). ``outbox`` is what is to be done afterwards: an errand whose id is there already is the same one, and
    that one stays as it is. ``session`` is kept under ``interaction.session`` until ``session_expires``, to the
    second. ``reply`` is what a replay gets back. ``interaction_expires`` is when the interaction is forgotten,
    ``guest_expires`` when customer, cart and identity are that are written here; None: never.
    """

    customer_id: str
    interaction: Interaction
    reply: bytes
    expected: Versions = Versions()
    session: bytes | None = None
    session_expires: datetime | None = None
    customer: Customer | None = None
    cart: Cart | None = None
    digest: Digest | None = None
    digest_rest: Digest | None = None
    new_order: Order | None = None
    changed_order: Order | None = None
    identity: Identity | None = None
    unlink: Identity | None = None
    stock: tuple[StockChange, ...] = ()
    outbox: tuple[Errand, ...] = ()
    interaction_expires: datetime | None = None
    guest_expires: datetime | None = None


class Page(msgspec.Struct, frozen=True):
    """A page of the timeline, newest first; ``next`` continues it, empty at the end."""

    interactions: tuple[Interaction, ...]
    next: str = ""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A whole customer as an import brings it.

    ``digest`` is the whole one; the store splits it. Customer and digest are replaced, orders and identities
    added or replaced one by one; cart, sessions, interactions, errands and other orders stay, and so do
    ``customer.home`` and those other orders in ``customer.orders`` of a customer that is there already.
    """

    customer: Customer
    digest: Digest
    orders: tuple[Order, ...] = ()
    identities: tuple[Identity, ...] = ()


class Store(Protocol):
    """A store of customers. Safe to use from several threads."""

    def identify(self, identity: Identity) -> str | None:
        """The customer id of an outside account; None when nobody linked it."""
        ...

    def load(self, customer_id: str, session_id: str, at: datetime) -> Loaded:
        """Customer, cart, hot digest and session, in one trip; what is past its expiry ``at`` is absent."""
        ...

    def rest_of_digest(self, customer_id: str) -> Digest:
        """The rarer products (DIGEST2)."""
        ...

    def commit(self, change: Commit) -> None:
        """Write everything or nothing, in one trip.

        Raises:
            AlreadyAnswered: this request was committed before; carries its reply. It wins over the others.
            Conflict: an item's version is not the expected one, the order exists (or the changed one does
                not), or the identity is taken; ``skill.storage.conditions`` names them. It wins over the last.
            OutOfStock: a counted product has not enough left.
            ValueError: the commit contradicts itself.

        """
        ...

    def order(self, customer_id: str, order_id: str) -> Order | None:
        """One order, also an old one."""
        ...

    def orders(self, customer_id: str) -> Iterable[Order]:
        """All orders of a customer, oldest first (pages under the hood)."""
        ...

    def timeline(self, customer_id: str, *, limit: int = 50, after: str = "", at: datetime | None = None) -> Page:
        """Interactions, newest first; ``after`` is ``Page.next`` of the page before.

        Those that are past their expiry ``at`` are absent; without it, those that were not deleted yet are told.

        Raises:
            ValueError: when ``after`` is no such thing, or ``limit`` is below one.

        """
        ...

    def link(self, customer_id: str, identity: Identity) -> None:
        """Lead an outside account to a customer from now on (idempotent, replaces)."""
        ...

    def forget(self, customer_id: str) -> None:
        """Delete everything of a customer: profile, cart, orders, sessions, interactions, errands. Idempotent.

        Not at once everywhere; a repeat finishes what an interruption left. Identities stay: their owner is gone,
        and the next turn of such an account begins a profile anew under the same id.
        """
        ...

    def due(self, at: datetime, *, limit: int = 25) -> Sequence[Errand]:
        """Errands whose time has come, longest due first. May lag by a moment: ``postpone`` knows for certain.

        Raises:
            ValueError: when ``limit`` is below one, or ``at`` has no zone.

        """
        ...

    def postpone(self, errand: Errand, until: datetime) -> Errand | None:
        """Take an errand for oneself until then, its attempts counted up; None when somebody else was faster.

        It must still be as it was read: same ``due``, same ``attempts``, not done.

        Raises:
            ValueError: when ``until`` has no zone.

        """
        ...

    def done(self, errand: Errand) -> None:
        """Remove an errand. Idempotent."""
        ...

    def put_profiles(self, profiles: Iterable[Profile]) -> None:
        """Import customers, in as few trips as the store allows. Idempotent."""
        ...

    def put_quotes(self, quotes: Iterable[Quote]) -> None:
        """Set price and stock of products."""
        ...

    def quotes(self, product_ids: Sequence[str]) -> Mapping[str, Quote]:
        """Price and stock of at most ten products, in one trip; unknown ones are left out.

        Raises:
            ValueError: for more than ten.

        """
        ...


@runtime_checkable
class ForgetsInTime(Protocol):
    """What stores do that do not delete by themselves what is past its time, as DynamoDB does within two days."""

    def expire(self, at: datetime, *, limit: int = 500) -> int:
        """Delete what is past its expiry, at most ``limit`` items; how many were deleted."""
        ...


@runtime_checkable
class ListsCustomers(Protocol):
    """What local stores can besides: list everybody. A table in the cloud cannot without a scan."""

    def customer_ids(self, *, limit: int = 100, after: str = "") -> Sequence[str]:
        """Customer ids in order, after one."""
        ...
