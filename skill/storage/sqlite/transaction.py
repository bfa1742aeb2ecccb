"""The commit of one turn, within a transaction that the caller has begun."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection

import msgspec

from skill.errors import AlreadyAnswered, Conflict, OutOfStock
from skill.profile.customer import Identity
from skill.storage.conditions import Condition, stock_changes
from skill.storage.encoding import encode, whole_second
from skill.storage.port import Commit
from skill.storage.sqlite.outbox import put_errands

# A void session is kept for a day, as DynamoDB too deletes late: a turn that has just read it still meets
# the version it read.
_KEPT_VOID_SECONDS = 86_400


def write(connection: Connection, change: Commit, key: str) -> None:
    """Check and write, in the order in which failed conditions are reported.

    Raises:
        AlreadyAnswered, Conflict, OutOfStock: see ``Store.commit``; the caller rolls back.

    """
    answered = connection.execute(
        "SELECT reply FROM interactions WHERE customer = ? AND key = ?", (change.customer_id, key)
    ).fetchone()
    if answered:
        raise AlreadyAnswered(answered[0])
    _write_versioned(connection, change)
    _write_orders(connection, change)
    if change.identity is not None:
        _claim_identity(connection, change.customer_id, change.identity, _end(change.guest_expires))
    if change.unlink is not None:
        connection.execute(
            "DELETE FROM identities WHERE channel = ? AND digest = ? AND customer = ?",
            (change.unlink.channel, change.unlink.digest, change.customer_id),
        )
    put_errands(connection, change.outbox)
    for product_id, quantity in stock_changes(change).items():
        _take(connection, product_id, quantity)
    connection.execute(
        "INSERT INTO interactions (customer, key, body, reply, expires) VALUES (?, ?, ?, ?, ?)",
        (change.customer_id, key, encode(change.interaction), change.reply, _end(change.interaction_expires)),
    )


def _write_versioned(connection: Connection, change: Commit) -> None:
    expected = change.expected
    items: list[tuple[str, int, msgspec.Struct | None, Condition]] = [
        ("customers", expected.customer, change.customer, Condition.CUSTOMER_UNCHANGED),
        ("carts", expected.cart, change.cart, Condition.CART_UNCHANGED),
        ("digests", expected.digest, change.digest, Condition.DIGEST_UNCHANGED),
    ]
    for table, version, item, condition in items:
        if item is not None and not _replaced(connection, table, change.customer_id, version, item):
            raise Conflict(condition)
        if item is not None and table != "digests":
            end = f"UPDATE {table} SET expires = ? WHERE customer = ?"  # noqa: S608 - a table of ours
            connection.execute(end, (_end(change.guest_expires), change.customer_id))
    if change.digest_rest is not None:
        connection.execute(
            "REPLACE INTO digest_rests (customer, body) VALUES (?, ?)",
            (change.customer_id, encode(change.digest_rest)),
        )
    if not _session_replaced(connection, change):
        raise Conflict(Condition.SESSION_UNCHANGED)


def _replaced(connection: Connection, table: str, customer_id: str, expected: int, item: msgspec.Struct) -> bool:
    """Write the next version of an item; False when the stored version is not the expected one."""
    values = {"customer": customer_id, "version": expected, "body": encode(item)}
    if expected == 0:
        insert = "(customer, version, body) VALUES (:customer, 1, :body) ON CONFLICT DO NOTHING"
        statement = f"INSERT INTO {table} {insert}"
    else:
        update = "version = version + 1, body = :body WHERE customer = :customer AND version = :version"
        statement = f"UPDATE {table} SET {update}"  # noqa: S608 - a table of ours
    return connection.execute(statement, values).rowcount == 1


def _session_replaced(connection: Connection, change: Commit) -> bool:
    if change.session is None or change.session_expires is None:
        return True
    values = {
        "customer": change.customer_id,
        "id": change.interaction.session,
        "version": change.expected.session,
        "expires": whole_second(change.session_expires),
        "body": change.session,
    }
    if change.expected.session == 0:
        statement = (
            "INSERT INTO sessions (customer, id, version, expires, body)"
            " VALUES (:customer, :id, 1, :expires, :body) ON CONFLICT DO NOTHING"
        )
    else:
        statement = (
            "UPDATE sessions SET version = version + 1, expires = :expires, body = :body"
            " WHERE customer = :customer AND id = :id AND version = :version"
        )
    written = connection.execute(statement, values).rowcount == 1
    void = change.interaction.at.timestamp() - _KEPT_VOID_SECONDS
    connection.execute("DELETE FROM sessions WHERE expires < ?", (void,))
    return written


def _write_orders(connection: Connection, change: Commit) -> None:
    customer_id, new, changed = change.customer_id, change.new_order, change.changed_order
    if new is not None:
        inserted = connection.execute(
            "INSERT INTO orders (customer, id, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (customer_id, new.id, encode(new)),
        ).rowcount
        if inserted != 1:
            raise Conflict(Condition.ORDER_IS_NEW)
    if changed is not None:
        updated = connection.execute(
            "UPDATE orders SET body = ? WHERE customer = ? AND id = ?",
            (encode(changed), customer_id, changed.id),
        ).rowcount
        if updated != 1:
            raise Conflict(Condition.ORDER_EXISTS)


def _end(expires: datetime | None) -> int | None:
    return None if expires is None else whole_second(expires)


def _claim_identity(connection: Connection, customer_id: str, identity: Identity, end: int | None) -> None:
    """Lead an outside account to this customer unless it leads to another one."""
    (owner,) = connection.execute(
        "INSERT INTO identities (channel, digest, customer, expires) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET expires = iif(customer = excluded.customer, excluded.expires, expires)"
        " RETURNING customer",
        (identity.channel, identity.digest, customer_id, end),
    ).fetchone()
    if owner != customer_id:
        raise Conflict(Condition.IDENTITY_IS_FREE)


def _take(connection: Connection, product_id: str, quantity: int) -> None:
    """Uncounted stock stays uncounted; giving back units of a product that is gone does nothing."""
    taken = connection.execute(
        "UPDATE quotes SET stock = stock - :quantity"
        " WHERE product = :product AND (stock IS NULL OR stock >= :quantity OR :quantity < 0)",
        {"product": product_id, "quantity": quantity},
    ).rowcount
    if taken != 1 and quantity > 0:
        raise OutOfStock(product_id)
