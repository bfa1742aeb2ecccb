"""A sample of all the runs that `tools/faults.py` can make; `make soak` makes a hundred times as many.

The invariants stand in ``books.py`` (what must be true afterwards) and ``run.py`` (what nobody may notice).
"""

from __future__ import annotations

import sys
from random import Random

import pytest

from tests.dialogues.support.reading import dialogues, locales
from tests.dialogues.support.script import Dialogue
from tests.faults.faults import Fault, faults_of
from tests.faults.floor import Floor
from tests.faults.matrix import Tally, go, points
from tests.support.soak import SOAK
from tools.faults import picked

EVERY = [one for locale in locales() for one in dialogues(locale)]
DIALOGUES, RUNS = 40, 350
ON_A_FILE, ON_A_SERVER = 4, 1


def sample(seed: int, number: int) -> list[Dialogue]:
    """Some dialogues, other ones for another seed; ten times as many at most when there is more time."""
    return Random(seed).sample(EVERY, min(len(EVERY), number * SOAK))


def tried(floor: Floor, dialogues: list[Dialogue], runs: int) -> Tally:
    """So many of these dialogues' runs."""
    tally = Tally()
    for point in picked(list(points(floor, dialogues)), 1, runs * SOAK):
        tally.add(point, go(floor, point))
    return tally


def test_in_memory(memory_floor: Floor, capsys: pytest.CaptureFixture[str]) -> None:
    tally = tried(memory_floor, sample(20261122, DIALOGUES), RUNS)

    with capsys.disabled():
        sys.stdout.write(f"\n{tally.summary()}\n")
    assert tally.broken == []
    assert tally.counts["orders"] and tally.counts["lost"] and tally.counts["mails"] > tally.counts["orders"]
    commit = {fault for operation, fault in tally.struck if operation == "store.commit"}
    assert commit == set(faults_of("store.commit")) == set(Fault)
    assert {"store.load", "shop.get", "shop.quote", "mail.send", "store.postpone", "store.done"} <= {
        operation for operation, _ in tally.struck
    }


def test_on_sqlite(sqlite_floor: Floor) -> None:
    assert tried(sqlite_floor, sample(1, ON_A_FILE), 25).broken == []


@pytest.mark.dynamodb
def test_on_dynamodb(dynamodb_floor: Floor) -> None:
    assert tried(dynamodb_floor, sample(2, ON_A_SERVER), 4).broken == []
