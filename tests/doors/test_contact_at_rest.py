"""Nobody who has the SQLite file or the DynamoDB table reads an address there: the commands themselves, end to end.

Import, a linked order, a household's settings and the e-mail that follows run as a merchant would run them; then every
value of the store is searched, packed ones unpacked.
"""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import botocore.session
import pytest

from skill.channels.contact.envelope import Envelope
from skill.channels.contact.file import FileMaster
from skill.loading.shop_folder import load_folder
from skill.profile.contact import Sealed
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from skill.storage.dynamodb import connect, create_table
from skill.storage.open import open_store
from skill.storage.sqlite import SqliteStore
from tests.support.servers import aws_service
from tests.support.throwaway_ca import NOON

_RESTOCK = Path(sys.executable).with_name("restock")
ADDRESSES = [row["email"] for row in csv.DictReader((DEMO_SHOP / "customers.csv").read_text("utf-8").splitlines())]
_LINES = (DEMO_SHOP / "orders.csv").read_text("utf-8").splitlines(keepends=True)
ORDERS = "".join([_LINES[0], *(line for line in _LINES if line.split(",")[1] in {"anna", "miller"})])
_ZLIB = 0x78


@dataclass
class Place:
    """A folder in which `restock` runs, and the store it runs on."""

    folder: Path
    env: dict[str, str]
    client: Any = None
    log: list[str] = field(default_factory=list)

    def restock(self, *arguments: str, fails: bool = False) -> str:
        """What a command prints."""
        command = [str(_RESTOCK), *arguments]
        done = subprocess.run(command, env=self.env, cwd=self.folder, capture_output=True, text=True, check=False)
        assert (done.returncode != 0) == fails, done.stderr
        self.log.append(done.stdout + done.stderr)
        return done.stdout + done.stderr

    def load_the_demo_shop(self, *, fails: bool = False) -> str:
        """As README says; of the orders those of two households, which is quicker."""
        files = [f"--{name}={DEMO_SHOP / name}.csv" for name in ("products", "categories", "customers")]
        orders = self.folder / "orders.csv"
        orders.write_text(ORDERS, encoding="utf-8")
        return self.restock("import", *files, f"--orders={orders}", "--shift", fails=fails)

    def values(self) -> Iterator[bytes]:
        """Every value of the store."""
        if self.client is None:
            yield from values_of(self.folder / "data" / "restock.sqlite")
            return
        for page in self.client.get_paginator("scan").paginate(TableName="restock"):
            for item in page["Items"]:
                for attribute in item.values():
                    ((_, value),) = attribute.items()
                    yield value if isinstance(value, bytes) else str(value).encode()

    def versions(self) -> dict[str, int]:
        """The version of each household's HEAD."""
        store = open_store(self.env["RESTOCK_STORE"], endpoint=self.env.get("RESTOCK_STORE_ENDPOINT"))
        return {name: store.load(name, "", NOON).versions.customer for name in ("anna", "schmidt", "miller")}

    def email(self, customer_id: str) -> str | Sealed:
        """As it is stored."""
        store = open_store(self.env["RESTOCK_STORE"], endpoint=self.env.get("RESTOCK_STORE_ENDPOINT"))
        customer = store.load(customer_id, "", NOON).customer
        assert customer is not None
        return customer.email

    def recipients(self) -> list[str]:
        """To whom e-mails went."""
        files = sorted((self.folder / "data" / "mail").glob("*.eml"))
        return [str(message_from_bytes(file.read_bytes(), policy=policy.default)["To"]) for file in files]


def values_of(file: Path) -> Iterator[bytes]:
    """Every value of an SQLite file, and the very bytes of it and of its journal."""
    with closing(sqlite3.connect(file)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f"SELECT * FROM {table}"):
                yield from (one if isinstance(one, bytes) else str(one).encode() for one in row)
    yield from (path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


def found_in(values: Iterator[bytes]) -> set[str]:
    """The addresses that somebody reads there."""
    found = set()
    for value in values:
        text = value
        if value[:1] == bytes([_ZLIB]):
            try:
                text = zlib.decompress(value)
            except zlib.error:
                text = value
        found |= {address for address in ADDRESSES if address.encode() in text}
    return found


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with aws_service("dynamodb,kms", tmp_path_factory.mktemp("aws")) as endpoint:
        yield endpoint


@pytest.fixture(params=["sqlite", "dynamodb"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    env = {
        "PATH": os.environ["PATH"],
        "RESTOCK_DATA": str(tmp_path / "data"),
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_STORE": f"sqlite:///{tmp_path / 'data' / 'restock.sqlite'}",
    }
    if request.param == "sqlite":
        yield Place(tmp_path, env)
        return
    endpoint = request.getfixturevalue("aws")
    client = connect(endpoint=endpoint)
    create_table(client, "restock", expire=False)
    kms: Any = botocore.session.get_session().create_client("kms", endpoint_url=endpoint)
    env |= {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    env |= {
        "AWS_ENDPOINT_URL_KMS": endpoint,
        "RESTOCK_STORE": "dynamodb://restock",
        "RESTOCK_STORE_ENDPOINT": endpoint,
        "RESTOCK_CONTACT_KEY": "kms:" + kms.create_key()["KeyMetadata"]["Arn"],
    }
    yield Place(tmp_path, env, client)
    client.delete_table(TableName="restock")


def test_no_address_can_be_read_and_each_gets_its_own_e_mail(place: Place) -> None:
    place.load_the_demo_shop()
    assert len(ADDRESSES) == 32
    place.restock("household", "anna", "--set", "per_day=80")
    for name in ("anna", "miller"):
        place.restock("talk", "--customer", name, "--say", "reorder the coffee", "--say", "yes")
    sent = place.restock("outbox")

    assert found_in(place.values()) == set()
    assert all(isinstance(place.email(name), Sealed) for name in ("anna", "miller", "schmidt"))
    assert sent.startswith(f"{len(place.recipients())} done, 0 given up, 0 to be tried again")
    assert sorted(set(place.recipients())) == ["anna@example.com", "miller@example.com"]
    assert not [address for address in ADDRESSES if address in "".join(place.log)]


def test_the_same_files_again_change_nothing(place: Place) -> None:
    """A new data key each time, but an address that is known stays as it was sealed."""
    place.load_the_demo_shop()
    before = place.versions(), place.email("anna")
    place.load_the_demo_shop()
    assert (place.versions(), place.email("anna")) == before


def test_the_search_would_find_them(tmp_path: Path) -> None:
    """The same files, loaded without a key into a file that nobody keeps."""
    file = tmp_path / "plain.sqlite"
    load_folder(SqliteStore(file), load_shop(DEMO_SHOP), DEMO_SHOP, tmp_path / "catalogue.sqlite", NOON.date())
    assert found_in(values_of(file)) == set(ADDRESSES)


@pytest.mark.parametrize("place", ["dynamodb"], indirect=True)
def test_an_import_without_a_key_that_others_share_is_refused(place: Place) -> None:
    given = place.env.pop("RESTOCK_CONTACT_KEY")
    told = place.load_the_demo_shop(fails=True)
    assert "RESTOCK_CONTACT_KEY is missing; e-mail addresses are kept encrypted: set it to kms:<ARN" in told
    assert "Traceback" not in told
    assert not (place.folder / "data" / "contact.key").exists()
    assert found_in(place.values()) == set()

    place.env["RESTOCK_CONTACT_KEY"] = given
    place.load_the_demo_shop()
    assert isinstance(place.email("anna"), Sealed)


def test_with_another_key_no_e_mail_goes_out_and_none_is_given_up(place: Place, tmp_path: Path) -> None:
    place.load_the_demo_shop()
    place.restock("talk", "--customer", "anna", "--say", "reorder the coffee", "--say", "yes")
    given = place.env.get("RESTOCK_CONTACT_KEY")
    other = tmp_path / "other.key"
    other.write_text("b3RoZXIga2V5IG90aGVyIGtleSBvdGhlciBrZXkgb3Q=\n")
    place.env["RESTOCK_CONTACT_KEY"] = str(other)

    told = place.restock("outbox")
    assert place.recipients() == []
    assert "0 done, 0 given up, 1 to be tried again" in told
    reason = "is not the one that addresses were sealed with" if place.client is None else "was sealed by 'kms'"
    assert reason in told
    assert given != str(other)

    # An import seals all of them with the key of today.
    place.load_the_demo_shop()
    sealed = place.email("anna")
    assert isinstance(sealed, Sealed)
    assert Envelope(lambda: FileMaster(other), lambda: "").open("anna", sealed) == "anna@example.com"
