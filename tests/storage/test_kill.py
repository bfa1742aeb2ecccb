"""SQLite survives ``kill -9`` in the middle of a turn: each commit is there as a whole or not at all."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from skill.shopping.cart import Cart, CartLine
from skill.shopping.purchases import Digest
from skill.storage.port import Loaded, Versions
from skill.storage.sqlite import SqliteStore
from tests.storage.households import ONE_DAY
from tests.storage.turns_until_killed import STOCK
from tests.support.needs import ROOT
from tests.support.samples import NOW, digest, identity
from tests.support.soak import SOAK

ROUNDS = 15 * SOAK


def _run_and_kill(path: Path, after: float) -> list[int]:
    """The numbers of the turns that the killed process had reported as committed."""
    command = [sys.executable, "-m", "tests.storage.turns_until_killed", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.kill()
        # A last line may be cut off by the kill.
        lines = [line for line in process.stdout if line.endswith("\n")]
    return [int(line) for line in lines]


def _committed(path: Path) -> int:
    """How many turns the file holds, after checking that they are whole."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()

    store = SqliteStore(path)
    loaded = store.load("anna", "session", NOW)
    turns = loaded.versions.customer
    if turns == 0:
        assert loaded == Loaded(None, Cart(), Digest(), None, Versions())
        assert store.due(ONE_DAY) == []
        return 0
    last = turns - 1
    assert loaded.versions == Versions(turns, turns, turns, turns)
    assert loaded.customer is not None
    assert loaded.customer.time_zone == str(last)
    assert loaded.cart.lines == (CartLine(str(last), 1, NOW),)
    assert loaded.digest == digest(last % 200)
    assert store.rest_of_digest("anna") == digest(last % 200)
    assert loaded.session == str(last).encode()
    assert {order.id for order in store.orders("anna")} == {f"o-{number}" for number in range(turns)}
    events = store.timeline("anna", limit=turns + 9).interactions
    assert [event.id for event in events] == [f"r{number}" for number in reversed(range(turns))]
    assert store.identify(identity(str(last))) == "anna"
    assert store.identify(identity(str(last - 1))) is None
    assert store.identify(identity(str(turns))) is None
    assert [one.id for one in store.due(ONE_DAY, limit=turns + 9)] == [f"e-{number}" for number in range(turns)]
    assert store.quotes(["coffee-1"])["coffee-1"].stock == STOCK - turns
    return turns


def test_kill_in_the_middle_of_commits(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    moments = random.Random(20261121)
    total = 0

    for _ in range(ROUNDS):
        reported = _run_and_kill(path, 0.01 + moments.random() * 0.08)
        before, total = total, _committed(path)
        assert reported == list(range(before, before + len(reported)))
        # The turn after the last report may have been committed, but not reported any more.
        assert total - before - len(reported) in (0, 1)

    assert total > ROUNDS
