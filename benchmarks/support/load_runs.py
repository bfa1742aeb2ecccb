"""Rounds of the same load on ours and on hello world, in turn, and what they come to as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from benchmarks.support.driving import Line, Load, Said, Spoken
from benchmarks.support.recorded import Again
from benchmarks.support.report import Row, median, percentile
from benchmarks.support.watched import cpu_s, rss_mb
from skill.conversation.scene import say
from skill.locales.words import Words
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop

CODE = "VoiceCode"
"""The intent that brings a voice code: it is kept as a salted hash that takes 50 ms on purpose."""
_APOLOGIES = ("common-failed", "common-apology", "common-busy", "common-unreachable")
# Hello world hears the requests in bits as long as dialogues are.
_BIT = 5

Shape = Callable[[Iterator[Said], Callable[[], Line], Spoken], Load]
"""A loop with its numbers settled: talks, a way to connect, and who speaks."""


class Target(Protocol):
    """A process that answers."""

    @property
    def pid(self) -> int:
        """Its process id."""
        ...

    def connect(self) -> Line:
        """A client's connection."""
        ...


class Round(NamedTuple):
    """One round on one target: the answers, and seconds of the processor a request."""

    load: Load
    cpu: float


class Runs(NamedTuple):
    """All rounds of one set."""

    ours: list[Round]
    hello: list[Round]


def in_turn(shape: Shape, ours: Target, hello: Target, talks: Iterator[Said], rounds: int) -> Runs:
    """Round after round: first ours, then hello world with the very same bytes, so that both meet the same noise."""
    runs = Runs([], [])
    for _ in range(rounds):
        sent: list[tuple[str, bytes]] = []
        runs.ours.append(_round(shape, ours, talks, Spoken(apologies(), sent)))
        again = [Again(sent[start : start + _BIT]) for start in range(0, len(sent), _BIT)]
        runs.hello.append(_round(shape, hello, iter(again), Spoken()))
    return runs


def apologies() -> frozenset[str]:
    """What the skill says, in any of the shop's languages, when it could not answer: an error, however polite."""
    locales = load_shop(DEMO_SHOP).invocation
    return frozenset(f"<speak>{Words(locale).say([say(key)])}</speak>" for locale in locales for key in _APOLOGIES)


def rows(name: str, runs: Runs, ours: Target, hello: Target) -> list[Row]:
    """A row each; ours with its ratios to hello world."""
    mine, floor = _numbers(runs.ours, ours), _numbers(runs.hello, hello)
    ratios = {f"{key}_to_hello": round(mine[f"{key}_ms"] / floor[f"{key}_ms"], 2) for key in ("p50", "cpu")}
    return [Row(name, "ours", {**mine, **ratios}), Row(name, "hello world", floor)]


def by_kind(name: str, runs: Runs) -> list[Row]:
    """What kinds of requests there were, the most frequent first."""
    found: dict[str, list[float]] = defaultdict(list)
    every = sum(len(one.load.answers) for one in runs.ours)
    for one in runs.ours:
        for answer in one.load.answers:
            found[answer.kind].append(answer.done - answer.due)
    return [
        Row(
            f"{name}: {kind}",
            "ours",
            {
                "turns": len(seconds),
                "share": round(len(seconds) / every, 4),
                "p50_ms": _ms(median(seconds)),
                "p99_ms": _ms(percentile(seconds, 0.99)),
            },
        )
        for kind, seconds in sorted(found.items(), key=lambda one: -len(one[1]))
    ]


def _round(shape: Shape, target: Target, talks: Iterator[Said], spoken: Spoken) -> Round:
    before = cpu_s(target.pid)
    load = shape(talks, target.connect, spoken)
    return Round(load, (cpu_s(target.pid) - before) / len(load.answers))


def _numbers(rounds: list[Round], target: Target) -> dict[str, float]:
    every = [seconds for one in rounds for seconds in one.load.latencies()]

    def middle(share: float, without: str = "") -> float:
        return _ms(median(percentile(one.load.latencies(without), share) for one in rounds))

    return {
        "turns": sum(len(one.load.answers) for one in rounds),
        "errors": sum(one.load.errors for one in rounds),
        "per_second": round(median(len(one.load.answers) / one.load.seconds for one in rounds), 1),
        "p50_ms": middle(0.5),
        "p99_ms": middle(0.99),
        "p999_ms": _ms(percentile(every, 0.999)),
        "p99_but_codes_ms": middle(0.99, CODE),
        "cpu_ms": _ms(median(one.cpu for one in rounds)),
        "rss_mb": round(rss_mb(target.pid), 1),
    }


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 3)
