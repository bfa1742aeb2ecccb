"""What a busy table answers and what it means; local servers never answer so by themselves, hence a stub."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.stub import ANY, Stubber

from skill.errors import AlreadyAnswered, Conflict, OutOfStock, StoreError, StoreUnavailable
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.dynamodb import DynamoStore, connect
from skill.storage.dynamodb.table import translated
from skill.storage.port import StockChange
from tests.storage.households import errand
from tests.support.process import LOOPBACK, free_port
from tests.support.samples import NOW, cart, commit, identity, order, profile


@pytest.fixture
def stub() -> Iterator[tuple[DynamoStore, Stubber]]:
    client = connect(region="eu-west-1", endpoint=f"http://{LOOPBACK}:{free_port()}")
    with Stubber(client) as stubber:
        yield DynamoStore(client, "table"), stubber
        stubber.assert_no_pending_responses()


FAILED = {"Code": "ConditionalCheckFailed"}
NONE = {"Code": "None"}
BUSY = {"Code": "TransactionConflict"}
STORED = FAILED | {"Item": {"reply": {"B": b"stored"}}}


def _cancelled(stubber: Stubber, reasons: list[Any]) -> None:
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        "cancelled",
        modeled_fields={"CancellationReasons": reasons},
    )


FOUR_WRITES = commit(cart=cart(), new_order=order(), stock=(StockChange("coffee-1", 1),))


@pytest.mark.parametrize(
    ("reasons", "kind", "text"),
    [
        ([STORED, FAILED, FAILED, FAILED], AlreadyAnswered, "answered before"),
        ([NONE, FAILED, FAILED, FAILED], Conflict, "changed in the meantime: cart"),
        ([NONE, NONE, FAILED, FAILED], Conflict, "changed in the meantime: new order"),
        ([NONE, NONE, NONE, FAILED], OutOfStock, "not enough left of coffee-1"),
        ([NONE, NONE, NONE, BUSY], Conflict, "another commit at the same moment"),
        ([BUSY, BUSY, NONE, NONE], Conflict, "another commit at the same moment"),
        ([NONE, BUSY, NONE, FAILED], Conflict, "another commit at the same moment"),
        ([NONE, {"Code": "ThrottlingError"}, NONE, NONE], StoreUnavailable, "cancelled"),
        ([NONE, {"Code": "ProvisionedThroughputExceeded"}, NONE, NONE], StoreUnavailable, "cancelled"),
        ([NONE, {"Code": "ThrottlingError"}, NONE, FAILED], OutOfStock, "coffee-1"),
        ([NONE, {"Code": "ValidationError", "Message": "too big"}, NONE, NONE], StoreError, "cancelled"),
    ],
)
def test_a_cancelled_transaction_is_read_by_position(
    stub: tuple[DynamoStore, Stubber], reasons: list[Any], kind: type[StoreError], text: str
) -> None:
    store, stubber = stub
    _cancelled(stubber, reasons)

    with pytest.raises(StoreError, match=text) as refused:
        store.commit(FOUR_WRITES)
    assert type(refused.value) is kind
    assert refused.value.__cause__ is not None


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("TransactionInProgressException", Conflict),
        ("TransactionConflictException", Conflict),
        ("ThrottlingException", StoreUnavailable),
        ("ProvisionedThroughputExceededException", StoreUnavailable),
        ("RequestLimitExceeded", StoreUnavailable),
        ("InternalServerError", StoreUnavailable),
        ("ResourceNotFoundException", StoreUnavailable),
        ("AccessDeniedException", StoreUnavailable),
        ("UnrecognizedClientException", StoreUnavailable),
        ("SomethingNew", StoreUnavailable),
    ],
)
def test_no_error_of_the_service_stays_foreign(
    stub: tuple[DynamoStore, Stubber], code: str, kind: type[StoreError]
) -> None:
    store, stubber = stub
    for operation, call in (
        ("transact_write_items", lambda: store.commit(commit())),
        ("put_item", lambda: store.link("anna", identity())),
        ("batch_get_item", lambda: store.load("anna", "s", NOW)),
    ):
        stubber.add_client_error(operation, code)
        with pytest.raises(StoreError) as refused:
            call()
        assert type(refused.value) is kind


def test_our_own_errors_pass_unchanged() -> None:
    with pytest.raises(OutOfStock), translated():
        raise OutOfStock("coffee-1")


def test_items_left_unprocessed_are_asked_for_again(stub: tuple[DynamoStore, Stubber]) -> None:
    store, stubber = stub
    items = [
        {"PK": {"S": f"P#{name}"}, "minor": {"N": "5"}, "currency": {"S": "USD"}, "counted": {"BOOL": False}}
        | {"SK": {"S": "STOCK"}, "stock": {"N": "0"}}
        for name in ("a", "b")
    ]
    left = {"table": {"Keys": [{"PK": {"S": "P#b"}, "SK": {"S": "STOCK"}}], "ConsistentRead": True}}
    stubber.add_response("batch_get_item", {"Responses": {}, "UnprocessedKeys": left}, {"RequestItems": ANY})
    stubber.add_response("batch_get_item", {"Responses": {"table": items[:1]}, "UnprocessedKeys": left})
    stubber.add_response("batch_get_item", {"Responses": {"table": items[1:]}}, {"RequestItems": left})

    assert list(store.quotes(["a", "b"])) == ["a", "b"]


def test_writes_left_unprocessed_are_sent_again(stub: tuple[DynamoStore, Stubber]) -> None:
    store, stubber = stub
    left = {"table": [{"PutRequest": {"Item": {"PK": {"S": "P#b"}, "SK": {"S": "STOCK"}}}}]}
    stubber.add_response("batch_write_item", {"UnprocessedItems": left}, {"RequestItems": ANY})
    stubber.add_response("batch_write_item", {}, {"RequestItems": left})

    store.put_quotes([Quote("a", Money(1, "USD")), Quote("b", Money(1, "USD"))])


def test_who_is_forgotten_goes_page_by_page_and_what_was_left_is_sent_again(stub: tuple[DynamoStore, Stubber]) -> None:
    store, stubber = stub
    keys = [{"PK": {"S": "C#anna"}, "SK": {"S": f"I#{number:02}"}} for number in range(30)]
    deletes = [{"DeleteRequest": {"Key": key}} for key in keys]
    left = {"table": deletes[20:25]}
    stubber.add_response("query", {"Items": keys[:20], "LastEvaluatedKey": keys[19]})
    stubber.add_response("query", {"Items": keys[20:]})
    stubber.add_response("batch_write_item", {"UnprocessedItems": left}, {"RequestItems": {"table": deletes[:25]}})
    stubber.add_response("batch_write_item", {}, {"RequestItems": left})
    stubber.add_response("batch_write_item", {}, {"RequestItems": {"table": deletes[25:29]}})
    # The newest entry at the very end: as long as it is there, something may be left.
    stubber.add_response("delete_item", {}, {"TableName": "table", "Key": keys[29]})

    store.forget("anna")


@pytest.mark.parametrize("code", ["ConditionalCheckFailedException", "TransactionConflictException"])
def test_an_errand_that_somebody_else_writes_is_not_ours(stub: tuple[DynamoStore, Stubber], code: str) -> None:
    store, stubber = stub
    stubber.add_client_error("put_item", code)

    assert store.postpone(errand(), NOW) is None


def test_whose_an_errand_is_remains_open_when_the_table_is_overloaded(stub: tuple[DynamoStore, Stubber]) -> None:
    store, stubber = stub
    stubber.add_client_error("put_item", "ThrottlingException")

    with pytest.raises(StoreUnavailable):
        store.postpone(errand(), NOW)


@pytest.mark.parametrize(
    ("reasons", "kind"),
    [
        ([NONE, FAILED, FAILED], Conflict),
        ([NONE, BUSY, FAILED], Conflict),
        ([NONE, NONE, BUSY], Conflict),
        ([NONE, {"Code": "ThrottlingError"}, FAILED], StoreUnavailable),
        ([NONE, {"Code": "ValidationError"}, NONE], StoreError),
    ],
)
def test_nothing_to_unlink_hides_no_refusal(
    stub: tuple[DynamoStore, Stubber], reasons: list[Any], kind: type[StoreError]
) -> None:
    store, stubber = stub
    _cancelled(stubber, reasons)

    with pytest.raises(StoreError) as refused:
        store.commit(commit(cart=cart(), unlink=identity()))
    assert type(refused.value) is kind


def test_with_nothing_to_unlink_the_rest_may_still_be_refused(stub: tuple[DynamoStore, Stubber]) -> None:
    store, stubber = stub
    _cancelled(stubber, [NONE, NONE, FAILED])
    _cancelled(stubber, [NONE, FAILED])

    with pytest.raises(Conflict, match="cart"):
        store.commit(commit(cart=cart(), unlink=identity()))


def test_an_import_that_is_always_disturbed_gives_up(stub: tuple[DynamoStore, Stubber]) -> None:
    store, stubber = stub
    for _ in range(5):
        stubber.add_response("batch_get_item", {"Responses": {}})
        _cancelled(stubber, [BUSY])

    with pytest.raises(Conflict):
        store.put_profiles([profile()])


@pytest.mark.parametrize("operation", ["batch_get_item", "batch_write_item"])
def test_an_overloaded_table_is_given_up(stub: tuple[DynamoStore, Stubber], operation: str) -> None:
    store, stubber = stub
    keys = {"table": {"Keys": [{"PK": {"S": "a"}}]}}
    writes = {"table": [{"DeleteRequest": {"Key": {"PK": {"S": "a"}}}}]}
    for _ in range(5):
        if operation == "batch_get_item":
            stubber.add_response(operation, {"Responses": {}, "UnprocessedKeys": keys})
        else:
            stubber.add_response(operation, {"UnprocessedItems": writes})

    with pytest.raises(StoreUnavailable, match="overloaded"):
        if operation == "batch_get_item":
            store.load("anna", "s", NOW)
        else:
            store.put_quotes([Quote("a", Money(1, "USD"))])
