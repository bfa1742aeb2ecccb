"""A table of a benchmark as a picture in ``docs/``: a group of bars a set, ours in colour, baselines in grey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.support.report import Row

OURS = "#0b6e4f"
_GREYS = ("#4a4a4a", "#7d7d7d", "#a6a6a6", "#c8c8c8", "#dedede")
_BESIDE = 36  # so many letters stand side by side under a panel; more of them slant


def bars(path: Path | None, title: str, rows: Sequence[Row], metrics: Mapping[str, str]) -> None:
    """Draw the ``metrics`` (key: what it is called) of some rows into an SVG file, a panel each; None: nowhere.

    ``<key>_se``, where a row has it, is drawn as an error bar of two standard errors.
    """
    if path is None:
        return
    import matplotlib as mpl  # noqa: PLC0415 - a second to load, and most runs draw nothing

    mpl.use("svg")
    # The same figures give the same file.
    mpl.rcParams.update({"svg.hashsalt": "restock", "font.size": 9, "svg.fonttype": "none"})
    from matplotlib import pyplot as plt  # noqa: PLC0415

    sets = list(dict.fromkeys(row.set for row in rows))
    methods = sorted(dict.fromkeys(row.method for row in rows), key=lambda method: method != "ours")
    figure, panels = plt.subplots(
        1, len(metrics), figsize=(4.4 * len(metrics) + 0.5, 3.4), squeeze=False, layout="constrained"
    )
    width = 0.8 / len(methods)
    for panel, (key, called) in zip(panels[0], metrics.items(), strict=True):
        for n, method in enumerate(methods):
            found = {row.set: row.numbers for row in rows if row.method == method}
            heights = [found.get(name, {}).get(key, 0.0) for name in sets]
            errors = [2 * found.get(name, {}).get(f"{key}_se", 0.0) for name in sets]
            color = OURS if method == "ours" else _GREYS[(n - 1) % len(_GREYS)]
            at = [place + (n - (len(methods) - 1) / 2) * width for place in range(len(sets))]
            panel.bar(at, heights, width * 0.92, yerr=errors if any(errors) else None, color=color, label=method)
        if all(row.numbers.get(key, 0.0) >= 0 for row in rows):
            panel.set_ylim(bottom=0)
        panel.set_title(called)
        panel.set_xticks(range(len(sets)), sets)
        if sum(map(len, sets)) > _BESIDE:
            panel.tick_params(axis="x", rotation=20)
            for label in panel.get_xticklabels():
                label.set(ha="right", rotation_mode="anchor")
        panel.spines[["top", "right"]].set_visible(False)
    figure.suptitle(title)
    figure.legend(*panels[0][0].get_legend_handles_labels(), loc="outside lower center", ncols=min(4, len(methods)))
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})
    plt.close(figure)
