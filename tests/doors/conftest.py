"""Every store with two households and the Lambda's function in front of it; and the server of `tests/web`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.app import App
from skill.profile.customer import Customer
from skill.shopping.purchases import Digest
from skill.storage.port import Profile
from tests.app.conftest import app, catalogue
from tests.doors.door import Door
from tests.doors.listening import Server, listening
from tests.storage.conftest import dynamo_store, dynamodb, memory_store, sqlite_store, store, table
from tests.support.throwaway_ca import ThrowawayCA
from tests.web.conftest import Demo, ca, demo, house_of

__all__ = [
    "app",
    "ca",
    "catalogue",
    "demo",
    "dynamo_store",
    "dynamodb",
    "memory_store",
    "sqlite_store",
    "store",
    "table",
]


@pytest.fixture
def door(app: App, tmp_path: Path) -> Door:
    """The Lambda's function on each store in turn."""
    return Door(app)


@pytest.fixture(scope="module")
def server(demo: Demo, ca: ThrowawayCA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo shop's server, with households whose ids are made of signs that mean something in paths."""
    store = demo.in_memory()
    odd = [Profile(customer=Customer(name), digest=Digest({})) for name in ("../anna", "a/b", "ben", "anna?x=1")]
    store.put_profiles(odd)
    with listening(house_of(demo, ca, tmp_path_factory.mktemp("server"), store)) as running:
        yield running


@pytest.fixture(scope="module")
def trial(demo: Demo, ca: ThrowawayCA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server as `make run` starts it, with the page, for this machine alone."""
    house = house_of(demo, ca, tmp_path_factory.mktemp("trial"), demo.in_memory(), "off")
    with listening(house, "localhost") as running:
        yield running
