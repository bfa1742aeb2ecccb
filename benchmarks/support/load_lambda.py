"""The function that the Lambda runs, in the folder that the build makes, beside ask-sdk-core's hello world."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.support.crowd import Copies, move_in
from benchmarks.support.instance import AWS, Instance, instance
from benchmarks.support.packed import pack_ours, pack_trimmed
from skill.adapters import open_contacts
from skill.settings.environment import Settings
from skill.storage.dynamodb import DynamoStore, connect, create_table
from tests.support.rie import runtime_client
from tests.support.servers import dynamodb_server

TABLE = "restock-load"
_SKILL_ID = "amzn1.ask.skill.demo"
# A key of nobody: 32 bytes in base64.
_KEY = "restockrestockrestockrestockrestockrestock0=\n"


class Function(NamedTuple):
    """A built folder, ready to be started as often as one likes."""

    folder: Path
    settings: Mapping[str, str]
    runtime: Path
    log: Path

    def start(self, within: Sequence[str] = ()) -> AbstractContextManager[Instance]:
        """One instance, until the block ends; ``within`` as for ``instance``."""
        return instance(self.folder, self.runtime, self.settings, self.log, within=within)


class Built(NamedTuple):
    """The function, and the hello world of the same packages."""

    ours: Function
    hello: Function | None


@contextmanager
def built(folder: Path, copies: Copies, today: datetime, *, alone: bool = False) -> Iterator[Built]:
    """Build both (``alone``: ours only), ours for a DynamoDB that holds these households and runs meanwhile."""
    os.environ |= AWS
    with dynamodb_server(folder) as endpoint:
        client = connect(endpoint=endpoint)
        create_table(client, TABLE, expire=False)
        key = folder / "contact.key"
        key.write_text(_KEY, encoding="ascii")
        of_shop = {
            "RESTOCK_STORE": f"dynamodb://{TABLE}",
            "RESTOCK_STORE_ENDPOINT": endpoint,
            "RESTOCK_SKILL_ID": _SKILL_ID,
            "RESTOCK_SECRET": "only-for-benchmarks-only-for-benchmarks",
            "RESTOCK_CONTACT_KEY": str(key),
        }
        contacts = open_contacts(Settings.from_env(of_shop))
        move_in(DynamoStore(client, TABLE), folder / "catalogue.sqlite", copies, today, contacts)
        ours = pack_ours(folder)
        runtime = runtime_client(folder)
        settings = {**of_shop, "RESTOCK_SHOP": "shop", "RESTOCK_CATALOGUE": "catalogue.sqlite"}
        hello = None
        if not alone:
            floor = {"FLOOR_ENDPOINT": endpoint, "FLOOR_TABLE": TABLE}
            hello = Function(pack_trimmed(ours, folder), floor, runtime, folder / "hello.log")
        yield Built(Function(ours, settings, runtime, folder / "ours.log"), hello)
        client.close()
