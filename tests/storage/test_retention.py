"""What is past its time is absent on every store, whoever deletes it and when; what is kept, stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from skill.errors import AlreadyAnswered, Conflict
from skill.shopping.cart import Cart
from skill.storage.dynamodb import DynamoStore
from skill.storage.memory import MemoryStore
from skill.storage.port import Commit, ForgetsInTime, Profile, Store, Versions
from skill.storage.sqlite import SqliteStore
from tests.storage.households import errand
from tests.support.samples import NOW, cart, commit, customer, digest, identity, order

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

END = NOW + timedelta(days=90)
BEFORE, AFTER = END - timedelta(seconds=1), END + timedelta(seconds=1)


def guest(**changes: Any) -> Commit:
    """A guest's turn: profile, cart, and the account that leads to it, until the end."""
    values: dict[str, Any] = {
        "customer": customer("guest", linked=False, orders=()),
        "cart": cart(),
        "identity": identity("guest"),
        "guest_expires": END,
        "interaction_expires": END,
    }
    return commit("guest", **values | changes)


def ids(store: Store, customer_id: str, **asked: Any) -> list[str]:
    return [event.id for event in store.timeline(customer_id, **asked).interactions]


def expired(store: Store, at: Any) -> int | None:
    return store.expire(at) if isinstance(store, ForgetsInTime) else None


def test_a_guest_is_there_until_the_end_and_then_absent(store: Store) -> None:
    store.commit(guest())

    alive, over = store.load("guest", "s", BEFORE), store.load("guest", "s", AFTER)

    assert (alive.customer, alive.cart, alive.versions) == (guest().customer, cart(), Versions(1, 1))
    assert alive.expires is not None
    assert END <= alive.expires < END + timedelta(seconds=1)
    # It may still be stored: its version is told, so that the next commit replaces it.
    assert (over.customer, over.cart, over.versions, over.expires) == (None, Cart(), Versions(1, 1), None)
    assert (ids(store, "guest", at=BEFORE), ids(store, "guest", at=AFTER)) == (["request-1"], [])


def test_who_comes_back_after_the_end_begins_anew(store: Store) -> None:
    store.commit(guest())
    loaded = store.load("guest", "s", AFTER)

    store.commit(
        guest(
            id="r2",
            at=AFTER,
            expected=loaded.versions,
            cart=None,
            guest_expires=AFTER + timedelta(days=90),
            interaction_expires=AFTER + timedelta(days=90),
        )
    )

    again = store.load("guest", "s", AFTER)
    assert (again.customer, again.cart) == (guest().customer, Cart())
    assert ids(store, "guest", at=AFTER) == ["r2"]
    assert store.identify(identity("guest")) == "guest"


def test_who_links_stays(store: Store) -> None:
    store.commit(guest())
    linked = customer("guest", orders=())
    store.commit(
        guest(
            id="r2",
            at=NOW + timedelta(minutes=1),
            expected=Versions(1, 1),
            customer=linked,
            guest_expires=None,
            interaction_expires=None,
        )
    )
    expired(store, AFTER)

    loaded = store.load("guest", "s", AFTER)
    assert (loaded.customer, loaded.cart, loaded.expires) == (linked, cart(), None)
    assert store.identify(identity("guest")) == "guest"
    assert ids(store, "guest", at=AFTER) == ["r2"]


def test_an_import_and_a_link_keep_what_they_bring(store: Store) -> None:
    store.commit(guest())
    brought = customer("guest")
    store.put_profiles([Profile(customer=brought, digest=digest(1))])
    store.link("guest", identity("guest"))
    expired(store, AFTER)

    loaded = store.load("guest", "s", AFTER)
    assert (loaded.customer, loaded.expires) == (brought, None)
    assert store.identify(identity("guest")) == "guest"


def test_orders_and_errands_have_no_end(store: Store) -> None:
    store.commit(commit(interaction_expires=END, new_order=order(), outbox=(errand(),), digest=digest(1)))
    expired(store, AFTER)

    assert list(store.orders("anna")) == [order()]
    assert list(store.due(AFTER)) == [errand()]
    assert store.load("anna", "s", AFTER).digest.entries.keys() == digest(1).entries.keys()


def test_a_page_is_full_of_what_is_left(store: Store) -> None:
    """Some turns end sooner than others: pages and their continuation pass over them."""
    for number in range(9):
        sooner = number % 3 == 0
        at = NOW + timedelta(minutes=number)
        store.commit(commit(id=f"r{number}", at=at, interaction_expires=BEFORE if sooner else AFTER))

    page = store.timeline("anna", limit=4, at=END)
    assert [event.id for event in page.interactions] == ["r8", "r7", "r5", "r4"]
    last = store.timeline("anna", limit=4, at=END, after=page.next)
    assert ([event.id for event in last.interactions], last.next) == (["r2", "r1"], "")
    assert len(ids(store, "anna", at=BEFORE - timedelta(seconds=1))) == 9


def test_a_turn_that_ends_may_not_be_answered_twice(store: Store) -> None:
    store.commit(commit(interaction_expires=END, reply=b"first"))
    with pytest.raises(AlreadyAnswered) as again:
        store.commit(commit(interaction_expires=END, reply=b"second"))
    assert again.value.reply == b"first"


@pytest.fixture(params=["memory_store", "sqlite_store"])
def swept(request: pytest.FixtureRequest) -> MemoryStore | SqliteStore:
    chosen: MemoryStore | SqliteStore = request.getfixturevalue(request.param)
    return chosen


def test_a_sweep_deletes_what_is_over_and_counts_it(swept: MemoryStore | SqliteStore) -> None:
    swept.commit(guest())
    swept.commit(commit(new_order=order(), customer=customer()))

    assert swept.expire(BEFORE) == 0
    assert ids(swept, "guest") == ["request-1"]

    assert swept.expire(AFTER) == 4
    assert swept.expire(AFTER) == 0
    assert (ids(swept, "guest"), ids(swept, "anna")) == ([], ["request-1"])
    loaded = swept.load("guest", "s", NOW)
    assert (loaded.customer, loaded.cart, loaded.versions) == (None, Cart(), Versions())
    assert swept.identify(identity("guest")) is None
    assert list(swept.customer_ids()) == ["anna"]
    # Whoever had read the guest before meets a conflict, and decides again.
    with pytest.raises(Conflict):
        swept.commit(guest(id="r2", at=AFTER, expected=Versions(1, 1)))


def test_a_sweep_takes_so_many_at_once(swept: MemoryStore | SqliteStore) -> None:
    for number in range(7):
        swept.commit(commit(id=f"r{number}", at=NOW + timedelta(minutes=number), interaction_expires=END))

    assert [swept.expire(AFTER, limit=3) for _ in range(4)] == [3, 3, 1, 0]


def test_dynamodb_deletes_by_the_attribute_ttl(dynamo_store: DynamoStore, dynamodb: DynamoDBClient, table: str) -> None:
    dynamo_store.commit(guest(session=b"s", session_expires=NOW + timedelta(days=1), new_order=order()))
    found = dynamodb.scan(TableName=table)["Items"]
    # The end falls into a second: what is over then may go from the next one on.
    end = str(int(END.timestamp()) + 1)
    assert {item["SK"]["S"].partition("#")[0]: item.get("ttl", {}).get("N") for item in found} == {
        "HEAD": end,
        "CART": end,
        "I": end,
        "ID": end,
        "S": str(int((NOW + timedelta(days=1)).timestamp()) + 1),
        "O": None,
    }
    assert not isinstance(dynamo_store, ForgetsInTime)
