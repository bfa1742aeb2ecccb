"""Store, shop and accounts that tell the current trace how long they took and what came of it.

They change nothing of what passes through: arguments, results and errors are those of what they stand before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from skill.errors import AlreadyAnswered, Conflict, OutOfStock, StoreUnavailable, where
from skill.profile.account import Accounts
from skill.shopping.shop import Shop
from skill.storage.port import Commit, ListsCustomers, Store
from skill.telemetry.trace import COMMIT, FIND, LOAD, MORE, QUOTE, SHOP, current, note, stage

_STORE = {"identify": FIND, "load": LOAD, "quotes": QUOTE}


def watched_store(store: Store) -> Store:
    """The store, watched."""
    kind = _WatchedListing if isinstance(store, ListsCustomers) else _WatchedStore
    return cast("Store", kind(store))


def watched_shop(shop: Shop) -> Shop:
    """The shop, watched."""
    return cast("Shop", _Watched(shop, {"quote": QUOTE}, SHOP))


def watched_accounts(accounts: Accounts) -> Accounts:
    """The accounts, watched."""
    return cast("Accounts", _Watched(accounts, {}, FIND))


class _Watched:
    """Whatever is called on it is a stage: the one that is named for it, or ``other``."""

    def __init__(self, inner: Any, stages: dict[str, str], other: str) -> None:
        self._inner = inner
        self._stages = stages
        self._other = other

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return _timed(found, self._stages.get(name, self._other)) if callable(found) and current() else found


def _timed(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    def call(*values: Any, **named: Any) -> Any:
        with stage(name):
            return function(*values, **named)

    return call


class _WatchedStore(_Watched):
    """What a commit is about is the turn's outcome, once it is written."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, _STORE, MORE)

    def commit(self, change: Commit) -> None:
        """See ``Store.commit``."""
        trace = current()
        if trace is None:
            self._inner.commit(change)
            return
        try:
            with stage(COMMIT):
                self._inner.commit(change)
        except AlreadyAnswered:
            note(replay=True, outcome="replayed")
            raise
        except (Conflict, OutOfStock):
            trace.decided_again += 1
            raise
        except StoreUnavailable as problem:
            # It may have been written all the same.
            note(outcome="uncertain", error=where(problem))
            raise
        note(outcome=change.interaction.outcome)
        if change.new_order is not None:
            trace.sold = change.new_order.totals.total

    def load(self, *values: Any) -> Any:
        """See ``Store.load``."""
        with stage(LOAD):
            return self._inner.load(*values)


class _WatchedListing(_WatchedStore):
    """Of a store that can list everybody: newer Pythons look for the method in the class alone."""

    def customer_ids(self, *, limit: int = 100, after: str = "") -> Sequence[str]:
        """See ``ListsCustomers.customer_ids``."""
        found: Sequence[str] = self._inner.customer_ids(limit=limit, after=after)
        return found
