"""Tables and numbers as Markdown has them, and a page that holds tables between marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from benchmarks.support.scaling_prices import Given, Inputs

_BLOCK = re.compile(r"(<!-- table: ([a-z_]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str, tables: Mapping[str, str]) -> str:
    """The page with every block between its marks replaced; raises KeyError for a table that does not exist."""
    return _BLOCK.sub(lambda found: f"{found[1]}{tables[found[2]]}\n{found[3]}", page)


def inputs(numbers: Sequence[Given], given: Inputs) -> str:
    """A table of what was taken for granted."""
    return table(
        ["name", "value", "what", "seen"],
        [[f"`{one.name}`", f"{given[one.name]:.10g}", one.what, one.seen] for one in numbers],
    )


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Columns of numbers stand on the right."""
    rules = ["---", *["---:" if _isnumber(line) else "---" for line in zip(*lines, strict=True)][1:]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rules, *lines))


def _isnumber(column: Sequence[str]) -> bool:
    return all(cell.strip("* ")[:1].isdigit() or not cell for cell in column)


def dollars(value: float) -> str:
    """To the cent, from a hundred on to the dollar."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def number(value: float) -> str:
    """Whole, or two digits of a small one."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"
