"""Which store a URL opens, and what is said when it opens none."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.storage.dynamodb import DynamoStore
from skill.storage.memory import MemoryStore
from skill.storage.open import open_store
from skill.storage.sqlite import SqliteStore
from tests.support.samples import NOW, customer, profile


def test_memory() -> None:
    assert isinstance(open_store("memory:"), MemoryStore)


def test_a_file_by_its_absolute_path(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/not yet there/shop.db")

    assert isinstance(store, SqliteStore)
    assert (tmp_path / "not yet there" / "shop.db").is_file()


def test_a_file_by_its_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///.restock/shop.db")

    assert (tmp_path / ".restock" / "shop.db").is_file()


def test_a_table(table: str, dynamodb_endpoint: str) -> None:
    store = open_store(f"dynamodb://{table}", region="eu-west-1", endpoint=dynamodb_endpoint)

    assert isinstance(store, DynamoStore)
    store.put_profiles([profile()])
    assert store.load("anna", "s", NOW).customer == customer()


def test_a_table_without_a_region_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_REGION", raising=False)
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)

    with pytest.raises(SettingsError, match="set AWS_DEFAULT_REGION"):
        open_store("dynamodb://table")


def test_an_endpoint_that_is_no_address_says_so() -> None:
    with pytest.raises(SettingsError, match="endpoint"):
        open_store("dynamodb://table", region="eu-west-1", endpoint="nonsense")


@pytest.mark.parametrize(
    "url",
    [
        *("", "sqlite", "sqlite:", "sqlite://", "sqlite:///", "sqlite://shop.db", "SQLITE:///x"),
        *("dynamodb:", "dynamodb://", "memory", "memory:x", "postgres://localhost/shop", "/shop.db"),
    ],
)
def test_any_other_url_says_what_to_set(url: str) -> None:
    with pytest.raises(SettingsError, match=r"set RESTOCK_STORE to sqlite:///file"):
        open_store(url)
