"""Trips and units of DynamoDB, counted where bytes leave and come back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from skill.errors import StoreUnavailable
from skill.storage.dynamodb import DynamoStore, connect
from skill.telemetry.trace import Trace, entered, left
from tests.support.samples import NOW, commit, identity


@contextmanager
def traced() -> Iterator[Trace]:
    trace = Trace(lambda: 0.0)
    token = entered(trace)
    try:
        yield trace
    finally:
        left(token)


def test_a_commit_costs_what_dynamodb_says(dynamo_store: DynamoStore) -> None:
    with traced() as trace:
        dynamo_store.load("anna", "s", NOW)
        dynamo_store.commit(commit())
    # The interaction alone: one item in a transaction, which costs two units on AWS.
    assert trace.trips == 2
    assert trace.write_units in {1.0, 2.0}


class Server(HTTPServer):
    """Answers every call with what the test puts here, or not at all, and keeps what was asked."""

    answers: list[dict[str, Any] | None]
    asked: list[dict[str, Any]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        answer = self.server.answers.pop(0)
        body = json.dumps(answer or {"__type": "ThrottlingException"}).encode()
        self.send_response(200 if answer is not None else 400)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    server.answers, server.asked = [], []
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def store(server: Server) -> DynamoStore:
    client = connect(region="eu-west-1", endpoint=f"http://127.0.0.1:{server.server_address[1]}")
    return DynamoStore(client, "restock")


def test_units_of_one_table_and_of_a_list_of_tables(server: Server, store: DynamoStore) -> None:
    one = {"TableName": "restock", "CapacityUnits": 0.5}
    server.answers = [
        {"ConsumedCapacity": one},
        {"Responses": {}, "UnprocessedKeys": {}, "ConsumedCapacity": [one, one | {"CapacityUnits": 4.0}]},
        {"ConsumedCapacity": [one | {"CapacityUnits": 12.0}]},
    ]
    with traced() as trace:
        store.identify(identity())
        store.load("anna", "s", NOW)
        store.commit(commit())

    assert (trace.trips, trace.read_units, trace.write_units) == (3, 5.0, 12.0)
    assert [call["ReturnConsumedCapacity"] for call in server.asked] == ["TOTAL"] * 3


def test_a_second_attempt_is_a_trip_too(server: Server, store: DynamoStore) -> None:
    server.answers = [None, None]
    with traced() as trace, pytest.raises(StoreUnavailable):
        store.identify(identity())

    assert (trace.trips, trace.read_units) == (2, 0.0)


def test_without_a_trace_nothing_is_asked_for(server: Server, store: DynamoStore) -> None:
    server.answers = [{}]
    assert store.identify(identity()) is None
    assert "ReturnConsumedCapacity" not in server.asked[0]
