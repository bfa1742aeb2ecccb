"""The function that sends e-mails as it is deployed: built by SAM, run by AWS's emulator, on a table with a stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from skill.storage.dynamodb import DynamoStore, connect, create_table
from tests.outbox.errands import left, put_order
from tests.outbox.letters import COFFEE, order
from tests.outbox.test_mails import household
from tests.platform.test_template import OUTBOX, RESOURCES, sam
from tests.support.mail_server import mail_server
from tests.support.rie import emulated
from tests.support.servers import aws_service

TABLE = "restock-outbox"
# The function has the clock of this machine, whatever it shows.
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SCHEDULED = {"source": "aws.events", "detail-type": "Scheduled Event", "time": "2026-11-21T12:00:00Z", "detail": {}}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `sam build` makes, for this machine's Python so that it can be run here."""
    folder = tmp_path_factory.mktemp("sam")
    version = "{}.{}".format(*sys.version_info)
    command = ("sam", "build", "OutboxFunction", "--build-dir", str(folder / "build"))
    done = sam(*command, folder=folder, RESTOCK_LAMBDA_PYTHON=version)
    assert done.returncode == 0, done.stderr
    return folder / "build" / "OutboxFunction"


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A DynamoDB with streams, and the table with the one that the template gives it."""
    with aws_service("dynamodb,dynamodbstreams", tmp_path_factory.mktemp("aws")) as endpoint:
        client = connect(endpoint=endpoint)
        create_table(client, TABLE, expire=False)
        stream: Any = {"StreamEnabled": True, **RESOURCES["Table"]["Properties"]["StreamSpecification"]}
        client.update_table(TableName=TABLE, StreamSpecification=stream)
        yield endpoint
        client.close()


def records(endpoint: str) -> list[dict[str, Any]]:
    """All that the table's stream tells."""
    client: Any = botocore.session.get_session().create_client("dynamodbstreams", endpoint_url=endpoint)
    (stream,) = client.list_streams(TableName=TABLE)["Streams"]
    found: list[dict[str, Any]] = []
    for shard in client.describe_stream(StreamArn=stream["StreamArn"])["StreamDescription"]["Shards"]:
        start = {"StreamArn": stream["StreamArn"], "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = client.get_shard_iterator(**start)["ShardIterator"]
        found += client.get_records(ShardIterator=iterator)["Records"]
    client.close()
    return found


def passes(pattern: Any, value: Any) -> bool:
    """Whether an event passes a filter of an event source, as far as ours goes: exact words and beginnings."""
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(key in value and passes(pattern[key], value[key]) for key in pattern)
    return any(value.startswith(one["prefix"]) if isinstance(one, dict) else value == one for one in pattern)


def test_an_order_is_sent_when_its_errand_is_written(build: Path, aws: str, tmp_path: Path) -> None:
    store = DynamoStore(connect(endpoint=aws), TABLE)
    store.put_profiles([household()])
    put_order(store, order(COFFEE), due=LONG_AGO)
    pattern = json.loads(OUTBOX["Events"]["Written"]["Properties"]["FilterCriteria"]["Filters"][0]["Pattern"])
    woken = [record for record in records(aws) if passes(pattern, record)]
    assert [record["dynamodb"]["Keys"]["SK"]["S"].partition("#")[0] for record in woken] == ["OUT"]

    settings = {key: value for key, value in OUTBOX["Environment"]["Variables"].items() if isinstance(value, str)}
    settings |= {"RESTOCK_STORE": f"dynamodb://{TABLE}", "RESTOCK_STORE_ENDPOINT": aws}
    event = {"Records": [{"eventName": "INSERT", "dynamodb": {"Keys": woken[0]["dynamodb"]["Keys"]}}]}
    with mail_server() as postbox:
        settings["RESTOCK_MAIL"] = postbox.url
        with emulated(build, tmp_path, settings, handler=OUTBOX["Handler"]) as function:
            assert function.invoke(event) == {"done": 1, "given_up": 0, "failed": 0}
            assert function.invoke(SCHEDULED) == {"done": 0, "given_up": 0, "failed": 0}

    (received,) = postbox.received
    assert received.recipients == ("anna@example.com",)
    assert "- 3 × dark roast coffee at $8.99 each: $26.97" in received.text
    assert left(store) == []
    # Taking and doing it wakes nobody again.
    assert [record for record in records(aws) if passes(pattern, record)] == woken


def test_amazon_ses_is_in_the_build(build: Path, tmp_path: Path) -> None:
    with aws_service("dynamodb,ses", tmp_path) as endpoint:
        client = connect(endpoint=endpoint)
        create_table(client, TABLE, expire=False)
        store = DynamoStore(client, TABLE)
        store.put_profiles([household()])
        put_order(store, order(COFFEE), due=LONG_AGO)
        settings = {key: value for key, value in OUTBOX["Environment"]["Variables"].items() if isinstance(value, str)}
        settings |= {"RESTOCK_STORE": f"dynamodb://{TABLE}", "RESTOCK_STORE_ENDPOINT": endpoint}
        settings["AWS_ENDPOINT_URL_SESV2"] = endpoint
        with emulated(build, tmp_path, settings, handler=OUTBOX["Handler"]) as function:
            assert function.invoke(SCHEDULED) == {"done": 1, "given_up": 0, "failed": 0}
        client.close()
