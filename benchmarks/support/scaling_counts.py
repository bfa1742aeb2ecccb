"""Counting what turns cost on DynamoDB: all dialogues of the tests, played on a table, every call watched."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.support.instance import AWS
from benchmarks.support.metered import Sent, metered
from benchmarks.support.units import Key, Ledger
from skill.adapters import open_contacts
from skill.loading.customers import identity_of
from skill.outbox.stream import Stream
from skill.services.contact import sealed
from skill.settings.environment import Settings
from skill.storage.dynamodb import DynamoStore, connect, create_table
from skill.storage.port import Profile
from skill.telemetry import metrics
from skill.telemetry.lines import NAME, Lines
from skill.workers import build_outbox
from tests.dialogues.support.play import attempt
from tests.dialogues.support.reading import dialogues, locales
from tests.dialogues.support.stage import Demo, Stage
from tests.support.servers import dynamodb_server

TABLE = "restock-scaling"
ERRAND = "errand"


class Cost(NamedTuple):
    """One turn, or the worker's run for one errand. ``told_…`` are the units that the server says, where it says it."""

    kind: str
    gets: int
    batches: int
    transactions: int
    others: int
    reads: float
    writes: float
    index_writes: float
    told_reads: float
    told_writes: float
    items_written: int
    log_bytes: int
    cpu_s: float
    kms: int
    errands: int
    orders: int

    @property
    def trips(self) -> int:
        """Calls of DynamoDB."""
        return self.gets + self.batches + self.transactions + self.others


class Imported(NamedTuple):
    """A household with a year of orders: units of writing it, bytes and number of its items."""

    writes: float
    size: int
    items: int


class Counted(NamedTuple):
    """What was counted: turns, errands, the bytes of all items by kind, units and bytes of each imported household,
    and the metrics that there were (name and dimensions).
    """

    dialogues: int
    turns: list[Cost]
    errands: list[Cost]
    sizes: Mapping[str, list[int]]
    households: Mapping[str, Imported]
    metrics: frozenset[str]


class _Watch:
    """One table, and what goes to it."""

    def __init__(self, sent: list[Sent]) -> None:
        self._sent, self._ledger = sent, Ledger()

    def drain(self, kind: str, *, log_bytes: int = 0, cpu_s: float = 0.0) -> tuple[Cost, list[str]]:
        """What was sent since the last look, as one turn's; and the keys of errands it left, as ``PK SK``."""
        calls, kms, orders, errands = [], 0, 0, list[str]()
        for one in self._sent:
            if one.of_dynamodb:
                calls.append(self._ledger.call(one.operation, one.request, one.response, well=one.well))
                written = _written(one) if one.well else []
                errands += [key for kind, key in written if kind == "Update" and " OUT#" in key]
                orders += sum(kind == "Put" and " O#" in key for kind, key in written)
            kms += one.target.startswith("TrentService.")
        self._sent.clear()
        operations = Counter(call.operation for call in calls)
        cost = Cost(
            kind=kind,
            gets=operations["GetItem"],
            batches=operations["BatchGetItem"],
            transactions=operations["TransactWriteItems"],
            others=len(calls) - sum(operations[name] for name in ("GetItem", "BatchGetItem", "TransactWriteItems")),
            reads=sum(call.reads for call in calls),
            writes=sum(call.writes for call in calls),
            index_writes=sum(call.index_writes for call in calls),
            told_reads=sum(call.told or 0.0 for call in calls if not call.writes),
            told_writes=sum(call.told or 0.0 for call in calls if call.writes),
            items_written=sum(call.items_written for call in calls),
            log_bytes=log_bytes,
            cpu_s=cpu_s,
            kms=kms,
            errands=len(errands),
            orders=orders,
        )
        return cost, errands

    def sizes(self) -> dict[Key, int]:
        """Bytes of all items there are."""
        return self._ledger.sizes("")


def count(work: Path, *, most: int = sys.maxsize) -> Counted:
    """Play every dialogue (of more than ``most``, some from everywhere), each order's e-mail with it."""
    os.environ |= AWS
    every = [one for locale in locales() for one in dialogues(locale)]
    chosen = every[:: max(1, -(-len(every) // most))]
    with dynamodb_server(work) as endpoint, metered() as sent, _logged() as log:
        client = connect(endpoint=endpoint)
        create_table(client, TABLE, expire=False)
        watch = _Watch(sent)
        (work / "demo").mkdir()
        demo = Demo(work / "demo")
        settings = _settings(demo, work, endpoint)
        households = _households(demo, settings, DynamoStore(client, TABLE), watch)
        stage = _Stage(demo, settings, endpoint, watch, log)
        for dialogue in chosen:
            attempt(stage, dialogue, lambda _: None)
        sizes: dict[str, list[int]] = {}
        for (partition, sort), size in watch.sizes().items():
            sizes.setdefault(_item_kind(partition, sort), []).append(size)
        client.delete_table(TableName=TABLE)
        client.close()
    return Counted(len(chosen), stage.turns, stage.errands, sizes, households, frozenset(stage.metrics))


class _Stage(Stage):
    """A stage that counts each request, and lets the worker do at once what it left, as the table's stream would."""

    def __init__(self, demo: Demo, settings: Settings, endpoint: str, watch: _Watch, log: Callable[[], int]) -> None:
        super().__init__(demo, f"dynamodb://{TABLE}", endpoint)
        self.turns: list[Cost] = []
        self.errands: list[Cost] = []
        self.metrics: set[str] = set()
        self._watch, self._log = watch, log
        self._answer, self.entry = self.entry, self._counted
        store = DynamoStore(connect(endpoint=endpoint), TABLE)
        # The same settings but for the mailer: letters are written into a folder.
        self._worker = Stream(build_outbox(settings, store), store.errand_at, self.clock)
        self._record = 0

    def _counted(self, request: dict[str, Any]) -> dict[str, Any]:
        self._watch.drain("")
        kind = request["request"].get("intent", {}).get("name", request["request"]["type"])
        answer: list[dict[str, Any]] = []
        cost, left = self._run(kind, lambda: answer.append(self._answer(request)))
        self.turns.append(cost)
        for key in left:
            self._record += 1
            self.errands.append(self._run(ERRAND, partial(_done, self._worker, _event(key, self._record)))[0])
        return answer[0]

    def _run(self, kind: str, work: Callable[[], object]) -> tuple[Cost, list[str]]:
        self._log()
        printed, cpu = io.StringIO(), time.thread_time()
        with redirect_stdout(printed):
            work()
        cpu = time.thread_time() - cpu
        told = printed.getvalue()
        self.metrics |= set(_metrics(told))
        return self._watch.drain(kind, log_bytes=self._log() + len(told.encode()), cpu_s=cpu)


def _done(worker: Stream, event: dict[str, Any]) -> None:
    answer = worker(event, None)
    if answer["batchItemFailures"]:
        raise RuntimeError("the worker did not do an errand that it was told of")
    metrics.flush()


def _settings(demo: Demo, work: Path, endpoint: str) -> Settings:
    """The stage's as the worker of a shared table needs them: a secret, a folder for letters."""
    given = demo.settings(f"dynamodb://{TABLE}", endpoint)
    return replace(given, secret="only-for-benchmarks-only-for-benchmarks", mail=f"folder:{work / 'mail'}")


def _households(demo: Demo, settings: Settings, store: DynamoStore, watch: _Watch) -> dict[str, Imported]:
    """Import each of the demo shop's households."""
    contacts, found = open_contacts(settings), dict[str, Imported]()
    for name in demo.households:
        profile = demo.profile(name, f"{name}~counted")
        customer = sealed(profile.customer, contacts)
        before = watch.sizes()
        watch.drain("")
        store.put_profiles([Profile(customer=customer, digest=profile.digest, orders=profile.orders)])
        store.link(customer.id, identity_of(customer.id))
        cost, _ = watch.drain("import")
        sizes = [size for key, size in watch.sizes().items() if key not in before]
        found[name] = Imported(cost.writes, sum(sizes), len(sizes))
    return found


def _event(key: str, number: int) -> dict[str, Any]:
    partition, _, sort = key.partition(" ")
    keys = {"PK": {"S": partition}, "SK": {"S": sort}}
    record = {
        "eventID": str(number),
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": {"Keys": keys, "SequenceNumber": str(number), "StreamViewType": "KEYS_ONLY"},
    }
    return {"Records": [record]}


@contextmanager
def _logged() -> Iterator[Callable[[], int]]:
    """Log lines and metrics as the Lambda writes them; each look tells the bytes of lines since the last."""
    stream = io.StringIO()
    handler, logger = logging.StreamHandler(stream), logging.getLogger(NAME)
    formatter = Lines()
    formatter.append_keys(service="skill")
    handler.setFormatter(formatter)
    level, told = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    metrics.start("skill")

    def look() -> int:
        size = len(stream.getvalue().encode())
        stream.seek(0)
        stream.truncate()
        return size

    try:
        yield look
    finally:
        with redirect_stdout(io.StringIO()):
            metrics.stop()
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = told


def _written(sent: Sent) -> list[tuple[str, str]]:
    """What a commit wrote: how (Put, Update, Delete), and the key as ``PK SK``."""
    if sent.operation != "TransactWriteItems":
        return []
    writes = [(kind, body) for one in json.loads(sent.request)["TransactItems"] for kind, body in one.items()]
    keys = [(kind, body.get("Item") or body["Key"]) for kind, body in writes]
    return [(kind, f"{key['PK']['S']} {key['SK']['S']}") for kind, key in keys]


def _metrics(printed: str) -> Iterator[str]:
    """Each is paid for by the month: its name with the values of its dimensions."""
    for line in printed.splitlines():
        told = json.loads(line)
        for space in told["_aws"]["CloudWatchMetrics"]:
            for names in space["Dimensions"]:
                of = ", ".join(f"{name}={told[name]}" for name in sorted(names))
                yield from (f"{metric['Name']} ({of})" for metric in space["Metrics"])


def _item_kind(partition: str, sort: str) -> str:
    return partition.partition("#")[0] + "# " + (sort.partition("#")[0] + "#" if "#" in sort else sort)
