"""Who may be made an offer: the table."""

import pytest

from skill.shopping.permission import Decision, May, Speaker, decide

ASK = Decision(May.ASK)


def no(reason: str) -> Decision:
    return Decision(May.NO, reason)


@pytest.mark.parametrize(
    ("speaker", "wanted", "before", "expected"),
    [
        (Speaker(linked=False), {"coffee"}, set(), no("not-linked")),
        (Speaker(linked=False, recognised=True), {"coffee"}, {"coffee"}, no("not-linked")),
        (Speaker(linked=True), {"coffee"}, {"coffee"}, ASK),
        (Speaker(linked=True), {"dollhouse"}, {"coffee"}, no("new-for-unknown-voice")),
        (Speaker(linked=True), {"coffee", "dollhouse"}, {"coffee"}, no("new-for-unknown-voice")),
        (Speaker(linked=True, recognised=True), {"dollhouse"}, set(), ASK),
        (Speaker(linked=True, recognised=True, child=True), {"coffee"}, {"coffee"}, no("child")),
        (Speaker(linked=True, recognised=True, child=True), {"dollhouse"}, set(), no("child")),
    ],
)
def test_who_may_buy_what(speaker: Speaker, wanted: set[str], before: set[str], expected: Decision) -> None:
    assert decide(speaker, wanted, before) == expected
