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

__all__ = ["demo"]


@pytest.fixture(scope="session")
def memory_floor(demo: Demo) -> Floor:
    return Floor(demo, "memory:")


@pytest.fixture
def sqlite_floor(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Floor:
    return Floor(demo, f"sqlite:///{tmp_path_factory.mktemp('faults') / 'restock.sqlite'}")


@pytest.fixture
def dynamodb_floor(demo: Demo, dynamodb_endpoint: str) -> Iterator[Floor]:
    client = connect(endpoint=dynamodb_endpoint)
    table = f"faults-{uuid.uuid4().hex}"
    create_table(client, table, expire=False)
    yield Floor(demo, f"dynamodb://{table}", dynamodb_endpoint)
    client.delete_table(TableName=table)
    client.close()


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of injected faults would fill the log."""
    caplog.set_level(logging.CRITICAL + 1)
