"""Under load: `restock serve` on SQLite and the Lambda's function on DynamoDB, each beside the SDK's hello world.

    python benchmarks/load.py [--turns 1000] [--rounds 5] [--soak 100000] [--json FILE] [--chart FILE.svg]

Households hold the dialogues of ``tests/dialogues`` with the server's process (waitress) and with one instance of
the built function under AWS's runtime client; hello world gets the very same bytes, in rounds that take turns.
README.md tells what the columns mean.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support import load_chart, load_flask, load_lambda, load_memory, load_runs
from benchmarks.support.crowd import Copies, talks
from benchmarks.support.driving import Said, closed, open_loop
from benchmarks.support.load_memory import Memory
from benchmarks.support.load_runs import Shape
from benchmarks.support.recorded import Script, scripts
from benchmarks.support.report import Row, beside, show, write

FLASK, LAMBDA = "Flask, SQLite", "Lambda, DynamoDB"
# Who is late for want of a client would be taken for slow: many more than answer at once.
_ENOUGH_CLIENTS = 48


class Bench:
    """What all runs share, and what they found."""

    def __init__(self, given: argparse.Namespace, every: tuple[Script, ...], work: Path) -> None:
        self.given, self._scripts, self.work = given, every, work
        self.today = datetime.now(UTC)
        self.rows: list[Row] = []
        self.kinds: list[Row] = []
        self.memory: dict[str, Memory] = {}

    def copies(self, households: int) -> Copies:
        """Of the demo shop's households."""
        return Copies.shared_out(self._scripts, households)

    def talks(self, copies: Copies, sets: int) -> Iterator[Said]:
        """Dialogues without end, for so many sets of rounds and the long run."""
        turns = self.given.rounds * self.given.turns * sets + self.given.soak
        mean = sum(len(script.requests) for script in self._scripts) / len(self._scripts)
        return talks(self._scripts, copies, today=self.today, dialogues=round(turns / mean), seed=self.given.seed)

    def found(self, name: str, runs: load_runs.Runs, ours: load_runs.Target, hello: load_runs.Target) -> float:
        """Keep the rows of a set; how many turns a second ours answered."""
        rows = load_runs.rows(name, runs, ours, hello)
        self.rows += rows
        show(name, rows)
        return rows[0].numbers["per_second"]

    def soak(self, name: str, target: load_runs.Target, said: Iterator[Said], clients: int, data: Path | None) -> None:
        """The long run, when it is wanted."""
        if self.given.soak:
            turns, every = self.given.soak, self.given.every
            self.memory[name] = load_memory.soak(target, said, turns=turns, every=every, clients=clients, data=data)
            show(f"{name}: memory over {self.given.soak} turns", [load_memory.row(name, self.memory[name])])


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` and ``--chart`` write the tables and their picture too."""
    given = _parser().parse_args(arguments)
    with ExitStack() as stack:
        work = Path(stack.enter_context(TemporaryDirectory(prefix="restock-benchmark-")))
        (work / "demo").mkdir()
        every = scripts(work / "demo", most=given.dialogues)
        requests = sum(len(script.requests) for script in every)
        print(f"{len(every)} dialogues of {requests} requests, {given.households} households", flush=True)
        bench = Bench(given, every, work)
        if given.only != "lambda":
            _flask(bench)
        if given.only != "flask":
            _lambda(bench)
    tables = {
        "rows": bench.rows,
        "by_kind": bench.kinds,
        "memory": [load_memory.row(name, found) for name, found in bench.memory.items()],
        "rss": [row for name, found in bench.memory.items() for row in load_memory.samples(name, found)],
    }
    if given.only and given.json:
        tables = beside(given.json, {"flask": LAMBDA, "lambda": FLASK}[given.only], tables)
    rows = tables.pop("rows")
    write(given.json, "load", rows, more=tables)
    load_chart.draw(given.chart, rows, tables["rss"])


def _flask(bench: Bench) -> None:
    given, folder = bench.given, bench.work / "flask"
    folder.mkdir()
    copies = bench.copies(given.households)
    with load_flask.ours(folder, copies, bench.today) as ours, load_flask.hello(folder) as hello:
        said = bench.talks(copies, 3)
        several = f"{given.clients} clients"
        shapes: dict[str, Shape] = {
            "1 client": partial(closed, clients=1, turns=given.turns),
            several: partial(closed, clients=given.clients, turns=given.turns),
        }
        most = 0.0
        for name, shape in shapes.items():
            runs = load_runs.in_turn(shape, ours, hello, said, given.rounds)
            most = max(most, bench.found(f"{FLASK}, {name}", runs, ours, hello))
            if name == "1 client":
                bench.kinds += load_runs.by_kind(f"{FLASK}, {name}", runs)
        rate = given.rate or round(most / 2)
        timed = partial(open_loop, clients=_ENOUGH_CLIENTS, turns=given.turns, rate=rate, seed=given.seed)
        runs = load_runs.in_turn(timed, ours, hello, said, given.rounds)
        bench.found(f"{FLASK}, open loop, {rate}/s", runs, ours, hello)
        bench.soak(FLASK, ours, said, given.clients, ours.data)


def _lambda(bench: Bench) -> None:
    given, folder = bench.given, bench.work / "lambda"
    folder.mkdir()
    # DynamoDB's stand-in takes its time for each of their items.
    copies = bench.copies(min(given.households, 300))
    with ExitStack() as stack:
        functions = stack.enter_context(load_lambda.built(folder, copies, bench.today))
        ours, hello = (stack.enter_context(one.start()) for one in functions if one)
        said = bench.talks(copies, 1)
        shape = partial(closed, clients=1, turns=given.turns)
        runs = load_runs.in_turn(shape, ours, hello, said, given.rounds)
        bench.found(f"{LAMBDA}, 1 instance", runs, ours, hello)
        bench.kinds += load_runs.by_kind(f"{LAMBDA}, 1 instance", runs)
        bench.soak(LAMBDA, ours, said, 1, None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="What the server and the function stand.")
    parser.add_argument("--data", type=Path, help="not read: the demo shop's households talk")
    parser.add_argument("--turns", type=int, default=1000, help="requests a round (1000)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each set (5)")
    parser.add_argument("--clients", type=int, default=4, help="clients of the server at once (4)")
    parser.add_argument("--households", type=int, default=1000, help="who talk (1000; 300 on DynamoDB at most)")
    parser.add_argument("--rate", type=float, default=0, help="of the open loop, a second (half of what is answered)")
    parser.add_argument("--soak", type=int, default=0, help="turns of the long run (none)")
    parser.add_argument("--every", type=int, default=1000, help="of these, memory is looked at after so many (1000)")
    parser.add_argument("--dialogues", type=int, default=sys.maxsize, help="at most so many different ones (all)")
    parser.add_argument("--only", choices=("flask", "lambda"), help="the other one is left out; in FILE its rows stay")
    parser.add_argument("--seed", type=int, default=1, help="chooses who talks when (1)")
    parser.add_argument("--json", type=Path, help="file for the tables")
    parser.add_argument("--chart", type=Path, help="file for the picture")
    return parser


if __name__ == "__main__":
    main()
