"""Random turns on two stores at once: each must answer, refuse and keep exactly what memory does."""

from __future__ import annotations

import tempfile
import uuid
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from skill.errors import AlreadyAnswered, Conflict, OutOfStock
from skill.profile.errand import Errand
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.dynamodb import DynamoStore, create_table
from skill.storage.memory import MemoryStore
from skill.storage.port import Commit, StockChange, Store, Versions
from skill.storage.sqlite import SqliteStore
from tests.storage.households import ONE_DAY, errand
from tests.support.samples import NOW, cart, commit, customer, digest, identity, order, profile
from tests.support.soak import SOAK

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CUSTOMERS = ["anna", "ben"]
SESSIONS = ["kitchen", "car"]
ORDERS = ["o-1", "o-2"]
PRODUCTS = ["coffee", "milk"]
few = st.integers(0, 2)
TIMES = st.integers(0, 5).map(lambda minutes: NOW + timedelta(minutes=minutes))
SEVERAL = st.lists(st.sampled_from(["a", "b"]), max_size=2)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


class Twins(RuleBasedStateMachine):
    """Memory and another store, treated alike."""

    def __init__(self, other: Store) -> None:
        super().__init__()
        self.stores: tuple[Store, Store] = (MemoryStore(), other)
        self.seen: list[Errand] = [errand()]

    def both(self, change: Commit) -> None:
        ends = []
        for store in self.stores:
            try:
                store.commit(change)
                ends.append("written")
            except AlreadyAnswered as replay:
                ends.append(f"answered {replay.reply!r}")
            except (Conflict, OutOfStock, ValueError) as refused:
                ends.append(str(refused))
        assert ends[0] == ends[1]

    @rule(
        customer_id=st.sampled_from(CUSTOMERS),
        session_id=st.sampled_from(SESSIONS),
        number=st.integers(0, 50),
        at=TIMES,
        stale=st.booleans(),
        items=st.fixed_dictionaries(
            {
                "customer": maybe(few.map(lambda n: customer(time_zone=str(n)))),
                "cart": maybe(few.map(lambda n: cart(str(n)))),
                "digest": maybe(few.map(digest)),
                "session": maybe(few.map(lambda n: str(n).encode())),
                "new_order": maybe(st.sampled_from(ORDERS).map(order)),
                "identity": maybe(few.map(lambda n: identity(str(n)))),
                "unlink": maybe(few.map(lambda n: identity(str(n)))),
                "stock": st.lists(
                    st.builds(StockChange, st.sampled_from(PRODUCTS), st.integers(-2, 3)), max_size=2
                ).map(tuple),
            }
        ),
        errands=st.lists(st.tuples(few, TIMES), max_size=3),
        ends=TIMES,
    )
    def turn(  # noqa: PLR0917 - drawn by name
        self, customer_id: str, session_id: str, number: int, at: Any, stale: bool, items: Any, errands: Any, ends: Any
    ) -> None:
        expected = Versions() if stale else self.stores[0].load(customer_id, session_id, at).versions
        about = {"id": f"r{number}", "at": at, "session_id": session_id, "session_expires": ends}
        reply = f"{number} {items['session']!r}".encode()
        outbox = tuple(errand(f"e{n}", customer_id, due=due, order_id=reply.decode()) for n, due in errands)
        self.both(commit(customer_id, **about, **items, expected=expected, reply=reply, outbox=outbox))
        self.seen += outbox

    @rule(customer_id=st.sampled_from(CUSTOMERS), number=few, at=TIMES, which=st.sampled_from(ORDERS))
    def cancel(self, customer_id: str, number: int, at: Any, which: str) -> None:
        self.both(commit(customer_id, id=f"c{number}", at=at, changed_order=order(which, cancelled_at=at)))

    @rule(product=st.sampled_from(PRODUCTS), price=few, stock=maybe(few))
    def price(self, product: str, price: int, stock: int | None) -> None:
        for store in self.stores:
            store.put_quotes([Quote(product, Money(price, "USD"), stock)])

    @rule(customer_id=st.sampled_from(CUSTOMERS), number=few)
    def link(self, customer_id: str, number: int) -> None:
        for store in self.stores:
            store.link(customer_id, identity(str(number)))

    @rule(which=st.integers(0, 20), until=TIMES)
    def postpone(self, which: int, until: Any) -> None:
        chosen = self.seen[-1 - which % len(self.seen)]
        taken, other = (store.postpone(chosen, until) for store in self.stores)
        assert taken == other
        if taken:
            self.seen.append(taken)

    @rule(which=st.integers(0, 20))
    def done(self, which: int) -> None:
        for store in self.stores:
            store.done(self.seen[-1 - which % len(self.seen)])

    @rule(customer_id=st.sampled_from(CUSTOMERS))
    def forget(self, customer_id: str) -> None:
        for store in self.stores:
            store.forget(customer_id)

    @rule(customer_id=st.sampled_from(CUSTOMERS), products=st.sampled_from([0, 2, 700]))
    def import_one(self, customer_id: str, products: int) -> None:
        for store in self.stores:
            store.put_profiles([profile(customer_id, digest=digest(products), identities=())])

    @invariant()
    def all_is_the_same(self) -> None:
        first, second = (self._everything(store) for store in self.stores)
        assert first == second

    def _everything(self, store: Store) -> list[Any]:
        found: list[Any] = [store.quotes(PRODUCTS), [store.identify(identity(str(n))) for n in range(3)]]
        found += [store.due(NOW + timedelta(minutes=2), limit=2), store.due(ONE_DAY, limit=100)]
        for name in CUSTOMERS:
            found += [store.load(name, session, NOW + timedelta(minutes=2)) for session in SESSIONS]
            found += [store.rest_of_digest(name), list(store.orders(name)), store.timeline(name, limit=3)]
        return found


def _run(other: Any, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        cast("type[Twins]", lambda: Twins(other())),
        settings=settings(
            max_examples=examples * SOAK,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Without shrinking: on a server a failure would shrink for minutes.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
        ),
    )


def test_sqlite_does_what_memory_does(tmp_path: Path) -> None:
    def fresh() -> Store:
        return SqliteStore(Path(tempfile.mkdtemp(dir=tmp_path)) / "shop.db")

    _run(fresh, examples=25, steps=30)


@pytest.mark.dynamodb
def test_dynamodb_does_what_memory_does(dynamodb: DynamoDBClient) -> None:
    def fresh() -> Store:
        name = f"restock-{uuid.uuid4().hex}"
        create_table(dynamodb, name, expire=False)
        return DynamoStore(dynamodb, name)

    _run(fresh, examples=6, steps=15)
