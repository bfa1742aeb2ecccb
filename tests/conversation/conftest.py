"""The tiny shop on a store in memory, and a conversation brought to each question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind, Session
from skill.storage.memory import MemoryStore
from tests.support import tiny_shop
from tests.support.tiny_shop import NOON, turn

_sessions = msgspec.json.Decoder(Session)
_ORDERED: list[tuple[str, dict[str, Any]]] = [("Reorder", {"product": "ginger cookies"}), ("Yes", {})]
# What Ben says until this is the open question.
WAYS: dict[Kind | None, list[tuple[str, dict[str, Any]]]] = {
    None: [],
    Kind.OPEN: [("Reorder", {"product": "zeppelin"})],
    Kind.OFFER: [("Reorder", {"product": "ginger cookies"})],
    Kind.WHICH: [("Reorder", {"product": "milk"})],
    Kind.SUGGEST: [("Price", {"product": "ginger cookies"})],
    Kind.CART: [("AddToCart", {"product": "ginger cookies"}), ("ShowCart", {})],
    Kind.CANCEL_ORDER: [*_ORDERED, ("CancelOrder", {})],
    Kind.CANCEL_WHAT: [*_ORDERED, ("Cancel", {})],
}


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogue") / "catalogue"


@pytest.fixture
def make_app(catalogue: Path) -> Callable[[], App]:
    """A new skill with Anna, Ben and full shelves."""

    def make() -> App:
        store = MemoryStore()
        tiny_shop.settle(store)
        return tiny_shop.app(catalogue, store)

    return make


@pytest.fixture
def app(make_app: Callable[[], App]) -> App:
    return make_app()


def session(app: App, customer_id: str = "ben") -> Session:
    """The stored session."""
    stored = app.store.load(customer_id, "session-1", NOON).session
    return _sessions.decode(stored) if stored else Session()


def bring(app: App, kind: Kind | None) -> None:
    """Talk until this is the open question."""
    for number, (intent, slots) in enumerate(WAYS[kind]):
        app.answer(turn(intent, f"way-{number}", who="ben", at=NOON + timedelta(seconds=number), **slots))
    asked = session(app).question
    assert (asked.kind if asked else None) is kind
