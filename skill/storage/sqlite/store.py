"""The storage port on one SQLite file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from skill.profile.customer import Customer, Identity
from skill.profile.errand import Errand
from skill.profile.interaction import Interaction
from skill.shopping.cart import Cart
from skill.shopping.money import Money
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest
from skill.storage.conditions import check, check_limit, check_quoted
from skill.storage.encoding import cursor, decode, event_key, from_cursor
from skill.storage.port import Commit, Loaded, Page, Profile, Versions
from skill.storage.sqlite import outbox
from skill.storage.sqlite.connections import Connections
from skill.storage.sqlite.imports import forget, put_identity, put_profile, put_quote
from skill.storage.sqlite.retention import expire
from skill.storage.sqlite.transaction import write

# One statement, hence one state of the file and one trip.
_LOAD = """
SELECT customers.body, customers.version, customers.expires, carts.body, carts.version, carts.expires,
       digests.body, digests.version, sessions.body, sessions.version, sessions.expires
FROM (SELECT :customer AS customer) AS wanted
LEFT JOIN customers ON customers.customer = wanted.customer
LEFT JOIN carts ON carts.customer = wanted.customer
LEFT JOIN digests ON digests.customer = wanted.customer
LEFT JOIN sessions ON sessions.customer = wanted.customer AND sessions.id = :session
"""
_BATCH_LINES = 20_000


class SqliteStore:
    """``skill.storage.port.Store`` in a file; several threads and processes may share it.

    Raises:
        SettingsError: when the file cannot be opened, is no SQLite file, or was written by a newer version.

    """

    def __init__(self, path: Path) -> None:
        self._connections = Connections(path)

    def identify(self, identity: Identity) -> str | None:
        """See ``Store.identify``."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT customer FROM identities WHERE channel = ? AND digest = ?",
                (identity.channel, identity.digest),
            ).fetchone()
        return row[0] if row else None

    def load(self, customer_id: str, session_id: str, at: datetime) -> Loaded:
        """See ``Store.load``."""
        with self._connections.reading() as connection:
            row = connection.execute(_LOAD, {"customer": customer_id, "session": session_id}).fetchone()
        customer, customer_version, customer_ends, cart, cart_version, cart_ends, *rest = row
        digest, digest_version, session, version, session_ends = rest
        customer, cart = _alive(customer, customer_ends, at), _alive(cart, cart_ends, at)
        return Loaded(
            customer=decode(customer, Customer) if customer else None,
            cart=decode(cart, Cart) if cart else Cart(),
            digest=decode(digest, Digest) if digest else Digest(),
            session=_alive(session, session_ends, at),
            versions=Versions(customer_version or 0, cart_version or 0, digest_version or 0, version or 0),
            expires=datetime.fromtimestamp(customer_ends, UTC) if customer and customer_ends is not None else None,
        )

    def rest_of_digest(self, customer_id: str) -> Digest:
        """See ``Store.rest_of_digest``."""
        with self._connections.reading() as connection:
            row = connection.execute("SELECT body FROM digest_rests WHERE customer = ?", (customer_id,)).fetchone()
        return decode(row[0], Digest) if row else Digest()

    def commit(self, change: Commit) -> None:
        """See ``Store.commit``."""
        check(change)
        key = event_key(change.interaction.at, change.interaction.id)
        with self._connections.writing() as connection:
            write(connection, change, key)

    def order(self, customer_id: str, order_id: str) -> Order | None:
        """See ``Store.order``."""
        with self._connections.reading() as connection:
            row = connection.execute(
                "SELECT body FROM orders WHERE customer = ? AND id = ?", (customer_id, order_id)
            ).fetchone()
        return decode(row[0], Order) if row else None

    def orders(self, customer_id: str) -> Iterable[Order]:
        """See ``Store.orders``."""
        with self._connections.reading() as connection:
            rows = connection.execute("SELECT body FROM orders WHERE customer = ?", (customer_id,)).fetchall()
        found = [decode(body, Order) for (body,) in rows]
        return sorted(found, key=lambda order: (order.placed_at, order.id))

    def timeline(self, customer_id: str, *, limit: int = 50, after: str = "", at: datetime | None = None) -> Page:
        """See ``Store.timeline``."""
        check_limit(limit)
        before = from_cursor(after) if after else None
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT key, body FROM interactions WHERE customer = :customer AND (:key IS NULL OR key < :key)"
                " AND (:at IS NULL OR expires IS NULL OR expires > :at) ORDER BY key DESC LIMIT :rows",
                {"customer": customer_id, "key": before, "rows": limit + 1, "at": at.timestamp() if at else None},
            ).fetchall()
        events = tuple(decode(body, Interaction) for _, body in rows[:limit])
        return Page(events, cursor(rows[limit - 1][0]) if len(rows) > limit else "")

    def link(self, customer_id: str, identity: Identity) -> None:
        """See ``Store.link``."""
        with self._connections.writing() as connection:
            put_identity(connection, customer_id, identity)

    def forget(self, customer_id: str) -> None:
        """See ``Store.forget``. At once."""
        with self._connections.writing() as connection:
            forget(connection, customer_id)

    def due(self, at: datetime, *, limit: int = 25) -> Sequence[Errand]:
        """See ``Store.due``."""
        check_limit(limit)
        with self._connections.reading() as connection:
            return outbox.due(connection, at, limit)

    def postpone(self, errand: Errand, until: datetime) -> Errand | None:
        """See ``Store.postpone``."""
        with self._connections.writing() as connection:
            return outbox.postpone(connection, errand, until)

    def done(self, errand: Errand) -> None:
        """See ``Store.done``."""
        with self._connections.writing() as connection:
            outbox.done(connection, errand)

    def put_profiles(self, profiles: Iterable[Profile]) -> None:
        """See ``Store.put_profiles``. Streams: a batch of whole customers is a transaction."""
        batch: list[Profile] = []
        lines = 0
        for profile in profiles:
            batch.append(profile)
            lines += 1 + sum(len(order.lines) for order in profile.orders)
            if lines >= _BATCH_LINES:
                self._put_batch(batch)
                batch, lines = [], 0
        self._put_batch(batch)

    def _put_batch(self, batch: Sequence[Profile]) -> None:
        with self._connections.writing() as connection:
            for profile in batch:
                put_profile(connection, profile)

    def put_quotes(self, quotes: Iterable[Quote]) -> None:
        """See ``Store.put_quotes``."""
        with self._connections.writing() as connection:
            for quote in quotes:
                put_quote(connection, quote)

    def quotes(self, product_ids: Sequence[str]) -> Mapping[str, Quote]:
        """See ``Store.quotes``."""
        wanted = check_quoted(product_ids)
        marks = ", ".join("?" * len(wanted))
        with self._connections.reading() as connection:
            rows = connection.execute(
                f"SELECT product, minor, currency, stock FROM quotes WHERE product IN ({marks})",  # noqa: S608 - marks only
                wanted,
            ).fetchall()
        return {product: Quote(product, Money(minor, currency), stock) for product, minor, currency, stock in rows}

    def expire(self, at: datetime, *, limit: int = 500) -> int:
        """See ``ForgetsInTime.expire``."""
        with self._connections.writing() as connection:
            return expire(connection, at, limit)

    def customer_ids(self, *, limit: int = 100, after: str = "") -> Sequence[str]:
        """See ``ListsCustomers.customer_ids``."""
        with self._connections.reading() as connection:
            rows = connection.execute(
                "SELECT customer FROM customers WHERE customer > ? ORDER BY customer LIMIT ?", (after, limit)
            ).fetchall()
        return [customer_id for (customer_id,) in rows]


def _alive(body: bytes | None, expires: int | None, at: datetime) -> bytes | None:
    """An item, unless it is past its time."""
    return body if expires is None or at.timestamp() < expires else None
