"""The picture of a run under load: latencies and processor time beside hello world, and memory over the turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.support.charts import OURS
from benchmarks.support.load_memory import Memory
from benchmarks.support.report import Row

_FLOOR = "#a6a6a6"
_LINES = (OURS, "#7d7d7d")
_PANELS = {"p50_ms": "p50, ms", "p99_but_codes_ms": "p99, ms (without voice codes)", "cpu_ms": "processor a turn, ms"}


def draw(path: Path | None, rows: Sequence[Row], memory: Mapping[str, Memory]) -> None:
    """Into an SVG file; None: nowhere."""
    if path is None:
        return
    import matplotlib as mpl  # noqa: PLC0415 - a second to load, and most runs draw nothing

    mpl.use("svg")
    # The same figures give the same file.
    mpl.rcParams.update({"svg.hashsalt": "restock", "font.size": 9, "svg.fonttype": "none"})
    from matplotlib import pyplot as plt  # noqa: PLC0415

    panels = len(_PANELS) + bool(memory)
    figure, axes = plt.subplots(1, panels, figsize=(3.6 * panels, 3.6), squeeze=False, layout="constrained")
    for panel, (key, called) in zip(axes[0], _PANELS.items(), strict=False):
        _bars(panel, rows, key, called)
    if memory:
        _lines(axes[0][-1], memory)
    figure.suptitle("Under load: ours beside the SDK's hello world on the same server")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)


def _bars(panel: Any, rows: Sequence[Row], key: str, called: str) -> None:
    sets = list(dict.fromkeys(row.set for row in rows))
    for method, color, shift in (("ours", OURS, -0.2), ("hello world", _FLOOR, 0.2)):
        heights = [row.numbers[key] for row in rows if row.method == method]
        panel.barh([place + shift for place in range(len(sets))], heights, 0.38, color=color, label=method)
        for place, height in enumerate(heights):
            panel.annotate(f" {height:.1f}", (height, place + shift), va="center", fontsize=8)
    panel.set_yticks(range(len(sets)), [name.replace(", ", "\n", 1) for name in sets])
    panel.invert_yaxis()
    panel.margins(x=0.18)
    panel.set_title(called)
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(loc="lower right", frameon=False)


def _lines(panel: Any, memory: Mapping[str, Memory]) -> None:
    for (name, found), color in zip(memory.items(), _LINES, strict=False):
        turns = [place * found.every / 1000 for place in range(len(found.rss))]
        panel.plot(turns, found.rss, color=color, label=name)
    panel.set_ylim(bottom=0)
    panel.set_title("memory, MB, over thousands of turns")
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(loc="lower right", frameon=False)
