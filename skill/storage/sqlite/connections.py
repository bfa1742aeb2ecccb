"""Connections to one SQLite file: opened, checked, lent to one thread at a time, closed with their store."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock

from skill.deadline import left
from skill.errors import SettingsError, StoreUnavailable

SCHEMA = 3
_BUSY_SECONDS = 5.0
_OURSELVES_SECONDS = 60.0
"""How long who is no turn waits for others of this process, such as an import for a turn."""


class Connections:
    """A pool for one file.

    Raises:
        SettingsError: when the file cannot be opened, is no SQLite file, or was written by a newer version.

    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Writers of this process wait for each other here, in turn; SQLite's own waiting polls.
        self._writing = Lock()
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        weakref.finalize(self, _close_all, self._idle)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                # Profiles are nobody else's to read; SQLite's side files take over the mode.
                path.touch(mode=0o600)
            connection = self._open()
        except (OSError, sqlite3.Error) as exc:
            raise SettingsError(
                f"{path} cannot be opened as a SQLite file ({exc}): set RESTOCK_STORE to another path"
            ) from exc
        try:
            _prepare(connection, path)
        except sqlite3.Error as exc:
            connection.close()
            raise SettingsError(f"{path} is no SQLite file of ours ({exc}): set RESTOCK_STORE to another path") from exc
        except SettingsError:
            connection.close()
            raise
        self._idle.put(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to read with; each statement sees one state of the file.

        Raises:
            StoreUnavailable: when SQLite fails or is locked for too long.

        """
        try:
            try:
                connection = self._idle.get_nowait()
            except Empty:
                connection = self._open()
            try:
                # What SQLite may wait for others; in a turn no longer than that has left.
                connection.execute(f"PRAGMA busy_timeout = {left(_BUSY_SECONDS) * 1000:.0f}")
                yield connection
            finally:
                self._idle.put(connection)
        except sqlite3.Error as exc:
            raise StoreUnavailable(f"{self._path}: {exc}") from exc

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection within a transaction: kept when the block ends, undone when it raises.

        Raises:
            StoreUnavailable: when SQLite fails or is locked for too long.

        """
        if not self._writing.acquire(timeout=left(_OURSELVES_SECONDS)):
            raise StoreUnavailable(f"{self._path}: others of this process were writing for too long")
        try:
            with self.reading() as connection:
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    # After some failures (disk full) SQLite has rolled back already.
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                    raise
        finally:
            self._writing.release()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            # WAL: readers never wait. FULL: a commit survives a power cut too; it costs 0.1 ms on an SSD.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _close_all(idle: LifoQueue[sqlite3.Connection]) -> None:
    with suppress(Empty):
        while True:
            idle.get_nowait().close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Create what a new or an older file lacks; accept a file of this version."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found > SCHEMA:
            raise SettingsError(
                f"{path} was written by a newer version (schema {found}, this one knows {SCHEMA}): "
                "install that version, or set RESTOCK_STORE to another path"
            )
        for version in range(found + 1, SCHEMA + 1):
            for statement in _statements(version):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(version: int) -> Iterator[str]:
    """The statements that lead to a version. ``executescript`` would commit before it starts."""
    script = Path(__file__).with_name("schema") / f"{version}.sql"
    statement = ""
    for line in script.read_text("utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
