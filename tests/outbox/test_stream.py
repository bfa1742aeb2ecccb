"""A batch of the table's stream: what it does with odd records, with time running out, and with a table that fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from aws_lambda_powertools.utilities.batch.exceptions import UnexpectedBatchTypeError

from skill.errors import StoreUnavailable
from skill.outbox.stream import Stream
from skill.outbox.worker import LONGEST, Outbox, Undeliverable
from skill.profile.errand import Errand
from skill.storage.dynamodb import DynamoStore
from tests.outbox.errands import errand, left, put
from tests.outbox.test_worker import Hands
from tests.support.tiny_shop import NOON

MINUTE = timedelta(minutes=1)


def record(number: int, sort: str, partition: str = "C#anna") -> dict[str, Any]:
    """As AWS documents it, for a stream of KEYS_ONLY."""
    keys = {"PK": {"S": partition}, "SK": {"S": sort}}
    told = {"Keys": keys, "SequenceNumber": str(number), "SizeBytes": 38, "StreamViewType": "KEYS_ONLY"}
    return {
        "eventID": str(number),
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-1",
        "dynamodb": told,
        "eventSourceARN": "arn:aws:dynamodb:eu-west-1:123456789012:table/restock/stream/2026-11-22T00:00:00.000",
    }


def of(one: Errand, number: int = 1) -> dict[str, Any]:
    return record(number, f"OUT#{one.id}", f"C#{one.customer_id}")


def failures(*numbers: int) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": str(number)} for number in numbers]}


def stream(store: DynamoStore, hands: Any, at: datetime = NOON, **more: Any) -> Stream:
    return Stream(Outbox(store, hands), store.errand_at, lambda: at, **more)


def test_exactly_the_errands_of_the_batch_are_done(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, errand("1"), errand("2"), errand("3"))
    hands = Hands()
    told = [of(errand("1"), 1), of(errand("3"), 2)]
    assert stream(dynamo_store, hands)({"Records": told}, None) == failures()
    assert hands.did == ["o-1", "o-3"]
    assert [one.order_id for one in left(dynamo_store)] == ["o-2"]


def test_an_errand_twice_in_a_batch_is_done_once(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, errand())
    hands = Hands()
    assert stream(dynamo_store, hands)({"Records": [of(errand(), 1), of(errand(), 2)]}, None) == failures()
    assert hands.did == ["o-1"]


def test_every_failure_is_told_and_stops_no_other(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, *(errand(str(number)) for number in range(4)))
    hands = Hands({"o-0": [RuntimeError("boom")], "o-2": [RuntimeError("boom")]})
    told = [of(errand(str(number)), number) for number in range(4)]
    assert stream(dynamo_store, hands)({"Records": told}, None) == failures(0, 2)
    assert hands.did == ["o-1", "o-3"]
    assert sorted((one.order_id, one.attempts) for one in left(dynamo_store)) == [("o-0", 1), ("o-2", 1)]


def test_all_of_them_may_fail(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, errand())
    hands = Hands({"o-1": [RuntimeError("boom")]})
    assert stream(dynamo_store, hands)({"Records": [of(errand())]}, None) == failures(1)


def test_what_is_given_up_is_no_failure(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, errand())
    hands = Hands({"o-1": [Undeliverable("nobody lives there")]})
    assert stream(dynamo_store, hands)({"Records": [of(errand())]}, None) == failures()
    assert left(dynamo_store) == []


def test_what_is_not_due_or_done_is_no_failure(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, errand(due=NOON + MINUTE))
    hands = Hands()
    told = [of(errand(), 1), of(errand("never"), 2), record(3, "HEAD"), record(4, "I#2026"), record(5, "")]
    assert stream(dynamo_store, hands)({"Records": told}, None) == failures()
    assert (hands.did, [one.attempts for one in left(dynamo_store)]) == ([], [0])


def test_a_record_without_keys_is_passed_over(dynamo_store: DynamoStore) -> None:
    odd = [{**record(1, "OUT#x"), "dynamodb": {"SequenceNumber": "1"}}, {"eventName": "INSERT"}]
    assert stream(dynamo_store, Hands())({"Records": odd}, None) == failures()


def test_an_event_of_something_else_fails_the_call(dynamo_store: DynamoStore) -> None:
    with pytest.raises(UnexpectedBatchTypeError):
        stream(dynamo_store, Hands())({"source": "aws.events"}, None)


def test_an_errand_that_cannot_be_read_comes_again(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, errand("1"), errand("2"))
    hands = Hands()

    def read(partition: str, sort: str) -> Errand | None:
        if sort.endswith("-1"):
            raise StoreUnavailable("throttled")
        return dynamo_store.errand_at(partition, sort)

    worker = Stream(Outbox(dynamo_store, hands), read, lambda: NOON)
    assert worker({"Records": [of(errand("1"), 1), of(errand("2"), 2)]}, None) == failures(1)
    assert hands.did == ["o-2"]
    assert [(one.order_id, one.attempts) for one in left(dynamo_store)] == [("o-1", 0)]


def test_nothing_is_taken_after_a_minute(dynamo_store: DynamoStore) -> None:
    put(dynamo_store, *(errand(str(number)) for number in range(3)))
    passed = iter([0.0, 1.0, LONGEST - 0.1, LONGEST])
    hands = Hands()
    worker = stream(dynamo_store, hands, elapsed=lambda: next(passed))
    assert worker({"Records": [of(errand(str(number)), number) for number in range(3)]}, None) == failures(2)
    assert hands.did == ["o-0", "o-1"]
    assert [(one.order_id, one.attempts) for one in left(dynamo_store)] == [("o-2", 0)]


def test_an_errand_with_a_long_name_is_found_by_its_key(dynamo_store: DynamoStore) -> None:
    long = errand("x" * 600, customer_id="y" * 600)
    put(dynamo_store, long)
    (key,) = [one for one in _keys(dynamo_store) if one[1].startswith("OUT#")]
    assert dynamo_store.errand_at(*key) == long


def _keys(store: DynamoStore) -> list[tuple[str, str]]:
    from skill.storage.dynamodb.items import errand_key
    from skill.storage.dynamodb.table import id_of

    return [id_of(errand_key(one)) for one in left(store)]
