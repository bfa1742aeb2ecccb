"""A process that commits turn after turn until somebody kills it; prints the number of each that is committed.

Started by ``test_kill.py``: ``python -m tests.storage.turns_until_killed FILE``.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.port import Commit, StockChange, Store
from skill.storage.sqlite import SqliteStore
from tests.storage.households import errand
from tests.support.samples import NOW, cart, commit, customer, digest, identity, order

STOCK = 1_000_000


def turn(store: Store) -> Commit:
    """The next turn, which writes every kind of item; its number is the version of each."""
    loaded = store.load("anna", "session", NOW)
    number = loaded.versions.customer
    return commit(
        id=f"r{number}",
        at=NOW + timedelta(seconds=number),
        session_id="session",
        expected=loaded.versions,
        reply=str(number).encode(),
        session=str(number).encode(),
        session_expires=NOW + timedelta(days=9999),
        customer=customer(time_zone=str(number)),
        cart=cart(str(number)),
        digest=digest(number % 200),
        digest_rest=digest(number % 200),
        new_order=order(f"o-{number}"),
        identity=identity(str(number)),
        unlink=identity(str(number - 1)),
        outbox=(errand(f"e-{number}", due=NOW + timedelta(seconds=number)),),
        stock=(StockChange("coffee-1", 1),),
    )


def main(path: Path) -> None:
    """Commit for ever."""
    store = SqliteStore(path)
    if not store.quotes(["coffee-1"]):
        store.put_quotes([Quote("coffee-1", Money(499, "USD"), STOCK)])
    _say("ready")
    while True:
        change = turn(store)
        store.commit(change)
        _say(str(change.expected.customer))


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
