"""The floors of trouble, on each store."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator

import pytest

from skill.storage.dynamodb import connect, create_table
from tests.dialogues.conftest import demo
from tests.dialogues.support.stage import Demo
from tests.faults.floor import Floor
from tests.faults.wire import WireFloor

__all__ = ["demo"]


@pytest.fixture(scope="session")
def memory_floor(demo: Demo) -> Floor:
    return Floor(demo, "memory:")


@pytest.fixture
def sqlite_floor(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Floor:
    return Floor(demo, f"sqlite:///{tmp_path_factory.mktemp('faults') / 'restock.sqlite'}")


@pytest.fixture
def table(dynamodb_endpoint: str) -> Iterator[str]:
    client = connect(endpoint=dynamodb_endpoint)
    name = f"faults-{uuid.uuid4().hex}"
    create_table(client, name, expire=False)
    yield name
    client.delete_table(TableName=name)
    client.close()


@pytest.fixture
def dynamodb_floor(demo: Demo, table: str, dynamodb_endpoint: str) -> Floor:
    return Floor(demo, f"dynamodb://{table}", dynamodb_endpoint)


@pytest.fixture
def wire_floor(demo: Demo, table: str, dynamodb_endpoint: str) -> WireFloor:
    return WireFloor(demo, table, dynamodb_endpoint)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of injected faults would fill the log."""
    caplog.set_level(logging.CRITICAL + 1)
