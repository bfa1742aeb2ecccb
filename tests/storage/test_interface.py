"""Every adapter has exactly the port's methods, and each loads only what it needs."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import Protocol

import pytest

from skill.profile.errand import Errand
from skill.storage.dynamodb import DynamoStore
from skill.storage.memory import MemoryStore
from skill.storage.port import ForgetsInTime, ListsCustomers, Store
from skill.storage.sqlite import SqliteStore


class _Streamed(Protocol):
    """What a table's stream asks of its store alone."""

    def errand_at(self, partition: str, sort: str) -> Errand | None: ...


LOCAL = Store, ListsCustomers, ForgetsInTime


def _methods(kind: type) -> dict[str, str]:
    return {
        name: str(inspect.signature(method))
        for name, method in inspect.getmembers(kind, inspect.isfunction)
        if not name.startswith("_")
    }


@pytest.mark.parametrize(
    ("adapter", "ports"),
    [(MemoryStore, LOCAL), (SqliteStore, LOCAL), (DynamoStore, (Store, _Streamed))],
)
def test_an_adapter_has_the_methods_of_its_ports_and_no_others(adapter: type, ports: tuple[type, ...]) -> None:
    expected: dict[str, str] = {}
    for port in ports:
        expected |= _methods(port)

    assert _methods(adapter) == expected


def test_local_stores_list_their_customers_page_by_page(memory_store: MemoryStore, sqlite_store: SqliteStore) -> None:
    from tests.support.samples import commit, profile

    for store in (memory_store, sqlite_store):
        store.put_profiles(profile(name) for name in ("c", "a", "ä", "b"))
        store.commit(commit("guest"))

        assert list(store.customer_ids()) == ["a", "b", "c", "ä"]
        assert list(store.customer_ids(limit=2)) == ["a", "b"]
        assert list(store.customer_ids(limit=2, after="b")) == ["c", "ä"]
        assert list(store.customer_ids(after="ä")) == []


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        ("import skill.storage.open", {"botocore", "boto3", "sqlite3", "skill.storage.memory"}),
        ("import skill.storage.encoding, skill.storage.port", {"botocore", "boto3", "sqlite3"}),
        ("import skill.storage.sqlite", {"botocore", "boto3"}),
        ("import skill.storage.memory", {"botocore", "boto3", "sqlite3"}),
        ("import skill.storage.dynamodb", {"boto3", "sqlite3"}),
    ],
)
def test_a_store_that_is_not_chosen_is_not_loaded(statement: str, forbidden: set[str]) -> None:
    script = f"{statement}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert set(done.stdout.split()) & forbidden == set()
