"""The tiny shop on a store in memory, and a conversation brought to each question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind, Session
from skill.profile.home import Home, Person, Wish
from skill.profile.voice_code import new_code
from skill.storage.memory import MemoryStore
from skill.storage.port import Commit, Versions
from tests.support import tiny_shop
from tests.support.samples import commit
from tests.support.tiny_shop import NOON, turn

_sessions = msgspec.json.Decoder(Session)
_ORDERED: list[tuple[str, dict[str, Any]]] = [("Reorder", {"product": "ginger cookies"}), ("Yes", {})]
# 109.65 dollars.
_LARGE: list[tuple[str, dict[str, Any]]] = [("Reorder", {"product": "dollhouse and toilet paper"}), ("Yes", {})]
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
    Kind.FAR: [("Reorder", {"product": "dark roast coffee", "quantity": 9})],
    Kind.WISH: [("ShowWishes", {})],
    Kind.CODE: _LARGE,
    Kind.PIN: _LARGE,
    Kind.NEW_CODE: [("SetUpCode", {})],
    Kind.CODE_AGAIN: [("SetUpCode", {}), ("VoiceCode", {"code": "1234"})],
    Kind.OFFER_CODE: _LARGE,
}
# What Ben's household said of itself before; the code is as cheap to try as can be.
CODE = new_code("1234", bytes(16), cost=16)
_KIM = Person("kim", "Kim", child=True)
HOMES = {
    Kind.WISH: Home(people=(_KIM,), wishes=(Wish("dollhouse", "kim", NOON), Wish("cookies", "kim", NOON, 2))),
    Kind.CODE: Home(code=CODE),
}


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("catalogue") / "catalogue"


class Diary(MemoryStore):
    """Keeps what was written, so that another store comes to the same without the talk."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[Commit] = []

    def commit(self, change: Commit) -> None:
        super().commit(change)
        self.written.append(change)


@pytest.fixture(scope="session")
def make_app(catalogue: Path) -> Callable[[Kind | None], App]:
    """A new skill with Anna, Ben and full shelves, in which this can become the open question."""

    def make(kind: Kind | None) -> App:
        store = Diary()
        tiny_shop.settle(store)
        app = tiny_shop.app(catalogue, store)
        if kind in HOMES:
            change(app, home=HOMES[kind])
        if kind is Kind.PIN:
            return replace(app, config=msgspec.structs.replace(app.config, assistant_pin=("en-US",)))
        return app

    return make


@pytest.fixture(scope="session")
def make_asking(catalogue: Path, make_app: Callable[[Kind | None], App]) -> Callable[[Kind | None], App]:
    """A new skill in which this is the open question."""

    @cache
    def brought(kind: Kind | None) -> App:
        app = make_app(kind)
        bring(app, kind)
        return app

    def make(kind: Kind | None) -> App:
        first, store = brought(kind), MemoryStore()
        tiny_shop.settle(store)
        assert isinstance(first.store, Diary)
        for change in first.store.written:
            store.commit(change)
        return replace(first, store=store, shop=tiny_shop.shop(catalogue, store))

    return make


@pytest.fixture
def app(make_app: Callable[[Kind | None], App]) -> App:
    return make_app(None)


def change(app: App, **account: Any) -> None:
    """Give Ben's household another address, home or the like."""
    loaded = app.store.load("ben", "", NOON)
    assert loaded.customer is not None
    customer = msgspec.structs.replace(loaded.customer, **account)
    expected = Versions(loaded.versions.customer)
    app.store.commit(commit("ben", id="change", at=NOON, expected=expected, customer=customer))


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
