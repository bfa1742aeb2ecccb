"""The storage port on one DynamoDB table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from skill.profile.customer import Customer, Identity
from skill.profile.errand import Errand
from skill.profile.interaction import Interaction
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest
from skill.storage.conditions import check, check_limit, check_quoted
from skill.storage.dynamodb import imports, items, outbox
from skill.storage.dynamodb.items import Item, alive, body_of, expiry_of, version_of
from skill.storage.dynamodb.table import Table, id_of
from skill.storage.dynamodb.transaction import carry_out, steps
from skill.storage.encoding import cursor, decode, from_cursor
from skill.storage.port import Commit, Loaded, Page, Profile, Versions

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_OF_CUSTOMER = "PK = :customer AND begins_with(SK, :kind)"


class DynamoStore:
    """``skill.storage.port.Store`` in a table laid out as in ``items.py``; no call scans it."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._table = Table(client, table)

    def identify(self, identity: Identity) -> str | None:
        """See ``Store.identify``. One trip."""
        found = self._table.get(items.identity_key(identity))
        return found["customer"]["S"] if found else None

    def load(self, customer_id: str, session_id: str, at: datetime) -> Loaded:
        """See ``Store.load``. One trip."""
        keys = [
            items.customer_key(customer_id, items.HEAD),
            items.customer_key(customer_id, items.CART),
            items.customer_key(customer_id, items.DIGEST),
            items.session_key(customer_id, session_id),
        ]
        found = self._table.get_all(keys)
        head, cart, digest, session = (found.get(id_of(key), {}) for key in keys)
        versions = Versions(version_of(head), version_of(cart), version_of(digest), version_of(session))
        head, cart, session = (alive(item, at) for item in (head, cart, session))
        return Loaded(
            customer=decode(body_of(head), Customer) if head else None,
            cart=decode(body_of(cart), Cart) if cart else Cart(),
            digest=decode(body_of(digest), Digest) if digest else Digest(),
            session=body_of(session) if session else None,
            versions=versions,
            expires=expiry_of(head),
        )

    def rest_of_digest(self, customer_id: str) -> Digest:
        """See ``Store.rest_of_digest``. One trip."""
        found = self._table.get(items.customer_key(customer_id, items.REST))
        return decode(body_of(found), Digest) if found else Digest()

    def commit(self, change: Commit) -> None:
        """See ``Store.commit``. One trip; two for an account to unlink that leads elsewhere."""
        check(change)
        carry_out(self._table, steps(change))

    def order(self, customer_id: str, order_id: str) -> Order | None:
        """See ``Store.order``. One trip."""
        found = self._table.get(items.order_key(customer_id, order_id))
        return decode(body_of(found), Order) if found else None

    def orders(self, customer_id: str) -> Iterable[Order]:
        """See ``Store.orders``. One trip for each megabyte; orders are keyed by id, hence sorted here."""
        query = _all_of(customer_id, items.ORDERS)
        found = [decode(body_of(item), Order) for page in self._table.pages(query) for item in page]
        return sorted(found, key=lambda order: (order.placed_at, order.id))

    def timeline(self, customer_id: str, *, limit: int = 50, after: str = "", at: datetime | None = None) -> Page:
        """See ``Store.timeline``. One trip for each megabyte."""
        check_limit(limit)
        query = _all_of(customer_id, items.EVENTS) | {
            "ScanIndexForward": False,
            "ProjectionExpression": "SK, body",
            # One more tells whether there is a next page.
            "Limit": limit + 1,
        }
        if at is not None:
            query["FilterExpression"] = "attribute_not_exists(#ttl) OR #ttl > :at"
            query["ExpressionAttributeNames"] = {"#ttl": "ttl"}
            query["ExpressionAttributeValues"] |= {":at": {"N": str(at.timestamp())}}
        if after:
            query["ExclusiveStartKey"] = items.event_item_key(customer_id, from_cursor(after))
        found: list[Item] = []
        for page in self._table.pages(query):
            found += page
            if len(found) > limit:
                break
        events = tuple(decode(body_of(item), Interaction) for item in found[:limit])
        if len(found) <= limit:
            return Page(events)
        return Page(events, cursor(found[limit - 1]["SK"]["S"].removeprefix(items.EVENTS)))

    def link(self, customer_id: str, identity: Identity) -> None:
        """See ``Store.link``. One trip."""
        self._table.put(items.identity_item(customer_id, identity))

    def forget(self, customer_id: str) -> None:
        """See ``Store.forget``. One trip for each megabyte and for every 25 items."""
        imports.forget(self._table, customer_id)

    def due(self, at: datetime, *, limit: int = 25) -> Sequence[Errand]:
        """See ``Store.due``. One trip a shard; the index lags behind the table."""
        check_limit(limit)
        return outbox.due(self._table, at, limit)

    def errand_at(self, partition: str, sort: str) -> Errand | None:
        """The errand that a record of the table's stream names by its key; None when it is no more. One trip."""
        found = self._table.get({"PK": {"S": partition}, "SK": {"S": sort}})
        return decode(body_of(found), Errand) if found else None

    def postpone(self, errand: Errand, until: datetime) -> Errand | None:
        """See ``Store.postpone``. One trip."""
        return outbox.postpone(self._table, errand, until)

    def done(self, errand: Errand) -> None:
        """See ``Store.done``. One trip."""
        outbox.done(self._table, errand)

    def put_profiles(self, profiles: Iterable[Profile]) -> None:
        """See ``Store.put_profiles``. One trip for every hundred customers, every 25 HEADs and every 25 other items."""
        imports.put_profiles(self._table, profiles)

    def put_quotes(self, quotes: Iterable[Quote]) -> None:
        """See ``Store.put_quotes``. One trip for every 25 products."""
        self._table.write_all({"PutRequest": {"Item": items.quote_item(quote)}} for quote in quotes)

    def quotes(self, product_ids: Sequence[str]) -> Mapping[str, Quote]:
        """See ``Store.quotes``. One trip; none for nothing."""
        keys = {product_id: items.stock_key(product_id) for product_id in check_quoted(product_ids)}
        found = self._table.get_all(list(keys.values())) if keys else {}
        quotes = {name: items.read_quote(name, found.get(id_of(key), {})) for name, key in keys.items()}
        return {product_id: quote for product_id, quote in quotes.items() if quote is not None}


def _all_of(customer_id: str, kind: str) -> dict[str, Any]:
    """The query for a customer's items of one kind."""
    key = items.customer_key(customer_id, kind)
    values = {":customer": key["PK"], ":kind": key["SK"]}
    return {"KeyConditionExpression": _OF_CUSTOMER, "ExpressionAttributeValues": values}
