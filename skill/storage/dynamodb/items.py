"""Keys and attributes of the table: one function a kind of item, and how it is read back.

========================  =========================  =====================================================
PK                        SK                         attributes
========================  =========================  =====================================================
C#<customer>              HEAD, CART, DIGEST         version, body; ttl of a guest's HEAD and CART
C#<customer>              DIGEST2                    body
C#<customer>              S#<session>                version, body, ttl (Unix seconds)
C#<customer>              I#<time>#<id>              body, reply, ttl
C#<customer>              O#<order>                  body
C#<customer>              OUT#<errand>               body, attempts, DUE (DUE#<shard>), DUEAT (<time>#<ids>)
ID#<channel>#<hash>       ID                         customer; ttl when it is a guest
P#<product>               STOCK                      minor, currency, counted, stock (0 when not counted)
========================  =========================  =====================================================

The index ``due`` has DUE and DUEAT as its keys and holds the errands alone, as nothing else has them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote as percent
from zlib import crc32

from skill.profile.customer import Identity
from skill.profile.errand import Errand
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.encoding import due_key, encode, short, whole_second

Item = dict[str, Any]
Key = dict[str, Any]

HEAD, CART, DIGEST, REST = "HEAD", "CART", "DIGEST", "DIGEST2"
EVENTS, ORDERS, ERRANDS = "I#", "O#", "OUT#"
# Where errands are looked for, and hence not to be made fewer while there are any.
SHARDS = tuple(f"DUE#{number}" for number in range(4))


def customer_key(customer_id: str, sort: str) -> Key:
    """The key of an item of a customer."""
    return {"PK": {"S": f"C#{short(customer_id)}"}, "SK": {"S": sort}}


def session_key(customer_id: str, session_id: str) -> Key:
    """The key of a session."""
    return customer_key(customer_id, f"S#{short(session_id)}")


def event_item_key(customer_id: str, event: str) -> Key:
    """The key of an interaction, from its event key."""
    return customer_key(customer_id, EVENTS + event)


def order_key(customer_id: str, order_id: str) -> Key:
    """The key of an order."""
    return customer_key(customer_id, ORDERS + short(order_id))


def errand_key(errand: Errand) -> Key:
    """The key of an errand."""
    return customer_key(errand.customer_id, ERRANDS + short(errand.id))


def identity_key(identity: Identity) -> Key:
    """The key of an outside account. A ``#`` within the channel's name is escaped, so that no two meet."""
    channel = percent(identity.channel, safe="")
    return {"PK": {"S": f"ID#{short(channel)}#{short(identity.digest)}"}, "SK": {"S": "ID"}}


def stock_key(product_id: str) -> Key:
    """The key of a product's price and stock."""
    return {"PK": {"S": f"P#{short(product_id)}"}, "SK": {"S": "STOCK"}}


def item(key: Key, body: bytes, version: int = 0, **more: Any) -> Item:
    """An item with a body; ``version`` 0: it has none."""
    versioned = {"version": {"N": str(version)}} if version else {}
    return {**key, "body": {"B": body}, **versioned, **more}


def identity_item(customer_id: str, identity: Identity) -> Item:
    """An outside account that leads to a customer."""
    return {**identity_key(identity), "customer": {"S": customer_id}}


def errand_item(errand: Errand) -> Item:
    """An errand, to be found by when it is due. Its shard never changes."""
    shard = SHARDS[crc32(f"{errand.customer_id}#{errand.id}".encode()) % len(SHARDS)]
    attempts, due = {"N": str(errand.attempts)}, {"S": due_key(errand)}
    return item(errand_key(errand), encode(errand), attempts=attempts, DUE={"S": shard}, DUEAT=due)


def quote_item(quote: Quote) -> Item:
    """Price and stock. What is not counted has a number too, so that taking units works on all alike."""
    return {
        **stock_key(quote.product_id),
        "minor": {"N": str(quote.price.minor)},
        "currency": {"S": quote.price.currency},
        "counted": {"BOOL": quote.stock is not None},
        "stock": {"N": str(quote.stock or 0)},
    }


def read_quote(product_id: str, found: Item) -> Quote | None:
    """A quote from its item; None for units given back to a product that has no price any more."""
    if "minor" not in found:
        return None
    price = Money(int(found["minor"]["N"]), found["currency"]["S"])
    return Quote(product_id, price, int(found["stock"]["N"]) if found["counted"]["BOOL"] else None)


def ttl(expires: datetime | None) -> Item:
    """The attribute by which DynamoDB deletes an item; none for what is kept."""
    return {} if expires is None else {"ttl": {"N": str(whole_second(expires))}}


def expiry_of(found: Item) -> datetime | None:
    """When an item is over; None: never."""
    return datetime.fromtimestamp(int(found["ttl"]["N"]), UTC) if "ttl" in found else None


def alive(found: Item, at: datetime) -> Item:
    """An item, unless it is absent or over: TTL deletes late, by up to two days."""
    expires = expiry_of(found)
    return found if expires is None or at < expires else {}


def version_of(found: Item) -> int:
    """The version of an item; 0 when it is absent."""
    return int(found["version"]["N"]) if found else 0


def body_of(found: Item) -> bytes:
    """The body of an item."""
    body: bytes = found["body"]["B"]
    return body
