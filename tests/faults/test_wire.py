"""What Amazon's servers and the network do to a conversation on DynamoDB, at each request that leaves for the table."""

from __future__ import annotations

from random import Random

import pytest

from tests.dialogues.support.reading import dialogues
from tests.faults.run import Way, run
from tests.faults.wire import Wire, WireFault, WireFloor, wire_faults_of
from tests.support.soak import SOAK

# Ordered, sold out by that, cancelled; by a household that has bought nothing before.
BOUGHT = next(one for one in dialogues("en-US") if one.name == "The last ones are ours")
RUNS = 6


@pytest.mark.dynamodb
def test_every_request_of_an_order(wire_floor: WireFloor) -> None:
    """As written when it is sent again, the books right when it is said again; once or twice in a row."""
    clean = run(wire_floor, BOUGHT, {}, Way.SAID_AGAIN, Random(0))
    assert clean.wrong == ()
    log = wire_floor.wire.log
    assert {"BatchGetItem", "TransactWriteItems", "Query", "PutItem", "DeleteItem"} <= set(log)
    every = [
        (number, fault, times, way)
        for number, operation in enumerate(log)
        for fault in wire_faults_of(operation)
        for times in (1, 2)
        for way in Way
    ]
    commits = [one for one in every if log[one[0]] == "TransactWriteItems"]
    Random(1).shuffle(every)
    Random(1).shuffle(commits)

    met: set[WireFault] = set()
    for number, fault, times, way in [*commits[: RUNS * SOAK], *every[: RUNS * SOAK]]:
        wire_floor.wire = Wire(number, fault, times)
        ran = run(wire_floor, BOUGHT, {}, way, Random(f"{number} {fault} {times} {way}"))
        assert ran.wrong == (), (number, log[number], fault, times, way)
        assert [name for name, _ in ran.struck if name.startswith("wire.")], (number, fault)
        met.add(fault)

    assert len(met) >= 6
