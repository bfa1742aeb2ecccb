"""One DynamoDB table: whole answers from partial ones, and its errors as ours."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from skill.deadline import left
from skill.errors import Conflict, StoreUnavailable
from skill.storage.conditions import Condition
from skill.storage.dynamodb.items import Item, Key

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PAUSES = (0.05, 0.1, 0.2, 0.4)
_BATCH = 25
# Another transaction holds the item, or our own first attempt has not ended yet.
_NO_TABLE = "ResourceNotFoundException"
_BUSY = ("TransactionConflictException", "TransactionInProgressException")
_REFUSED = "ConditionalCheckFailedException"


class Table:
    """The calls the store needs, on one table. All reads but those of an index are consistent.

    Every method raises StoreUnavailable when the table does not answer, is overloaded or refuses.
    """

    def __init__(self, client: DynamoDBClient, name: str) -> None:
        self._client = client
        self._name = name

    def get(self, key: Key) -> Item:
        """One item; empty when it is absent."""
        with translated():
            found = self._client.get_item(TableName=self._name, Key=key, ConsistentRead=True)
        return dict(found.get("Item", {}))

    def get_all(self, keys: Sequence[Key]) -> dict[tuple[str, str], Item]:
        """Items by (PK, SK), in one call unless the table leaves some for a second one."""
        items: dict[tuple[str, str], Item] = {}
        wanted: Any = {self._name: {"Keys": list(keys), "ConsistentRead": True}}
        pauses = iter(_PAUSES)
        while True:
            with translated():
                answer = self._client.batch_get_item(RequestItems=wanted)
            items |= {id_of(found): dict(found) for found in answer["Responses"].get(self._name, [])}
            wanted = answer.get("UnprocessedKeys")
            if not wanted:
                return items
            _wait(pauses)

    def pages(self, query: Mapping[str, Any]) -> Iterator[list[Item]]:
        """The pages of a query; each is fetched when it is asked for. Consistent unless it says otherwise."""
        start: dict[str, Any] = {}
        while True:
            with translated():
                answer = self._client.query(TableName=self._name, **{"ConsistentRead": True, **query, **start})
            yield [dict(found) for found in answer["Items"]]
            if not answer.get("LastEvaluatedKey"):
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def put(self, item: Item) -> None:
        """Write one item, whatever was there."""
        with translated():
            self._client.put_item(TableName=self._name, Item=item)

    def put_if(self, item: Item, condition: str, values: dict[str, Any]) -> bool:
        """Write one item where a condition holds of what was there; False when it does not, or another writes it."""
        with translated():
            try:
                self._client.put_item(
                    TableName=self._name, Item=item, ConditionExpression=condition, ExpressionAttributeValues=values
                )
            except ClientError as exc:
                if exc.response.get("Error", {}).get("Code") in {_REFUSED, *_BUSY}:
                    return False
                raise
        return True

    def delete(self, key: Key) -> None:
        """Delete one item if it is there."""
        with translated():
            self._client.delete_item(TableName=self._name, Key=key)

    def write_all(self, requests: Iterable[dict[str, Any]]) -> None:
        """Many ``PutRequest`` and ``DeleteRequest``, 25 at a time; of two for one key the later one counts."""
        batch: dict[tuple[str, str], dict[str, Any]] = {}
        for request in requests:
            batch[_target(request)] = request
            if len(batch) == _BATCH:
                self._write_batch(list(batch.values()))
                batch = {}
        if batch:
            self._write_batch(list(batch.values()))

    def _write_batch(self, requests: list[dict[str, Any]]) -> None:
        left: Any = {self._name: requests}
        pauses = iter(_PAUSES)
        while True:
            with translated():
                left = self._client.batch_write_item(RequestItems=left).get("UnprocessedItems")
            if not left:
                return
            _wait(pauses)

    def transact(self, writes: Sequence[dict[str, Any]]) -> None:
        """Write all or nothing, in one call. A cancelled transaction is the caller's to read."""
        # Without a token from us botocore makes one up for each call: its own second attempt after a lost
        # answer carries the same token and counts as the first. A token made from the request's id would
        # refuse a replay that was decided anew (IdempotentParameterMismatch).
        placed = [{kind: {"TableName": self._name, **write} for kind, write in entry.items()} for entry in writes]
        self._client.transact_write_items(TransactItems=placed)  # type: ignore[arg-type]  # the stubs want literal keys


def id_of(item: Mapping[str, Any]) -> tuple[str, str]:
    """(PK, SK) of a key or an item."""
    return item["PK"]["S"], item["SK"]["S"]


@contextmanager
def translated() -> Iterator[None]:
    """Turn botocore's errors into ours.

    Raises:
        Conflict: another transaction holds the item.
        StoreUnavailable: anything else: no connection, throttled, no such table, no permission.

    """
    try:
        yield
    except ClientError as exc:
        code = exc.response.get("Error", {}).get("Code", "")
        if code in _BUSY:
            raise Conflict(Condition.NOBODY_ELSE_WRITES) from exc
        hint = "; deploy template.yaml or set RESTOCK_STORE to a table that exists" if code == _NO_TABLE else ""
        raise StoreUnavailable(f"{exc}{hint}") from exc
    except BotoCoreError as exc:
        raise StoreUnavailable(str(exc)) from exc


def _wait(pauses: Iterator[float]) -> None:
    pause = next(pauses, None)
    if pause is None or left(pause) < pause:
        raise StoreUnavailable("DynamoDB left items unprocessed several times: it is overloaded")
    time.sleep(pause)


def _target(request: Mapping[str, Any]) -> tuple[str, str]:
    put = request.get("PutRequest")
    return id_of(put["Item"] if put else request["DeleteRequest"]["Key"])
