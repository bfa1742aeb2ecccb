"""Writing without a turn: imports, prices, links. Each replaces what was there."""

from __future__ import annotations

from sqlite3 import Connection

from skill.profile.customer import Identity
from skill.shopping.product import Quote
from skill.shopping.purchases import split
from skill.storage.encoding import encode, imported_version
from skill.storage.port import Profile


def put_profile(connection: Connection, profile: Profile) -> None:
    """Write one imported customer. Cart, sessions, interactions and other orders stay."""
    customer_id = profile.customer.id
    hot, rest = split(profile.digest)
    head, digest = encode(profile.customer), encode(hot)
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


def put_quote(connection: Connection, quote: Quote) -> None:
    """Set price and stock of a product."""
    connection.execute(
        "REPLACE INTO quotes (product, minor, currency, stock) VALUES (?, ?, ?, ?)",
        (quote.product_id, quote.price.minor, quote.price.currency, quote.stock),
    )
