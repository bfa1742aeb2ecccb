"""The running server, whole: a talk over HTTP, the timeline by a token, a clean end, and an end in mid-air."""

import http.client
import json
import random
import signal
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skill.storage.sqlite import SqliteStore
from tests.support.heads import head_of
from tests.support.servers import Served, serving
from tests.support.soak import SOAK

EVENTS = Path(__file__).parents[1] / "events"
HOUSEHOLDS = ("anna", "miller", "carter")
ROUNDS = 2 * SOAK


def event(name: str, customer: str, number: int, session: str, attributes: Any) -> dict[str, Any]:
    """A recorded event, as that household would send it now."""
    text = (
        (EVENTS / f"{name}.json")
        .read_text()
        .replace("DEMO-anna-anna", "DEMO-none")
        .replace("DEMO-anna", f"DEMO-{customer}")
    )
    made: dict[str, Any] = json.loads(text)
    del made["context"]["System"]["person"]
    made["request"]["requestId"] = f"amzn1.echo-api.request.{session}-{number:06}"
    made["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    made["session"] |= {"sessionId": session, "new": not attributes, "attributes": attributes or {}}
    return made


def post(url: str, body: dict[str, Any]) -> Any:
    headers = {"Content-Type": "application/json"}
    asked = urllib.request.Request(f"{url}/alexa", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return json.load(answer)


def test_a_talk_the_timeline_and_a_clean_end(tmp_path: Path) -> None:
    with serving(tmp_path) as (served, process):
        with urllib.request.urlopen(f"{served.url}/healthz", timeout=10) as answer:
            assert (answer.status, json.load(answer)) == (200, {"status": "ok"})
        attributes: Any = None
        for number, name in enumerate(("launch", "reorder", "yes")):
            attributes = post(served.url, event(name, "miller", number, "s1", attributes)).get("sessionAttributes")
        assert attributes["c"] == "miller"
        turns = served.timeline("miller")
        assert [one["intent"] for one in turns] == ["Yes", "Reorder", "Launch"]
        assert turns[0]["outcome"] == "ordered"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{served.url}/customers/miller/timeline", timeout=10)
        refused.value.close()
        assert (refused.value.code, refused.value.headers["WWW-Authenticate"]) == (
            401,
            'Bearer realm="restock-profile"',
        )
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    assert "Traceback" not in (tmp_path / "server.log").read_text()
    with serving(tmp_path) as (served, process):
        assert served.timeline("miller") == turns
        assert "first start" not in (tmp_path / "server.log").read_text()


class Talkers:
    """Threads that order and order again until nobody answers; ``answered`` are the requests that were."""

    def __init__(self, served: Served, name: str) -> None:
        self._served, self._name = served, name
        self.answered: list[str] = []
        self._threads = [threading.Thread(target=self._talk, args=(customer,)) for customer in HOUSEHOLDS]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(timeout=30)
            assert not thread.is_alive()

    def wait_for(self, answers: int) -> None:
        deadline = time.monotonic() + 60
        while len(self.answered) < answers:
            assert time.monotonic() < deadline
            time.sleep(0.005)

    def _talk(self, customer: str) -> None:
        with suppress(OSError, http.client.HTTPException):
            for number in range(100_000):
                session = f"{customer}-{self._name}-{number:05}"
                offer = self._post(event("reorder", customer, 1, session, None))
                self._post(event("yes", customer, 2, session, offer["sessionAttributes"]))

    def _post(self, body: dict[str, Any]) -> Any:
        answer = post(self._served.url, body)
        self.answered.append(body["request"]["requestId"])
        return answer


def whole(data: Path) -> tuple[set[str], int]:
    """Check that every order that was spoken has its turn and the other way round.

    Returns:
        The ids of all turns, and how many orders they have placed.

    """
    path = data / "restock.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store, turns, placed = SqliteStore(path), set[str](), 0
    for customer in HOUSEHOLDS:
        everyone = list(store.orders(customer))
        # Imported orders bear the ids of their file: miller-0001.
        spoken = {order.id: order for order in everyone if not order.id.startswith(f"{customer}-")}
        events = store.timeline(customer, limit=100_000).interactions
        ordered = {one.order_id: one for one in events if one.outcome == "ordered"}
        assert set(spoken) == set(ordered)
        assert len(ordered) == sum(one.outcome == "ordered" for one in events)
        for order_id, one in ordered.items():
            assert one.products == tuple(line.product_id for line in spoken[order_id].lines)
        assert {one.session for one in ordered.values()} <= {one.session for one in events if one.outcome == "offered"}
        loaded = store.load(customer, "", datetime.now(UTC)).customer
        assert loaded is not None
        assert [order.placed_at for order in loaded.orders] == [order.placed_at for order in head_of(everyone)]
        turns |= {one.id for one in events}
        placed += len(ordered)
    return turns, placed


def test_killed_in_the_middle_of_turns_nothing_is_half_there(tmp_path: Path) -> None:
    moments = random.Random(20261121)
    before, placed = set[str](), 0
    for number in range(ROUNDS):
        with serving(tmp_path) as (served, process):
            talkers = Talkers(served, f"round{number}")
            talkers.wait_for(answers=6 * len(HOUSEHOLDS))
            time.sleep(moments.random() * 0.05)
            process.kill()
            assert process.wait(timeout=10) == -signal.SIGKILL
            talkers.join()
        turns, now_placed = whole(tmp_path / "data")
        # What was answered is kept. Besides, each thread may have had one turn written, but not answered any more.
        new = turns - before
        assert before <= turns
        assert set(talkers.answered) <= new
        assert len(new) - len(talkers.answered) in range(len(HOUSEHOLDS) + 1)
        assert now_placed >= placed + 2 * len(HOUSEHOLDS)
        before, placed = turns, now_placed
    with serving(tmp_path) as (served, _):
        attributes = post(served.url, event("reorder", "anna", 1, "after", None))["sessionAttributes"]
        post(served.url, event("yes", "anna", 2, "after", attributes))
        # Earlier turns may lie in the same second, within which the timeline has no order.
        after = [turn["outcome"] for turn in served.timeline("anna") if turn["session"] == "after"]
        assert sorted(after) == ["offered", "ordered"]
    assert whole(tmp_path / "data")[1] == placed + 1
