"""What is typical of a kind, from the digests of a shop."""

import pytest

from skill.shopping.purchases import Digest
from skill.shopping.rhythm.kinds import ANY, Typical, median, typical
from tests.shopping.rhythm.households import entry


def test_nothing_is_typical_of_a_shop_where_nothing_was_bought_twice() -> None:
    assert typical([], {}) == {}
    assert typical([Digest({"a": entry(3)})], {}) == {}


def test_gap_and_share_of_a_kind_are_drawn_towards_the_whole_shop() -> None:
    households = [Digest({"m": entry(0, 10, 20), "t": entry(5)}) for _ in range(4)]
    found = typical(households, {"m": "milk", "t": "toys"})
    assert found == {
        ANY: Typical(10.0, 0.5),
        "milk": Typical(10.0, (4 + 2.5) / 9),
        "toys": Typical(10.0, 2.5 / 9),
    }


def test_a_product_of_no_kind_is_of_its_own_and_what_hardly_anybody_bought_is_left_out() -> None:
    households = [Digest({"m": entry(0, 10)}), Digest({"m": entry(0, 30), "x": entry(1)}), Digest({"m": entry(2)})]
    assert typical(households, {}) == {ANY: Typical(20.0, 0.5), "m": Typical(20.0, (2 + 2.5) / 8)}


@pytest.mark.parametrize(("values", "middle"), [([3], 3), ([3, 1], 2), ([9, 1, 2], 2)])
def test_median(values: list[int], middle: float) -> None:
    assert median(values) == middle
