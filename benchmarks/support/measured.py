"""Runs conversations turn by turn on our skill and on hello world, and keeps what each turn cost."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.support.conversations import SKILL_ID, Conversation
from benchmarks.support.report import Row, median, percentile
from benchmarks.support.stores import Timed
from skill.alexa.skill import lambda_handler
from skill.bootstrap import alexa_skill, build_app
from skill.settings.environment import Settings
from skill.storage.port import Store

Function = Callable[[Any, Any], Any]
_SECRET = "only-for-benchmarks-only-for-benchmarks"


class Cost(NamedTuple):
    """One turn: seconds on the clock, of the processor, and in the store."""

    kind: str
    wall: float
    cpu: float
    reading: float
    writing: float
    hello_wall: float
    hello_cpu: float


class Side:
    """Our skill on one store, as the Lambda builds it; the store is watched."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.plain, self.timed = store, Timed(store)
        settings = Settings(store="memory:", catalogue=folder / "catalogue.sqlite", shop=folder, skill_id=SKILL_ID)
        app = build_app(settings, self.timed.store)
        self.function = lambda_handler(alexa_skill(app, secret=_SECRET, skill_id=SKILL_ID))

    def outcome(self, customer: str) -> str:
        """What the customer's last turn came to."""
        return self.plain.timeline(customer, limit=1).interactions[0].outcome


def spent(function: Function, text: str) -> tuple[dict[str, Any], float, float]:
    """Answer a request given as text, in text; the response, seconds on the clock and of the processor."""
    cpu, started = time.thread_time(), time.perf_counter()
    answer = json.dumps(function(json.loads(text), None))
    wall, cpu = time.perf_counter() - started, time.thread_time() - cpu
    response: dict[str, Any] = json.loads(answer)
    return response, wall, cpu


def run(side: Side, hello: Function, conversation: Conversation, coin: random.Random) -> Iterable[Cost]:
    """Hold a conversation; hello world gets the same requests, sometimes before and sometimes after us."""
    for kind, text in conversation.turns():
        hello_first = coin.random() < 0.5
        if hello_first:
            _, hello_wall, hello_cpu = spent(hello, text)
        side.timed.reset()
        response, wall, cpu = spent(side.function, text)
        reading, writing = side.timed.reading, side.timed.writing
        if not hello_first:
            _, hello_wall, hello_cpu = spent(hello, text)
        conversation.answered(response, side.outcome(conversation.customer))
        yield Cost(kind, wall, cpu, reading, writing, hello_wall, hello_cpu)


def ours(costs: list[Cost]) -> dict[str, float]:
    """The numbers of our own turns, in milliseconds; ``computing`` is processor time beyond hello world's."""
    return {
        "turns": len(costs),
        "median_ms": _ms(median(cost.wall for cost in costs)),
        "p99_ms": _ms(percentile((cost.wall for cost in costs), 0.99)),
        "cpu_median_ms": _ms(median(cost.cpu for cost in costs)),
        "store_reading_ms": _ms(median(cost.reading for cost in costs)),
        "store_writing_ms": _ms(median(cost.writing for cost in costs)),
        "over_hello_ms": _ms(median(cost.wall for cost in costs) - median(cost.hello_wall for cost in costs)),
        "computing_ms": _ms(median(cost.cpu for cost in costs) - median(cost.hello_cpu for cost in costs)),
    }


def hello(costs: list[Cost]) -> dict[str, float]:
    """The numbers of hello world for the same requests."""
    return {
        "turns": len(costs),
        "median_ms": _ms(median(cost.hello_wall for cost in costs)),
        "p99_ms": _ms(percentile((cost.hello_wall for cost in costs), 0.99)),
        "cpu_median_ms": _ms(median(cost.hello_cpu for cost in costs)),
    }


def by_kind(name: str, method: str, costs: list[Cost]) -> list[Row]:
    """A row for each kind of turn, in the order in which they first came."""
    kinds = dict.fromkeys(cost.kind for cost in costs)
    return [Row(f"{name}: {kind}", method, ours([cost for cost in costs if cost.kind == kind])) for kind in kinds]


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 3)
