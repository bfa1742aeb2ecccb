"""The embedded store: one SQLite file, the default of a local server."""

from skill.storage.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
