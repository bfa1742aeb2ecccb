"""The thread of the local server."""

from __future__ import annotations

import logging
from datetime import datetime
from queue import Queue

import pytest

from skill.errors import StoreUnavailable
from skill.outbox.sweeper import Sweeper
from skill.outbox.worker import Outbox
from skill.profile.errand import Errand
from skill.storage.memory import MemoryStore
from tests.outbox.errands import errand, left, put
from tests.outbox.test_worker import Stubborn
from tests.support.tiny_shop import NOON

WAIT = 20


def test_what_is_committed_while_it_runs_is_done() -> None:
    store, did = MemoryStore(), Queue[str]()

    def deliver(given: Errand, at: datetime) -> None:
        did.put(given.order_id)

    put(store, errand("1"))
    with Sweeper(Outbox(store, deliver), lambda: NOON, every=0.01):
        assert did.get(timeout=WAIT) == "o-1"
        put(store, errand("2"))
        assert did.get(timeout=WAIT) == "o-2"
    assert left(store) == []


def test_a_delivery_that_has_begun_is_ended_when_it_stops() -> None:
    store, begun, may_end = MemoryStore(), Queue[bool](), Queue[bool]()

    def deliver(given: Errand, at: datetime) -> None:
        begun.put(True)
        may_end.get(timeout=WAIT)

    put(store, errand())
    with Sweeper(Outbox(store, deliver), lambda: NOON, every=0.01):
        begun.get(timeout=WAIT)
        may_end.put(True)
    assert left(store) == []


def test_a_store_that_does_not_answer_does_not_end_it(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.outbox.sweeper.AFTER_A_FAILURE", 0.01)
    store, did = MemoryStore(), Queue[str]()

    def deliver(given: Errand, at: datetime) -> None:
        did.put(given.order_id)

    put(store, errand())
    stubborn = Stubborn(store, due=[StoreUnavailable("anna"), StoreUnavailable("anna")])
    with Sweeper(Outbox(stubborn, deliver), lambda: NOON, every=0.01):
        assert did.get(timeout=WAIT) == "o-1"
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2
    assert caplog.messages[0].startswith("the outbox cannot be read: StoreUnavailable at test_worker.py:")
    assert "anna" not in caplog.text
