"""What products are called: how short a catalogue's titles become, and whether a household's things sound alike.

    python benchmarks/names.py --data FOLDER [--json FILE] [--chart FILE.svg]

README.md tells what the columns mean.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.charts import bars
from benchmarks.support.paired import difference, mean
from benchmarks.support.report import Row, median, show, write
from benchmarks.support.sets import DataSet, History, Item, folders, read, rows
from skill.locales.naming import naming, ordinals
from skill.shopping.naming.apart import apart
from skill.shopping.naming.title import named
from skill.shopping.product import Product, ProductWords

LANGUAGE = "en"
WORDS = 6
TOGETHER = 10
CHUNK = 500
QUERIES = "queries/esci.csv.gz"
CALLED = {"words": "words a name", "codes": "a code left", "alike": "alike in a household", "kept": "asked words kept"}
_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"\b(?=\w*\d)(?=\w*[^\W\d_])\w{3,}\b")


BASELINES: Mapping[str, Callable[[str], str]] = {
    "whole title": lambda title: title,
    "first six words": lambda title: " ".join(title.split()[:WORDS]),
    "up to the first comma": lambda title: title.partition(",")[0],
}


def main(arguments: list[str] | None = None) -> None:
    """Measure and print; with ``--json`` and ``--chart`` write too."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a folder of purchase histories, or of several")
    parser.add_argument("--json", type=Path, help="where to write the table")
    parser.add_argument("--chart", type=Path, help="where to draw it")
    given = parser.parse_args(arguments)
    table: list[Row] = []
    steps: list[Row] = []
    for folder in folders(given.data):
        data = read(folder)
        if not any(item.name for item in data.items.values()):
            print(f"{data.name} has no names: left out")
            continue
        measured, before = _measured(data)
        table += measured
        steps += before
    table += _asked(given.data / QUERIES)
    show("Names of a catalogue's products (shares; words a name)", table)
    show("Ours before and after telling apart (share alike; microseconds a title)", steps)
    write(given.json, "names", table, more={"steps": steps})
    bars(given.chart, "What products are called", table, CALLED)


def _measured(data: DataSet) -> tuple[list[Row], list[Row]]:
    products, spent = _products(data)
    titles = {key: product.words[LANGUAGE].name for key, product in products.items()}
    spoken = {key: product.words[LANGUAGE].spoken for key, product in products.items()}
    ways = {method: {key: way(title) for key, title in titles.items()} for method, way in BASELINES.items()}
    owned = [_owned(history, titles) for history in data.histories]
    households = [n for n, things in enumerate(owned) for _ in things]
    told = [said for things in owned for said in _alike(apart([products[key] for key in things], LANGUAGE))]
    table = [Row(data.name, "ours", _numbers(spoken.values(), told, households))]
    for method, names in ways.items():
        alike = [said for things in owned for said in _alike([names[key] for key in things])]
        table.append(Row(data.name, method, _numbers(names.values(), alike, households)))
        if alike:
            less = difference(told, alike, households)
            print(f"{data.name}: alike, ours less {method}: {less.mean:+.4f} ± {2 * less.error:.4f}")
    before = [said for things in owned for said in _alike([spoken[key] for key in things])]
    together = [said for things in owned for said in _together([products[key] for key in things])]
    steps = [
        Row(data.name, "spoken names alone", {"alike": _mean(before), "microseconds": spent}),
        Row(data.name, "told apart", {"alike": _mean(told)}),
        Row(data.name, "ten read together", {"alike": _mean(together)}),
    ]
    return table, steps


def _asked(queries: Path) -> list[Row]:
    """Of the words that somebody asked for a product with and that its title holds: how many its name keeps."""
    if not queries.is_file():
        print(f"there is no {QUERIES}: what of the asked words is kept is left out")
        return []
    asked = [(row["query"], row["name"]) for row in rows(queries) if row["label"] == "E"]
    asked = [(query, title) for query, title in asked if _terms(query) & _terms(title)]
    tables = naming(LANGUAGE)
    ours = [named(title, tables).spoken for _, title in asked]
    ways = {"ours": ours} | {method: [way(title) for _, title in asked] for method, way in BASELINES.items()}
    ways["as many first words"] = [
        " ".join(title.split()[: len(name.split())]) for (_, title), name in zip(asked, ours, strict=True)
    ]
    clusters = [query for query, _ in asked]
    kept = {
        method: [_kept(query, title, name) for (query, title), name in zip(asked, names, strict=True)]
        for method, names in ways.items()
    }
    found = []
    for method, names in ways.items():
        share = mean(kept[method], clusters)
        numbers = _numbers(names, (), ()) | {"kept": share.mean, "kept_se": share.error}
        found.append(Row("queries", method, numbers))
        if method != "ours":
            less = difference(kept["ours"], kept[method], clusters)
            print(f"queries: asked words kept, ours less {method}: {less.mean:+.3f} ± {2 * less.error:.3f}")
    return found


def _kept(query: str, title: str, name: str) -> float:
    wanted = _terms(query) & _terms(title)
    return len(wanted & _terms(name)) / len(wanted)


def _terms(text: str) -> frozenset[str]:
    """Its words of three letters and more, without a plural's s."""
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.lower()))


def _owned(history: History, titles: Mapping[str, str]) -> list[str]:
    """What a household bought, in order; of several articles of one title, which nothing tells apart, the first."""
    bought = {
        titles[line.item]: line.item for basket in history.baskets for line in basket.lines if line.item in titles
    }
    return list(bought.values())


def _alike(names: Sequence[str]) -> list[float]:
    """1 for each name that another one equals."""
    count = Counter(name.casefold() for name in names)
    return [float(count[name.casefold()] > 1) for name in names]


def _together(products: Sequence[Product]) -> list[float]:
    """The same of those that are read out at once, ten at a time."""
    parts = (products[n : n + TOGETHER] for n in range(0, len(products), TOGETHER))
    return [said for part in parts for said in _alike(apart(part, LANGUAGE, lambda: ordinals(LANGUAGE)))]


def _numbers(names: Collection[str], alike: Sequence[float], households: Sequence[int]) -> dict[str, float]:
    words = [len(name.split()) for name in names]
    numbers = {
        "names": len(words),
        "words": sum(words) / len(words),
        "short": sum(count <= WORDS for count in words) / len(words),
        "codes": sum(bool(_CODE.search(name)) for name in names) / len(words),
    }
    if alike:
        found = mean(alike, households)
        numbers |= {"alike": found.mean, "alike_se": found.error}
    return numbers


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _products(data: DataSet) -> tuple[dict[str, Product], float]:
    """Products as they would be imported without a spoken name, and the usual microseconds for one of them."""
    tables = naming(LANGUAGE)
    found: dict[str, Product] = {}
    spent = []
    items = [item for item in data.items.values() if item.name]
    for n in range(0, len(items), CHUNK):
        begin = time.process_time()
        for item in items[n : n + CHUNK]:
            kind = (item.category,) if item.category else ()
            spoken, marks = named(item.name, tables, brand=_brand(item), size=item.size, category=kind)
            found[item.id] = Product(item.id, {LANGUAGE: ProductWords(item.name, spoken, marks=marks)})
        spent.append((time.process_time() - begin) * 1e6 / len(items[n : n + CHUNK]))
    return found, median(spent)


def _brand(item: Item) -> str:
    """Whose brand it is; "national" or "private" is none."""
    return "" if item.brand in ("National", "Private") else item.brand


if __name__ == "__main__":
    main()
