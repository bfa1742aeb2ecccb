"""Chances: between 0 and 1, growing with time, whatever the history; evidence that says what its name says."""

from collections.abc import Mapping
from math import log
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.shopping.purchases import Digest, Entry, Purchase, rebuild
from skill.shopping.rhythm.chances import WEIGHING, Horizon, Outlook
from skill.shopping.rhythm.due import repeated, running_low, usual
from skill.shopping.rhythm.evidence import NAMES
from skill.shopping.rhythm.kinds import Typical
from skill.shopping.rhythm.weights import WEIGHTS
from tests.shopping.rhythm.households import TODAY, entry, every, outlook

histories = st.dictionaries(
    st.sampled_from("abcdef"),
    st.lists(st.builds(Purchase, st.integers(TODAY - 900, TODAY + 1), st.integers(1, 99), st.just(1)), min_size=1),
    max_size=6,
)


def test_there_is_a_weight_for_every_number() -> None:
    assert set(WEIGHTS) == {horizon.value for horizon in Horizon}
    for _, by_household, by_product in WEIGHTS.values():
        assert (len(by_product), len(by_household)) == (len(NAMES), len(outlook({"a": entry(1)}).household))
        assert {len(weighs) for weighs in by_product} == {1 + WEIGHING}


@given(histories, st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xy")))
def test_chances_lie_between_none_and_certain(history: dict[str, list[Purchase]], kinds: dict[str, str]) -> None:
    entries = {name: made for name, purchases in history.items() if (made := rebuild(purchases))}
    seen = Outlook(Digest(entries), TODAY, kinds)
    for horizon in Horizon:
        assert seen.chances(horizon).keys() == entries.keys()
        assert all(0 < chance < 1 for chance in seen.chances(horizon).values())


@given(histories, st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("xy")))
@settings(deadline=None)
def test_what_has_a_rhythm_is_seen_alone_as_among_all(
    history: dict[str, list[Purchase]], kinds: dict[str, str]
) -> None:
    entries = {name: made for name, purchases in history.items() if (made := rebuild(purchases))}
    every_one, some = (Outlook(Digest(entries), TODAY, kinds, among=among) for among in (None, repeated(entries)))
    for horizon in Horizon:
        assert some.chances(horizon) == {name: every_one.chances(horizon)[name] for name in repeated(entries)}
    assert (usual(some), running_low(some)) == (usual(every_one), running_low(every_one))


def test_within_a_month_is_likelier_than_within_a_week() -> None:
    seen = outlook({"milk": every(7, 5), "coffee": every(20, 18), "once": entry(40)})
    week, fortnight, month = (seen.chances(horizon) for horizon in (Horizon.DAYS_7, Horizon.DAYS_14, Horizon.DAYS_30))
    for name in ("milk", "coffee", "once"):
        assert week[name] < fortnight[name] < month[name]


def test_ranked_by_chance_then_by_the_last_purchase() -> None:
    seen = outlook({"b": every(7, 7), "a": every(7, 7), "c": every(7, 7, times=20)})
    assert [name for name, _ in seen.ranked(Horizon.NEXT_VISIT)] == ["c", "a", "b"]


def test_chances_are_computed_once() -> None:
    seen = outlook({"milk": every(7, 7)})
    assert seen.chances(Horizon.DAYS_7) is seen.chances(Horizon.DAYS_7)


def evidence_of(name: str, entries: Mapping[str, Entry], **more: Any) -> dict[str, float]:
    found = outlook(entries, **more).evidence
    return {product_id: numbers[NAMES.index(name)] for product_id, numbers in found.items()}


def test_what_the_numbers_say() -> None:
    entries = {"milk": every(7, 7, times=20), "oat": entry(14), "cola": entry(365, units={365: 6})}
    kinds = {"milk": "milk", "oat": "milk"}
    typical = {"milk": Typical(9.0, 0.8), "": Typical(45.0, 0.5)}

    def of(name: str) -> dict[str, float]:
        return evidence_of(name, entries, kinds=kinds, typical=typical)

    # Of milk the last twelve shopping days are remembered.
    assert of("visits_since") == {"milk": 0.0, "oat": log(2), "cola": log(13)}
    assert of("units") == {"milk": 0.0, "oat": 0.0, "cola": log(6)}
    assert of("season") == {"milk": 0.0, "oat": 0.0, "cola": log(2)}
    assert of("substitutes") == {"milk": 0.0, "oat": log(2), "cola": 0.0}
    assert of("kind_gap") == {"milk": log(9 / 45), "oat": log(9 / 45), "cola": 0.0}
    assert of("kind_again") == pytest.approx({"milk": log(4), "oat": log(4), "cola": 0.0})
    assert of("once_kind_again") == pytest.approx({"milk": 0.0, "oat": log(4), "cola": 0.0})
    steady, once = of("steady"), of("since_gap")
    assert steady["oat"] == steady["cola"] == 0.0
    assert once["milk"] == pytest.approx(log(7.5 * 12 / (11 * 7 + 9)))
    assert once["cola"] == pytest.approx(log(365.5 / 45))


def test_what_is_kept_no_more_still_counts() -> None:
    """Twelve purchases are kept, thirty happened: every visit, as ``times`` and ``first_day`` tell."""
    always, lately = every(7, 7, times=30), every(7, 7, times=12)
    often = evidence_of("often_long", {"always": always, "lately": lately})
    assert often["always"] > often["lately"]
    ever = evidence_of("often_ever", {"always": always, "once": entry(90)})
    assert ever == pytest.approx({"always": log(always.strength(TODAY) + 0.3), "once": log(0.5 + 0.3)})
    assert evidence_of("often_near", {"always": always, "x": always})["always"] == pytest.approx(0.0, abs=0.06)
