"""The commit of one turn as one TransactWriteItems, and what a refusal by DynamoDB means.

Each write stands next to the meaning of its condition, in the order in which refusals are reported.
DynamoDB answers with one cancellation reason a write, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from botocore.exceptions import ClientError

from skill.errors import AlreadyAnswered, Conflict, OutOfStock, StoreError, StoreUnavailable
from skill.storage.conditions import Condition, stock_changes
from skill.storage.dynamodb import items
from skill.storage.dynamodb.items import Item, Key
from skill.storage.dynamodb.table import Table, translated
from skill.storage.encoding import encode, event_key
from skill.storage.port import Commit

_IS_NEW = "attribute_not_exists(PK)"
_EXISTS = "attribute_exists(PK)"
_IS_UNCHANGED = "#version = :expected"
_IS_FREE_OR_OURS = "attribute_not_exists(PK) OR #customer = :customer"
# Units given back to a product that is gone leave an item without a price: nothing is sold from it.
_IS_ENOUGH = "attribute_exists(#counted) AND (#counted = :no OR #stock >= :units)"

_TOO_MANY_REQUESTS = ("ProvisionedThroughputExceeded", "ThrottlingError")


class Step(NamedTuple):
    """One write, and the error that its failed condition means, given the item as it is.

    No error: then there is nothing to write, and all the rest is written without it.
    """

    write: dict[str, Any]
    refused: Callable[[Item], StoreError] | None


def steps(change: Commit) -> list[Step]:
    """The writes of a commit."""
    return [
        _interaction(change),
        *_versioned(change),
        *_orders(change),
        *_identity(change),
        *(_stock(product_id, units) for product_id, units in stock_changes(change).items()),
        *_outbox(change),
    ]


def carry_out(table: Table, planned: Sequence[Step]) -> None:
    """Write all or nothing. One trip; a second one, without them, when steps turn out to have nothing to write.

    Raises:
        StoreError: what the first failed condition means.

    """
    with translated():
        try:
            table.transact([step.write for step in planned])
        except ClientError as exc:
            if exc.response.get("Error", {}).get("Code") != "TransactionCanceledException":
                raise
            refusal = _meaning(exc, planned)
            if refusal is not None:
                raise refusal from exc
        else:
            return
    carry_out(table, [step for step in planned if step.refused])


def replaced(item: Item, expected: int, condition: Condition) -> Step:
    """Write an item where its stored version is the expected one (0: there is none)."""
    if expected == 0:
        return Step(_put(item, _IS_NEW), _conflict(condition))
    values = {":expected": {"N": str(expected)}}
    return Step(_put(item, _IS_UNCHANGED, {"#version": "version"}, values), _conflict(condition))


def _meaning(exc: ClientError, planned: Sequence[Step]) -> StoreError | None:
    """What a cancelled transaction means; None when nothing failed but steps that have nothing to write."""
    reasons = exc.response.get("CancellationReasons", [])
    needless = False
    for step, reason in zip(planned, reasons, strict=False):
        if reason.get("Code") == "ConditionalCheckFailed":
            if step.refused:
                return step.refused(dict(reason.get("Item", {})))
            needless = True
        if reason.get("Code") == "TransactionConflict":
            return Conflict(Condition.NOBODY_ELSE_WRITES)
    codes = [reason.get("Code", "") for reason in reasons]
    if any(code in _TOO_MANY_REQUESTS for code in codes):
        return StoreUnavailable(str(exc))
    return None if needless else StoreError(str(exc))


def _interaction(change: Commit) -> Step:
    """Appended once. The old item comes with the refusal, so that a replay costs no second trip."""
    event = change.interaction
    key = items.event_item_key(change.customer_id, event_key(event.at, event.id))
    ends = items.ttl(change.interaction_expires)
    put = _put(items.item(key, encode(event), reply={"B": change.reply}, **ends), _IS_NEW)
    put["Put"]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    return Step(put, lambda old: AlreadyAnswered(old["reply"]["B"]))


def _versioned(change: Commit) -> Iterator[Step]:
    expected = change.expected
    guest = items.ttl(change.guest_expires)
    found: list[tuple[str, int, msgspec.Struct | None, Condition, Item]] = [
        (items.HEAD, expected.customer, change.customer, Condition.CUSTOMER_UNCHANGED, guest),
        (items.CART, expected.cart, change.cart, Condition.CART_UNCHANGED, guest),
        (items.DIGEST, expected.digest, change.digest, Condition.DIGEST_UNCHANGED, {}),
    ]
    for sort, version, item, condition, ends in found:
        if item is not None:
            key = items.customer_key(change.customer_id, sort)
            yield _next_version(key, encode(item), version, condition, **ends)
    if change.digest_rest is not None:
        key = items.customer_key(change.customer_id, items.REST)
        # Guarded by the condition on the hot part.
        yield Step(_put(items.item(key, encode(change.digest_rest))), _conflict(Condition.DIGEST_UNCHANGED))
    if change.session is not None and change.session_expires is not None:
        key = items.session_key(change.customer_id, change.interaction.session)
        ends = items.ttl(change.session_expires)
        yield _next_version(key, change.session, expected.session, Condition.SESSION_UNCHANGED, **ends)


def _next_version(key: Key, body: bytes, expected: int, condition: Condition, **more: Any) -> Step:
    return replaced(items.item(key, body, expected + 1, **more), expected, condition)


def _orders(change: Commit) -> Iterator[Step]:
    for order, holds, condition in (
        (change.new_order, _IS_NEW, Condition.ORDER_IS_NEW),
        (change.changed_order, _EXISTS, Condition.ORDER_EXISTS),
    ):
        if order is not None:
            key = items.order_key(change.customer_id, order.id)
            yield Step(_put(items.item(key, encode(order)), holds), _conflict(condition))


def _identity(change: Commit) -> Iterator[Step]:
    names, values = {"#customer": "customer"}, {":customer": {"S": change.customer_id}}
    if change.identity is not None:
        item = items.identity_item(change.customer_id, change.identity) | items.ttl(change.guest_expires)
        yield Step(_put(item, _IS_FREE_OR_OURS, names, values), _conflict(Condition.IDENTITY_IS_FREE))
    if change.unlink is not None:
        delete = _conditional({"Key": items.identity_key(change.unlink)}, _IS_FREE_OR_OURS, names, values)
        yield Step({"Delete": delete}, None)


def _stock(product_id: str, units: int) -> Step:
    """Taking is conditional, giving back is not: a cancelled order must not fail for a product that is gone."""
    update: dict[str, Any] = {
        "Key": items.stock_key(product_id),
        "UpdateExpression": "ADD #stock :change",
        "ExpressionAttributeNames": {"#stock": "stock"},
        "ExpressionAttributeValues": {":change": {"N": str(-units)}},
    }
    if units > 0:
        update["ConditionExpression"] = _IS_ENOUGH
        update["ExpressionAttributeNames"]["#counted"] = "counted"
        update["ExpressionAttributeValues"] |= {":no": {"BOOL": False}, ":units": {"N": str(units)}}
    return Step({"Update": update}, lambda _: OutOfStock(product_id))


def _outbox(change: Commit) -> Iterator[Step]:
    """An errand that is there already stays as it is. A transaction names an item once, hence each id once."""
    for errand in {errand.id: errand for errand in reversed(change.outbox)}.values():
        key, item = items.errand_key(errand), items.errand_item(errand)
        new = {name: value for name, value in item.items() if name not in key}
        update = {
            "Key": key,
            "UpdateExpression": "SET " + ", ".join(f"{name} = if_not_exists({name}, :{name})" for name in new),
            "ExpressionAttributeValues": {f":{name}": value for name, value in new.items()},
        }
        yield Step({"Update": update}, _conflict(Condition.NOBODY_ELSE_WRITES))


def _conflict(condition: Condition) -> Callable[[Item], StoreError]:
    return lambda _: Conflict(condition)


def _put(
    item: Item,
    condition: str | None = None,
    names: dict[str, str] | None = None,
    values: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return {"Put": _conditional({"Item": item}, condition, names, values)}


def _conditional(
    write: dict[str, Any], condition: str | None, names: dict[str, str] | None, values: dict[str, Any] | None
) -> dict[str, Any]:
    if condition:
        write["ConditionExpression"] = condition
    if names:
        write["ExpressionAttributeNames"] = names
    if values:
        write["ExpressionAttributeValues"] = values
    return write
