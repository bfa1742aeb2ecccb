"""Every store there is, empty, for the suite that all of them must pass."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from skill.storage.dynamodb import DynamoStore, connect, create_table
from skill.storage.memory import MemoryStore
from skill.storage.port import Store
from skill.storage.sqlite import SqliteStore
from tests.storage.households import settle

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="session")
def dynamodb(dynamodb_endpoint: str) -> DynamoDBClient:
    """A client of the DynamoDB server of the tests."""
    return connect(region="eu-west-1", endpoint=dynamodb_endpoint)


@pytest.fixture
def table(dynamodb: DynamoDBClient) -> Iterator[str]:
    """The name of an empty table, gone after the test."""
    name = f"restock-{uuid.uuid4().hex}"
    create_table(dynamodb, name, expire=False)  # the tests' clock stands still, the server's does not
    yield name
    dynamodb.delete_table(TableName=name)


@pytest.fixture
def dynamo_store(dynamodb: DynamoDBClient, table: str) -> DynamoStore:
    return DynamoStore(dynamodb, table)


@pytest.fixture
def sqlite_store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "store.db")


@pytest.fixture
def memory_store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture(
    params=["memory_store", "sqlite_store", pytest.param("dynamo_store", marks=pytest.mark.dynamodb)],
    ids=["memory", "sqlite", "dynamodb"],
)
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn; only the one under test is set up."""
    chosen: Store = request.getfixturevalue(request.param)
    return chosen


@pytest.fixture
def shop(store: Store) -> Store:
    """A store with Anna, who has everything, at version 1, and three products."""
    settle(store)
    return store
