"""The skill on each store, watched, with a clock that goes on by a millisecond whenever somebody looks at it."""

from __future__ import annotations

import io
import itertools
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skill.app import App
from skill.conversation.topics import ANY
from skill.storage.port import Store
from skill.telemetry.lines import NAME, Lines
from skill.telemetry.observer import Observer
from skill.telemetry.watched import watched_shop, watched_store
from tests.app.conftest import catalogue
from tests.storage.conftest import dynamo_store, dynamodb, memory_store, sqlite_store, store, table
from tests.support import tiny_shop

__all__ = ["catalogue", "dynamo_store", "dynamodb", "memory_store", "sqlite_store", "store", "table"]

Told = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def log() -> Iterator[Told]:
    """What is written to the log as JSON; each look gives the lines since the last, without the time."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    formatter = Lines()
    formatter.append_keys(service="skill")
    handler.setFormatter(formatter)
    logger = logging.getLogger(NAME)
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)

    def lines() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [json.loads(line) for line in stream.getvalue().splitlines()]
        stream.seek(0)
        stream.truncate()
        for line in found:
            assert line.pop("timestamp").endswith("+00:00")
        return found

    yield lines
    logger.removeHandler(handler)
    logger.setLevel(before)


@pytest.fixture
def observer() -> Observer:
    ticks = itertools.count()
    return Observer(lambda: next(ticks) / 1000, ANY)


def watched(catalogue: Path, store: Store) -> App:
    """The tiny shop's skill, as ``build_app`` makes it: store and shop are watched."""
    app = tiny_shop.app(catalogue, watched_store(store))
    return replace(app, shop=watched_shop(app.shop))


@pytest.fixture
def app(store: Store, catalogue: Path) -> App:
    tiny_shop.settle(store)
    return watched(catalogue, store)
