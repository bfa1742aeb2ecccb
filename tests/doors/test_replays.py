"""The same request again, as it was or changed, on every store: ordered once."""

from __future__ import annotations

import copy

from tests.alexa.requests import put, slot
from tests.doors.door import Door
from tests.support.alexa_response import spoken


def test_a_yes_that_is_sent_again_orders_once_whatever_was_changed_in_it(door: Door) -> None:
    """Word for word: the same answer. With another id, time or body it is another yes, and nothing is open any more."""
    yes = door.offered()
    first = door.send(yes)
    assert door.ordered() == 1
    after = door.written("anna")

    assert door.send(yes) == first
    assert door.written("anna") == after
    again = put(copy.deepcopy(yes), "request.intent.slots", {"quantity": slot("quantity", "9")})
    assert door.send(again) == first
    assert door.written("anna") == after

    for number, change in enumerate(
        [
            {"requestId": "another"},
            {"timestamp": "2026-11-18T17:30:00Z"},
            {"requestId": "a third", "timestamp": "2026-11-18T17:31:00Z"},
        ]
    ):
        sent = copy.deepcopy(yes)
        sent["request"] |= change
        door.send(sent)
        assert door.ordered() == 1, number


def test_what_was_answered_to_one_customer_is_not_replayed_to_another(door: Door) -> None:
    """Ben's request under the id and time of Anna's: the store keeps them apart."""
    yes = door.offered()
    told = door.send(yes)
    other = door.event("AMAZON.HelpIntent", who="ben")
    other["request"] |= {name: yes["request"][name] for name in ("requestId", "timestamp")}

    answer = door.send(other)

    assert spoken(answer) != spoken(told)
    assert (door.ordered("anna"), door.ordered("ben")) == (1, 0)
