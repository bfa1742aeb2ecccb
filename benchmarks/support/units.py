"""What DynamoDB charges for a call, by Amazon's own rules, from what went over the wire.

The rules (DynamoDB Developer Guide, "DynamoDB read and write operations", "Item sizes and formats", "Managing complex
workflows with transactions"): a consistent read is one unit for each 4 KB begun of each item, also of one that is not
there; an eventually consistent one is half of it. A query counts the bytes of all its items together. A write is one
unit for each KB begun of the item as it was or as it is, whichever is larger; in a transaction twice that. An index
takes a write for an entry that is made, changed in place or removed, and two when its key changes.
"""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Item = Mapping[str, Any]
Key = tuple[str, str]

READ_BYTES, WRITE_BYTES = 4096, 1024
# The index and its keys, as template.yaml has them; all attributes are projected.
_INDEX = ("DUE", "DUEAT")


class Call(NamedTuple):
    """One call: its operation and its units by the rules; ``told`` is what the server itself says, None: nothing."""

    operation: str
    reads: float
    writes: float
    index_writes: float
    told: float | None
    items_written: int


class Ledger:
    """Units of calls in the order in which they are made, on one table; it knows how large each item has become."""

    def __init__(self) -> None:
        self._items: dict[Key, Item] = {}

    def call(self, operation: str, request: bytes, response: bytes, *, well: bool = True) -> Call:
        """The units of one call. A refused one is charged as if it had written: that is the rule for conditions."""
        asked, answered = json.loads(request), json.loads(response) if response else {}
        reads = writes = index = 0.0
        items = 0
        match operation:
            case "GetItem":
                reads = _read(answered.get("Item", {}), bool(asked.get("ConsistentRead")))
            case "BatchGetItem":
                reads = _batch_read(asked, answered)
            case "Query":
                size = sum(size_of(item) for item in answered.get("Items", ()))
                reads = _rounded(size, READ_BYTES) * (1.0 if asked.get("ConsistentRead") else 0.5)
            case "PutItem" | "DeleteItem" | "UpdateItem":
                writes, index = self._write(operation.removesuffix("Item"), asked, well=well)
                items = 1
            case "BatchWriteItem":
                for put in (one for some in asked["RequestItems"].values() for one in some):
                    [(kind, body)] = put.items()
                    units, entry = self._write(kind.removesuffix("Request"), body, well=well)
                    writes, index, items = writes + units, index + entry, items + 1
            case "TransactWriteItems":
                for one in asked["TransactItems"]:
                    [(kind, body)] = one.items()
                    units, entry = self._write(kind, body, well=well)
                    writes, index, items = writes + 2 * units, index + entry, items + 1
        return Call(operation, reads, writes, index, _told(answered), items)

    def sizes(self, prefix: str) -> dict[Key, int]:
        """The items of a partition that begins so, and their bytes."""
        return {key: size_of(item) for key, item in self._items.items() if key[0].startswith(prefix)}

    def _write(self, kind: str, body: Mapping[str, Any], *, well: bool) -> tuple[float, float]:
        """Units of the table and of the index."""
        key = _key(body.get("Item") or body["Key"])
        before = self._items.get(key, {})
        after = _after(kind, before, body)
        units = _rounded(max(size_of(before), size_of(after)), WRITE_BYTES)
        if not well:
            return units, 0.0
        if after:
            self._items[key] = after
        else:
            self._items.pop(key, None)
        return units, _index(before, after)


def size_of(item: Item) -> int:
    """Bytes of an item: the names of its attributes and their values; 0 for one that is not there."""
    return sum(len(name.encode()) + _value(value) for name, value in item.items())


def _value(value: Mapping[str, Any]) -> int:
    [(kind, content)] = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "B":
            return len(base64.b64decode(content))
        case "N":
            # About a byte for each two significant digits, and one more.
            return math.ceil(len(content.lstrip("-").replace(".", "").strip("0") or "0") / 2) + 1
        case "BOOL" | "NULL":
            return 1
    raise ValueError(f"no item of ours holds {kind}")


def _rounded(size: int, unit: int) -> float:
    return float(max(1, math.ceil(size / unit)))


def _read(item: Item, consistent: bool) -> float:
    return _rounded(size_of(item), READ_BYTES) * (1.0 if consistent else 0.5)


def _batch_read(asked: Mapping[str, Any], answered: Mapping[str, Any]) -> float:
    units = 0.0
    for table, wanted in asked["RequestItems"].items():
        consistent = bool(wanted.get("ConsistentRead"))
        found = answered.get("Responses", {}).get(table, [])
        absent = len(wanted["Keys"]) - len(found)
        units += sum(_read(item, consistent) for item in found) + absent * _read({}, consistent)
    return units


def _after(kind: str, before: Item, body: Mapping[str, Any]) -> Item:
    match kind:
        case "Put":
            item: Item = body["Item"]
            return item
        case "Update":
            return _updated(before, body)
        case "Delete":
            return {}
    raise ValueError(f"no write of ours is a {kind}")


def _updated(before: Item, body: Mapping[str, Any]) -> Item:
    """The item after one of our two updates: units added to a stock, or an errand, which stays if it is there."""
    if before:
        return before
    values = {name.removeprefix(":"): value for name, value in body["ExpressionAttributeValues"].items()}
    return {**body["Key"], **values}


def _index(before: Item, after: Item) -> float:
    old, new = (_rounded(size_of(item), WRITE_BYTES) if _INDEX[0] in item else 0.0 for item in (before, after))
    if old and new and all(before[name] == after[name] for name in _INDEX):
        return max(old, new) if before != after else 0.0
    return old + new


def _key(item: Item) -> Key:
    return item["PK"]["S"], item["SK"]["S"]


def _told(answered: Mapping[str, Any]) -> float | None:
    consumed = answered.get("ConsumedCapacity")
    if not consumed:
        return None
    tables: Iterable[Mapping[str, Any]] = (consumed,) if isinstance(consumed, Mapping) else consumed
    return sum(float(table.get("CapacityUnits", 0)) for table in tables)
