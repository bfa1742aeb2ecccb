"""Stores under observation: how long they take, and what goes over the wire."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from skill.loading.customers import identity_of
from skill.shopping.purchases import Digest
from skill.storage.port import Profile, Store

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class Timed:
    """A store that adds up the seconds spent in it; ``store`` passes for the one it watches."""

    def __init__(self, store: Store) -> None:
        self._watched = store
        self.reading = self.writing = 0.0

    @property
    def store(self) -> Store:
        """The same store, watched."""
        watched: Any = self
        found: Store = watched
        return found

    def reset(self) -> None:
        """Begin to count anew."""
        self.reading = self.writing = 0.0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._watched, name)

        def timed(*values: Any, **named: Any) -> Any:
            started = time.perf_counter()
            try:
                return method(*values, **named)
            finally:
                spent = time.perf_counter() - started
                if name == "commit":
                    self.writing += spent
                else:
                    self.reading += spent

        setattr(self, name, timed)
        return timed


class Wire:
    """Counts the round trips of a client, and the bytes of headers and bodies in both directions."""

    def __init__(self, client: DynamoDBClient) -> None:
        self.operations: list[str] = []
        self.sent = self.received = 0
        client.meta.events.register("before-send.dynamodb", self._before)
        client.meta.events.register("response-received.dynamodb", self._after)

    def reset(self) -> None:
        """Begin to count anew."""
        self.operations, self.sent, self.received = [], 0, 0

    def _before(self, request: Any, **_: Any) -> None:
        self.operations.append(request.headers["X-Amz-Target"].decode().rpartition(".")[2])
        self.sent += len(request.body) + _size(request.headers.items())

    def _after(self, response_dict: Any, **_: Any) -> None:
        self.received += len(response_dict["body"]) + _size(response_dict["headers"].items())


def copy_households(source: Store, into: Store, customers: Iterable[str], product_ids: Iterable[str]) -> None:
    """Copy whole customers and the prices of some products from one store to another."""

    def profiles() -> Iterable[Profile]:
        for customer_id in dict.fromkeys(customers):
            loaded = source.load(customer_id, "", datetime.now(UTC))
            if loaded.customer is not None:
                entries = loaded.digest.entries | source.rest_of_digest(customer_id).entries
                orders = tuple(source.orders(customer_id))
                identities = (identity_of(customer_id),)
                yield Profile(customer=loaded.customer, digest=Digest(entries), orders=orders, identities=identities)

    into.put_profiles(profiles())
    ids = list(product_ids)
    for start in range(0, len(ids), 10):
        into.put_quotes(source.quotes(ids[start : start + 10]).values())


def _size(headers: Iterable[tuple[str, str | bytes]]) -> int:
    """Bytes of headers as HTTP writes them: a line each, with colon, space and line end."""
    return sum(len(name) + len(value) + 4 for name, value in headers)
