"""The file behind the SQLite store: made, kept, refused, full, shared."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from skill.errors import SettingsError, StoreUnavailable
from skill.storage.encoding import encode
from skill.storage.sqlite import SqliteStore, connections
from tests.storage.households import errand
from tests.support.needs import ROOT
from tests.support.samples import NOW, cart, commit, customer, order, profile


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    SqliteStore(path).put_profiles([profile()])

    assert SqliteStore(path).load("anna", "s", NOW).customer == customer()


def test_a_file_that_exists_but_is_empty_is_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.touch()

    assert SqliteStore(path).load("anna", "s", NOW).customer is None


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    store = SqliteStore(path)
    store.commit(commit())

    assert {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()} == {
        "shop.db": "0o600",
        "shop.db-wal": "0o600",
        "shop.db-shm": "0o600",
    }


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    SqliteStore(path)
    gc.collect()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(SettingsError, match=r"newer version \(schema 99, this one knows 3\).*RESTOCK_STORE"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_file_of_the_first_version_gets_what_it_lacks_and_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    script = Path(connections.__file__).with_name("schema") / "1.sql"
    with sqlite3.connect(path) as old:
        old.executescript(script.read_text("utf-8"))
        old.execute("INSERT INTO customers VALUES ('anna', 7, ?)", (encode(customer()),))
        old.execute("INSERT INTO orders VALUES ('anna', 'o-1', ?)", (encode(order()),))
        old.execute("PRAGMA user_version = 1")
    old.close()

    for opened in (1, 2):
        store = SqliteStore(path)
        assert store.load("anna", "s", NOW).customer == customer()
        assert store.load("anna", "s", NOW).versions.customer == 7
        assert list(store.orders("anna")) == [order()]
        store.commit(commit(id=f"r{opened}", outbox=(errand(),)))
        assert store.due(NOW) == [errand()]
        del store
        gc.collect()
    SqliteStore(tmp_path / "new.db")
    assert _layout(path) == _layout(tmp_path / "new.db")


def _layout(path: Path) -> list[Any]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        found += connection.execute("PRAGMA user_version").fetchall()
    connection.close()
    return found


def test_a_file_of_somebody_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE orders (book TEXT)")
    other.close()

    with pytest.raises(SettingsError, match=r"no SQLite file of ours .*orders already exists"):
        SqliteStore(path)
    assert _layout(path) == [("table", "orders", "CREATE TABLE orders (book TEXT)"), (0,)]


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to look like one" * 50)

    with pytest.raises(SettingsError, match=r"notes.txt .*set RESTOCK_STORE"):
        SqliteStore(path)
    assert path.read_text().startswith("not a database")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be opened"):
        SqliteStore(tmp_path)


def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingsError, match="cannot be opened"):
        SqliteStore(tmp_path / "file" / "shop.db")


def test_commits_are_synced_to_the_disk(sqlite_store: SqliteStore) -> None:
    with sqlite_store._connections.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_file_locked_by_somebody_else_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_BUSY_SECONDS", 0.05)
    path = tmp_path / "shop.db"
    store = SqliteStore(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable, match="locked"):
        store.commit(commit())
    assert store.timeline("anna").interactions == ()

    other.execute("ROLLBACK")
    other.close()
    store.commit(commit())
    assert len(store.timeline("anna").interactions) == 1


def test_a_full_disk_writes_nothing_and_the_store_goes_on(sqlite_store: SqliteStore) -> None:
    with sqlite_store._connections.reading() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(StoreUnavailable, match="full"):
        sqlite_store.commit(commit(reply=b"x" * 50_000, cart=cart("a"), new_order=order()))
    assert sqlite_store.timeline("anna").interactions == ()
    assert sqlite_store.order("anna", "o-1") is None
    assert sqlite_store.load("anna", "s", NOW).versions.cart == 0

    sqlite_store.commit(commit(reply=b"short"))
    assert len(sqlite_store.timeline("anna").interactions) == 1


def test_void_sessions_do_not_pile_up(sqlite_store: SqliteStore) -> None:
    for day in range(10):
        at = NOW + timedelta(days=day)
        sqlite_store.commit(commit(at=at, session_id=f"s{day}", session=b"s", session_expires=at + timedelta(days=1)))

    with sqlite_store._connections.reading() as connection:
        kept = connection.execute("SELECT id FROM sessions ORDER BY id").fetchall()
    assert kept == [("s7",), ("s8",), ("s9",)]


def test_the_file_is_closed_with_its_store(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "shop.db")
    store.commit(commit())
    assert (tmp_path / "shop.db-wal").exists()
    del store
    gc.collect()

    assert not (tmp_path / "shop.db-wal").exists()


def test_several_processes_may_create_the_same_file_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from skill.storage.sqlite import SqliteStore;"
        "from tests.support.samples import commit;"
        "SqliteStore(Path(sys.argv[1])).commit(commit(id=sys.argv[2]))"
    )
    path = tmp_path / "shop.db"
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(path), str(number)], cwd=ROOT) for number in range(4)
    ]

    assert [process.wait(30) for process in started] == [0, 0, 0, 0]
    assert len(SqliteStore(path).timeline("anna").interactions) == 4
