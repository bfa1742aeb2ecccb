"""What the network does to the DynamoDB store: lost answers, silence, nobody there; items that time removed."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ReadTimeoutError

from skill.errors import AlreadyAnswered, Conflict, StoreUnavailable
from skill.profile.home import Home
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.dynamodb import DynamoStore, connect
from skill.storage.port import Commit, StockChange, Versions
from tests.storage.households import ONE_DAY, errand
from tests.support.process import LOOPBACK, free_port
from tests.support.samples import NOW, cart, commit, customer, identity, order, profile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@contextmanager
def answers_lost(client: DynamoDBClient, operation: str, times: int) -> Iterator[list[int]]:
    """Let requests arrive and be carried out, but lose the first ``times`` answers; yields a count of requests."""
    sent = [0]

    def lose(request: Any, **_: Any) -> None:
        sent[0] += 1
        if sent[0] <= times:
            client._endpoint.http_session.send(request)  # type: ignore[attr-defined]
            raise ReadTimeoutError(endpoint_url=request.url)

    event = f"before-send.dynamodb.{operation}"
    client.meta.events.register(event, lose)
    try:
        yield sent
    finally:
        client.meta.events.unregister(event, lose)


@pytest.fixture
def purchase(dynamo_store: DynamoStore) -> Commit:
    """A turn that orders one of three packs."""
    dynamo_store.put_quotes([Quote("coffee-1", Money(499, "USD"), 3)])
    return commit(reply=b"ordered", new_order=order(), cart=cart(), stock=(StockChange("coffee-1", 1),))


def bought_once(store: DynamoStore) -> bool:
    return (
        list(store.orders("anna")) == [order()]
        and store.quotes(["coffee-1"])["coffee-1"].stock == 2
        and len(store.timeline("anna").interactions) == 1
        and store.load("anna", "s", NOW).versions == Versions(cart=1)
    )


def test_a_lost_answer_is_asked_for_again_and_nothing_is_bought_twice(
    dynamo_store: DynamoStore, dynamodb: DynamoDBClient, purchase: Commit
) -> None:
    with answers_lost(dynamodb, "TransactWriteItems", 1) as sent:
        try:
            dynamo_store.commit(purchase)
        except AlreadyAnswered as own:
            # A server that does not remember the call's token refuses the second attempt with our own reply.
            assert own.reply == b"ordered"

    assert sent == [2]
    assert bought_once(dynamo_store)


def test_a_turn_whose_answers_were_all_lost_is_answered_by_its_replay(
    dynamo_store: DynamoStore, dynamodb: DynamoDBClient, purchase: Commit
) -> None:
    with answers_lost(dynamodb, "TransactWriteItems", 2) as sent, pytest.raises(StoreUnavailable):
        dynamo_store.commit(purchase)
    assert sent == [2]

    with pytest.raises(AlreadyAnswered) as replay:
        dynamo_store.commit(purchase)
    assert replay.value.reply == b"ordered"
    assert bought_once(dynamo_store)


def test_a_request_that_never_arrived_can_be_sent_again(
    dynamo_store: DynamoStore, dynamodb: DynamoDBClient, purchase: Commit
) -> None:
    def swallow(request: Any, **_: Any) -> None:
        raise ReadTimeoutError(endpoint_url=request.url)

    dynamodb.meta.events.register("before-send.dynamodb.TransactWriteItems", swallow)
    try:
        with pytest.raises(StoreUnavailable):
            dynamo_store.commit(purchase)
    finally:
        dynamodb.meta.events.unregister("before-send.dynamodb.TransactWriteItems", swallow)
    assert list(dynamo_store.orders("anna")) == []

    dynamo_store.commit(purchase)
    assert bought_once(dynamo_store)


@contextmanager
def said_meanwhile(client: DynamoDBClient, say: Callable[[], None]) -> Iterator[None]:
    """Just before the first transaction leaves, another one is carried out."""
    waiting = [say]

    def interrupt(**_: Any) -> None:
        if waiting:
            waiting.pop()()

    event = "before-send.dynamodb.TransactWriteItems"
    client.meta.events.register(event, interrupt)
    try:
        yield
    finally:
        client.meta.events.unregister(event, interrupt)


@pytest.mark.parametrize("known", [True, False], ids=["a household", "a guest"])
def test_what_a_household_says_during_an_import_is_not_lost(
    dynamo_store: DynamoStore, dynamodb: DynamoDBClient, known: bool
) -> None:
    said = Home(code_declined=True)
    everybody = [profile(f"customer-{number}") for number in range(40)]
    if known:
        dynamo_store.put_profiles(everybody)
    before = dynamo_store.load("customer-3", "s", NOW)
    turn = commit("customer-3", expected=before.versions, customer=customer("customer-3", linked=False, home=said))

    with said_meanwhile(dynamodb, lambda: dynamo_store.commit(turn)):
        dynamo_store.put_profiles(everybody)

    for number in range(40):
        loaded = dynamo_store.load(f"customer-{number}", "s", NOW)
        assert loaded.customer == (customer("customer-3", home=said) if number == 3 else customer(f"customer-{number}"))
        assert len(loaded.digest.entries) == 2


def test_an_errand_whose_answer_was_lost_comes_back_later(dynamo_store: DynamoStore, dynamodb: DynamoDBClient) -> None:
    dynamo_store.commit(commit(outbox=(errand(),)))
    with answers_lost(dynamodb, "PutItem", 1) as sent:
        assert dynamo_store.postpone(errand(), ONE_DAY) is None

    assert sent == [2]
    assert dynamo_store.due(ONE_DAY) == [errand(due=ONE_DAY, attempts=1)]


CALLS: list[Callable[[DynamoStore], object]] = [
    lambda store: store.identify(identity()),
    lambda store: store.load("anna", "s", NOW),
    lambda store: store.rest_of_digest("anna"),
    lambda store: store.commit(commit()),
    lambda store: store.order("anna", "o-1"),
    lambda store: store.orders("anna"),
    lambda store: store.timeline("anna"),
    lambda store: store.link("anna", identity()),
    lambda store: store.forget("anna"),
    lambda store: store.due(NOW),
    lambda store: store.postpone(errand(), NOW),
    lambda store: store.done(errand()),
    lambda store: store.put_profiles([profile()]),
    lambda store: store.put_quotes([Quote("a", Money(1, "USD"))]),
    lambda store: store.quotes(["a"]),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_table_that_does_not_exist_is_unavailable(
    dynamodb: DynamoDBClient, call: Callable[[DynamoStore], object]
) -> None:
    with pytest.raises(StoreUnavailable, match="ResourceNotFoundException"):
        call(DynamoStore(dynamodb, "no-such-table"))


def test_a_server_that_is_not_there_is_unavailable() -> None:
    store = DynamoStore(connect(region="eu-west-1", endpoint=f"http://{LOOPBACK}:{free_port()}"), "table")

    with pytest.raises(StoreUnavailable, match="Could not connect"):
        store.load("anna", "s", NOW)


def test_a_silent_server_is_given_up_within_a_turn() -> None:
    with socket.create_server((LOOPBACK, 0)) as silent:
        endpoint = f"http://{LOOPBACK}:{silent.getsockname()[1]}"
        store = DynamoStore(connect(region="eu-west-1", endpoint=endpoint), "table")
        started = time.monotonic()
        with pytest.raises(StoreUnavailable, match="Read timeout"):
            store.load("anna", "s", NOW)

    assert time.monotonic() - started < 8


def test_an_item_that_time_to_live_removed_leaves_a_conflict_then_a_new_start(
    dynamo_store: DynamoStore, dynamodb: DynamoDBClient, table: str
) -> None:
    end = NOW + timedelta(days=1)
    dynamo_store.commit(commit(id="1", session=b"old", session_expires=NOW))
    read = dynamo_store.load("anna", "session-1", NOW + timedelta(hours=1))
    dynamodb.delete_item(TableName=table, Key={"PK": {"S": "C#anna"}, "SK": {"S": "S#session-1"}})

    again = commit(id="2", session=b"new", session_expires=end, expected=read.versions)
    with pytest.raises(Conflict, match="session"):
        dynamo_store.commit(again)
    fresh = dynamo_store.load("anna", "session-1", NOW)
    assert fresh.versions.session == 0
    dynamo_store.commit(commit(id="2", session=b"new", session_expires=end, expected=fresh.versions))
    assert dynamo_store.load("anna", "session-1", NOW).session == b"new"
