"""Trouble on the wire to DynamoDB: what Amazon's servers and the network in between do, as botocore meets it.

Whatever answers here in the server's place answers in its own words: status, error code, cancellation reasons.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError, ConnectTimeoutError, ReadTimeoutError

from skill.bootstrap import build_app
from skill.storage.dynamodb import DynamoStore, connect
from tests.dialogues.support.stage import Demo
from tests.faults.faults import Fault
from tests.faults.floor import Floor

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class WireFault(StrEnum):
    """What happens to a request on its way or at the server."""

    UNREACHABLE = "no connection"
    SILENT = "no answer, nothing done"
    LOST = "done, the answer lost"
    CUT = "done, the connection closed"
    PROVISIONED = "ProvisionedThroughputExceededException"
    THROTTLED = "ThrottlingException"
    LIMIT = "RequestLimitExceeded"
    SERVER = "InternalServerError"
    CONFLICT = "TransactionConflictException"
    CANCELLED_CONFLICT = "TransactionCanceledException: TransactionConflict"
    CANCELLED_THROTTLED = "TransactionCanceledException: ThrottlingError"
    CANCELLED_PROVISIONED = "TransactionCanceledException: ProvisionedThroughputExceeded"
    IN_PROGRESS = "TransactionInProgressException"


_READS = ("GetItem", "BatchGetItem", "Query")
_ANY = (
    WireFault.UNREACHABLE,
    WireFault.SILENT,
    WireFault.PROVISIONED,
    WireFault.THROTTLED,
    WireFault.LIMIT,
    WireFault.SERVER,
)
_WRITTEN = (WireFault.LOST, WireFault.CUT)
_IN_TRANSACTIONS = (
    WireFault.CANCELLED_CONFLICT,
    WireFault.CANCELLED_THROTTLED,
    WireFault.CANCELLED_PROVISIONED,
    WireFault.IN_PROGRESS,
)
_LIKE = {
    WireFault.UNREACHABLE: Fault.FAILS,
    WireFault.SILENT: Fault.HANGS,
    WireFault.LOST: Fault.LATE,
    WireFault.CUT: Fault.LATE,
    WireFault.SERVER: Fault.FAILS,
    WireFault.CONFLICT: Fault.CONFLICT,
    WireFault.CANCELLED_CONFLICT: Fault.CONFLICT,
    WireFault.IN_PROGRESS: Fault.CONFLICT,
}


def wire_faults_of(operation: str) -> tuple[WireFault, ...]:
    """What can happen to a request of this DynamoDB operation."""
    if operation in _READS:
        return _ANY
    return (*_ANY, *_WRITTEN, *(_IN_TRANSACTIONS if operation == "TransactWriteItems" else (WireFault.CONFLICT,)))


class Wire:
    """Counts the requests that leave a client, botocore's own second attempts too, and troubles one of them.

    ``times``: so many attempts of the same call, one after the other, meet it.
    """

    def __init__(self, number: int = -1, fault: WireFault | None = None, times: int = 1) -> None:
        self._number, self._fault, self._left = number, fault, times
        self._troubled = ""
        self.log: list[str] = []

    def meet(
        self, client: DynamoDBClient, operation: str, request: Any, struck: Callable[[str, Fault], None]
    ) -> AWSResponse | None:
        """What answers this request in the server's place; None: the server. ``struck`` is told what went wrong."""
        number = len(self.log)
        self.log.append(operation)
        again = bool(self._troubled) and operation == self._troubled and self._left > 0
        if self._fault is None or not (number == self._number or again):
            return None
        self._troubled, self._left = operation, self._left - 1
        struck(f"wire.{operation}", _LIKE.get(self._fault, Fault.THROTTLED))
        return _answer(self._fault, client, request)


def _answer(fault: WireFault, client: DynamoDBClient, request: Any) -> AWSResponse:
    match fault:
        case WireFault.UNREACHABLE:
            raise ConnectTimeoutError(endpoint_url=request.url)
        case WireFault.SILENT:
            raise ReadTimeoutError(endpoint_url=request.url)
        case WireFault.LOST | WireFault.CUT:
            client._endpoint.http_session.send(request)  # type: ignore[attr-defined]
            if fault is WireFault.LOST:
                raise ReadTimeoutError(endpoint_url=request.url)
            raise ConnectionClosedError(endpoint_url=request.url)
        case WireFault.SERVER:
            return _refusal(request, 500, fault.value)
        case WireFault.CANCELLED_CONFLICT | WireFault.CANCELLED_THROTTLED | WireFault.CANCELLED_PROVISIONED:
            code, _, reason = fault.value.partition(": ")
            others = len(json.loads(request.body)["TransactItems"]) - 1
            # The last item is the one that was in somebody's way.
            return _refusal(request, 400, code, CancellationReasons=[{"Code": "None"}] * others + [{"Code": reason}])
    return _refusal(request, 400, fault.value)


def _refusal(request: Any, status: int, code: str, **more: Any) -> AWSResponse:
    body = {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "injected"} | more
    headers: Any = {"Content-Type": "application/x-amz-json-1.0"}
    return AWSResponse(request.url, status, headers, _Raw(json.dumps(body)))


class _Raw:
    """A body as urllib3 would stream it."""

    def __init__(self, text: str) -> None:
        self._data = text.encode()

    def stream(self, *_: Any, **__: Any) -> list[bytes]:
        return [self._data]


class WireFloor(Floor):
    """A floor on DynamoDB whose trouble is on the wire. Who looks at the books has a line of their own."""

    looks = True

    def __init__(self, demo: Demo, table: str, endpoint: str) -> None:
        self._table, self._endpoint = table, endpoint
        self.wire = Wire()
        super().__init__(demo, f"dynamodb://{table}", endpoint)

    def _start(self) -> None:
        client = connect(endpoint=self._endpoint)

        def meet(request: Any, event_name: str, **_: Any) -> AWSResponse | None:
            if not self.trouble.counting:
                return None
            struck = self.trouble.struck
            return self.wire.meet(client, event_name.rpartition(".")[2], request, lambda *what: struck.append(what))

        events: Any = client.meta.events
        events.register("before-send.dynamodb", meet)
        self.app = build_app(self._settings, DynamoStore(client, self._table))
