"""What a turn costs: request JSON in, response JSON out, beside an ask-sdk-core hello world in the same run.

    python benchmarks/turn.py --data FOLDER [--keep FOLDER] [--json FILE]

Loads the histories in FOLDER into a SQLite store, lets households talk to the function that the Lambda runs,
and gives hello world the same requests. Then a few households talk on DynamoDB, where round trips and bytes
are counted. README.md tells what the columns mean.
"""

from __future__ import annotations

import argparse
import random
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support import loaded, measured
from benchmarks.support.conversations import SCRIPTS, Conversation, Households
from benchmarks.support.hello import hello_world
from benchmarks.support.parts import parts
from benchmarks.support.report import Row, show, write
from benchmarks.support.stores import copy_households
from benchmarks.support.trips import on_dynamodb
from skill.storage.memory import MemoryStore
from skill.storage.sqlite import SqliteStore
from skill.storefronts.catalogue import Catalogue

WARM_UP = 30


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` write the tables too."""
    given = _parser().parse_args(arguments)
    if given.data is None:
        raise SystemExit("turn.py needs --data FOLDER with purchases.csv.gz and items.csv.gz")
    with ExitStack() as stack:
        work = Path(stack.enter_context(TemporaryDirectory(prefix="restock-benchmark-")))
        kept = given.keep or work / "loaded"
        found = loaded.load(given.data, kept)
        print(
            f"{given.data.name}: {found.customers} customers, {found.products} products, {found.orders} orders, "
            f"{found.lines} lines loaded in {found.seconds:.1f} s, at most {found.peak_mb:.0f} MB"
        )
        rows = _turns(given, loaded.copy(kept, work / "turns"), found)
        show("Whole turns on SQLite, and the same on a store in memory (milliseconds)", rows)
        alone = parts(given.data.name, kept, found.noon_after, products=given.products, seed=given.seed)
        show("Matching and rhythm by themselves (milliseconds of the processor)", alone)
        rows += alone
        if given.trips:
            # The turns before have changed the households: these begin anew.
            folder = loaded.copy(kept, work / "trips")
            trips = on_dynamodb(given.data.name, folder, _conversations(given, folder, found)[: given.trips])
            show("Round trips and bytes a turn on DynamoDB", trips)
            rows += trips
        write(given.json, "turn", rows)


def _turns(given: argparse.Namespace, work: Path, found: loaded.Loaded) -> list[Row]:
    coin = random.Random(given.seed)
    conversations = _conversations(given, work, found)
    sqlite = SqliteStore(work / "restock.sqlite")
    # Every other conversation is held on a store in memory; no household talks to both.
    memory = MemoryStore()
    with Catalogue(work / "catalogue.sqlite") as catalogue:
        ids = [product.id for product in catalogue.every()]
    copy_households(sqlite, memory, (talk.customer for talk in conversations[1::2]), ids)
    sides = measured.Side(sqlite, work), measured.Side(memory, work)
    hello = hello_world()
    costs: tuple[list[measured.Cost], list[measured.Cost]] = [], []
    for n, conversation in enumerate(conversations):
        held = list(measured.run(sides[n % 2], hello, conversation, coin))
        if n >= WARM_UP:
            costs[n % 2].extend(held)
    name, (on_sqlite, in_memory) = given.data.name, costs
    return [
        Row(
            name,
            "ours",
            {**measured.ours(on_sqlite), "load_s": round(found.seconds, 1), "load_mb": round(found.peak_mb)},
        ),
        Row(name, "hello world", measured.hello(on_sqlite)),
        Row(name, "ours in memory", measured.ours(in_memory)),
        Row(f"{name}: loading", "ours", {"load_s": round(found.seconds, 1), "load_mb": round(found.peak_mb)}),
        *measured.by_kind(name, "ours", on_sqlite),
    ]


def _conversations(given: argparse.Namespace, work: Path, found: loaded.Loaded) -> list[Conversation]:
    """The same ones for the same seed: as many as asked for, and those to warm up with."""
    store = SqliteStore(work / "restock.sqlite")
    customers = list(store.customer_ids(limit=sys.maxsize >> 1))
    with Catalogue(work / "catalogue.sqlite") as catalogue:
        households = Households(customers, store, catalogue, given.seed)
        return [
            Conversation(
                customer=customer,
                thing=households.thing(customer, found.noon_after),
                script=SCRIPTS[n % len(SCRIPTS)],
                name=f"{n:05d}",
                at=found.noon_after,
            )
            for n, customer in enumerate(households.chosen(WARM_UP + 2 * given.conversations))
        ]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="What a turn costs.")
    parser.add_argument("--data", type=Path, help="folder with purchases.csv.gz and items.csv.gz")
    parser.add_argument("--keep", type=Path, help="folder for the loaded store, to be used again")
    parser.add_argument("--json", type=Path, help="file for the tables")
    parser.add_argument("--conversations", type=int, default=600, help="conversations on each store (600)")
    parser.add_argument("--trips", type=int, default=24, help="conversations on DynamoDB (24); 0: none")
    parser.add_argument("--products", type=int, default=300, help="of households measured by themselves (300)")
    parser.add_argument("--seed", type=int, default=1, help="chooses households and words (1)")
    return parser


if __name__ == "__main__":
    main()
