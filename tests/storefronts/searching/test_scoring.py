"""How candidates compare."""

from array import array

import pytest

from skill.storefronts.searching.lexicon import Sought
from skill.storefronts.searching.scoring import Query

OAT, MILK, BAR = 1, 2, 3


def score(*body: int, unwanted: frozenset[int] = frozenset(), oat: float = 1.0) -> float:
    sought = [Sought("oat", {OAT: oat}, 10, 2.0), Sought("milk", {MILK: 1.0}, 20, 1.0)]
    return Query(sought, unwanted).score(array("I", body))


def test_the_very_name_is_best() -> None:
    # head, name, 0, what else it is called
    assert score(1, OAT, MILK, 0) == pytest.approx(1.0 + 0.12 + 0.06 + 0.12)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((1, OAT, MILK, 0), (2, OAT, MILK, BAR, 0)),
        ((1, OAT, MILK, 0), (1, MILK, OAT, 0)),
        ((0, OAT, 0), (0, MILK, 0)),
        ((1, OAT, MILK, 0), (0, BAR, 0, OAT, MILK)),
        ((2, BAR, OAT, MILK, 0), (1, BAR, MILK, OAT, 0)),
        ((0, BAR, 0, OAT), (0, BAR, 0)),
        # what a long name says late is what the thing is for
        ((0, *[BAR] * 7, OAT, *[BAR] * 15, 0), (0, *[BAR] * 15, OAT, *[BAR] * 7, 0)),
        ((0, *[BAR] * 15, OAT, *[BAR] * 7, 0), (0, *[BAR] * 19, OAT, *[BAR] * 3, 0)),
    ],
)
def test_what_counts(better: tuple[int, ...], worse: tuple[int, ...]) -> None:
    assert score(*better) > score(*worse)


def test_stand_ins_count_less_and_what_is_not_wanted_against() -> None:
    assert score(1, OAT, MILK, 0, oat=0.7) < score(1, OAT, MILK, 0)
    assert score(2, OAT, MILK, BAR, 0, unwanted=frozenset({BAR})) == pytest.approx(score(2, OAT, MILK, BAR, 0) - 0.15)
    assert score(0, BAR, 0) == 0
