"""Every store, empty, and a mail server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.storage.conftest import dynamo_store, dynamodb, memory_store, sqlite_store, store, table
from tests.support.mail_server import Postbox, mail_server

__all__ = ["dynamo_store", "dynamodb", "memory_store", "sqlite_store", "store", "table"]


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """What a running mail server got."""
    with mail_server() as running:
        yield running
