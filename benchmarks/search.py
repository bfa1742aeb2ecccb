"""Words → products on a shelf: graded queries, names under noise, and how long it takes on a large one.

    python benchmarks/search.py --data FOLDER [--quick] [--json FILE] [--chart FILE.svg]

README.md tells what the columns mean and where the queries are from.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support import paired
from benchmarks.support.charts import bars
from benchmarks.support.minilm import MiniLM
from benchmarks.support.report import Row, median, show, write
from benchmarks.support.search_methods import Embedding, FullText, Fuzzy, Method, Ours
from benchmarks.support.search_noise import NOISES, noisy, sayable
from benchmarks.support.search_queries import Judged, QuerySet, first_best, half, ndcg10, read_queries
from benchmarks.support.search_scale import measured
from benchmarks.support.sets import rows

QUERIES_A_KIND = 200
LARGEST_SHELF = 50_000
SCALES = {50_000: 1000, 1_000_000: 500}
CALLED = {"ndcg10": "nDCG@10", "mrr": "first right one (MRR)", "top1": "right one first", "ms": "ms a query"}
OURS = "ours"


class Asked(NamedTuple):
    """What one method got for some queries: each query, its numbers, and the milliseconds it took."""

    query: str
    numbers: dict[str, float]
    ms: float


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` and ``--chart`` write too."""
    given = _parser().parse_args(arguments)
    queries = read_queries(given.data)
    shelves = dict(_shelves(given.data))
    if not queries and not shelves:
        raise SystemExit(f"{given.data} holds no queries/esci.csv.gz or chorus.csv.gz, nor a set with names of items")
    for name in {"esci", "chorus"} - {found.name for found in queries}:
        print(f"{given.data} has no queries/{name}.csv.gz: left out")
    model = None if given.without_model else MiniLM()
    results: dict[str, dict[str, list[Asked]]] = {}
    scale: list[Row] = []
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        for graded in queries:
            results[graded.name] = {
                method.name: _judged(graded, method) for method in _methods(graded.products, model, folder)
            }
        for name, shelf in shelves.items():
            results |= _noise(name, shelf, model, folder, given.seed)
        if shelves:
            biggest = max(shelves.values(), key=len)
            for products, count in SCALES.items() if not given.quick else [min(SCALES.items())]:
                numbers = measured(list(biggest.values()), products, count, folder)
                scale.append(Row(f"{products:,} products", OURS, numbers))
    table = [Row(name, method, _numbers(asked)) for name, by in results.items() for method, asked in by.items()]
    halves = list(_halves(results, {graded.name for graded in queries}))
    show("Search", [*table, *scale])
    show("Search: halves of the queries", halves)
    _tell_differences(results)
    write(given.json, "search", [*table, *scale], more={"halves": halves})
    bars(given.chart, "Words to products", table, CALLED)


def _shelves(data: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The sets whose names can mostly be said in a breath, of each at most 50,000 such names, by id."""
    for path in sorted(data.glob("*/items.csv.gz")) or sorted(data.glob("items.csv.gz")):
        names = dict.fromkeys(row.get("name") or "" for row in rows(path))
        said = sayable(names)
        if len(said) * 2 >= len(names) and said:
            drawn = sorted(said, key=lambda name: zlib.crc32(name.encode()))[:LARGEST_SHELF]
            yield path.resolve().parent.name, {f"p{n}": name for n, name in enumerate(sorted(drawn))}
        else:
            print(f"{path.parent.name}: most names are too long or too short to be said, or there are none; left out")


def _methods(products: Mapping[str, str], model: MiniLM | None, folder: Path) -> Iterator[Method]:
    """One after the other, so that only one is in memory."""
    yield Ours(products, folder)
    yield FullText(products)
    yield Fuzzy(products)
    if model is not None:
        yield Embedding(products, model)


def _asked(method: Method, queries: Iterable[tuple[str, Callable[[list[str]], dict[str, float]]]]) -> list[Asked]:
    """Ask every query once. Time is the processor's, which others on the machine disturb least; all use one thread."""
    method.ranked("warm up")
    found = []
    for query, judge in queries:
        started = time.process_time()
        ranked = method.ranked(query)
        found.append(Asked(query, judge(ranked), (time.process_time() - started) * 1000))
    return found


def _judged(graded: QuerySet, method: Method) -> list[Asked]:
    def judge(judged: Judged) -> Callable[[list[str]], dict[str, float]]:
        def numbers(ranked: list[str]) -> dict[str, float]:
            made = {"ndcg10": ndcg10(judged, ranked)}
            if any(gain >= judged.best for gain in judged.gains.values()):
                place = first_best(judged, ranked)
                made |= {"mrr": 1 / place if place else 0.0, "top3": float(place is not None and place <= 3)}
            return made

        return numbers

    return _asked(method, [(judged.query, judge(judged)) for judged in graded.queries])


def _noise(
    name: str, shelf: dict[str, str], model: MiniLM | None, folder: Path, seed: int
) -> dict[str, dict[str, list[Asked]]]:
    """Names of a shelf, drawn by their checksums, under each kind of noise."""
    drawn = sorted(shelf, key=lambda n: zlib.crc32(f"{seed} {shelf[n]}".encode()))[:QUERIES_A_KIND]
    found: dict[str, dict[str, list[Asked]]] = {f"{name} names: {kind}": {} for kind in NOISES}

    def judge(right: str) -> Callable[[list[str]], dict[str, float]]:
        return lambda ranked: {"top1": float(ranked[:1] == [right])}

    for method in _methods(shelf, model, folder):
        for kind in NOISES:
            queries = [(noisy(kind, shelf[n], seed), judge(n)) for n in drawn]
            found[f"{name} names: {kind}"][method.name] = _asked(method, queries)
    return found


def _numbers(asked: Sequence[Asked]) -> dict[str, float]:
    made: dict[str, float] = {}
    for key in dict.fromkeys(key for each in asked for key in each.numbers):
        values = [(each.query, each.numbers[key]) for each in asked if key in each.numbers]
        found = paired.mean([value for _, value in values], [query for query, _ in values])
        made[key] = round(found.mean, 4)
        if len(values) > 1:
            made[f"{key}_se"] = round(found.error, 4)
    return made | {"ms": round(median(each.ms for each in asked), 2), "queries": len(asked)}


def _halves(results: Mapping[str, Mapping[str, list[Asked]]], judged: set[str]) -> Iterator[Row]:
    for name in (name for name in results if name in judged):
        for which in ("even", "odd"):
            for method, asked in results[name].items():
                some = [each for each in asked if half(each.query) == which]
                if some:
                    yield Row(f"{name}: {which}", method, _numbers(some))


def _tell_differences(results: Mapping[str, Mapping[str, list[Asked]]]) -> None:
    for name, by in results.items():
        for key in dict.fromkeys(key for each in by[OURS] for key in each.numbers):
            for method, asked in by.items():
                pairs = [
                    (one.numbers[key], two.numbers[key], one.query)
                    for one, two in zip(by[OURS], asked, strict=True)
                    if key in one.numbers
                ]
                if method != OURS and len(pairs) > 1:
                    ours, theirs, queries = zip(*pairs, strict=True)
                    found = paired.difference(ours, theirs, queries)
                    print(f"{name}: {key}, ours less {method}: {found.mean:+.4f} (standard error {found.error:.4f})")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder that holds queries/ and sets with names")
    parser.add_argument("--json", type=Path, help="write the tables here")
    parser.add_argument("--chart", type=Path, help="draw the first table here (SVG)")
    parser.add_argument("--quick", action="store_true", help="leave the million products out")
    parser.add_argument("--without-model", action="store_true", help="leave the embeddings out")
    parser.add_argument("--seed", type=int, default=1, help="which names are drawn, and what befalls them (1)")
    return parser


if __name__ == "__main__":
    main()
