"""A large shelf made of the words of real names, and how long it takes to find something on it.

A product's name is the beginning of one name and the end of another, so that words come as often, and stand where
they stand, as on the shelf they are from. A query is one to four words of a product, a fifth of them mistyped; each
is asked once, so that nothing which is kept of a query before flatters the figure.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.support.report import median, percentile
from benchmarks.support.search_noise import typing
from skill.loading.catalogue_file import write_catalogue
from skill.locales.hearing import hearing
from skill.shopping.product import Product, ProductWords
from skill.storefronts.catalogue import Catalogue


def measured(names: Sequence[str], products: int, queries: int, folder: Path) -> dict[str, float]:
    """Build a shelf and ask it: milliseconds of processor time, megabytes of file and memory, seconds of building.

    The memory is that of a process of its own that opens the file and asks all queries, less what it had before.
    """
    path = folder / f"{products}.sqlite"
    started = time.process_time()
    write_catalogue(path, shelf(names, products), ("en",))
    seconds = time.process_time() - started
    asked = subprocess.run(
        [sys.executable, "-m", "benchmarks.support.search_scale", str(path), str(queries)],
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    times, memory = asked.stdout.split("\n", 1)
    taken = [float(each) for each in times.split()]
    size = path.stat().st_size
    path.unlink()
    return {
        "median_ms": round(median(taken), 2),
        "p99_ms": round(percentile(taken, 0.99), 2),
        "file_mb": round(size / 1e6, 1),
        "memory_mb": round(float(memory), 1),
        "build_s": round(seconds, 1),
    }


def shelf(names: Sequence[str], products: int) -> Iterator[Product]:
    """Products with names of two to ten words."""
    chance = random.Random(products)
    words = [name.split() for name in names]
    for n in range(products):
        one, two = chance.choice(words), chance.choice(words)
        made = [*one[: chance.randrange(1, len(one) + 1)], *two[chance.randrange(len(two)) :]][:10]
        name = " ".join(made)
        yield Product(f"p{n}", {"en": ProductWords(name, name)}, brand=one[0], size=f"{chance.randrange(1, 40)} oz")


def questions(path: Path, count: int) -> list[str]:
    """Words of products all over the shelf."""
    chance = random.Random(count)
    found: dict[str, None] = {}
    with Catalogue(path, kept=0) as catalogue:
        step = max(1, catalogue.products // (2 * count))
        for n, product in enumerate(catalogue.every()):
            if n % step:
                continue
            words = product.in_language("en").name.lower().split()
            kept = sorted(chance.sample(range(len(words)), min(len(words), chance.choice((1, 2, 2, 3, 3, 4)))))
            chosen = [words[place] for place in kept]
            if chance.random() < 0.2:
                place = chance.randrange(len(chosen))
                chosen[place] = typing(chance, chosen[place])
            found[" ".join(chosen)] = None
    return list(found)[:count]


def _memory() -> float:
    """Megabytes that are this process's own; pages of the file that the system can drop do not count."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Ask a catalogue: the times, then the memory that it took."""
    path, count = Path(sys.argv[1]), int(sys.argv[2])
    asked = questions(path, count)
    before = _memory()
    times = []
    with Catalogue(path, hearing) as catalogue:
        catalogue.search("warm up", "en", 1)
        for query in asked:
            started = time.process_time()
            catalogue.search(query, "en", 10)
            times.append((time.process_time() - started) * 1000)
    print(" ".join(f"{each:.4f}" for each in times))
    print(_memory() - before)


if __name__ == "__main__":
    main()
