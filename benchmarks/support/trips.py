"""Round trips and bytes on DynamoDB, counted where they leave."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from benchmarks.support.conversations import Conversation
from benchmarks.support.measured import Side, spent
from benchmarks.support.report import Row, median
from benchmarks.support.stores import Wire, copy_households
from skill.locales.hearing import hearing
from skill.storage.dynamodb import DynamoStore, connect, create_table
from skill.storage.sqlite import SqliteStore
from skill.storefronts.catalogue import Catalogue
from tests.support.servers import dynamodb_server

Seen = tuple[tuple[str, ...], int, int]
"""The operations of a turn, bytes sent and bytes received."""

_TABLE = "restock-benchmark"
# A server on this machine believes any credentials; real ones stay out of it.
_ENVIRON = {"AWS_ACCESS_KEY_ID": "benchmark", "AWS_SECRET_ACCESS_KEY": "benchmark"}


def on_dynamodb(name: str, folder: Path, conversations: Sequence[Conversation]) -> list[Row]:
    """Hold the conversations on a table; a row for each kind of turn, first ones of a session apart."""
    os.environ |= _ENVIRON
    with dynamodb_server(folder) as endpoint:
        client = connect(region="eu-west-1", endpoint=endpoint)
        create_table(client, _TABLE, expire=False)
        store = DynamoStore(client, _TABLE)
        source = SqliteStore(folder / "restock.sqlite")
        customers = [talk.customer for talk in conversations]
        copy_households(source, store, customers, _near(source, folder, conversations))
        side, wire = Side(store, folder), Wire(client)
        found: dict[str, list[Seen]] = {}
        for conversation in conversations:
            for kind, text in conversation.turns():
                wire.reset()
                response, _, _ = spent(side.function, text)
                seen = tuple(wire.operations), wire.sent, wire.received
                when = "first of a session" if conversation.first else "later"
                found.setdefault(f"{kind}, {when}", []).append(seen)
                conversation.answered(response, side.outcome(conversation.customer))
        client.delete_table(TableName=_TABLE)
        client.close()
    every = [seen for turns in found.values() for seen in turns]
    rows = [Row(f"{name} on dynamodb", "ours", _numbers(every))]
    return rows + [Row(f"{name} on dynamodb: {kind}", "ours", _numbers(turns)) for kind, turns in found.items()]


def _numbers(turns: list[Seen]) -> dict[str, float]:
    trips = [len(operations) for operations, _, _ in turns]
    written = [sum(operation == "TransactWriteItems" for operation in operations) for operations, _, _ in turns]
    return {
        "turns": len(turns),
        "trips_mean": round(sum(trips) / len(trips), 2),
        "trips_most": max(trips),
        "writes_most": max(written),
        "sent_bytes": median(sent for _, sent, _ in turns),
        "received_bytes": median(received for _, _, received in turns),
        "sent_most": max(sent for _, sent, _ in turns),
        "received_most": max(received for _, _, received in turns),
    }


def _near(source: SqliteStore, folder: Path, conversations: Sequence[Conversation]) -> list[str]:
    """What the households bought, and what the shop finds for their words: all that may be quoted."""
    ids: dict[str, None] = {}
    with Catalogue(folder / "catalogue.sqlite", hearing) as catalogue:
        for talk in conversations:
            ids |= dict.fromkeys(source.load(talk.customer, "", talk.at).digest.entries)
            ids |= dict.fromkeys(product.id for product in catalogue.search(talk.thing.value, "en", 50))
    return list(ids)
