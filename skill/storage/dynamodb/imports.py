"""Writing whole customers: imported in as few trips as DynamoDB allows, and deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from skill.errors import Conflict
from skill.profile.customer import Customer
from skill.shopping.purchases import split
from skill.storage.conditions import Condition, imported
from skill.storage.dynamodb import items
from skill.storage.dynamodb.items import body_of, version_of
from skill.storage.dynamodb.table import Table, id_of
from skill.storage.dynamodb.transaction import Step, carry_out, replaced
from skill.storage.encoding import decode, encode, imported_version
from skill.storage.port import Profile

T = TypeVar("T")

# What BatchGetItem takes; and what is a quarter of a transaction: its limit of 4 MB leaves each HEAD 160 kB.
_READ_AT_ONCE = 100
_WRITTEN_AT_ONCE = 25


def put_profiles(table: Table, profiles: Iterable[Profile]) -> None:
    """See ``Store.put_profiles``. Streams: at most a hundred customers are held at once."""
    for several in _in_lots(profiles, _READ_AT_ONCE):
        _put_heads(table, several)
        table.write_all(request for profile in several for request in _rest_of(profile))


def forget(table: Table, customer_id: str) -> None:
    """See ``Store.forget``. One trip for each megabyte, and one for every 25 items.

    The timeline goes last, its newest entry at the very end: while something is left, it shows that something is.
    """
    query = {
        "KeyConditionExpression": "PK = :customer",
        "ExpressionAttributeValues": {":customer": items.customer_key(customer_id, "")["PK"]},
        "ProjectionExpression": "PK, SK",
    }
    timeline: list[items.Key] = []

    def others() -> Iterator[items.Key]:
        for page in table.pages(query):
            for key in page:
                if id_of(key)[1].startswith(items.EVENTS):
                    timeline.append(key)
                else:
                    yield key

    table.write_all({"DeleteRequest": {"Key": key}} for key in others())
    table.write_all({"DeleteRequest": {"Key": key}} for key in timeline[:-1])
    for newest in timeline[-1:]:
        table.delete(newest)


def _put_heads(table: Table, profiles: Sequence[Profile], tries: int = 5) -> None:
    """Write the HEADs, and read again those of households that spoke meanwhile: nothing they said is lost.

    Raises:
        Conflict: some household spoke each time.

    """
    refused: set[str] = set()
    for several in _in_lots(_heads(table, profiles).items(), _WRITTEN_AT_ONCE):
        try:
            carry_out(table, [step for _, step in several])
        except Conflict:
            if tries == 1:
                raise
            refused |= {name for name, _ in several}
    if refused:
        _put_heads(table, [profile for profile in profiles if profile.customer.id in refused], tries - 1)


def _heads(table: Table, profiles: Sequence[Profile]) -> dict[str, Step]:
    """The write of each HEAD, by customer, on condition that it still is as it is now. One trip."""
    keys = {profile.customer.id: items.customer_key(profile.customer.id, items.HEAD) for profile in profiles}
    found = table.get_all(list(keys.values()))
    there: dict[str, Customer] = {}
    for name, key in keys.items():
        if head := found.get(id_of(key)):
            there[name] = decode(body_of(head), Customer)
    planned: dict[str, Step] = {}
    for profile in profiles:
        name = profile.customer.id
        key = keys[name]
        # Who is brought twice is there the second time.
        there[name] = imported(profile, there.get(name))
        body = encode(there[name])
        head = items.item(key, body, imported_version(body))
        planned[name] = replaced(head, version_of(found.get(id_of(key), {})), Condition.CUSTOMER_UNCHANGED)
    return planned


def _rest_of(profile: Profile) -> Iterator[dict[str, Any]]:
    """The other writes of one imported customer. Cart, sessions, interactions, errands and other orders stay."""
    customer_id = profile.customer.id
    hot, rare = split(profile.digest)
    body = encode(hot)
    yield _put(items.item(items.customer_key(customer_id, items.DIGEST), body, imported_version(body)))
    rest_key = items.customer_key(customer_id, items.REST)
    if rare.entries:
        yield _put(items.item(rest_key, encode(rare)))
    else:
        yield {"DeleteRequest": {"Key": rest_key}}
    for order in profile.orders:
        yield _put(items.item(items.order_key(customer_id, order.id), encode(order)))
    for identity in profile.identities:
        yield _put(items.identity_item(customer_id, identity))


def _put(item: items.Item) -> dict[str, Any]:
    return {"PutRequest": {"Item": item}}


def _in_lots(things: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(things)
    while lot := list(islice(left, size)):
        yield lot
