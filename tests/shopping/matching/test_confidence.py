"""Offer, offer and name another, or ask: by how probably each is meant."""

import pytest

from skill.shopping.matching.confidence import How, how


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([], How.AT_ONCE),
        ([0.2], How.AT_ONCE),
        ([0.91, 0.09], How.AT_ONCE),
        ([0.9, 0.1], How.WITH_ANOTHER),
        ([0.84, 0.16], How.WITH_ANOTHER),
        ([0.52, 0.4, 0.08], How.WITH_ANOTHER),
        ([0.51, 0.39, 0.1], How.OPTIONS),
        ([0.5, 0.5], How.OPTIONS),
        ([0.25, 0.25, 0.25, 0.25], How.OPTIONS),
    ],
)
def test_the_surer_the_less_is_asked(shares: list[float], expected: How) -> None:
    assert how(shares) is expected


def test_namesakes_are_told_apart_more_often() -> None:
    assert how([0.95, 0.05], namesakes=True) is How.WITH_ANOTHER
    assert how([0.99, 0.01], namesakes=True) is How.AT_ONCE
