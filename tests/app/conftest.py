"""Every store with the tiny shop on it, and the skill in front."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.app import App
from skill.storage.port import Store
from tests.storage.conftest import dynamo_store, dynamodb, memory_store, sqlite_store, store, table
from tests.support import tiny_shop

__all__ = ["dynamo_store", "dynamodb", "memory_store", "sqlite_store", "store", "table"]


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tiny shop's catalogue is."""
    return tmp_path_factory.mktemp("catalogue") / "catalogue"


@pytest.fixture
def app(store: Store, catalogue: Path) -> App:
    """The skill on each store in turn, with Anna, Ben and full shelves."""
    tiny_shop.settle(store)
    return tiny_shop.app(catalogue, store)
