"""The workers as they are deployed: built by SAM, run by AWS's emulator, on a table with a stream and a key in KMS."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from skill.channels.contact.envelope import Envelope
from skill.channels.contact.kms import connect as kms_key
from skill.profile.customer import Customer
from skill.shopping.purchases import Digest
from skill.storage.dynamodb import DynamoStore, connect, create_table
from skill.storage.port import Profile
from tests.outbox.errands import errand, left, put, put_order
from tests.outbox.letters import COFFEE, order
from tests.platform.test_permissions import statements
from tests.support.mail_server import Postbox, mail_server
from tests.support.overheard import overhearing
from tests.support.process import LOOPBACK, free_port
from tests.support.rie import Function, emulated
from tests.support.servers import aws_service
from tests.support.template import function, load_template, variables

TABLE = "restock-workers"
SECRET = "only-for-tests-only-for-tests-only-for-tests"
# The functions have the clock of this machine, whatever it shows.
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SCHEDULED = {"source": "aws.events", "detail-type": "Scheduled Event", "time": "2026-11-21T12:00:00Z", "detail": {}}
NOTHING = {"done": 0, "given_up": 0, "failed": 0, "waiting": 0, "stuck": 0}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with aws_service("dynamodb,dynamodbstreams,kms,ses", tmp_path_factory.mktemp("aws")) as endpoint:
        yield endpoint


@dataclass
class Stack:
    """A table with its stream, a key for addresses, and the functions that work on them."""

    store: DynamoStore
    endpoint: str
    key: str
    other_key: str
    builds: Path
    folder: Path

    def household(self, name: str, key: str = "") -> Profile:
        """One whose address can be opened with the stack's key alone, or with another one."""
        seal = Envelope(lambda: kms_key(key or self.key, endpoint=self.endpoint), lambda: SECRET)
        sealed = seal.close(name, f"{name}@example.com")
        return Profile(customer=Customer(name, linked=True, email=sealed), digest=Digest())

    def records(self) -> list[dict[str, Any]]:
        """What Lambda hands over of all that the table's stream tells: what passes the template's filter."""
        properties = function("OutboxFunction")["Events"]["Written"]["Properties"]
        (filtered,) = properties["FilterCriteria"]["Filters"]
        return [one for one in _stream(self.endpoint) if passes(json.loads(filtered["Pattern"]), one)]

    def runs(self, name: str, mail: str, store: str = "") -> AbstractContextManager[Function]:
        """A function, with the template's settings."""
        settings = variables(name) | {
            "RESTOCK_STORE": f"dynamodb://{TABLE}",
            "RESTOCK_STORE_ENDPOINT": store or self.endpoint,
            "RESTOCK_CONTACT_KEY": f"kms:{self.key}",
            "RESTOCK_MAIL": mail,
            "AWS_ENDPOINT_URL_KMS": self.endpoint,
            "AWS_ENDPOINT_URL_SESV2": self.endpoint,
            "POWERTOOLS_SERVICE_NAME": f"test-{name}",
        }
        return emulated(self.builds / name, self.folder, settings, handler=function(name)["Handler"])

    def metrics(self) -> dict[str, float]:
        """The sums of what the function printed for CloudWatch, and of gauges too."""
        found: dict[str, float] = {}
        for line in (self.folder / "lambda.log").read_text().splitlines():
            if '"_aws"' in line:
                told = json.loads(line[line.index("{") :])
                for metric in told["_aws"]["CloudWatchMetrics"][0]["Metrics"]:
                    found[metric["Name"]] = found.get(metric["Name"], 0) + sum(told[metric["Name"]])
        return found


@pytest.fixture
def stack(builds: Path, services: str, tmp_path: Path) -> Iterator[Stack]:
    client = connect(endpoint=services)
    create_table(client, TABLE, expire=False)
    stream: Any = {"StreamEnabled": True, **load_template()["Resources"]["Table"]["Properties"]["StreamSpecification"]}
    client.update_table(TableName=TABLE, StreamSpecification=stream)
    kms: Any = botocore.session.get_session().create_client("kms", endpoint_url=services)
    key, other = (kms.create_key()["KeyMetadata"]["Arn"] for _ in range(2))
    yield Stack(DynamoStore(client, TABLE), services, key, other, builds, tmp_path)
    client.delete_table(TableName=TABLE)
    client.close()
    kms.close()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    with mail_server() as running:
        yield running


def _stream(endpoint: str) -> list[dict[str, Any]]:
    client: Any = botocore.session.get_session().create_client("dynamodbstreams", endpoint_url=endpoint)
    stream = client.list_streams(TableName=TABLE)["Streams"][-1]
    found: list[dict[str, Any]] = []
    for shard in client.describe_stream(StreamArn=stream["StreamArn"])["StreamDescription"]["Shards"]:
        start = {"StreamArn": stream["StreamArn"], "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = client.get_shard_iterator(**start)["ShardIterator"]
        found += client.get_records(ShardIterator=iterator)["Records"]
    client.close()
    return json.loads(json.dumps(found, default=lambda moment: moment.timestamp()))  # type: ignore[no-any-return]


def passes(pattern: Any, value: Any) -> bool:
    """Whether an event passes a filter of an event source, as far as ours goes: exact words and beginnings."""
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(key in value and passes(pattern[key], value[key]) for key in pattern)
    return any(value.startswith(one["prefix"]) if isinstance(one, dict) else value == one for one in pattern)


def names(records: list[dict[str, Any]]) -> list[str]:
    return [record["dynamodb"]["Keys"]["PK"]["S"] for record in records]


def place_of(record: Mapping[str, Any]) -> dict[str, str]:
    return {"itemIdentifier": record["dynamodb"]["SequenceNumber"]}


def test_the_stream_tells_of_errands_alone_and_nothing_of_what_they_hold(stack: Stack) -> None:
    stack.store.put_profiles([stack.household("anna")])
    put_order(stack.store, order(COFFEE), due=LONG_AGO)

    (record,) = stack.records()

    assert record["dynamodb"]["Keys"].keys() == {"PK", "SK"}
    assert {"NewImage", "OldImage"} & record["dynamodb"].keys() == set()
    assert record["dynamodb"]["Keys"]["SK"]["S"].startswith("OUT#order-mail-")


def test_an_order_is_mailed_when_the_stream_tells_and_only_once(stack: Stack, postbox: Postbox) -> None:
    stack.store.put_profiles([stack.household("anna")])
    put_order(stack.store, order(COFFEE), due=LONG_AGO)
    told = stack.records()

    with overhearing(stack.endpoint) as heard, stack.runs("OutboxFunction", postbox.url, heard.url) as outbox:
        assert outbox.invoke({"Records": told}) == {"batchItemFailures": []}
        assert outbox.invoke({"Records": told}) == {"batchItemFailures": []}

    (received,) = postbox.received
    assert received.recipients == ("anna@example.com",)
    assert "- 3 × dark roast coffee at $8.99 each: $26.97" in received.text
    assert left(stack.store) == []
    # Taking and doing it wakes nobody again.
    assert stack.records() == told
    allowed = {(action, "table") for action in statements("OutboxRole")["ReadCustomersAndTakeErrands"][0]}
    assert heard.actions == allowed


def test_what_fails_is_told_by_its_place_and_the_rest_is_done(stack: Stack, postbox: Postbox) -> None:
    stack.store.put_profiles(
        [stack.household("anna"), stack.household("cleo"), stack.household("ben", stack.other_key)]
    )
    for name in ("anna", "ben", "cleo"):
        put_order(stack.store, order(COFFEE), name, due=LONG_AGO)
    told = stack.records()
    assert sorted(names(told)) == ["C#anna", "C#ben", "C#cleo"]
    (bens,) = [record for record in told if names([record]) == ["C#ben"]]

    with stack.runs("OutboxFunction", postbox.url) as outbox:
        assert outbox.invoke({"Records": told}) == {"batchItemFailures": [place_of(bens)]}
        # Lambda sends again from there on; by then it waits for the sweep, and is no failure any more.
        assert outbox.invoke({"Records": told[told.index(bens) :]}) == {"batchItemFailures": []}

    assert sorted(one.recipients for one in postbox.received) == [("anna@example.com",), ("cleo@example.com",)]
    (waiting,) = left(stack.store)
    assert (waiting.customer_id, waiting.attempts) == ("ben", 1)
    assert stack.metrics() == {"ErrandsDone": 2, "ErrandsFailed": 1}


def test_what_is_not_due_yet_is_left_alone(stack: Stack, postbox: Postbox) -> None:
    stack.store.put_profiles([stack.household("anna")])
    later = datetime.now(UTC) + timedelta(hours=1)
    put_order(stack.store, order(COFFEE), due=later)

    with stack.runs("OutboxFunction", postbox.url) as outbox:
        assert outbox.invoke({"Records": stack.records()}) == {"batchItemFailures": []}

    assert [(one.due, one.attempts) for one in left(stack.store)] == [(later, 0)]
    assert postbox.received == []


def test_a_table_that_does_not_answer_sends_everything_back(stack: Stack, postbox: Postbox) -> None:
    put(stack.store, errand("1", due=LONG_AGO), errand("2", due=LONG_AGO))
    told = stack.records()
    assert len(told) == 2

    nowhere = f"http://{LOOPBACK}:{free_port()}"
    with stack.runs("OutboxFunction", postbox.url, nowhere) as outbox:
        assert outbox.invoke({"Records": told}) == {"batchItemFailures": [place_of(one) for one in told]}

    assert {one.attempts for one in left(stack.store)} == {0}


def test_every_minute_what_is_due_is_done_and_what_waits_is_measured(stack: Stack, postbox: Postbox) -> None:
    stack.store.put_profiles(
        [stack.household("anna"), stack.household("cleo"), stack.household("ben", stack.other_key)]
    )
    for name in ("anna", "ben", "cleo"):
        put_order(stack.store, order(COFFEE), name, due=LONG_AGO)

    with overhearing(stack.endpoint) as heard, stack.runs("ScheduledFunction", postbox.url, heard.url) as scheduled:
        first = scheduled.invoke(SCHEDULED)
        assert first == {"done": 2, "given_up": 0, "failed": 1, "waiting": 1, "stuck": 0}
        assert scheduled.invoke(SCHEDULED) == NOTHING | {"waiting": 1}

    assert sorted(one.recipients for one in postbox.received) == [("anna@example.com",), ("cleo@example.com",)]
    told = stack.metrics()
    assert told.keys() == {"ErrandsDone", "ErrandsFailed", "ErrandsStuck", "OldestErrandSeconds"}
    assert (told["ErrandsDone"], told["ErrandsFailed"], told["ErrandsStuck"]) == (2, 1, 0)
    # It waits since its first try, and not since the year that it was due in.
    assert told["OldestErrandSeconds"] < 3600
    role = statements("ScheduledRole")
    allowed = {(action, "table") for action in role["ReadCustomersAndTakeErrands"][0]} | {("dynamodb:Query", "due")}
    assert heard.actions == allowed


def test_amazon_ses_is_in_the_package(stack: Stack) -> None:
    stack.store.put_profiles([stack.household("anna")])
    put_order(stack.store, order(COFFEE), due=LONG_AGO)

    with stack.runs("ScheduledFunction", variables("ScheduledFunction")["RESTOCK_MAIL"]) as scheduled:
        assert scheduled.invoke(SCHEDULED) == NOTHING | {"done": 1}


def test_a_sweep_that_fails_fails_the_call(stack: Stack, postbox: Postbox) -> None:
    nowhere = f"http://{LOOPBACK}:{free_port()}"
    with stack.runs("ScheduledFunction", postbox.url, nowhere) as scheduled:
        assert scheduled.invoke(SCHEDULED)["errorType"] == "StoreUnavailable"
