"""The shop's questions in nearly its own words."""

from __future__ import annotations

import pytest

from skill.locales.hearing import hearing
from skill.locales.sentences import load_sentences
from skill.locales.vocabulary import Vocabulary, questions_of
from skill.understanding.questions import Questions

ASKED = [["return policy", "send something back", "refund"], ["where do you deliver"], ["are you open on sunday"]]
GIST = load_sentences("en-US")["gist"]
QUESTIONS = Questions(Vocabulary(questions=questions_of(ASKED)), GIST["small"], GIST["asks"], hearing("en"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("so where do you deliver to", ("faq:1", "where do you deliver")),
        ("are you open on sundays", ("faq:2", "are you open on sunday")),
        ("I would like a refund", ("faq:0", "refund")),
        ("what is your return policy", ("faq:0", "return policy")),
    ],
)
def test_small_words_and_endings_may_differ(sentence: str, expected: tuple[str, str]) -> None:
    assert QUESTIONS.meant(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "send it to me",
        "where do they deliver pizza",
        "are you open",
        "refund my flight",
        "is it on",
        "",
        "what is that",
    ],
)
def test_every_word_that_tells_it_must_be_there_and_no_other(sentence: str) -> None:
    assert QUESTIONS.meant(sentence) is None
