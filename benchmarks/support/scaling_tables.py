"""The tables of docs/scaling.md, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.support.scaling_costs import (
    Numbers,
    at_rate,
    duration_price,
    fixed_a_month,
    lambda_ms,
    per_million_customers,
    per_million_turns,
    refused_by_conflict,
    restored,
    stored,
)
from benchmarks.support.scaling_prices import HABITS, LIMITS, PRICES, Inputs
from benchmarks.support.scaling_text import dollars, inputs, number, table
from skill.storage.dynamodb.items import SHARDS

EVERY = "every turn"
_INTENTS = 14
_RATES = (10, 1_000, 100_000)
_SOLD = (1, 10, 50, 100, 500)
_MEMORY = (512, 768, 1024, 1769)


class Tables:
    """All tables from what was counted (docs/scaling.json), measured (docs/load.json, docs/memory_size.json), given."""

    def __init__(
        self, counted: Mapping[str, Any], load: Mapping[str, Any], memory: Mapping[str, Any], given: Inputs
    ) -> None:
        self._given = given
        self._turns = {row["set"]: row for row in counted["rows"]}
        self.turn: Numbers = self._turns[EVERY]
        [self.errand] = counted["errand"]
        self._items = {row["set"]: row for row in counted["items"]}
        [self._households] = counted["households"]
        [about] = counted["about"]
        self._metrics = int(about["metrics"])
        self._load, self._memory = load, {row["set"]: row for row in memory["rows"]}
        self._parts = per_million_turns(self.turn, self.errand, given)
        self._per_million = sum(self._parts.values())

    def all(self) -> dict[str, str]:
        """By name."""
        made: dict[str, Callable[[], str]] = {
            "prices": lambda: inputs(PRICES, self._given),
            "limits": lambda: inputs(LIMITS, self._given),
            "habits": lambda: inputs(HABITS, self._given),
            "turns": self._counted,
            "items": self._sizes,
            "million_turns": self._million_turns,
            "fixed": self._fixed,
            "million_customers": self._million_customers,
            "memory": self._memory_sizes,
            "product": self._product,
            "rates": self._rates,
            "server": self._server,
        }
        return {name: make() for name, make in made.items()}

    def _counted(self) -> str:
        rows = sorted(
            (row for name, row in self._turns.items() if name != EVERY), key=lambda row: (-row["share"], row["set"])
        )
        head = ["turn", "share", "trips", "read units", "write units", "index", "log bytes", "cpu ms", "Lambda ms"]
        lines = [self._line(row) for row in rows[:_INTENTS]]
        errand = self._line({**self.errand, "set": "an errand, by the worker", "share": self.turn["errands"]})
        return table(head, [self._line({**self.turn, "set": EVERY, "share": 1.0}), *lines, errand])

    def _line(self, row: Mapping[str, Any]) -> list[str]:
        ms = lambda_ms(row, self._given, memory_mb=self._given["memory_mb"])
        return [
            str(row["set"]),
            f"{100 * row['share']:.1f} %",
            f"{row['trips']:.2f}",
            f"{row['read_units']:.1f}",
            f"{row['write_units']:.1f}",
            f"{row['index_units']:.2f}",
            f"{row['log_bytes']:.0f}",
            f"{row['cpu_ms']:.1f}",
            f"{ms:.0f}",
        ]

    def _sizes(self) -> str:
        lines = [
            [
                f"`{name}`",
                f"{row['items']:.0f}",
                *(f"{row[f'{kind}_bytes']:.0f}" for kind in ("median", "mean", "most")),
            ]
            for name, row in sorted(self._items.items())
        ]
        return table(["item", "seen", "median bytes", "mean", "most"], lines)

    def _million_turns(self) -> str:
        lines = [[name, dollars(value)] for name, value in sorted(self._parts.items(), key=lambda one: -one[1])]
        return table(["of a million turns", "dollars"], [*lines, ["**together**", f"**{dollars(self._per_million)}**"]])

    def _fixed(self) -> str:
        parts = self._fixed_parts()
        lines = [[name, dollars(value)] for name, value in sorted(parts.items(), key=lambda one: -one[1])]
        return table(["of a month", "dollars"], [*lines, ["**together**", f"**{dollars(sum(parts.values()))}**"]])

    def _fixed_parts(self) -> dict[str, float]:
        return fixed_a_month(self._metrics, self._given)

    def _million_customers(self) -> str:
        each = stored(self._items, self._households, self.turn, self._given)
        parts = per_million_customers(each, self._households["mean_write_units"], self._per_million, self._given)
        kb = [[f"stored of one: {name}", f"{value / 1000:.1f} kB"] for name, value in each.items()]
        lines = [[f"{name}", f"{dollars(value)} dollars"] for name, value in parts.items()]
        year = sum(value for name, value in parts.items() if name != "the import, once")
        total = [["**a year together**", f"**{dollars(year)} dollars**"]]
        return table(["a million customers", ""], [*kb, *lines, *total])

    def _memory_sizes(self) -> str:
        head = [
            "memory",
            "vCPU",
            "cold start ms",
            "of it cpu",
            "turn p50 ms",
            "p99",
            "cpu ms",
            "most MB",
            "Lambda ms",
            "dollars",
        ]
        lines = []
        for size in _MEMORY:
            row = self._memory[f"{size} MB"]
            ms = lambda_ms(self.turn, self._given, memory_mb=size)
            lines.append(
                [
                    f"{size}",
                    f"{min(1.0, size / 1769):.2f}",
                    f"{row['init_ms'] + row['first_ms']:.0f}",
                    f"{row['start_cpu_ms']:.0f}",
                    f"{row['p50_ms']:.0f}",
                    f"{row['p99_ms']:.0f}",
                    f"{row['cpu_ms']:.1f}",
                    f"{row['peak_mb']:.0f}",
                    f"{ms:.0f}",
                    dollars(duration_price(ms, size, self._given) + restored(size, self._given)),
                ]
            )
        return table(head, lines)

    def _product(self) -> str:
        lines = []
        for sold in _SOLD:
            meets, busy = refused_by_conflict(sold, self._given)
            units = f"{100 * 2 * sold / self._given['partition_writes']:.0f} %"
            lines.append([f"{sold}", units, f"{100 * meets:.1f} %", f"{100 * busy:.3g} %"])
        head = [
            "orders a second of one product",
            "of its partition's writes",
            "meet another one",
            "asked to say it again",
        ]
        return table(head, lines)

    def _rates(self) -> str:
        fixed = sum(self._fixed_parts().values())
        found = [
            at_rate(
                rate,
                self.turn,
                self.errand,
                self._given,
                shards=len(SHARDS),
                fixed=fixed,
                per_million=self._per_million,
            )
            for rate in _RATES
        ]
        given = self._given
        labels: list[tuple[str, Callable[[Any], float], str]] = [
            ("Lambda instances at work", lambda one: one.instances, f"{given['concurrency']:.0f}"),
            (
                "read units a second",
                lambda one: one.reads,
                f"{given['new_table_reads']:.0f} new, {given['table_units']:.0f}",
            ),
            (
                "write units a second",
                lambda one: one.writes,
                f"{given['new_table_writes']:.0f} new, {given['table_units']:.0f}",
            ),
            ("records in the stream a second", lambda one: one.records, "grows with the table"),
            (
                "workers at the stream at once",
                lambda one: one.workers,
                f"{given['stream_shards']:.0f} shards × {given['parallel']:.0f}",
            ),
            ("errands (e-mails) a second", lambda one: one.errands, f"{given['mails_per_second']:.0f}"),
            ("e-mails a day", lambda one: 86_400 * one.errands, f"{given['mails_a_day']:.0f}"),
            (
                f"write units a second of each of {len(SHARDS)} shards of the index",
                lambda one: one.index_per_shard,
                f"{given['partition_writes']:.0f}",
            ),
            ("log, MB a second", lambda one: one.log_mb, ""),
            ("dollars a month", lambda one: one.dollars_a_month, ""),
        ]
        lines = [[label, *(number(of(one)) for one in found), limit] for label, of, limit in labels]
        return table(["turns a second", *(f"{rate:,}" for rate in _RATES), "limit"], lines)

    def _server(self) -> str:
        [memory] = [row for row in self._load["memory"] if row["set"].startswith("Flask")]
        most = max(
            row["per_second"]
            for row in self._load["rows"]
            if row["method"] == "ours" and row["set"].startswith("Flask") and "open" not in row["set"]
        )
        lines = [
            ["turns a second, one process", f"{most:.0f}"],
            ["the file grows by, GB a million turns", f"{memory['file_bytes'] / 1000:.1f}"],
            ["the disk writes, GB a million turns", f"{memory['written_bytes'] / 1000:.0f}"],
            ["memory, MB", f"{memory['rss_end_mb']:.0f}"],
        ]
        return table(["the local server on SQLite", ""], lines)
