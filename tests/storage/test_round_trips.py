"""How often the DynamoDB store goes to the table, counted where the bytes leave; and that it never scans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from skill.errors import AlreadyAnswered
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.dynamodb import DynamoStore
from skill.storage.port import StockChange, Versions
from tests.storage.households import ONE_DAY, errand
from tests.support.samples import NOW, cart, commit, customer, digest, identity, order, profile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# DynamoDB's limit for an item; what a turn writes stays far below.
ITEM_LIMIT = 400 * 1024


class Wire:
    """What left for DynamoDB: (operation, bytes) in order."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    def __call__(self, request: Any, **_: Any) -> None:
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        self.sent.append((operation, len(request.body)))

    def operations(self) -> list[str]:
        """The operations since the last look."""
        sent, self.sent = self.sent, []
        return [operation for operation, _ in sent]


@pytest.fixture
def wire(dynamodb: DynamoDBClient, table: str) -> Iterator[Wire]:
    wire = Wire()
    dynamodb.meta.events.register("before-send.dynamodb", wire)
    yield wire
    dynamodb.meta.events.unregister("before-send.dynamodb", wire)


def test_a_turn_is_one_read_and_one_write(dynamo_store: DynamoStore, wire: Wire) -> None:
    dynamo_store.put_quotes([Quote(f"p{n}", Money(n, "USD"), 9) for n in range(10)])
    wire.operations()

    assert dynamo_store.identify(identity()) is None
    assert wire.operations() == ["GetItem"]

    dynamo_store.load("anna", "session-1", NOW)
    assert wire.operations() == ["BatchGetItem"]

    assert len(dynamo_store.quotes([f"p{n}" for n in range(10)])) == 10
    assert wire.operations() == ["BatchGetItem"]

    turn = commit(
        session=b"s",
        session_expires=NOW + timedelta(days=1),
        customer=customer(),
        cart=cart(),
        digest=digest(600),
        digest_rest=digest(600),
        new_order=order(),
        identity=identity(),
        unlink=identity("another"),
        outbox=(errand("e-1"), errand("e-2")),
        stock=tuple(StockChange(f"p{n}", 1) for n in range(10)),
    )
    dynamo_store.commit(turn)
    assert wire.operations() == ["TransactWriteItems"]

    with pytest.raises(AlreadyAnswered):
        dynamo_store.commit(turn)
    assert wire.operations() == ["TransactWriteItems"]

    assert dynamo_store.load("anna", "session-1", NOW).versions == Versions(1, 1, 1, 1)
    assert wire.operations() == ["BatchGetItem"]


def test_asking_for_nothing_is_no_trip(dynamo_store: DynamoStore, wire: Wire) -> None:
    assert dynamo_store.quotes([]) == {}
    dynamo_store.put_quotes([])
    dynamo_store.put_profiles([])

    assert wire.operations() == []


def test_the_rest_is_as_few_trips_as_pages(dynamo_store: DynamoStore, wire: Wire) -> None:
    dynamo_store.put_profiles(profile(f"customer-{n}") for n in range(20))
    heads_and_the_rest = ["BatchGetItem", "TransactWriteItems", *["BatchWriteItem"] * 4]
    assert wire.operations() == heads_and_the_rest
    dynamo_store.put_profiles(profile(f"customer-{n}") for n in range(20))
    assert wire.operations() == heads_and_the_rest
    dynamo_store.put_profiles(profile(f"customer-{n}") for n in range(220))
    assert Counter(wire.operations()) == {"BatchGetItem": 3, "TransactWriteItems": 9, "BatchWriteItem": 36}

    dynamo_store.link("anna", identity())
    dynamo_store.rest_of_digest("anna")
    dynamo_store.order("anna", "o-1")
    dynamo_store.orders("anna")
    dynamo_store.timeline("anna", limit=10)
    assert wire.operations() == ["PutItem", "GetItem", "GetItem", "Query", "Query"]


def test_an_account_that_leads_elsewhere_costs_a_second_write(dynamo_store: DynamoStore, wire: Wire) -> None:
    dynamo_store.link("ben", identity())
    wire.operations()

    dynamo_store.commit(commit(cart=cart(), unlink=identity()))
    assert wire.operations() == ["TransactWriteItems"] * 2


def test_errands_cost_a_trip_a_shard_and_one_for_each_step(dynamo_store: DynamoStore, wire: Wire) -> None:
    dynamo_store.commit(commit(outbox=tuple(errand(f"e-{n}") for n in range(40))))
    assert wire.operations() == ["TransactWriteItems"]

    found = dynamo_store.due(NOW, limit=30)
    assert [one.id for one in found] == sorted(f"e-{n}" for n in range(40))[:30]
    assert wire.operations() == ["Query"] * 4

    assert dynamo_store.postpone(found[0], ONE_DAY) is not None
    dynamo_store.done(found[1])
    assert wire.operations() == ["PutItem", "DeleteItem"]


def test_forgetting_reads_the_pages_and_deletes_25_at_a_time(dynamo_store: DynamoStore, wire: Wire) -> None:
    dynamo_store.put_profiles([profile(orders=tuple(order(f"o-{n}") for n in range(60)))])
    wire.operations()

    dynamo_store.forget("anna")
    assert wire.operations() == ["Query", *["BatchWriteItem"] * 3]
    dynamo_store.forget("anna")
    assert wire.operations() == ["Query"]


def test_the_index_holds_errands_alone(dynamo_store: DynamoStore, dynamodb: DynamoDBClient, table: str) -> None:
    dynamo_store.put_profiles([profile()])
    dynamo_store.commit(commit(cart=cart(), session=b"s", session_expires=ONE_DAY, outbox=(errand(),)))

    [found] = dynamodb.scan(TableName=table, IndexName="due")["Items"]
    assert (found["PK"], found["SK"]) == ({"S": "C#anna"}, {"S": "OUT#e-1"})


def test_a_household_that_bought_everything_fits_into_its_items(
    dynamo_store: DynamoStore, wire: Wire, dynamodb: DynamoDBClient, table: str
) -> None:
    orders = tuple(order(f"o-{n}", NOW - timedelta(days=n)) for n in range(12))
    dynamo_store.put_profiles([profile(customer=customer(orders=orders), digest=digest(2151), orders=orders)])

    sizes = {}
    for sort in ("HEAD", "DIGEST", "DIGEST2"):
        found = dynamodb.get_item(TableName=table, Key={"PK": {"S": "C#anna"}, "SK": {"S": sort}})["Item"]
        sizes[sort] = len(found["body"]["B"])
    assert max(sizes.values()) < ITEM_LIMIT / 2
    # What every turn reads.
    assert sizes["HEAD"] + sizes["DIGEST"] < 64 * 1024
