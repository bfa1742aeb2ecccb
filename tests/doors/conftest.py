"""Every store with two households and the Lambda's function in front of it; and the server of `tests/web`."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.app import App
from tests.app.conftest import app, catalogue
from tests.doors.door import Door
from tests.storage.conftest import dynamo_store, dynamodb, memory_store, sqlite_store, store, table
from tests.web.conftest import build, ca, demo, signed
from tests.web.conftest import store as web_store

__all__ = ["app", "build", "ca", "catalogue", "demo", "dynamo_store", "dynamodb", "memory_store", "signed"]
__all__ += ["sqlite_store", "store", "table", "web_store"]


@pytest.fixture
def door(app: App, tmp_path: Path) -> Door:
    """The Lambda's function on each store in turn."""
    return Door(app)
