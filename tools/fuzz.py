"""Send random requests through the Lambda's function and stop at the first answer that Alexa would not take.

    .venv/bin/python tools/fuzz.py --seed 1 --runs 100000 [--locale de-DE] [--story 17]

Well-formed requests of every type, mutated ones, replays and forgeries, in sessions that get as far as an order; on
the demo shop in memory, with a clock of its own. The same seed sends the same requests. What is checked after each
stands in `tools/fuzzing/judging/`. A broken rule is printed with the story's seed and its smallest requests; exit 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.fuzzing.judging.reading import intent, text
from tools.fuzzing.shrink import shown, shrink
from tools.fuzzing.story import Teller, Told, retold
from tools.fuzzing.world import Shop

PROGRESS = 10_000


def stories(shop: Shop, seed: int, runs: int, locale: str = "") -> Iterator[tuple[int, Told]]:
    """Numbered stories of a seed until so many requests were answered."""
    answered = 0
    for number in count():
        if answered >= runs:
            return
        told = Teller(shop, f"{seed}/{number}", locale).tell()
        answered += len(told.steps)
        yield number, told


def report(shop: Shop, told: Told) -> str:
    """What broke, and the smallest requests that break it."""
    rules = {fault.rule for fault in told.faults}
    small = shrink(told.steps, lambda steps: bool(rules & {x.rule for x in retold(shop, told.houses, steps)}))
    why = "\n".join(f"{fault.rule}: {fault.detail}" for fault in told.faults)
    requests = "\n".join(shown(step) for step in small)
    houses = "\n".join(map(repr, told.houses))
    return f"{why}\n{houses}\n{len(small)} of {len(told.steps)} requests:\n{requests}"


def tally(told: Told) -> Counter[str]:
    """What came of a story's requests, by the word on the timeline; of orders also what brought them about."""
    outcomes: Counter[str] = Counter(commit.interaction.outcome for seen in told.seen for commit in seen.commits)
    for step, seen in zip(told.steps, told.seen, strict=True):
        if any(commit.new_order for commit in seen.commits):
            outcomes[f"by {intent(step.raw) or text(step.raw, 'request', 'type')}"] += 1
    outcomes["(nothing written)"] = sum(not seen.commits for seen in told.seen)
    return outcomes


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as the command line says; 1 when a rule was broken."""
    parser = argparse.ArgumentParser(description="Random requests through the Lambda's function.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=10_000, help="requests to send (10000)")
    parser.add_argument("--locale", default="", help="all requests in this locale, such as de-DE")
    parser.add_argument("--story", type=int, help="only this story of the seed")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        shop = Shop(Path(folder))
        if wanted.story is not None:
            told = Teller(shop, f"{wanted.seed}/{wanted.story}", wanted.locale).tell()
            print(report(shop, told) if told.faults else "nothing broken")
            return int(bool(told.faults))
        return _run(shop, wanted.seed, wanted.runs, wanted.locale)


def _run(shop: Shop, seed: int, runs: int, locale: str) -> int:
    began, answered, slowest, outcomes = time.monotonic(), 0, (0.0, 0), Counter[str]()
    for number, told in stories(shop, seed, runs, locale):
        before, answered = answered, answered + len(told.steps)
        outcomes += tally(told)
        slowest = max(slowest, (max(seen.seconds for seen in told.seen), number))
        if told.faults:
            only = f"--seed {seed}{f' --locale {locale}' if locale else ''} --story {number}"
            print(f"broken after {answered} requests; again with: {only}\n{report(shop, told)}", flush=True)
            return 1
        if answered // PROGRESS > before // PROGRESS:
            print(f"{answered} requests, {answered / (time.monotonic() - began):.0f} a second", flush=True)
    print(f"the slowest answer took {slowest[0] * 1000:.0f} ms (story {slowest[1]})")
    print(f"{answered} requests, nothing broken: {', '.join(f'{n} {word}' for word, n in outcomes.most_common())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
