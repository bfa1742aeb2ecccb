"""Fit ``skill/shopping/rhythm/weights.py`` on purchase histories; needs scikit-learn's company (numpy, scipy).

    python tools/fit_rhythm.py --data FOLDER [--out FILE]

Learns from development customers only (``crc32(customer_id)`` even), and of those from the first four fifths of their
baskets only, never from their last five. At about ``MOMENTS`` baskets a set, ``FEWEST`` to ``MOST`` of a
customer: which of the products bought before are in it; on as many mornings: which are bought within 7, 14 and 30
days. Every set counts the same.

Three steps each. What ranks within a household: a logistic regression of its likely products, the ``LIKELY`` that it
bought most often; all others are easily told from what is bought. Then, from there, what counts among the first ten:
LambdaRank's gradient of NDCG (Burges and others, 2006). Then what such a score is worth as a chance, of all products: a
logistic regression of the score and of what is the same for all products of the household. Together they are one
logistic regression, whose weights depend on the household.
"""

import argparse
import math
import random
import sys
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.rhythm_sets import PREPARED, feed, half, prepared
from benchmarks.support.sets import Basket, History, folders, read
from skill.shopping.purchases import Digest, Entry, split
from skill.shopping.rhythm.chances import Outlook
from skill.shopping.rhythm.evidence import NAMES
from skill.shopping.rhythm.kinds import Typical, typical
from tools.rhythm_model import Moment, Weights, fit

MOMENTS, FEWEST, MOST = 4000, 12, 60
LIKELY, OTHERS = 60, 60
_OFTEN = [NAMES.index(name) for name in ("often_short", "often_long")]
HORIZONS = {"visit": 0, "7": 7, "14": 14, "30": 30}
# Little is bought within a week: what ranks then is learnt from the second one as well.
RANKED_BY = {"visit": ("visit",), "7": ("7", "14"), "14": ("14",), "30": ("30",)}
OUT = Path(__file__).resolve().parents[1] / "skill" / "shopping" / "rhythm" / "weights.py"


def main(arguments: list[str] | None = None) -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit the weights of the rhythm.")
    parser.add_argument("--data", type=Path, required=True, help="folder of purchase histories, or of such folders")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write")
    given = parser.parse_args(arguments)
    sets = [moments(histories, kinds) for histories, kinds in learnable(given.data)]
    fitted = {
        horizon: fit(
            [found[horizon] for found in sets if found[horizon]],
            [[moment for other in others for moment in found[other]] for found in sets],
        )
        for horizon, others in RANKED_BY.items()
    }
    given.out.write_text(written(fitted), encoding="utf-8")
    print(f"{given.out}: " + ", ".join(f"{horizon}: {sum(len(x[horizon]) for x in sets)}" for horizon in HORIZONS))


def develops(customer: str) -> bool:
    """Whether a customer may be learnt from."""
    return zlib.crc32(customer.encode()) % 2 == 0


def learnable(data: Path) -> Iterator[tuple[list[History], dict[str, str]]]:
    """Of each set the early baskets of development customers, and the kinds of products.

    Of the preparation of Ta-Feng those of the customers that the literature trains on, without what is to be told.
    """
    for folder in folders(data):
        found = read(folder)
        kinds = {item.id: item.category for item in found.items.values() if item.category}
        yield [History(h.customer, _early(h.baskets)) for h in found.histories if develops(h.customer)], kinds
    for folder in (data, data / "tafeng"):
        if all((folder / name).is_file() for name in PREPARED):
            train = prepared(folder, "train")
            yield [History(h.customer, h.baskets[:-1]) for h in train if develops(h.customer)], {}


def moments(histories: Sequence[History], kinds: Mapping[str, str]) -> dict[str, list[Moment]]:
    """What a set teaches, by horizon. What is typical of kinds is that of the other half of the customers."""
    learnt = {history.customer: history.baskets for history in histories if len(history.baskets) > 2}
    chosen = sorted(learnt, key=lambda customer: zlib.crc32(customer.encode()))
    halves: tuple[list[Digest], list[Digest]] = ([], [])
    for customer, baskets in learnt.items():
        entries: dict[str, Entry] = {}
        for basket in baskets:
            feed(entries, basket)
        halves[half(customer)].append(Digest(entries))
    tables = [typical(digests, kinds) for digests in halves]
    found: dict[str, list[Moment]] = defaultdict(list)
    most = min(MOST, max(FEWEST, MOMENTS // max(1, len(chosen))))
    for customer in chosen:
        if len(found["visit"]) >= MOMENTS:
            break
        _learn(learnt[customer], kinds, tables[1 - half(customer)], found, (most, random.Random(customer)))
    return found


def _early(baskets: tuple[Basket, ...]) -> tuple[Basket, ...]:
    return baskets[: max(0, min(len(baskets) * 4 // 5, len(baskets) - 5))]


def _learn(
    baskets: Sequence[Basket],
    kinds: Mapping[str, str],
    table: Mapping[str, Typical],
    found: dict[str, list[Moment]],
    choice: tuple[int, random.Random],
) -> None:
    most, chance = choice
    visits = set(_some(range(2, len(baskets)), most, chance))
    # Without kinds there are no dates either.
    days_of = range(baskets[2].day + 1, baskets[-1].day - max(HORIZONS.values())) if kinds else range(0)
    mornings = _some(days_of, most, chance)
    days: dict[str, list[int]] = defaultdict(list)
    for basket in baskets:
        for line in basket.lines:
            days[line.item].append(basket.day)
    entries: dict[str, Entry] = {}
    for n, basket in enumerate(baskets):
        while mornings and mornings[0] <= basket.day:
            morning = mornings.pop(0)
            outlook = Outlook(split(Digest(dict(entries)))[0], morning, kinds, table)
            within = {item: _wait(days[item], morning) for item in outlook.entries}
            for horizon, span in HORIZONS.items():
                if span:
                    _note(outlook, {item for item in within if within[item] < span}, found[horizon], chance)
        if n in visits:
            outlook = Outlook(split(Digest(dict(entries)))[0], basket.day, kinds, table)
            _note(outlook, {line.item for line in basket.lines}, found["visit"], chance)
        feed(entries, basket)


def _some(moments: range, most: int, chance: random.Random) -> list[int]:
    """Some of the later ones, in order: most who talk to a shop have been its customers for a while."""
    later = moments[len(moments) * 2 // 5 :]
    return sorted(chance.sample(later, min(most, len(later))))


def _wait(days: Sequence[int], morning: int) -> float:
    n = bisect_left(days, morning)
    return days[n] - morning if n < len(days) else math.inf


def _note(outlook: Outlook, truth: set[str], into: list[Moment], chance: random.Random) -> None:
    """A moment: what is likely or was bought, and a part of all others."""
    ids = sorted(outlook.evidence, key=lambda item: -sum(outlook.evidence[item][n] for n in _OFTEN))
    likely, rest = ids[:LIKELY], ids[LIKELY:]
    late, others = [item for item in rest if item in truth], [item for item in rest if item not in truth]
    some = chance.sample(others, min(OTHERS, len(others)))
    ids = [*likely, *late, *some]
    into.append(
        Moment(
            np.array([outlook.evidence[item] for item in ids]),
            np.array([item in truth for item in ids]),
            np.arange(len(ids)) < len(likely),
            np.repeat([1.0, len(others) / max(1, len(some))], [len(likely) + len(late), len(some)]),
            np.array(outlook.household),
        )
    )


def written(fitted: Mapping[str, Weights]) -> str:
    """The module with the numbers."""
    lines = [
        '"""The weights of ``chances``, fitted by ``tools/fit_rhythm.py`` (see there how, and on whom).',
        "",
        "By horizon: the bias; the weights of the household (``Outlook``): visits, products a visit, days between",
        "visits, days since the last one; and of each of ``evidence.NAMES`` how much it weighs, and how much more with",
        "each of the first three numbers of the household.",
        '"""',
        "",
        "# fmt: off",
        "WEIGHTS: dict[str, tuple[float, tuple[float, ...], tuple[tuple[float, ...], ...]]] = {",
    ]
    for horizon, weights in fitted.items():
        lines += [
            f'    "{horizon}": (',
            f"        {weights.bias:.3f},",
            f"        ({_row(weights.household)}),",
            "        (",
        ]
        lines += [f"            ({_row(row)}),  # {name}" for name, row in zip(NAMES, weights.evidence, strict=True)]
        lines += ["        ),", "    ),"]
    return "\n".join([*lines, "}", ""])


def _row(numbers: Iterable[float]) -> str:
    return ", ".join(f"{number:.3f}" for number in numbers)


if __name__ == "__main__":
    main()
