"""The skill on each store, with the demo shop, built once for all dialogues of a test process."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.storage.dynamodb import connect, create_table
from tests.dialogues.support.stage import Demo, Stage


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def memory_stage(demo: Demo) -> Stage:
    return Stage(demo, "memory:")


@pytest.fixture(scope="session")
def sqlite_stage(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder: Path = tmp_path_factory.mktemp("dialogues")
    return Stage(demo, f"sqlite:///{folder / 'restock.sqlite'}")


@pytest.fixture(scope="session")
def dynamodb_stage(demo: Demo, dynamodb_endpoint: str) -> Iterator[Stage]:
    client = connect(endpoint=dynamodb_endpoint)
    table = f"dialogues-{uuid.uuid4().hex}"
    create_table(client, table, expire=False)  # the dialogues' clock stands still, the server's does not
    yield Stage(demo, f"dynamodb://{table}", dynamodb_endpoint)
    client.delete_table(TableName=table)
    client.close()


@pytest.fixture(
    params=["memory_stage", "sqlite_stage", pytest.param("dynamodb_stage", marks=pytest.mark.dynamodb)],
    ids=["memory", "sqlite", "dynamodb"],
)
def stage(request: pytest.FixtureRequest) -> Stage:
    """Each store in turn; only the one under test is built."""
    chosen: Stage = request.getfixturevalue(request.param)
    return chosen
