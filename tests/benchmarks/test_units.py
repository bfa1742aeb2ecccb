"""What DynamoDB charges, by its rules, on calls as they go over the wire."""

import base64
import json
from typing import Any

import pytest

from benchmarks.support.units import Call, Ledger, size_of

ANNA = {"PK": {"S": "C#anna"}, "SK": {"S": "HEAD"}}


def _item(size: int, key: dict[str, Any] = ANNA, **more: Any) -> dict[str, Any]:
    """An item of so many bytes."""
    bare = {**key, **more, "body": {"B": ""}}
    return {**bare, "body": {"B": base64.b64encode(b"x" * (size - size_of(bare))).decode()}}


def _call(ledger: Ledger, operation: str, asked: dict[str, Any], answered: dict[str, Any] | None = None) -> Call:
    return ledger.call(operation, json.dumps(asked).encode(), json.dumps(answered or {}).encode())


def _put(ledger: Ledger, item: dict[str, Any]) -> Call:
    return _call(ledger, "PutItem", {"TableName": "t", "Item": item})


def test_the_size_of_an_item_is_that_of_names_and_values() -> None:
    assert size_of({}) == 0
    assert size_of({"PK": {"S": "ä"}}) == 4
    assert size_of({"body": {"B": base64.b64encode(b"12345").decode()}}) == 9
    assert size_of({"stock": {"N": "-120"}}) == 5 + 2
    assert size_of({"minor": {"N": "579"}}) == 5 + 3
    assert size_of({"counted": {"BOOL": True}}) == 8
    with pytest.raises(ValueError, match="holds M"):
        size_of({"map": {"M": {}}})


@pytest.mark.parametrize(("size", "units"), [(100, 1.0), (4096, 1.0), (4097, 2.0), (9000, 3.0)])
def test_a_read_is_a_unit_for_each_four_kilobytes(size: int, units: float) -> None:
    answered = {"Item": _item(size)}
    assert _call(Ledger(), "GetItem", {"Key": ANNA, "ConsistentRead": True}, answered).reads == units
    assert _call(Ledger(), "GetItem", {"Key": ANNA}, answered).reads == units / 2


def test_what_is_not_there_is_read_all_the_same() -> None:
    wanted = {
        "t": {"Keys": [ANNA, {**ANNA, "SK": {"S": "CART"}}, {**ANNA, "SK": {"S": "S#1"}}], "ConsistentRead": True}
    }
    found = {"Responses": {"t": [_item(5000)]}}
    assert _call(Ledger(), "BatchGetItem", {"RequestItems": wanted}, found).reads == 2 + 1 + 1


def test_a_query_counts_its_items_together() -> None:
    found = {"Items": [_item(3000), _item(3000)]}
    assert _call(Ledger(), "Query", {"ConsistentRead": True}, found).reads == 2
    assert _call(Ledger(), "Query", {"ConsistentRead": False}, {"Items": []}).reads == 0.5


def test_a_write_counts_the_larger_of_before_and_after() -> None:
    ledger = Ledger()
    assert _put(ledger, _item(2500)).writes == 3
    assert _put(ledger, _item(100)).writes == 3
    assert _put(ledger, _item(100)).writes == 1
    assert _call(ledger, "DeleteItem", {"Key": ANNA}).writes == 1
    assert ledger.sizes("C#") == {}


def test_a_transaction_costs_twice_and_its_index_entry_once() -> None:
    ledger, due = Ledger(), {"DUE": {"S": "DUE#1"}, "DUEAT": {"S": "2026"}}
    errand = {"PK": {"S": "C#anna"}, "SK": {"S": "OUT#1"}}
    update = {
        "Key": errand,
        "UpdateExpression": "SET DUE = if_not_exists(DUE, :DUE)",
        "ExpressionAttributeValues": {f":{name}": value for name, value in due.items()},
    }
    stock = {
        "Key": {"PK": {"S": "P#milk"}, "SK": {"S": "STOCK"}},
        "ExpressionAttributeValues": {":change": {"N": "-1"}},
    }
    writes = [{"Put": {"Item": _item(1500)}}, {"Update": update}, {"Update": stock}]
    call = _call(ledger, "TransactWriteItems", {"TransactItems": writes})
    assert (call.writes, call.index_writes, call.items_written) == (2 * (2 + 1 + 1), 1, 3)

    later = {**errand, **due, "DUEAT": {"S": "2027"}}
    assert (_put(ledger, later).index_writes, _put(ledger, later).index_writes) == (2, 0)
    assert _put(ledger, {**later, "attempts": {"N": "2"}}).index_writes == 1
    assert _call(ledger, "DeleteItem", {"Key": errand}).index_writes == 1


def test_a_batch_of_writes_is_charged_one_by_one() -> None:
    requests = [{"PutRequest": {"Item": _item(1500)}}, {"DeleteRequest": {"Key": {**ANNA, "SK": {"S": "DIGEST2"}}}}]
    call = _call(Ledger(), "BatchWriteItem", {"RequestItems": {"t": requests}})
    assert (call.writes, call.items_written) == (2 + 1, 2)


def test_a_refused_write_is_charged_and_changes_nothing() -> None:
    ledger = Ledger()
    request = json.dumps({"Item": _item(2000)}).encode()
    assert ledger.call("PutItem", request, b"{}", well=False).writes == 2
    assert ledger.sizes("") == {}


def test_what_the_server_says_is_kept_beside() -> None:
    told = {"ConsumedCapacity": [{"CapacityUnits": 4.0}, {"CapacityUnits": 1.5}]}
    assert _call(Ledger(), "Query", {}, {"Items": [], **told}).told == 5.5
    assert _call(Ledger(), "Query", {}, {"Items": []}).told is None
