"""The function that the Lambda runs, in the folder that the build makes, beside ask-sdk-core's hello world."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.support.crowd import Copies, move_in
from benchmarks.support.instance import AWS, Instance, instance
from benchmarks.support.packed import pack
from skill.storage.dynamodb import DynamoStore, connect, create_table
from tests.support.rie import runtime_client
from tests.support.servers import dynamodb_server

TABLE = "restock-load"
_SKILL_ID = "amzn1.ask.skill.demo"


class Functions(NamedTuple):
    """Two instances, each a process."""

    ours: Instance
    hello: Instance


@contextmanager
def functions(folder: Path, copies: Copies, today: datetime) -> Iterator[Functions]:
    """Start both, ours on a DynamoDB that holds these households."""
    os.environ |= AWS
    with dynamodb_server(folder) as endpoint:
        client = connect(endpoint=endpoint)
        create_table(client, TABLE, expire=False)
        move_in(DynamoStore(client, TABLE), folder / "catalogue.sqlite", copies, today)
        ours, floor = pack(folder)
        runtime = runtime_client(folder)
        settings = {
            "RESTOCK_STORE": f"dynamodb://{TABLE}",
            "RESTOCK_STORE_ENDPOINT": endpoint,
            "RESTOCK_SKILL_ID": _SKILL_ID,
            "RESTOCK_SECRET": "only-for-benchmarks-only-for-benchmarks",
            "RESTOCK_SHOP": "shop",
            "RESTOCK_CATALOGUE": "catalogue.sqlite",
        }
        table = {"FLOOR_ENDPOINT": endpoint, "FLOOR_TABLE": TABLE}
        with (
            instance(ours, runtime, settings, folder / "ours.log") as skill,
            instance(floor, runtime, table, folder / "hello.log") as hello,
        ):
            yield Functions(skill, hello)
        client.close()
