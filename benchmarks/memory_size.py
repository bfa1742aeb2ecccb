"""How much memory the Lambda wants: what a turn and a cold start cost with each size, and the most it occupies.

    python benchmarks/memory_size.py [--turns 1000] [--starts 5] [--json FILE]

The built function runs under AWS's runtime client with the share of a processor that Lambda gives by memory (one
vCPU with 1,769 MB), held by Linux' control groups; DynamoDB runs beside it, unheld. README.md tells what the columns
mean.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.crowd import Copies, talks
from benchmarks.support.driving import Said
from benchmarks.support.instance import Instance
from benchmarks.support.load_lambda import Function, built
from benchmarks.support.recorded import scripts
from benchmarks.support.report import Row, median, percentile, show, write
from benchmarks.support.share import FULL_MB, NoQuota, share
from benchmarks.support.watched import cpu_s, peak_mb

SIZES = (512, 768, 1024, FULL_MB)
_HOUSEHOLDS = 200


class Start(NamedTuple):
    """Seconds until the first event is asked for, from there to its answer, and of the processor; megabytes."""

    init: float
    first: float
    cpu: float
    peak: float


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` write the table too."""
    given = _parser().parse_args(arguments)
    with ExitStack() as stack:
        work = Path(stack.enter_context(TemporaryDirectory(prefix="restock-benchmark-")))
        (work / "demo").mkdir()
        every = scripts(work / "demo", most=given.dialogues)
        copies, today = Copies.shared_out(every, _HOUSEHOLDS), datetime.now(UTC)
        functions = stack.enter_context(built(work, copies, today, alone=True))
        dialogues = (given.turns + given.starts) * len(given.sizes)
        said = talks(every, copies, today=today, dialogues=dialogues, seed=1)
        try:
            rows = [_row(size, functions.ours, said, given.starts, given.turns) for size in given.sizes]
        except NoQuota as why:
            raise SystemExit(f"memory_size.py needs to make control groups for the processor: {why}") from why
    show("The Lambda by memory (milliseconds; megabytes)", rows)
    write(given.json, "memory_size", rows)


def _row(size: int, function: Function, said: Iterator[Said], starts: int, turns: int) -> Row:
    # The first start of all reads its files from the disk and is not counted.
    found = [_start(size, function, said) for _ in range(starts + 1)][1:]
    with share(size) as within, function.start(within) as running:
        running.ready()
        _talk(running, said, turns // 10)
        cpu = cpu_s(running.pid)
        seconds = _talk(running, said, turns)
        cpu, peak = cpu_s(running.pid) - cpu, peak_mb(running.pid)
    numbers = {
        "starts": starts,
        "init_ms": _ms(median(start.init for start in found)),
        "first_ms": _ms(median(start.first for start in found)),
        "start_cpu_ms": _ms(median(start.cpu for start in found)),
        "start_peak_mb": round(max(start.peak for start in found), 1),
        "turns": len(seconds),
        "p50_ms": _ms(median(seconds)),
        "mean_ms": _ms(sum(seconds) / len(seconds)),
        "p99_ms": _ms(percentile(seconds, 0.99)),
        "cpu_ms": _ms(cpu / len(seconds)),
        # A short run may have needed less than a start of another process did.
        "peak_mb": round(max(peak, *(start.peak for start in found)), 1),
    }
    return Row(f"{size} MB", "ours", numbers)


def _start(size: int, function: Function, said: Iterator[Said]) -> Start:
    with share(size) as within, function.start(within) as running:
        init = running.ready()
        [first] = _talk(running, said, 1)
        return Start(init, first, cpu_s(running.pid), peak_mb(running.pid))


def _talk(running: Instance, said: Iterator[Said], turns: int) -> list[float]:
    """So many turns; seconds that AWS would bill for each."""
    seconds: list[float] = []
    for talk in said:
        while not talk.over and len(seconds) < turns:
            done = running.invoke(talk.next())
            if done.failed:
                raise RuntimeError(f"the function failed: {done.answer.decode(errors='replace')}")
            talk.answered(done.read())
            seconds.append(done.seconds)
        if len(seconds) >= turns:
            break
    return seconds


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 2)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="How much memory the Lambda wants.")
    parser.add_argument("--data", type=Path, help="not read: the demo shop's households talk")
    parser.add_argument("--turns", type=int, default=1000, help="turns with each size (1000)")
    parser.add_argument("--starts", type=int, default=5, help="cold starts with each size (5)")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="megabytes (512 768 1024 1769)")
    parser.add_argument("--dialogues", type=int, default=sys.maxsize, help="at most so many different ones (all)")
    parser.add_argument("--json", type=Path, help="file for the table")
    return parser


if __name__ == "__main__":
    main()
