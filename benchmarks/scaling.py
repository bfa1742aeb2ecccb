"""Scale on paper, from counted units: what turns and customers cost, what is hottest, what breaks first.

    python benchmarks/scaling.py                                  # print the tables of docs/scaling.md
    python benchmarks/scaling.py --set memory_mb=512 --set cold_share=0.05
    python benchmarks/scaling.py --page docs/scaling.md           # write them into the page
    python benchmarks/scaling.py --count docs/scaling.json        # count anew: plays every dialogue on DynamoDB

README.md tells what is counted, and how.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.report import Row, median, show, write
from benchmarks.support.scaling_prices import Inputs
from benchmarks.support.scaling_tables import EVERY, Tables
from benchmarks.support.scaling_text import filled

DOCS = Path(__file__).resolve().parents[1] / "docs"
_MEANS = ("gets", "transactions", "others", "trips", "log_bytes", "kms", "errands")


def main(arguments: list[str] | None = None) -> None:
    """Print the tables, or count anew."""
    given = _parser().parse_args(arguments)
    if given.count:
        _count(given.count, given.dialogues)
        return
    try:
        inputs = Inputs(_changed(given.set))
    except KeyError as unknown:
        raise SystemExit(f"scaling.py: there is no input {unknown}; they are in the tables of inputs") from None
    counted, load, memory = (_read(given.docs / f"{name}.json") for name in ("scaling", "load", "memory_size"))
    tables = Tables(counted, load, memory, inputs).all()
    if given.page:
        given.page.write_text(filled(given.page.read_text("utf-8"), tables), encoding="utf-8")
        return
    for name, table in tables.items():
        print(f"\n{name}\n\n{table}")


def _count(path: Path, dialogues: int) -> None:
    """Play the dialogues and write what was counted."""
    from benchmarks.support.scaling_counts import Cost, count  # noqa: PLC0415 - the tables need no server

    with TemporaryDirectory(prefix="restock-benchmark-") as work:
        found = count(Path(work), most=dialogues)

    def numbers(costs: Sequence[Cost]) -> dict[str, float]:
        return {
            "turns": len(costs),
            "share": round(len(costs) / len(found.turns), 5),
            **{name: _mean(getattr(cost, name) for cost in costs) for name in _MEANS},
            "batches": _mean(cost.batches for cost in costs),
            "read_units": _mean(cost.reads for cost in costs),
            "write_units": _mean(cost.writes for cost in costs),
            "index_units": _mean(cost.index_writes for cost in costs),
            "told_read_units": _mean(cost.told_reads for cost in costs),
            "told_write_units": _mean(cost.told_writes for cost in costs),
            "records": _mean(cost.items_written for cost in costs),
            "cpu_ms": round(1000 * median(cost.cpu_s for cost in costs), 2),
            "orders": _mean(cost.orders for cost in costs),
        }

    kinds: dict[str, list[Cost]] = defaultdict(list)
    for cost in found.turns:
        kinds[cost.kind].append(cost)
    rows = [Row(EVERY, "ours", numbers(found.turns))]
    rows += [Row(kind, "ours", numbers(costs)) for kind, costs in sorted(kinds.items())]
    errand = [Row("errand", "ours", numbers(found.errands))]
    items = [Row(kind, "ours", _sizes(sizes)) for kind, sizes in sorted(found.sizes.items())]
    imported = {
        "households": len(found.households),
        "mean_bytes": _mean(one.size for one in found.households.values()),
        "mean_items": _mean(one.items for one in found.households.values()),
        "mean_write_units": _mean(one.writes for one in found.households.values()),
    }
    households = [Row("imported", "ours", imported)]
    about = [Row("about", "ours", {"dialogues": found.dialogues, "metrics": len(found.metrics)})]
    show("Counted (means of a turn; cpu_ms is a median)", rows + errand)
    show("Items", items + households)
    more = {"errand": errand, "items": items, "households": households, "about": about}
    write(path, "scaling", rows, more=more)


def _sizes(sizes: Sequence[int]) -> dict[str, float]:
    return {
        "items": len(sizes),
        "median_bytes": median(sizes),
        "mean_bytes": _mean(sizes),
        "most_bytes": max(sizes),
    }


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return round(sum(every) / len(every), 3) if every else 0.0


def _changed(pairs: Iterable[str]) -> list[tuple[str, float]]:
    found = []
    for pair in pairs:
        name, _, value = pair.partition("=")
        try:
            found.append((name, float(value)))
        except ValueError:
            raise SystemExit(f"scaling.py: --set {pair} is not NAME=NUMBER") from None
    return found


def _read(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Scale on paper.")
    parser.add_argument("--data", type=Path, help="not read: the tests' dialogues are counted")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=NUMBER", help="another price, limit, habit")
    parser.add_argument("--page", type=Path, help="write the tables into this page, between their marks")
    parser.add_argument("--docs", type=Path, default=DOCS, help="where scaling.json, load.json, memory_size.json are")
    parser.add_argument("--count", type=Path, help="count anew, into this file")
    parser.add_argument("--dialogues", type=int, default=sys.maxsize, help="count at most so many (all)")
    return parser


if __name__ == "__main__":
    main()
