"""What is in the outbox, as alarms see it: on every store."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from skill.channels.mail.mailer import MailUnavailable
from skill.outbox.waiting import Waiting, first_due, measure, waiting
from skill.outbox.worker import PAUSES, STUCK, Outbox
from skill.profile.errand import Errand
from skill.storage.port import Store
from skill.telemetry import metrics
from tests.outbox.errands import errand, left, put
from tests.outbox.test_worker import Hands
from tests.support.tiny_shop import NOON

MINUTE = timedelta(minutes=1)


def test_nothing_waits(store: Store) -> None:
    assert waiting(store, NOON) == Waiting(errands=0, stuck=0, oldest_seconds=0)


def test_what_was_left_a_minute_ago_has_waited_for_a_minute(store: Store) -> None:
    put(store, errand("1"))
    put(store, errand("2", "ben", due=NOON - MINUTE))
    assert waiting(store, NOON) == Waiting(errands=2, stuck=0, oldest_seconds=60)


def test_what_is_not_due_has_not_waited(store: Store) -> None:
    put(store, errand(due=NOON + MINUTE))
    assert waiting(store, NOON) == Waiting(errands=1, stuck=0, oldest_seconds=0)


def test_what_fails_has_waited_since_its_first_try_and_is_stuck_after_twelve(store: Store) -> None:
    put(store, errand())
    outbox, at = Outbox(store, Hands({"o-1": [MailUnavailable("down")] * 99})), NOON
    for tries in range(1, STUCK + 1):
        assert outbox.sweep(at).failed == 1
        seconds = int((at - NOON).total_seconds())
        assert waiting(store, at) == Waiting(errands=1, stuck=int(tries >= STUCK), oldest_seconds=seconds)
        (one,) = left(store)
        assert first_due(one) == NOON
        at = one.due
    assert at - NOON == sum(PAUSES, timedelta()) + (STUCK - len(PAUSES)) * PAUSES[-1]


def test_the_gauges_are_told_even_when_nothing_waits(capsys: pytest.CaptureFixture[str]) -> None:
    metrics.start("scheduled")
    try:
        measure(Waiting())
        metrics.flush()
    finally:
        metrics.stop()
    told = json.loads(capsys.readouterr().out)
    assert (told["service"], told["ErrandsStuck"], told["OldestErrandSeconds"]) == ("scheduled", [0.0], [0.0])
    units = {one["Name"]: one["Unit"] for one in told["_aws"]["CloudWatchMetrics"][0]["Metrics"]}
    assert units == {"ErrandsStuck": "Count", "OldestErrandSeconds": "Seconds"}


def test_outcomes_are_counted(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    put(store, *(errand(str(number)) for number in range(3)))
    metrics.start("outbox")
    try:
        Outbox(store, Hands({"o-1": [RuntimeError("boom")]})).sweep(NOON)
        metrics.flush()
    finally:
        metrics.stop()
    told = json.loads(capsys.readouterr().out)
    assert (told["ErrandsDone"], told["ErrandsFailed"]) == ([1.0, 1.0], [1.0])
    assert "ErrandsGivenUp" not in told


def test_an_errand_that_somebody_else_took_counts_for_them(store: Store) -> None:
    put(store, errand())
    (found,) = left(store)
    assert store.postpone(found, NOON + MINUTE) is not None
    outbox = Outbox(store, lambda given, at: pytest.fail("it is somebody else's"))
    assert outbox.take(found, NOON) == ""
    assert [(one.attempts, one.due) for one in left(store)] == [(1, NOON + MINUTE)]


def test_first_due_of_an_errand_that_was_never_tried() -> None:
    one: Errand = errand()
    assert first_due(one) == NOON
