"""The word lists that titles are read by."""

import pytest

from skill.locales.naming import naming, ordinals


def test_a_language_that_we_do_not_speak_is_named_in_the_one_we_answer_in() -> None:
    assert naming("fr-FR").language == naming("en").language == "en"
    assert naming("de-AT") is naming("de")
    assert ordinals("de-DE")[:2] == ("das erste", "das zweite")


@pytest.mark.parametrize("language", ["en", "de"])
def test_which_one_of_ten_can_be_said(language: str) -> None:
    assert len(set(ordinals(language))) == 10


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_is_dropped_that_says_what_it_is_or_tells_it_apart(language: str) -> None:
    words = naming(language).words
    assert (words.kinds | words.traits | words.joins) & (words.dropped | words.breaks) == set()
