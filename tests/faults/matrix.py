"""Every dialogue, every operation in it, every fault it can meet, both ways on: which runs there are, and a tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.dialogues.support.script import Dialogue
from tests.faults.faults import Fault, faults_of
from tests.faults.floor import Floor
from tests.faults.run import Ran, Way, run

# What fails before or after the topic is apologised for, and nothing of it is kept.
_AROUND = frozenset({"store.identify", "store.load", "store.link", "store.commit"})


@dataclass(frozen=True)
class Point:
    """One run: the ``number``-th operation of a dialogue meets a fault.

    ``swept``: it is one of the sweep's. Another ``lap`` is the same run with other further faults.
    """

    dialogue: Dialogue
    number: int
    operation: str
    fault: Fault
    way: Way
    swept: bool
    lap: int = 0

    def __str__(self) -> str:
        dialogue = f"{self.dialogue.where}: {self.dialogue.name}"
        return f"{dialogue} | operation {self.number}, {self.operation} {self.fault} | {self.way}"

    @property
    def dice(self) -> Random:
        """Whatever else a run leaves to chance, it leaves to these."""
        return Random(f"{self} | {self.lap}")


def points(floor: Floor, dialogues: Iterable[Dialogue]) -> Iterator[Point]:
    """All runs of these dialogues, found by playing each once without a fault.

    Raises:
        AssertionError: one of them goes wrong already.

    """
    for dialogue in dialogues:
        clean = run(floor, dialogue, {}, Way.SAID_AGAIN, Random(0))
        if clean.wrong:
            raise AssertionError(f"{dialogue.where}: {dialogue.name}, without a fault: {clean.wrong}")
        # Without an order or a cancellation only the bystander's e-mail would be tried again and again.
        last = len(clean.operations) if clean.mails > 1 else clean.of_turns
        for number, operation in enumerate(clean.operations[:last]):
            swept = number >= clean.of_turns
            for fault in faults_of(operation):
                for way in _ways(operation, fault, swept):
                    yield Point(dialogue, number, operation, fault, way, swept)


def _ways(operation: str, fault: Fault, swept: bool) -> Sequence[Way]:
    """What was answered ("nothing was ordered, please try again") is not sent again; a sweep has no client."""
    told = fault is Fault.CROWDED or (fault is Fault.FAILS and operation not in _AROUND)
    return (Way.SAID_AGAIN,) if told or swept else (Way.SAID_AGAIN, Way.REDELIVERED)


def go(floor: Floor, point: Point) -> Ran:
    """Carry out a run."""
    return run(floor, point.dialogue, {point.number: point.fault}, point.way, point.dice)


@dataclass
class Tally:
    """What many runs did."""

    runs: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    struck: Counter[tuple[str, Fault]] = field(default_factory=Counter)
    ways: Counter[Way] = field(default_factory=Counter)
    dialogues: set[tuple[str, str]] = field(default_factory=set)
    operations: set[tuple[str, str, int]] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def add(self, point: Point, ran: Ran) -> None:
        """Count a run."""
        self.runs += 1
        self.ways[point.way] += 1
        self.struck.update(ran.struck)
        where = point.dialogue.where, point.dialogue.name
        self.dialogues.add(where)
        self.operations.add((*where, point.number))
        self.counts.update(
            requests=ran.requests,
            orders=ran.orders,
            mails=ran.mails,
            lost=ran.lost_answers,
            further=len(ran.struck) - 1,
            sweeps=ran.sweeps,
        )
        if ran.wrong:
            self.broken.append(f"{point}\n    " + "\n    ".join(ran.wrong))
        elif (point.operation, point.fault) not in ran.struck:
            self.broken.append(f"{point}\n    the fault never struck")

    def table(self) -> str:
        """How often each operation met each fault, and what came of it all, to be printed."""
        faults = list(Fault)
        rows = [["operation", *(fault.name.lower().replace("_", " ") for fault in faults)]]
        for operation in sorted({operation for operation, _ in self.struck}):
            rows.append([operation, *(str(self.struck[operation, fault] or "–") for fault in faults)])
        widths = [max(len(row[column]) for row in rows) for column in range(len(faults) + 1)]
        lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
        return "\n".join([*lines, "", self.summary()])

    def summary(self) -> str:
        """One paragraph."""
        counts = self.counts
        return (
            f"{self.runs} runs: {len(self.operations)} operations of {len(self.dialogues)} dialogues, "
            f"{len(self.struck)} pairs of operation and fault, {sum(self.struck.values())} faults in all "
            f"({counts['further']} of them further ones in a sweep);\n"
            f"{', '.join(f'{number} {way}' for way, number in sorted(self.ways.items()))}; "
            f"{counts['requests']} requests, {counts['orders']} orders, {counts['lost']} of them with a lost answer, "
            f"{counts['mails']} e-mails, {counts['sweeps']} sweeps;\n"
            + (f"BROKEN: {len(self.broken)}" if self.broken else "nothing lost, nothing doubled")
        )

    def figures(self) -> dict[str, Any]:
        """The same for a file."""
        struck: dict[str, dict[str, int]] = {}
        for (operation, fault), number in sorted(self.struck.items()):
            struck.setdefault(operation, {})[fault.name.lower()] = number
        return {
            "runs": self.runs,
            "dialogues": len(self.dialogues),
            "operations": len(self.operations),
            "ways": {way.value: number for way, number in sorted(self.ways.items())},
            **{name: self.counts[name] for name in ("requests", "orders", "lost", "mails", "further", "sweeps")},
            "struck": struck,
            "broken": len(self.broken),
        }
