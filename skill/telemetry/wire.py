"""Trips and capacity units of a DynamoDB client, counted where the bytes leave and come back.

A trip is an attempt that left, also a second one for the same call. Units are what DynamoDB itself says was consumed
(``ReturnConsumedCapacity=TOTAL``, which costs nothing); of a call that it refused it says none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from skill.telemetry.trace import current

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

READS = ("BatchGetItem", "GetItem", "Query")
WRITES = ("BatchWriteItem", "DeleteItem", "PutItem", "TransactWriteItems", "UpdateItem")


def watch(client: DynamoDBClient) -> None:
    """Let a client's calls count for the request in whose context they are made."""
    events: Any = client.meta.events
    for operation in (*READS, *WRITES):
        events.register(f"provide-client-params.dynamodb.{operation}", _ask)
        events.register(f"after-call.dynamodb.{operation}", _read if operation in READS else _written)
    events.register("before-send.dynamodb", _left)


def _ask(params: dict[str, Any], **_: Any) -> dict[str, Any] | None:
    return {**params, "ReturnConsumedCapacity": "TOTAL"} if current() else None


def _left(**_: Any) -> None:
    trace = current()
    if trace is not None:
        trace.trips += 1


def _read(parsed: Mapping[str, Any], **_: Any) -> None:
    trace = current()
    if trace is not None:
        trace.read_units += _units(parsed)


def _written(parsed: Mapping[str, Any], **_: Any) -> None:
    trace = current()
    if trace is not None:
        trace.write_units += _units(parsed)


def _units(parsed: Mapping[str, Any]) -> float:
    """One table's, or those of each table."""
    consumed = parsed.get("ConsumedCapacity") or ()
    tables: Iterable[Mapping[str, Any]] = (consumed,) if isinstance(consumed, Mapping) else consumed
    return sum(float(table.get("CapacityUnits", 0)) for table in tables)
