"""Linking and leaving an account, in trouble at every operation: Alexa tells events again, clients send requests again.

Then everything is as if nothing had gone wrong: the cart of the guest came along once, the account leads where it
should, every event is on a timeline once, and of a guest who left for good nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from skill.app import UNCERTAIN, UNREACHABLE, App
from skill.conversation.turn import Turn
from skill.errors import StoreError
from skill.storage.dynamodb import DynamoStore, connect
from skill.storage.memory import MemoryStore
from skill.storage.port import Store
from tests.app.linked import GUEST, LINK, OWN, linking, minutes, said, token_of, told
from tests.faults.faults import Fault, Killed, Trouble, faults_of
from tests.faults.wire import Wire, WireFault
from tests.faults.wrappers import faulty_shop, faulty_store
from tests.support import tiny_shop
from tests.support.authorization import AuthorizationServer, authorization_server
from tests.support.samples import commit
from tests.support.tiny_shop import IDS, NOON

_TRIES = 4


@pytest.fixture(scope="module")
def server() -> Iterator[AuthorizationServer]:
    with authorization_server() as running:
        yield running


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogue") / "catalogue"


def story(server: AuthorizationServer) -> list[Turn]:
    """A guest fills a cart, links the account, orders, leaves for good, and is a guest again."""
    token = token_of(server)
    return [
        said("AddToCart", "1", product="oat milk"),
        told("Linked", "2", minutes(1), token),
        said("Checkout", "3", token, at=minutes(2), session="two"),
        said("Yes", "4", token, at=minutes(3), session="two"),
        told("Disabled", "5", minutes(4), reason="NOT_PERSISTED"),
        said("AddToCart", "6", at=minutes(5), session="three", product="dark roast coffee"),
        told("Disabled", "7", minutes(6), reason="NOT_PERSISTED"),
    ]


def everything(store: Store) -> list[Any]:
    """Whatever anybody could have left anywhere."""
    found: list[Any] = [store.identify(OWN), store.identify(LINK), store.quotes(IDS)]
    for customer_id in ("anna", GUEST):
        loaded = store.load(customer_id, "two", NOON)
        # A turn that was decided twice counts its versions no differently.
        found += [loaded, list(store.orders(customer_id)), store.timeline(customer_id).interactions]
    return [*found, store.due(NOON + timedelta(days=9))]


def told_until_answered(app: App, turn: Turn) -> None:
    """As Alexa tells an event again, and a client its request."""
    for _ in range(_TRIES):
        try:
            if app.answer(turn) not in (UNREACHABLE, UNCERTAIN):
                return
        except (StoreError, Killed):
            pass
    raise AssertionError(f"{turn.intent} is never answered")


def told_story(server: AuthorizationServer, catalogue: Path, plan: dict[int, Fault]) -> tuple[list[Any], Trouble]:
    """The story on a store of its own."""
    store = MemoryStore()
    tiny_shop.settle(store)
    trouble = Trouble(plan, lambda _: None)
    whole = linking(tiny_shop.app(catalogue, store), server.url)
    app = replace(whole, store=faulty_store(store, trouble), shop=faulty_shop(whole.shop, trouble))
    trouble.begin()
    for turn in story(server):
        trouble.new_request()
        told_until_answered(app, turn)
    trouble.end()
    return everything(store), trouble


def test_every_operation_and_every_fault(server: AuthorizationServer, catalogue: Path) -> None:
    clean, trouble = told_story(server, catalogue, {})
    assert {"store.link", "store.forget", "store.timeline", "store.identify", "store.commit"} <= set(trouble.log)
    runs = 0

    for number, operation in enumerate(trouble.log):
        for fault in faults_of(operation):
            if fault is Fault.CROWDED or (fault is Fault.FAILS and operation.startswith("shop.")):
                continue  # those are told: it did not work, say it again
            found, met = told_story(server, catalogue, {number: fault})
            assert found == clean, (number, operation, fault)
            assert met.struck == [(operation, fault)]
            runs += 1

    assert runs > 150


@pytest.mark.dynamodb
@pytest.mark.parametrize("fault", [WireFault.SILENT, WireFault.LOST, WireFault.THROTTLED])
def test_a_guest_is_forgotten_however_often_that_is_interrupted(
    table: str, dynamodb_endpoint: str, catalogue: Path, fault: WireFault
) -> None:
    """More items than one batch takes; whichever of the requests fails, and whatever is left of them."""
    plain, client = connect(endpoint=dynamodb_endpoint), connect(endpoint=dynamodb_endpoint)
    app = tiny_shop.app(catalogue, DynamoStore(client, table))
    wire, met = Wire(), 0

    def meet(request: Any, event_name: str, **_: Any) -> Any:
        return wire.meet(client, event_name.rpartition(".")[2], request, lambda *_: None)

    events: Any = client.meta.events
    events.register("before-send.dynamodb", meet)
    # Who, the timeline, what there is; three batches, the newest; then the event itself.
    for number in range(1, 7):
        wire = Wire()
        app.answer(said("Launch", f"{number}", session=f"{number}"))
        for turn in range(30):
            session, at = f"{number}-{turn}", minutes(turn)
            app.store.commit(commit(GUEST, id=session, at=at, session_id=session, session=b"{}", session_expires=at))
        wire = Wire(number, fault, 2)
        told_until_answered(app, told("Disabled", f"e{number}", minutes(60), reason="NOT_PERSISTED"))
        met += number < len(wire.log)
        left = plain.query(
            TableName=table,
            KeyConditionExpression="PK = :guest",
            ExpressionAttributeValues={":guest": {"S": f"C#{GUEST}"}},
        )
        assert left["Items"] == []

    assert met == 6
    plain.close()
    client.close()
