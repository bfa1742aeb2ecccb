"""The sweep that forgets: all that is over, in small transactions, by the local server's thread every hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from queue import Queue
from typing import Any

import pytest

from skill.outbox import retention
from skill.outbox.retention import expire
from skill.outbox.sweeper import Sweeper
from skill.outbox.worker import Outbox
from skill.storage.dynamodb import DynamoStore
from skill.storage.memory import MemoryStore
from skill.storage.sqlite import SqliteStore
from skill.telemetry import metrics
from tests.storage.conftest import dynamo_store, dynamodb, sqlite_store, table
from tests.support.samples import commit
from tests.support.tiny_shop import NOON
from tests.telemetry.test_metrics import printed

__all__ = ["dynamo_store", "dynamodb", "sqlite_store", "table"]


@pytest.fixture(autouse=True)
def _metrics() -> Iterator[None]:
    metrics.start("scheduled")
    yield
    metrics.stop()


def fill(store: Any, turns: int) -> None:
    for number in range(turns):
        at = NOON + timedelta(minutes=number)
        store.commit(commit(id=f"r{number}", at=at, interaction_expires=at + timedelta(days=1)))


def test_all_that_is_over_goes_and_is_counted(
    sqlite_store: SqliteStore, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 3)
    fill(sqlite_store, 10)

    assert expire(sqlite_store, NOON + timedelta(days=1, minutes=7)) == 8
    assert [event.id for event in sqlite_store.timeline("anna").interactions] == ["r9", "r8"]
    assert expire(sqlite_store, NOON + timedelta(days=1, minutes=7)) == 0
    metrics.flush()
    (line,) = printed(capsys)
    assert (line["Expired"], line["service"]) == ([8.0], "scheduled")


def test_one_sweep_goes_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    monkeypatch.setattr(retention, "MOST", 4)
    store = MemoryStore()
    fill(store, 6)
    assert [expire(store, NOON + timedelta(days=9)) for _ in range(3)] == [4, 2, 0]


def test_dynamodb_is_left_to_its_own(dynamo_store: DynamoStore) -> None:
    fill(dynamo_store, 1)
    assert expire(dynamo_store, NOON + timedelta(days=9)) == 0
    assert len(dynamo_store.timeline("anna").interactions) == 1


def test_the_servers_thread_forgets_at_once_and_every_hour() -> None:
    store, forgot, ticks = MemoryStore(), Queue[datetime](), iter(range(10_000))
    outbox = Outbox(store, lambda errand, at: None)
    with Sweeper(outbox, lambda: NOON + timedelta(minutes=next(ticks)), every=0.0001, forget=forgot.put):
        found = [forgot.get(timeout=20) for _ in range(3)]
    assert found == [NOON, NOON + timedelta(hours=1), NOON + timedelta(hours=2)]
