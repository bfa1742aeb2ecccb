"""The outbox: items of their customer with DUE and DUEAT, which alone are in the index ``due``.

DUE spreads them over a few shards: one key of an index takes no more than a thousand writes a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain, islice

import msgspec

from skill.profile.errand import Errand
from skill.storage.dynamodb import items
from skill.storage.dynamodb.items import Item, body_of
from skill.storage.dynamodb.table import Table
from skill.storage.encoding import decode, due_before

_AS_IT_WAS_READ = "DUEAT = :due AND attempts = :attempts"


def due(table: Table, at: datetime, limit: int) -> Sequence[Errand]:
    """See ``Store.due``. One trip a shard."""
    found = sorted(chain.from_iterable(_of_shard(table, shard, at, limit) for shard in items.SHARDS), key=_due_at)
    return [decode(body_of(item), Errand) for item in found[:limit]]


def postpone(table: Table, errand: Errand, until: datetime) -> Errand | None:
    """See ``Store.postpone``. One trip.

    When its answer is lost, botocore's second attempt finds the errand taken, by ourselves: None, and it is tried
    at ``until``, late but not lost.
    """
    later = msgspec.structs.replace(errand, due=until, attempts=errand.attempts + 1)
    read = items.errand_item(errand)
    values = {":due": read["DUEAT"], ":attempts": read["attempts"]}
    return later if table.put_if(items.errand_item(later), _AS_IT_WAS_READ, values) else None


def done(table: Table, errand: Errand) -> None:
    """See ``Store.done``. One trip."""
    table.delete(items.errand_key(errand))


def _of_shard(table: Table, shard: str, at: datetime, limit: int) -> Iterator[Item]:
    query = {
        "IndexName": "due",
        "ConsistentRead": False,
        "KeyConditionExpression": "DUE = :shard AND DUEAT < :end",
        "ExpressionAttributeValues": {":shard": {"S": shard}, ":end": {"S": due_before(at)}},
        "Limit": limit,
    }
    return islice(chain.from_iterable(table.pages(query)), limit)


def _due_at(item: Item) -> str:
    key: str = item["DUEAT"]["S"]
    return key
