"""The sweep, on every store: each errand is done once, whatever fails, or waits for the next time."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Lock
from typing import Any

import pytest
from msgspec.structs import replace

from skill.channels.mail.mailer import MailUnavailable
from skill.errors import StoreUnavailable
from skill.outbox.worker import LONGEST, PAUSES, STUCK, Outbox, Swept, Undeliverable
from skill.profile.errand import Errand, ErrandKind
from skill.storage.port import Store
from tests.outbox.errands import errand, left, put
from tests.support.tiny_shop import NOON

MINUTE = timedelta(minutes=1)


class Crash(BaseException):
    """The process ends here."""


class Hands:
    """Delivers: keeps what it did, or fails with the errors that are still to come for an errand."""

    def __init__(self, errors: dict[str, list[BaseException]] | None = None) -> None:
        self.errors = errors or {}
        self.did: list[str] = []
        self._lock = Lock()

    def __call__(self, errand: Errand, at: datetime) -> None:
        with self._lock:
            if self.errors.get(errand.order_id):
                raise self.errors[errand.order_id].pop(0)
            self.did.append(errand.order_id)


class Stubborn:
    """A store some of whose calls fail: ``errors`` by the name of the call, in order; None: this one works."""

    def __init__(self, store: Store, **errors: list[BaseException | None]) -> None:
        self._store, self._errors = store, errors

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)

        def call(*values: Any, **named: Any) -> Any:
            error = self._errors[name].pop(0) if self._errors.get(name) else None
            if error is not None:
                raise error
            return method(*values, **named)

        return call


def test_what_is_due_is_done_and_gone(store: Store) -> None:
    put(store, errand("1"), errand("2"))
    put(store, errand("3", "ben"))
    hands = Hands()
    assert Outbox(store, hands).sweep(NOON) == Swept(done=3)
    assert sorted(hands.did) == ["o-1", "o-2", "o-3"]
    assert left(store) == []
    assert Outbox(store, hands).sweep(NOON) == Swept()


def test_what_is_not_due_waits(store: Store) -> None:
    put(store, errand(due=NOON + MINUTE))
    hands = Hands()
    assert Outbox(store, hands).sweep(NOON) == Swept()
    assert left(store) == [errand(due=NOON + MINUTE)]
    assert Outbox(store, hands).sweep(NOON + MINUTE) == Swept(done=1)
    assert hands.did == ["o-1"]


def test_more_than_a_page_of_them(store: Store) -> None:
    put(store, *(errand(str(number)) for number in range(60)))
    hands = Hands()
    assert Outbox(store, hands).sweep(NOON) == Swept(done=60)
    assert sorted(hands.did) == sorted(f"o-{number}" for number in range(60))


def test_while_it_is_done_nobody_else_finds_it(store: Store) -> None:
    put(store, errand())

    def deliver(given: Errand, at: datetime) -> None:
        assert store.due(at) == []
        assert left(store) == [given] == [errand(due=NOON + MINUTE, attempts=1)]

    assert Outbox(store, deliver).sweep(NOON) == Swept(done=1)


def test_what_fails_is_tried_again_after_growing_pauses(store: Store) -> None:
    put(store, errand())
    hands = Hands({"o-1": [MailUnavailable("down")] * 8})
    outbox, at, pauses = Outbox(store, hands), NOON, []
    for tries in range(1, 9):
        assert outbox.sweep(at) == Swept(failed=1)
        (waiting,) = left(store)
        assert waiting.attempts == tries
        pauses.append(waiting.due - at)
        assert outbox.sweep(waiting.due - timedelta(seconds=1)) == Swept()
        at = waiting.due
    assert pauses == [*PAUSES, PAUSES[-1], PAUSES[-1]]
    assert [str(pause) for pause in PAUSES] == ["0:01:00", "0:05:00", "0:30:00", "2:00:00", "6:00:00", "1 day, 0:00:00"]
    assert outbox.sweep(at) == Swept(done=1)
    assert (hands.did, left(store)) == (["o-1"], [])


def test_a_poisoned_errand_blocks_no_other(store: Store) -> None:
    put(store, *(errand(str(number)) for number in range(9)))
    hands = Hands({"o-4": [RuntimeError("boom")] * 99})
    assert Outbox(store, hands).sweep(NOON) == Swept(done=8, failed=1)
    assert [waiting.order_id for waiting in left(store)] == ["o-4"]


def test_many_poisoned_errands_do_not_starve_the_others(store: Store) -> None:
    put(store, *(errand(f"bad{number}", due=NOON - MINUTE) for number in range(40)), errand("good"))
    hands = Hands({f"o-bad{number}": [RuntimeError("boom")] * 99 for number in range(40)})
    assert Outbox(store, hands).sweep(NOON) == Swept(done=1, failed=40)


def test_what_can_never_be_done_is_given_up(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    put(store, errand())
    hands = Hands({"o-1": [Undeliverable("the customer has no e-mail address")]})
    assert Outbox(store, hands).sweep(NOON) == Swept(given_up=1)
    assert (hands.did, left(store)) == ([], [])
    assert caplog.messages == ["errand order-mail given up: the customer has no e-mail address"]


def test_after_twelve_tries_it_is_stuck_and_said_so_each_time_but_never_dropped(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    put(store, errand(attempts=STUCK - 2))
    hands = Hands({"o-1": [MailUnavailable("the mail server answered 554")] * 3})
    for day in range(3):
        assert Outbox(store, hands).sweep(NOON + timedelta(days=day)) == Swept(failed=1)
    levels = [(record.levelno, record.message.partition(": ")[0]) for record in caplog.records]
    assert levels == [
        (logging.WARNING, "errand order-mail failed, try 11"),
        (logging.ERROR, "errand order-mail is stuck, try 12"),
        (logging.ERROR, "errand order-mail is stuck, try 13"),
    ]
    assert caplog.messages[0].endswith(": the mail server answered 554")
    assert Outbox(store, hands).sweep(NOON + timedelta(days=3)) == Swept(done=1)


def test_the_log_names_nobody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    put(store, errand("secret", "anna"))
    hands = Hands({"o-secret": [ValueError("anna anna@example.com o-secret")]})
    assert Outbox(store, hands).sweep(NOON) == Swept(failed=1)
    (message,) = caplog.messages
    assert message.startswith("errand order-mail failed, try 1: ValueError at test_worker.py:")
    assert not any(word in message for word in ("anna", "secret", "@"))


def test_a_crash_before_delivering_loses_nothing(store: Store) -> None:
    put(store, errand())
    hands = Hands({"o-1": [Crash()]})
    with pytest.raises(Crash):
        Outbox(store, hands).sweep(NOON)
    assert Outbox(store, hands).sweep(NOON) == Swept()
    assert Outbox(store, hands).sweep(NOON + MINUTE) == Swept(done=1)
    assert hands.did == ["o-1"]


def test_a_crash_between_delivering_and_done_delivers_the_same_again(store: Store) -> None:
    put(store, errand())
    hands = Hands()
    with pytest.raises(Crash):
        Outbox(Stubborn(store, done=[Crash()]), hands).sweep(NOON)
    (waiting,) = left(store)
    assert waiting == errand(due=NOON + MINUTE, attempts=1)
    assert Outbox(store, hands).sweep(NOON + MINUTE) == Swept(done=1)
    assert (hands.did, left(store)) == (["o-1", "o-1"], [])


def test_a_store_that_fails_for_one_errand_goes_on_with_the_next(store: Store) -> None:
    put(store, errand("1"), errand("2"), errand("3"))
    hands = Hands()
    stubborn = Stubborn(store, postpone=[None, StoreUnavailable("no"), None])
    assert Outbox(stubborn, hands).sweep(NOON) == Swept(done=2, failed=1)
    assert Outbox(store, hands).sweep(NOON) == Swept(done=1)
    assert sorted(hands.did) == ["o-1", "o-2", "o-3"]


def test_a_store_that_does_not_say_what_is_due_is_the_callers_to_hear_of(store: Store) -> None:
    with pytest.raises(StoreUnavailable):
        Outbox(Stubborn(store, due=[StoreUnavailable("no")]), Hands()).sweep(NOON)


def test_several_sweepers_at_once_do_each_errand_once(store: Store) -> None:
    put(store, *(errand(str(number)) for number in range(12)))
    meeting, hands = Barrier(4, timeout=30), Hands()

    class Together:
        """All have seen the same errands before the first takes one."""

        def __init__(self) -> None:
            self._met = False

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def due(self, at: datetime, *, limit: int) -> Iterable[Errand]:
            found = store.due(at, limit=limit)
            if not self._met:
                self._met = True
                meeting.wait()
            return found

    with ThreadPoolExecutor(4) as threads:
        swept = list(threads.map(lambda _: Outbox(Together(), hands).sweep(NOON), range(4)))  # type: ignore[arg-type]
    assert sorted(hands.did) == sorted(f"o-{number}" for number in range(12))
    assert (sum(one.done for one in swept), sum(one.failed for one in swept)) == (12, 0)
    assert left(store) == []


def test_an_index_that_lags_is_not_asked_for_ever(store: Store) -> None:
    put(store, errand("1"), errand("2"))
    old = store.due(NOON)

    class Lagging:
        """Tells what was due once, whatever happened since."""

        def __getattr__(self, name: str) -> Any:
            return getattr(store, name)

        def due(self, at: datetime, *, limit: int) -> Iterable[Errand]:
            return old

    hands = Hands()
    assert Outbox(Lagging(), hands).sweep(NOON) == Swept(done=2)  # type: ignore[arg-type]
    assert Outbox(Lagging(), hands).sweep(NOON) == Swept()  # type: ignore[arg-type]
    assert hands.did == ["o-1", "o-2"]


def test_a_sweep_ends_after_a_minute_and_what_it_takes_late_it_keeps_as_long(store: Store) -> None:
    put(store, *(errand(str(number)) for number in range(3)))
    passed = iter([0.0, 0.0, LONGEST - 0.5, LONGEST + 1])
    hands = Hands({f"o-{number}": [MailUnavailable("slow")] for number in range(3)})
    assert Outbox(store, hands, elapsed=lambda: next(passed)).sweep(NOON) == Swept(failed=2)
    assert sorted((one.attempts, one.due) for one in left(store)) == [
        (0, NOON),
        (1, NOON + MINUTE),
        (1, NOON + MINUTE + timedelta(seconds=59)),
    ]


def test_every_kind_of_errand_can_be_done(store: Store) -> None:
    every = [replace(errand(kind.value), kind=kind) for kind in ErrandKind]
    put(store, *every)
    hands = Hands()
    assert Outbox(store, hands).sweep(NOON) == Swept(done=len(every))
