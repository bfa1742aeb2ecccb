"""Rows of numbers: as a plain table on the terminal and, with ``--json FILE``, for other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """One line of a table: what was measured (``set``), by which method (ours is ``ours``), and the numbers."""

    set: str
    method: str
    numbers: Mapping[str, float]


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least ``share`` (0 to 1) of all are at most (nearest rank).

    Raises:
        ValueError: when there are no values.

    """
    ranked = sorted(values)
    if not ranked:
        raise ValueError("no values, no percentile")
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def median(values: Iterable[float]) -> float:
    """The middle value (the lower one of two)."""
    return percentile(values, 0.5)


def show(title: str, rows: Sequence[Row], *, digits: int = 2) -> None:
    """Print a table, fractions with so many ``digits``; a number that a row does not have is left empty."""
    names = list(dict.fromkeys(name for row in rows for name in row.numbers))
    lines = [["set", "method", *names]]
    lines += [[row.set, row.method, *(_text(row.numbers.get(name), digits) for name in names)] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    print(f"\n{title}")
    for line in lines:
        padded = [cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True)]
        padded += [cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)]
        print("  ".join(padded).rstrip())


def write(
    path: Path | None, benchmark: str, rows: Iterable[Row], *, more: Mapping[str, Iterable[Row]] | None = None
) -> None:
    """Write ``{"benchmark": …, "rows": [{"set": …, "method": …, "<metric>": number, …}]}``; None: nowhere.

    ``more`` are tables that hold no baselines (ablations, splits), each under a key of its own beside ``rows``.

    Raises:
        ValueError: when one of them is called ``benchmark`` or ``rows``.

    """
    if path is None:
        return
    written: dict[str, object] = {"benchmark": benchmark, "rows": _table(rows)}
    for key, table in (more or {}).items():
        if key in written:
            raise ValueError(f"a table beside the rows cannot be called {key!r}")
        written[key] = _table(table)
    path.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def beside(path: Path, kept: str, tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Tables, each after the rows that a file, written before, has of sets that begin with ``kept``.

    A table without rows is the file's whole one.
    """
    before = json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def rows(key: str) -> list[Row]:
        found = [row for row in before.get(key, ()) if row["set"].startswith(kept) or not tables[key]]
        return [Row(row.pop("set"), row.pop("method"), row) for row in found]

    return {key: [*rows(key), *table] for key, table in tables.items()}


def _table(rows: Iterable[Row]) -> list[dict[str, str | float]]:
    return [{"set": row.set, "method": row.method, **row.numbers} for row in rows]


def _text(number: float | None, digits: int) -> str:
    if number is None:
        return ""
    return str(number) if isinstance(number, int) else f"{number:.{digits}f}"
