"""Let every dialogue meet every fault at every operation, and look whether the books are right afterwards.

    .venv/bin/python -m tools.faults --runs 100000 [--seed 1] [--json docs/faults.json]
    .venv/bin/python -m tools.faults --only "en-US/reorder.yaml: Coffee" --operation 7

The dialogues of `tests/dialogues` on the memory store. What is done in a run stands in `tests/faults/run.py`, what must
be true afterwards in `tests/faults/books.py`. Of all the runs there are (over 200,000) a seed picks some; more than
there are begin again with other further faults. What is not as it must be is printed with how to run it again; exit 1.
Ended by Ctrl-C or SIGTERM it tells what was done so far.
"""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Event

from tests.dialogues.support.reading import dialogues, locales
from tests.dialogues.support.stage import Demo
from tests.faults.floor import Floor
from tests.faults.matrix import Point, Tally, go, points

PROGRESS = 5_000


def picked(every: Sequence[Point], seed: int, runs: int) -> Iterator[Point]:
    """So many runs of all there are: in an order of the seed's, and each again only when all were tried."""
    for lap in range(-(-runs // len(every))):
        order = list(every)
        Random(f"{seed}/{lap}").shuffle(order)
        yield from (replace(point, lap=lap) for point in order[: runs - lap * len(every)])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the command line says; 1 when something was lost or doubled."""
    parser = argparse.ArgumentParser(description="Every dialogue, every operation, every fault.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=0, help="how many (all there are, once)")
    parser.add_argument("--only", default="", help="dialogues whose file and name begin with this")
    parser.add_argument("--operation", type=int, help="only this operation of them")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    wanted = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)  # a log of injected faults tells nothing
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        floor = Floor(Demo(Path(folder)), "memory:")
        chosen = [one for locale in locales() for one in dialogues(locale)]
        chosen = [one for one in chosen if f"{one.where}: {one.name}".startswith(wanted.only)]
        every = [x for x in points(floor, chosen) if wanted.operation is None or x.number == wanted.operation]
        print(f"{len(every)} runs there are, of {len(chosen)} dialogues", flush=True)
        tally = _run(floor, picked(every, wanted.seed, wanted.runs or len(every)))
    print(tally.table())
    if wanted.json:
        wanted.json.write_text(
            json.dumps({"possible": len(every), "seed": wanted.seed} | tally.figures(), indent=2) + "\n"
        )
    return int(bool(tally.broken))


def _run(floor: Floor, chosen: Iterator[Point]) -> Tally:
    began, tally, ended = time.monotonic(), Tally(), Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    for point in chosen:
        if ended.is_set():
            break
        known = len(tally.broken)
        tally.add(point, go(floor, point))
        for broken in tally.broken[known:]:
            print(f"BROKEN {broken}", flush=True)
        if tally.runs % PROGRESS == 0:
            rate = tally.runs / (time.monotonic() - began)
            print(f"{tally.runs} runs, {rate:.0f} a second, {len(tally.broken)} broken", flush=True)
    return tally


if __name__ == "__main__":
    sys.exit(main())
