"""The picture of a run under load: latencies and processor time beside hello world, and memory over the turns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.support.charts import OURS
from benchmarks.support.report import Row

_FLOOR = "#a6a6a6"
_LINES = (OURS, "#7d7d7d")
_PANELS = {"p50_ms": "p50, ms", "p99_but_codes_ms": "p99, ms (without voice codes)", "cpu_ms": "processor a turn, ms"}


def draw(path: Path | None, rows: Sequence[Row], samples: Sequence[Row]) -> None:
    """Into an SVG file; None: nowhere."""
    if path is None:
        return
    import matplotlib as mpl  # noqa: PLC0415 - a second to load, and most runs draw nothing

    mpl.use("svg")
    # The same figures give the same file.
    mpl.rcParams.update({"svg.hashsalt": "restock", "font.size": 9, "svg.fonttype": "none"})
    from matplotlib import pyplot as plt  # noqa: PLC0415

    panels = len(_PANELS) + bool(samples)
    figure, axes = plt.subplots(1, panels, figsize=(3.7 * panels, 3.8), squeeze=False, layout="constrained")
    for panel, (key, called) in zip(axes[0], _PANELS.items(), strict=False):
        _bars(panel, rows, key, called)
    if samples:
        _lines(axes[0][-1], samples)
    figure.legend(*axes[0][0].get_legend_handles_labels(), loc="outside lower left", ncols=2, frameon=False)
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


def _lines(panel: Any, samples: Sequence[Row]) -> None:
    hosts = list(dict.fromkeys(row.set for row in samples))
    for name, color in zip(hosts, _LINES, strict=False):
        own = [row.numbers for row in samples if row.set == name]
        panel.plot([one["turns"] / 1000 for one in own], [one["rss_mb"] for one in own], color=color, label=name)
    panel.set_ylim(0, 1.15 * max(row.numbers["rss_mb"] for row in samples))
    panel.set_title("memory, MB")
    panel.set_xlabel("thousands of turns")
    panel.spines[["top", "right"]].set_visible(False)
    panel.legend(loc="lower right", frameon=False)
