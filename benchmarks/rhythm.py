"""When each product is due again, how many, and what is in the next basket: ours beside what counts and forgets.

    python benchmarks/rhythm.py --data FOLDER [--json FILE] [--chart FILE.svg] [--customers 800]

README.md tells what is measured, and on whom.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support import charts, rhythm_due, rhythm_next, rhythm_quantity
from benchmarks.support.paired import difference, mean
from benchmarks.support.report import Row, show, write
from benchmarks.support.rhythm_sets import MOST_CUSTOMERS, Measured, measured_sets
from benchmarks.support.rhythm_tifuknn import TifuKnn, tuned_on

Values = dict[str, list[float]]
"""By method, a number a case; NaN where a method says nothing."""


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` and ``--chart`` write the table and its picture too."""
    parser = argparse.ArgumentParser(description="When each product is due again.")
    parser.add_argument("--data", type=Path, required=True, help="folder of purchase histories, or of such folders")
    parser.add_argument("--json", type=Path, help="write the table here")
    parser.add_argument("--chart", type=Path, help="draw the next baskets here")
    parser.add_argument("--customers", type=int, default=MOST_CUSTOMERS, help="at most so many a set")
    given = parser.parse_args(arguments)
    rows: list[Row] = []
    differences: list[Row] = []
    whole: list[Row] = []
    for data in measured_sets(given.data, given.customers):
        began = time.monotonic()
        table = Table(data.name)
        _next_baskets(data, table)
        if data.dated:
            _due(data, table)
            _quantities(data, table)
        rows += table.rows
        differences += table.differences
        whole += table.whole
        print(f"{data.name}: {len(data.histories)} customers, {time.monotonic() - began:.0f} s", flush=True)
    show("Next basket, what is due, and how many (with standard errors)", rows)
    show("Ours less the best baseline, case by case", differences)
    show("Recall@10 of whole baskets, what is new in them counted as missed: beside published figures", whole)
    write(given.json, "rhythm", rows, more={"differences": differences, "whole_baskets": whole})
    charts.bars(
        given.chart,
        "What of the products bought before is in the next basket",
        rows_with(rows, "recall10"),
        {"recall10": "Recall@10", "ndcg10": "NDCG@10", "phr10": "any hit among ten"},
    )


def rows_with(rows: Sequence[Row], key: str) -> list[Row]:
    """The rows that have a number."""
    return [row for row in rows if key in row.numbers]


class Table:
    """One set's rows, filled metric by metric."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._numbers: dict[str, dict[str, float]] = {}
        self._differences: dict[str, dict[str, float]] = {}
        self.whole: list[Row] = []

    @property
    def rows(self) -> list[Row]:
        """A row a method, ours first."""
        return [Row(self._name, method, numbers) for method, numbers in self._numbers.items()]

    @property
    def differences(self) -> list[Row]:
        """A row a metric: ours less the best of the baselines, which is named."""
        return [Row(self._name, metric, numbers) for metric, numbers in self._differences.items()]

    def add(self, metric: str, values: Values, customers: Sequence[str], *, less_is_better: bool = False) -> None:
        """The means of a metric; cases that ours says nothing of are left out."""
        kept = [n for n, value in enumerate(values["ours"]) if not math.isnan(value)]
        clusters = [customers[n] for n in kept]
        if not kept:
            return
        told = {method: [found[n] for n in kept] for method, found in values.items()}
        told = {method: found for method, found in told.items() if not any(map(math.isnan, found))}
        means = {method: mean(found, clusters) for method, found in told.items()}
        for method, (middle, error) in means.items():
            self._numbers.setdefault(method, {})[metric] = round(middle, 5)
            if math.isfinite(error):
                self._numbers[method][f"{metric}_se"] = round(error, 5)
        others = [method for method in told if method != "ours"]
        best = min(others, key=lambda method: means[method].mean * (1 if less_is_better else -1))
        gained = difference(told["ours"], told[best], clusters)
        self._differences[f"{metric} over {best}"] = {
            "difference": round(gained.mean, 5),
            "cases": len(kept),
        } | ({"difference_se": round(gained.error, 5)} if math.isfinite(gained.error) else {})


def _next_baskets(data: Measured, table: Table) -> None:
    asked = rhythm_next.cases(data)
    if not asked:
        return
    model = TifuKnn(data)
    tuned = tuned_on(model, data)
    print(f"{data.name}: {len(asked)} next baskets; {tuned}", flush=True)
    ranked = {"ours": rhythm_next.ours(data, asked)} | rhythm_next.counting(asked)
    ranked["TIFUKNN"] = model.ranked(asked, tuned)
    found = {
        method: [rhythm_next.scores(best, case.truth) for best, case in zip(lists, asked, strict=True)]
        for method, lists in ranked.items()
    }
    every_basket = sum(min(data.last, len(history.baskets) - 1) for history in data.histories)
    for method, lists in ranked.items():
        shares = [len(case.truth & set(best)) / case.items for best, case in zip(lists, asked, strict=True)]
        table.whole.append(Row(data.name, method, {"recall10": round(math.fsum(shares) / every_basket, 5)}))
    customers = [case.customer for case in asked]
    for n, metric in enumerate(rhythm_next.METRICS):
        table.add(metric, {method: [scored[n] for scored in every] for method, every in found.items()}, customers)


def _due(data: Measured, table: Table) -> None:
    asked = rhythm_due.mornings(data)
    if not asked:
        return
    said = {"ours": rhythm_due.ours(data, asked)} | rhythm_due.counting(asked)
    before = [rhythm_due.known(morning) for morning in asked]
    customers = [morning.customer for morning in asked]
    for days in rhythm_due.DAYS:
        found: Mapping[str, list[dict[str, float]]] = {
            method: [
                rhythm_due.scores(one, morning, known, days)
                for one, morning, known in zip(every, asked, before, strict=True)
            ]
            for method, every in said.items()
        }
        for kind in ("precision", "recall", "brier"):
            metric = f"due{days}_{kind}"
            values = {method: [scored.get(metric, math.nan) for scored in every] for method, every in found.items()}
            table.add(metric, values, customers, less_is_better=kind == "brier")


def _quantities(data: Measured, table: Table) -> None:
    asked = rhythm_quantity.guesses(data)
    if not asked:
        return
    values: Values = {
        method: [float(guess.offered[method] == guess.units) for guess in asked] for method in asked[0].offered
    }
    table.add("quantity_exact", values, [guess.customer for guess in asked])


if __name__ == "__main__":
    main()
