"""The outbox as a table: errands by customer and id, found by when they are due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from sqlite3 import Connection

import msgspec

from skill.profile.errand import Errand
from skill.storage.encoding import decode, due_before, due_key, encode


def put_errands(connection: Connection, errands: Iterable[Errand]) -> None:
    """Add errands; one whose id is there already is the same one and stays as it is."""
    connection.executemany(
        "INSERT INTO outbox (customer, id, due, attempts, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        ((one.customer_id, one.id, due_key(one), one.attempts, encode(one)) for one in errands),
    )


def due(connection: Connection, at: datetime, limit: int) -> Sequence[Errand]:
    """See ``Store.due``."""
    rows = connection.execute(
        "SELECT body FROM outbox WHERE due < ? ORDER BY due LIMIT ?", (due_before(at), limit)
    ).fetchall()
    return [decode(body, Errand) for (body,) in rows]


def postpone(connection: Connection, errand: Errand, until: datetime) -> Errand | None:
    """See ``Store.postpone``."""
    later = msgspec.structs.replace(errand, due=until, attempts=errand.attempts + 1)
    taken = connection.execute(
        "UPDATE outbox SET due = ?, attempts = ?, body = ? WHERE customer = ? AND id = ? AND due = ? AND attempts = ?",
        (
            *(due_key(later), later.attempts, encode(later)),
            *(errand.customer_id, errand.id, due_key(errand), errand.attempts),
        ),
    ).rowcount
    return later if taken == 1 else None


def done(connection: Connection, errand: Errand) -> None:
    """See ``Store.done``."""
    connection.execute("DELETE FROM outbox WHERE customer = ? AND id = ?", (errand.customer_id, errand.id))
