"""How a real household's products become ours: the favourite first, the nearest price, one for one."""

from datetime import UTC, datetime

import pytest

from tools.demo_choice import Line, Purchase, Variant, choose, purchases
from tools.derive_demo import local_time, order_rows

COFFEE = ("COFFEE", "GROUND COFFEE")
SMALL, BIG = Variant("small", 500), Variant("big", 800)
NOON = datetime(2017, 7, 3, 16, 0, tzinfo=UTC)


def line(
    product: int, cents: int, *, basket: int = 1, quantity: int = 1, when: datetime = NOON, household: int = 7
) -> Line:
    return Line(household, basket, product, COFFEE, when, quantity, cents)


def test_each_real_product_takes_the_nearest_free_price() -> None:
    lines = [line(1, 790), line(2, 510)]
    assert choose(lines, [SMALL, BIG]) == {1: BIG, 2: SMALL}


def test_the_favourite_chooses_first_and_others_take_what_is_left() -> None:
    lines = [line(1, 520), line(2, 500, basket=1), line(2, 500, basket=2)]
    assert choose(lines, [SMALL, BIG]) == {2: SMALL, 1: BIG}


def test_a_product_without_a_free_variant_is_left_out() -> None:
    assert choose([line(1, 500), line(1, 500, basket=2), line(2, 500)], [SMALL]) == {1: SMALL}


def test_a_price_of_another_size_is_left_out() -> None:
    assert choose([line(1, 901)], [SMALL]) == {}
    assert choose([line(1, 899)], [SMALL]) == {1: SMALL}


def test_equally_near_variants_are_spread_over_households_and_stay() -> None:
    same = [Variant(name, 500) for name in ("one", "two", "three")]
    chosen = [choose([line(1, 500, household=home)], same)[1].product_id for home in range(30)]
    assert chosen == [choose([line(1, 500, household=home)], same[::-1])[1].product_id for home in range(30)]
    assert set(chosen) == {"one", "two", "three"}


def test_lines_of_one_product_in_a_basket_become_one_purchase() -> None:
    lines = [line(1, 500), line(1, 900, quantity=2)]
    assert purchases(lines, {1: SMALL}) == [Purchase(1, NOON, "small", 3, 467)]


@pytest.mark.parametrize(
    "odd", [line(1, 500, quantity=0), line(1, 0), line(1, 500 * 25, quantity=25), line(1, 200), line(9, 500)]
)
def test_returns_weights_slips_and_strangers_are_left_out(odd: Line) -> None:
    assert purchases([odd], {1: SMALL}) == []


def test_half_cents_are_rounded_up() -> None:
    assert line(1, 333, quantity=2).unit_cents == 167


def test_days_and_hours_stay_when_a_household_moves_to_berlin() -> None:
    assert local_time(NOON, "America/New_York") == "2017-07-03T12:00:00-04:00"
    assert local_time(NOON, "Europe/Berlin") == "2017-07-03T12:00:00+02:00"


def test_rows_count_baskets_oldest_first() -> None:
    later = datetime(2017, 7, 10, 16, 0, tzinfo=UTC)
    lines = [line(1, 510, basket=5, when=later), line(1, 499, basket=9), line(2, 1598, basket=9, quantity=2)]
    assert order_rows("anna", "America/New_York", lines, {COFFEE: [SMALL, BIG]}) == [
        ("anna-0001", "anna", "2017-07-03T12:00:00-04:00", "big", "2", "7.99"),
        ("anna-0001", "anna", "2017-07-03T12:00:00-04:00", "small", "1", "4.99"),
        ("anna-0002", "anna", "2017-07-10T12:00:00-04:00", "small", "1", "5.10"),
    ]
