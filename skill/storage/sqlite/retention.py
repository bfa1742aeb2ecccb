"""What is past its time is deleted: DynamoDB does so by itself, a file must be swept."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection

_TABLES = ("interactions", "carts", "customers", "identities")


def expire(connection: Connection, at: datetime, limit: int) -> int:
    """See ``ForgetsInTime.expire``."""
    deleted = 0
    for table in _TABLES:
        if deleted < limit:
            past = f"SELECT rowid FROM {table} WHERE expires <= ? LIMIT ?"  # noqa: S608 - a table of ours
            delete = f"DELETE FROM {table} WHERE rowid IN ({past})"  # noqa: S608
            deleted += connection.execute(delete, (at.timestamp(), limit - deleted)).rowcount
    return deleted
