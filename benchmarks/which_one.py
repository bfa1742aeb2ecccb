""" "Which of my X": a household that bought several products of a kind names the kind; which one does it mean?

python benchmarks/which_one.py --data DIR [--json FILE] [--chart FILE.svg]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support import charts, sets
from benchmarks.support.paired import difference, mean
from benchmarks.support.report import Row, show, write
from benchmarks.support.which_ablations import ABLATIONS
from benchmarks.support.which_baselines import BASELINES
from benchmarks.support.which_requests import Request, requests
from benchmarks.support.which_scores import Answers, calibration_error, coverage, reliability
from skill.shopping.matching.confidence import How, how
from skill.shopping.matching.habit import chances, probabilities, signs

OURS = "ours"
PLACES = ("first", "second", "third", "later")
ABLATED = 4
"""The signs are left out on every fourth request only, to save time."""
METRICS = {"top1": "right at once", "coverage90": "offered at once, nine in ten right"}

TABLES = {
    "differences": "Ours less each baseline, request by request",
    "splits": "Customers that the weights were fitted on (on earlier baskets), and the others",
    "ablations": "Without one of the signs, the others fitted anew; every fourth request",
    "how": "How it goes on, and where what was meant is then",
    "reliability": "What was said of the first one, and how often it was so",
    "whole_histories": "The baselines on every request of the whole histories, as they are published",
}


class Measured(NamedTuple):
    """The answers of every method on one set, and the customer of each request."""

    name: str
    customers: list[str]
    answers: dict[str, Answers]
    ablated: list[str]
    ablations: dict[str, Answers]
    ways: Counter[tuple[How, str]]


def main(arguments: list[str] | None = None) -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="a folder of purchase histories, or of such folders")
    parser.add_argument("--json", type=Path, help="where to write the table")
    parser.add_argument("--chart", type=Path, help="where to draw it (SVG)")
    options = parser.parse_args(arguments)
    found, published = [], []
    for folder in sets.folders(options.data):
        measured, whole = measure(sets.read(folder))
        published += whole
        if measured.customers:
            found.append(measured)
        else:
            print(f"{measured.name}: nobody bought two products of a kind again in the last fifth, left out")
    if not found:
        raise SystemExit(f"{options.data} holds no household that bought two products of a kind again")
    rows = [row for measured in found for row in _rows(measured)]
    more = {
        "differences": [row for measured in found for row in _differences(measured)],
        "splits": [row for measured in found for row in _splits(measured)],
        "ablations": [row for measured in found for row in _ablations(measured)],
        "how": [row for measured in found for row in _ways(measured)],
        "reliability": [row for measured in found for row in _reliability(measured)],
        "whole_histories": published,
    }
    show("Which of my X, last fifth of each history", rows, digits=4)
    for key, table in more.items():
        show(TABLES[key], table, digits=4)
    write(options.json, "which_one", rows, more=more)
    charts.bars(options.chart, "Which of my X", rows, METRICS)


def measure(data: sets.DataSet) -> tuple[Measured, list[Row]]:
    """Every request of a set by every method; and the baselines over whole histories, as they are published."""
    measured = Measured(
        data.name, [], {name: Answers([], [], []) for name in (OURS, *BASELINES)},
        [], {name: Answers([], [], []) for name in ABLATIONS}, Counter(),
    )  # fmt: skip
    whole: Counter[str] = Counter()
    for history in data.histories:
        last_fifth = int(len(history.baskets) * 0.8)
        for request in requests(history, data.items, 0.0):
            for name, score in BASELINES.items():
                scores = score(request.kind)
                whole[name] += scores.index(max(scores)) == request.meant
                if request.basket >= last_fifth:
                    measured.answers[name].add(scores, request.meant)
            whole["requests"] += 1
            if request.basket >= last_fifth:
                measured.customers.append(history.customer)
                _ask(request, measured)
    count = whole.pop("requests", 0)
    return measured, [Row(data.name, name, {"top1": hits / count}) for name, hits in whole.items() if count]


def _ask(request: Request, measured: Measured) -> None:
    """Ours, by the functions that ``matches`` and ``find`` call."""
    shares = chances(request.entries, request.day)
    ranked = measured.answers[OURS].add(shares, request.meant)
    place = ranked.index(request.meant)
    way = how(sorted(shares, reverse=True))
    measured.ways[way, PLACES[min(place, 3)]] += 1
    if len(measured.customers) % ABLATED:
        return
    measured.ablated.append(measured.customers[-1])
    seen = signs(request.entries, request.day)
    for name, weights in ABLATIONS.items():
        measured.ablations[name].add(probabilities(seen, weights), request.meant)


def _rows(measured: Measured) -> list[Row]:
    return [Row(measured.name, name, _numbers(answers, measured)) for name, answers in measured.answers.items()]


def _numbers(answers: Answers, measured: Measured) -> dict[str, float]:
    first, three = mean(answers.first, measured.customers), mean(answers.three, measured.customers)
    return {
        "requests": len(answers.first),
        "top1": first.mean,
        "top1_se": first.error,
        "top3": three.mean,
        "top3_se": three.error,
        "coverage90": coverage(answers.sure, answers.first),
    }


def _best_baseline(measured: Measured) -> str:
    return max(BASELINES, key=lambda name: sum(measured.answers[name].first))


def _differences(measured: Measured) -> list[Row]:
    """Ours less each baseline, request by request."""
    ours, rows = measured.answers[OURS], []
    covered = coverage(ours.sure, ours.first)
    for name in BASELINES:
        other = measured.answers[name]
        first = difference(ours.first, other.first, measured.customers)
        three = difference(ours.three, other.three, measured.customers)
        numbers = {"top1": first.mean, "top1_se": first.error, "top3": three.mean, "top3_se": three.error}
        if below := coverage(other.sure, other.first):
            numbers["coverage90_ratio"] = covered / below
        rows.append(Row(measured.name, f"ours less {name}", numbers))
    return rows


def _splits(measured: Measured) -> list[Row]:
    """The customers that the weights were fitted on (on earlier baskets), and the others."""
    rows, baseline = [], _best_baseline(measured)
    for split, rest in (("development", 0), ("others", 1)):
        places = [n for n, customer in enumerate(measured.customers) if crc32(customer.encode()) % 2 == rest]
        part = measured._replace(customers=[measured.customers[n] for n in places])
        for name in (OURS, baseline):
            if places:
                answers = Answers(*([column[n] for n in places] for column in measured.answers[name]))
                rows.append(Row(f"{measured.name}, {split}", name, _numbers(answers, part)))
    return rows


def _ablations(measured: Measured) -> list[Row]:
    part = measured._replace(customers=measured.ablated)
    return [
        Row(measured.name, name, _numbers(answers, part))
        for name, answers in measured.ablations.items()
        if answers.first
    ]


def _ways(measured: Measured) -> list[Row]:
    """How often each way is chosen, and whether what was meant is the first, the second, the third or none of them."""
    rows, count = [], len(measured.customers)
    for way in How:
        numbers = {place: measured.ways[way, place] for place in PLACES}
        if chosen := sum(numbers.values()):
            shares = {place: number / chosen for place, number in numbers.items()}
            rows.append(Row(measured.name, way.value, {"share": chosen / count, **shares}))
    wrong = sum(number for (way, place), number in measured.ways.items() if way is How.AT_ONCE and place != "first")
    return [*rows, Row(measured.name, "wrong unasked", {"share": wrong / count})]


def _reliability(measured: Measured) -> list[Row]:
    """What was said of the first one, and how often it was so; ECE is the last row."""
    ours = measured.answers[OURS]
    bins = reliability(ours.sure, ours.first)
    rows = [Row(measured.name, f"about {one.said:.1f}", one._asdict()) for one in bins]
    return [*rows, Row(measured.name, "ece", {"said": calibration_error(bins)})]


if __name__ == "__main__":
    main()
