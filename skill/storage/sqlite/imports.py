"""Writing without a turn: imports, prices, links, which replace what was there; and forgetting a customer."""

from __future__ import annotations

from sqlite3 import Connection

from skill.profile.customer import Customer, Identity
from skill.shopping.product import Quote
from skill.shopping.purchases import split
from skill.storage.conditions import imported
from skill.storage.encoding import decode, encode, imported_version
from skill.storage.port import Profile

# Where a customer's own things are. Identities stay, and stock is nobody's.
_OF_CUSTOMER = ("customers", "carts", "digests", "digest_rests", "sessions", "interactions", "orders", "outbox")


def put_profile(connection: Connection, profile: Profile) -> None:
    """Write one imported customer. Cart, sessions, interactions, errands and other orders stay."""
    customer_id = profile.customer.id
    row = connection.execute("SELECT body FROM customers WHERE customer = ?", (customer_id,)).fetchone()
    hot, rest = split(profile.digest)
    head = encode(imported(profile, decode(row[0], Customer) if row else None))
    digest = encode(hot)
    connection.execute(
        "REPLACE INTO customers (customer, version, body) VALUES (?, ?, ?)",
        (customer_id, imported_version(head), head),
    )
    connection.execute(
        "REPLACE INTO digests (customer, version, body) VALUES (?, ?, ?)",
        (customer_id, imported_version(digest), digest),
    )
    if rest.entries:
        connection.execute("REPLACE INTO digest_rests (customer, body) VALUES (?, ?)", (customer_id, encode(rest)))
    else:
        connection.execute("DELETE FROM digest_rests WHERE customer = ?", (customer_id,))
    connection.executemany(
        "REPLACE INTO orders (customer, id, body) VALUES (?, ?, ?)",
        ((customer_id, order.id, encode(order)) for order in profile.orders),
    )
    for identity in profile.identities:
        put_identity(connection, customer_id, identity)


def put_identity(connection: Connection, customer_id: str, identity: Identity) -> None:
    """Lead an outside account to a customer."""
    connection.execute(
        "REPLACE INTO identities (channel, digest, customer) VALUES (?, ?, ?)",
        (identity.channel, identity.digest, customer_id),
    )


def forget(connection: Connection, customer_id: str) -> None:
    """Delete everything of a customer."""
    for table in _OF_CUSTOMER:
        connection.execute(f"DELETE FROM {table} WHERE customer = ?", (customer_id,))  # noqa: S608 - a table of ours


def put_quote(connection: Connection, quote: Quote) -> None:
    """Set price and stock of a product."""
    connection.execute(
        "REPLACE INTO quotes (product, minor, currency, stock) VALUES (?, ?, ?, ?)",
        (quote.product_id, quote.price.minor, quote.price.currency, quote.stock),
    )
