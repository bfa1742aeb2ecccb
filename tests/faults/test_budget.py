"""Whatever hangs, and however much of it at once: the shopper hears an apology before Alexa gives up.

A turn has ``deadline.TURN_S`` in all. With a clock that only those who wait move, by as long as they were told to wait,
the sum is exact; with a server that really says nothing, a real lock and real time only the answer counts.
"""

from __future__ import annotations

import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from skill.app import UNCERTAIN, UNREACHABLE, App
from skill.channels.accounts import TokenAccounts
from skill.channels.keys import Keys, reader
from skill.conversation.reply import Reply
from skill.deadline import TURN_S, within
from skill.profile.account import Token, Unlinked, Why
from skill.storage.dynamodb import DynamoStore, connect
from skill.storage.dynamodb.client import CONNECT_S
from skill.storage.sqlite import SqliteStore
from tests.app.looking import YES_AT, everything, ordered
from tests.support import tiny_shop
from tests.support.authorization import AUDIENCE, ISSUER, AuthorizationServer
from tests.support.needs import ROOT
from tests.support.process import LOOPBACK
from tests.support.tiny_shop import NOON, turn

LAMBDA_S = 7
"""``Timeout`` of the skill's function in template.yaml."""
SHORT_S = 1.3
"""A turn's time where a test really waits for it."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogue") / "catalogue"


class Waiting:
    """A clock that stands still but for those who wait, on a client of which some operations never answer.

    ``slow``: an answer of these comes, but only at the last moment.
    """

    def __init__(self, client: Any, hanging: set[str], slow: set[str]) -> None:
        self.now = 0.0
        self.waited: list[tuple[str, float]] = []
        self._hanging, self._slow = hanging, slow
        client.meta.events.register("before-send", self._send)

    def __call__(self) -> float:
        return self.now

    def _send(self, request: Any, event_name: str, **_: Any) -> None:
        operation = event_name.rpartition(".")[2]
        if operation not in self._hanging | self._slow:
            return
        # Connecting, too, takes as long as it may.
        time = CONNECT_S + request.context["read_timeout"]
        self.now += time
        self.waited.append((operation, time))
        if operation in self._hanging:
            raise ReadTimeoutError(endpoint_url=request.url)


@pytest.fixture
def line(table: str, dynamodb_endpoint: str, catalogue: Path) -> Iterator[tuple[Any, App]]:
    """The skill on DynamoDB, and the client that nobody else has."""
    client = connect(endpoint=dynamodb_endpoint)
    store = DynamoStore(client, table)
    tiny_shop.settle(store)
    yield client, tiny_shop.app(catalogue, store)
    client.close()


WHO, LOAD, WRITE = "GetItem", "BatchGetItem", "TransactWriteItems"


@pytest.mark.parametrize(
    ("hanging", "slow", "says", "waited"),
    [
        ({WHO}, set(), UNREACHABLE, [WHO, WHO]),
        ({LOAD}, set(), UNREACHABLE, [LOAD, LOAD]),
        ({LOAD}, {WHO}, UNREACHABLE, [WHO, LOAD]),
        ({WRITE}, set(), UNCERTAIN, [WRITE, WRITE]),
        ({WRITE}, {WHO}, UNCERTAIN, [WHO, WRITE]),
        # Who, load and price: for the price nothing is left.
        (set(), {WHO, LOAD}, UNREACHABLE, [WHO, LOAD]),
    ],
)
def test_all_that_hangs_shares_the_time_of_one_turn(
    line: tuple[Any, App], hanging: set[str], slow: set[str], says: Reply, waited: list[str]
) -> None:
    client, app = line
    before, clock = everything(app.store), Waiting(client, hanging, slow)

    reply = replace(app, elapsed=clock).answer(turn("Reorder", "r1", product="oat milk"))

    assert reply == says
    assert [operation for operation, _ in clock.waited] == waited
    assert clock.now == sum(time for _, time in clock.waited) == TURN_S < LAMBDA_S
    hanging.clear()
    slow.clear()
    assert everything(app.store) == before


@contextmanager
def silent_server() -> Iterator[str]:
    """Takes every connection and says nothing."""
    with socket.create_server((LOOPBACK, 0)) as silent:
        yield f"http://{LOOPBACK}:{silent.getsockname()[1]}"


def test_a_server_that_says_nothing(catalogue: Path) -> None:
    with silent_server() as endpoint:
        client = connect(region="eu-west-1", endpoint=endpoint)
        sent: list[float] = []
        events: Any = client.meta.events
        events.register("before-send", lambda request, **_: sent.append(request.context["read_timeout"]))
        app = replace(tiny_shop.app(catalogue, DynamoStore(client, "table")), turn_s=SHORT_S)

        assert app.answer(turn("Reorder", "r1", product="oat milk")) == UNREACHABLE

    # There was no time to ask twice.
    assert len(sent) == 1
    assert 0 < sent[0] <= SHORT_S - CONNECT_S
    client.close()


def test_keys_that_never_come(catalogue: Path) -> None:
    """A token whose keys cannot be had makes a guest of whoever sends it, within the turn's time."""
    with silent_server() as endpoint:
        accounts = TokenAccounts(Keys(reader(f"{endpoint}/jwks")), audience=AUDIENCE, issuer=ISSUER)
        token = Token(AuthorizationServer(endpoint).token("anna", NOON))
        with within(0.2):
            verdict = accounts.verify(token, NOON)

    assert isinstance(verdict, Unlinked)
    assert verdict.reason is Why.UNREACHABLE


@pytest.fixture
def sqlite_app(tmp_path: Path, catalogue: Path) -> App:
    """The skill on a file, with an offer made."""
    store = SqliteStore(tmp_path / "store.sqlite")
    tiny_shop.settle(store)
    app = tiny_shop.app(catalogue, store)
    app.answer(turn("Reorder", "r1", product="oat milk"))
    return replace(app, turn_s=SHORT_S)


def test_another_process_that_holds_the_file(sqlite_app: App, tmp_path: Path) -> None:
    before = everything(sqlite_app.store)
    with closing(sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert sqlite_app.answer(turn("Yes", "yes", at=YES_AT)) == UNCERTAIN
        other.execute("ROLLBACK")

    assert everything(sqlite_app.store) == before
    assert sqlite_app.answer(turn("Yes", "yes", at=YES_AT)).says[0].key == "reorder-placed"
    assert len(ordered(sqlite_app.store)) == 1


def test_another_thread_that_writes_and_writes(sqlite_app: App) -> None:
    store: Any = sqlite_app.store
    before, let_go, begun = everything(store), threading.Event(), threading.Event()

    def write() -> None:
        with store._connections.writing():
            begun.set()
            let_go.wait(30)

    thread = threading.Thread(target=write)
    thread.start()
    assert begun.wait(30)
    assert sqlite_app.answer(turn("Yes", "yes", at=YES_AT)) == UNCERTAIN
    let_go.set()
    thread.join()

    assert everything(store) == before
    assert sqlite_app.answer(turn("Yes", "yes", at=YES_AT)).says[0].key == "reorder-placed"
    assert len(ordered(store)) == 1


def test_the_function_waits_longer_than_a_turn() -> None:
    template = (ROOT / "template.yaml").read_text("utf-8")
    assert f"Timeout: {LAMBDA_S}\n" in template
