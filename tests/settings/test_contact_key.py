"""Where the key for e-mail addresses is: named, or made once for a store of this machine."""

from __future__ import annotations

from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.settings.environment import Settings


def test_a_local_store_gets_a_key_of_its_own_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings.from_env({"RESTOCK_DATA": str(tmp_path / "data")})
    assert not (tmp_path / "data").exists()

    with ThreadPoolExecutor(8) as threads:
        places = set(threads.map(lambda _: settings.needed_contact_key(), range(8)))

    assert places == {str(tmp_path / "data" / "contact.key")}
    (made,) = (tmp_path / "data").iterdir()
    assert made.stat().st_mode & 0o777 == 0o600
    assert len(b64decode(made.read_text())) == 32
    before = made.read_text()
    settings.needed_contact_key()
    assert made.read_text() == before


def test_a_table_that_others_share_needs_a_key_that_they_share(tmp_path: Path) -> None:
    environ = {"RESTOCK_DATA": str(tmp_path / "data"), "RESTOCK_STORE": "dynamodb://restock"}
    with pytest.raises(SettingsError, match=r"^RESTOCK_CONTACT_KEY is missing; .* set it to kms:<ARN of the key>"):
        Settings.from_env(environ).needed_contact_key()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("store", ["dynamodb://restock", "sqlite:///x.sqlite", "memory:"])
def test_what_is_named_counts(tmp_path: Path, store: str) -> None:
    file = tmp_path / "key"
    file.touch()
    for named in ("kms:alias/restock", str(file)):
        environ = {"RESTOCK_CONTACT_KEY": named, "RESTOCK_STORE": store, "RESTOCK_DATA": str(tmp_path / "data")}
        assert Settings.from_env(environ).needed_contact_key() == named
    assert not (tmp_path / "data").exists()
