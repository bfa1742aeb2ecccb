"""Which of several products a household means: probabilities that come together, and reasons that are true."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.shopping.matching.habit import WEIGHTS, Signs, Why, chances, judged, probabilities, signs, why
from skill.shopping.purchases import Entry, Purchase, rebuild

TODAY = date(2026, 3, 1).toordinal()


def bought(*days_ago: int, quantity: int = 1) -> Entry:
    entry = rebuild(Purchase(TODAY - ago, quantity, 499) for ago in days_ago)
    assert entry is not None
    return entry


def likeliest(*entries: Entry) -> int:
    found = chances(entries, TODAY)
    return found.index(max(found))


def test_one_is_meant_for_certain_and_none_is_none() -> None:
    assert chances([bought(400)], TODAY) == [1.0]
    assert chances([], TODAY) == []


def test_what_is_alike_is_equally_likely() -> None:
    assert chances([bought(30, 20, 10), bought(30, 20, 10)], TODAY) == [0.5, 0.5]


def test_what_is_bought_all_the_time_is_surer_than_what_leads_a_little() -> None:
    weekly, once = bought(*range(7, 78, 7)), bought(40)
    clear, _ = chances([weekly, once], TODAY)
    close, _ = chances([bought(35, 21, 7), bought(28, 14)], TODAY)
    assert clear > 0.9 > close > 0.5


def test_the_lately_bought_outweighs_the_once_frequent() -> None:
    assert likeliest(bought(*range(200, 270, 7)), bought(21, 14, 7)) == 1


def test_what_is_due_outweighs_what_was_bought_yesterday() -> None:
    monthly, other = bought(121, 91, 61, 31), bought(120, 90, 60, 1)
    assert likeliest(monthly, other) == 0
    assert signs([monthly, other], TODAY)[0].pace > signs([monthly, other], TODAY)[1].pace


def test_what_was_given_up_is_hardly_meant() -> None:
    given_up, new = bought(*range(300, 370, 7)), bought(5)
    assert likeliest(given_up, new) == 1


def test_signs_are_what_they_say() -> None:
    one, other = signs([bought(20, 10, 3, quantity=2), bought(10)], TODAY)
    # Three visits: 3, 10 and 20 days ago.
    assert one.lately == pytest.approx(math.log(1 + 0.8 + 0.64 + 0.02))
    assert other.lately == pytest.approx(math.log(0.8 + 0.02))
    assert (one.often, other.often) == (math.log(3), 0.0)
    assert (one.once, other.once) == (0.0, 1.0)
    assert (one.many, other.many) == (math.log(2), 0.0)
    assert (one.since, other.since) == (math.log(4), math.log(11))
    assert (one.soon, one.long_ago) == (0.0, 0.0)


@pytest.mark.parametrize(("ago", "soon", "long_ago"), [(1, 1.0, 0.0), (2, 0.0, 0.0), (39, 0.0, 0.0), (40, 0.0, 1.0)])
def test_soon_is_before_a_quarter_of_the_gap_and_long_ago_from_four_on(ago: int, soon: float, long_ago: float) -> None:
    # Every ten days; half a day is added to what has passed.
    every_ten_days = signs([bought(ago + 20, ago + 10, ago), bought(5)], TODAY)[0]
    assert (every_ten_days.soon, every_ten_days.long_ago) == (soon, long_ago)


def test_what_was_bought_once_has_no_gap_of_its_own() -> None:
    assert {(one.soon, one.long_ago) for one in signs([bought(0), bought(400)], TODAY)} == {(0.0, 0.0)}


def test_weights_can_be_told_apart() -> None:
    even = probabilities(signs([bought(30, 20, 10), bought(5)], TODAY), Signs(*[0.0] * len(WEIGHTS)))
    assert even == [0.5, 0.5]


@given(
    st.lists(st.lists(st.integers(0, 2000), min_size=1, max_size=15), min_size=1, max_size=12),
    st.integers(-5, 3000),
)
def test_chances_come_to_one_whatever_was_bought(histories: list[list[int]], later: int) -> None:
    entries = [bought(*days) for days in histories]
    found = chances(entries, TODAY + later)
    assert sum(found) == pytest.approx(1.0)
    assert all(0 <= chance <= 1 for chance in found)
    assert judged(entries, TODAY + later)[0] == found


@pytest.mark.parametrize(
    ("own", "other", "reason"),
    [
        (bought(60, 50, 40, 30, 20), bought(15), Why.MOST_OFTEN),
        (bought(9, 5), bought(30, 20), Why.LAST),
        (bought(100, 70, 40), bought(60, 40, 20, 3), Why.DUE),
        (bought(3), bought(30, 20, 3), Why.LATELY),
    ],
)
def test_the_reason_is_true_of_it(own: Entry, other: Entry, reason: Why) -> None:
    assert why([own, other], signs([own, other], TODAY), TODAY, chosen=0) is reason
    assert why([other, own], signs([other, own], TODAY), TODAY, chosen=1) is reason


def test_the_reason_is_told_of_the_likeliest() -> None:
    often, other = bought(60, 50, 40, 30, 20), bought(15)
    assert judged([other, often], TODAY) == (chances([other, often], TODAY), Why.MOST_OFTEN)


def test_what_was_bought_today_tells_nothing_yet() -> None:
    before, other = bought(21, 14, 7), bought(28, 10)
    again = bought(21, 14, 7, 0)
    assert signs([again, other], TODAY)[0].since == signs([before, other], TODAY)[0].since
    assert likeliest(again, other) == 0
    assert signs([bought(0), other], TODAY)[0].since == 0.0


def test_of_one_there_is_nothing_to_choose_and_of_none_nothing_known() -> None:
    assert judged([bought(3)], TODAY) == ([1.0], Why.ONLY)
    assert judged([], TODAY) == ([], Why.NEW)
