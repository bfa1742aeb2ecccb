"""What comes closest to what is not sold: what the last word says."""

from __future__ import annotations

import pytest

from skill.locales.hearing import hearing
from skill.services.closest import head_of

EN, DE = hearing("en-US"), hearing("de-DE")


@pytest.mark.parametrize(
    ("heard", "head"),
    [
        ("turkey bacon", "bacon"),
        ("my favorite green peas", "peas"),
        ("bacon", ""),
        ("my bacon", ""),
        ("corn chips and dip", ""),
        ("chips not the salted", ""),
        ("noodle cups", ""),
        ("pickle slices", ""),
    ],
)
def test_the_last_of_several_words_says_what_it_is(heard: str, head: str) -> None:
    assert head_of(heard, EN) == head


def test_in_german_too() -> None:
    assert head_of("vegane Bratwurst", DE) == "bratwurst"
    assert head_of("Kartoffeln im Netz", DE) == ""
