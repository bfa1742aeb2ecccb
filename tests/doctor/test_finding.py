"""An examination that cannot be carried out is a finding too."""

from collections.abc import Iterator

from skill.doctor.finding import Finding, Level, findings, look, well, wrong
from skill.errors import SettingsError


def _half() -> Iterator[Finding]:
    yield well("the first")
    raise SettingsError("RESTOCK_X is wrong; set it to y")


def _mistaken() -> list[Finding]:
    raise KeyError("State")


def test_each_is_carried_out_whatever_the_others_meet() -> None:
    found = list(findings([("one", _half), ("two", _mistaken), ("three", lambda: [look("the third", "look")])]))
    assert found == [
        well("the first"),
        wrong("one", "RESTOCK_X is wrong; set it to y"),
        wrong("two cannot be examined", "KeyError: 'State'"),
        Finding(Level.LOOK, "the third", "look"),
    ]
