"""Means, their errors by customer, and paired differences, against numbers worked out by hand and by scipy."""

import math

import pytest
from scipy import stats

from benchmarks.support.paired import Mean, difference, mean


def test_with_one_case_a_customer_the_error_is_the_usual_one() -> None:
    values = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.5]

    found = mean(values, range(len(values)))

    assert found.mean == pytest.approx(sum(values) / 7, abs=1e-12)
    assert found.error == pytest.approx(stats.sem(values), rel=1e-12)


def test_cases_of_one_customer_count_together() -> None:
    # Two customers, always right and always wrong: deviations +1 and −1 after summing two halves each;
    # sqrt((1 + 1) · 2/1) / 4 = 0.5, not the 0.29 of four independent cases.
    assert mean([1.0, 1.0, 0.0, 0.0], ["a", "a", "b", "b"]) == Mean(0.5, 0.5)


def test_customers_of_unlike_size_weigh_by_their_cases() -> None:
    # Mean 2/3; deviations a: 2·(1/3) = 2/3, b: −2/3; sqrt(2 · 4/9 · 2) / 3.
    found = mean([1.0, 1.0, 0.0], ["a", "a", "b"])

    assert found.mean == pytest.approx(2 / 3, abs=1e-12)
    assert found.error == pytest.approx(math.sqrt(2 * 4 / 9 * 2) / 3, rel=1e-12)


def test_one_customer_tells_nothing_about_others() -> None:
    assert mean([1.0, 0.0], ["a", "a"]) == Mean(0.5, math.inf)


def test_what_always_differs_by_the_same_is_certain() -> None:
    found = difference([0.9, 0.4, 0.7], [0.6, 0.1, 0.4], ["a", "b", "c"])

    assert found.mean == pytest.approx(0.3, abs=1e-12)
    assert found.error == pytest.approx(0.0, abs=1e-12)


def test_a_difference_is_that_of_the_means_with_the_error_of_the_pairs() -> None:
    ours, other = [1.0, 1.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0]

    found = difference(ours, other, "abcd")

    assert found.mean == pytest.approx(0.5, abs=1e-12)
    assert found.error == pytest.approx(stats.sem([0.0, 1.0, 0.0, 1.0]), rel=1e-12)


@pytest.mark.parametrize(("values", "clusters"), [([], []), ([1.0], []), ([1.0, 0.0], ["a"])])
def test_every_value_needs_its_customer(values: list[float], clusters: list[str]) -> None:
    with pytest.raises(ValueError, match=f"{len(values)} values and {len(clusters)} clusters"):
        mean(values, clusters)


def test_unpaired_cases_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        difference([1.0, 0.0], [1.0], ["a", "b"])
