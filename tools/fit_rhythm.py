"""Fit ``skill/shopping/rhythm/weights.py`` on purchase histories; needs scikit-learn's company (numpy, scipy).

    python tools/fit_rhythm.py --data FOLDER [--out FILE]

Learns from development customers only (``crc32(customer_id)`` even), and of those from the first four fifths of their
baskets only, never from their last five. At up to ``MOMENTS`` baskets a customer: which of the products bought before
are in it; on as many mornings: which are bought within 7, 14 and 30 days. Every set counts the same.

Three steps each. How products rank within a household: a conditional logit (McFadden, 1974), every moment counting the
square root of how much was bought. Then, from there, what counts among the first ten: LambdaRank's gradient of NDCG
(Burges and others, 2006). Then what such a score is worth as a chance: a logistic regression of the score and what is
the same for all products of the household. Together they are one logistic regression.
"""

import argparse
import math
import random
import sys
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.support.rhythm_sets import PREPARED, feed, half, prepared
from benchmarks.support.sets import Basket, History, folders, read
from skill.shopping.purchases import Digest, Entry
from skill.shopping.rhythm.chances import Outlook
from skill.shopping.rhythm.kinds import Typical, typical
from tools.rhythm_model import Moment, Numbers, fit

MOMENTS, CUSTOMERS, PER_MOMENT = 8, 300, 100
HORIZONS = {"visit": 0, "7": 7, "14": 14, "30": 30}
OUT = Path(__file__).resolve().parents[1] / "skill" / "shopping" / "rhythm" / "weights.py"


def main(arguments: list[str] | None = None) -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description="Fit the weights of the rhythm.")
    parser.add_argument("--data", type=Path, required=True, help="folder of purchase histories, or of such folders")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write")
    given = parser.parse_args(arguments)
    sets = [moments(histories, kinds) for histories, kinds in learnable(given.data)]
    fitted = {horizon: fit([found[horizon] for found in sets if found[horizon]]) for horizon in HORIZONS}
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
    chosen = sorted(learnt, key=lambda customer: zlib.crc32(customer.encode()))[:CUSTOMERS]
    halves: tuple[list[Digest], list[Digest]] = ([], [])
    for customer, baskets in learnt.items():
        entries: dict[str, Entry] = {}
        for basket in baskets:
            feed(entries, basket)
        halves[half(customer)].append(Digest(entries))
    tables = [typical(digests, kinds) for digests in halves]
    found: dict[str, list[Moment]] = defaultdict(list)
    for customer in chosen:
        _learn(customer, learnt[customer], kinds, tables[1 - half(customer)], found)
    return found


def _early(baskets: tuple[Basket, ...]) -> tuple[Basket, ...]:
    return baskets[: max(0, min(len(baskets) * 4 // 5, len(baskets) - 5))]


def _learn(
    customer: str,
    baskets: Sequence[Basket],
    kinds: Mapping[str, str],
    table: Mapping[str, Typical],
    found: dict[str, list[Moment]],
) -> None:
    chance = random.Random(customer)
    visits = set(_some(range(2, len(baskets)), chance))
    # Without kinds there are no dates either.
    days_of = range(baskets[2].day + 1, baskets[-1].day - max(HORIZONS.values())) if kinds else range(0)
    mornings = _some(days_of, chance)
    days: dict[str, list[int]] = defaultdict(list)
    for basket in baskets:
        for line in basket.lines:
            days[line.item].append(basket.day)
    entries: dict[str, Entry] = {}
    for n, basket in enumerate(baskets):
        while mornings and mornings[0] <= basket.day:
            morning = mornings.pop(0)
            within = {item: _wait(days[item], morning) for item in entries}
            outlook = Outlook(Digest(entries), morning, kinds, table)
            for horizon, span in HORIZONS.items():
                if span:
                    _note(customer, outlook, {item for item in within if within[item] < span}, found[horizon], chance)
        if n in visits:
            outlook = Outlook(Digest(entries), basket.day, kinds, table)
            _note(customer, outlook, {line.item for line in basket.lines}, found["visit"], chance)
        feed(entries, basket)


def _some(moments: range, chance: random.Random) -> list[int]:
    """Some of them, in order; half from the later half: most who talk to a shop have been its customers for long."""
    middle = len(moments) // 2
    later = chance.sample(moments[middle:], min(MOMENTS // 2, len(moments) - middle))
    return sorted({*later, *chance.sample(moments, min(MOMENTS // 2, len(moments)))})


def _wait(days: Sequence[int], morning: int) -> float:
    n = bisect_left(days, morning)
    return days[n] - morning if n < len(days) else math.inf


def _note(customer: str, outlook: Outlook, truth: set[str], into: list[Moment], chance: random.Random) -> None:
    """A moment, of large households with a part of the products that were not bought."""
    ids = [item for item in outlook.evidence if item in truth]
    others = [item for item in outlook.evidence if item not in truth]
    share = min(1.0, PER_MOMENT / max(1, len(others)))
    ids += chance.sample(others, round(len(others) * share))
    numbers = np.array([outlook.evidence[item] for item in ids])
    household = np.array([*outlook.household, -math.log(share)])
    into.append(Moment(numbers, np.array([item in truth for item in ids]), household, customer))


def written(fitted: Mapping[str, tuple[float, Numbers, Numbers]]) -> str:
    """The module with the numbers."""
    lines = [
        '"""The weights of ``chances``, fitted by ``tools/fit_rhythm.py`` (see there how, and on whom).',
        "",
        "By horizon: the bias, the weights of ``evidence.NAMES``, and the household's (``Outlook``):",
        "visits, products a visit, days between visits, days since the last one.",
        '"""',
        "",
        "# fmt: off",
        "WEIGHTS: dict[str, tuple[float, tuple[float, ...], tuple[float, ...]]] = {",
    ]
    for horizon, (bias, products, household) in fitted.items():
        lines += [f'    "{horizon}": (', f"        {bias:.3f},"]
        numbers = [f"{number:.3f}" for number in products]
        half = len(numbers) // 2
        lines += [f"        ({', '.join(numbers[:half])},", f"         {', '.join(numbers[half:])}),"]
        lines += [f"        ({', '.join(f'{number:.3f}' for number in household)}),", "    ),"]
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    main()
