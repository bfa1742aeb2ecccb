"""Sentences that were written down wrongly around what the assistant was told to expect."""

from __future__ import annotations

from datetime import date

import pytest

from skill.locales.vocabulary import Entry, Vocabulary
from skill.understanding import FALLBACK, HeardSlot, Understanding, Understood

TODAY = date(2026, 11, 21)
NAMES = ("Pippin's curry tiger burrito", "yellow onions", "quorra kale", "mighty patch")
GERMAN = ("Quarkbällchen", "gelbe Zwiebeln")


def _understood(understanding: Understanding, sentence: str, names: tuple[str, ...]) -> tuple[str, str]:
    taught = understanding.index(Vocabulary(tuple(Entry(name, name) for name in names)))
    understood = understanding.understand(sentence, TODAY, taught)
    return understood.intent, understood.slots.get("product", HeardSlot("")).value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("by quorra kale again", ("Reorder", "quorra kale")),
        ("thyme you get me some more yellow onions", ("Reorder", "yellow onions")),
        ("have you get mighty patch", ("Availability", "mighty patch")),
        ("let's make yellow onions in my basket", ("AddToCart", "yellow onions")),
        ("re order the curry tiger burrito", ("Reorder", "curry tiger burrito")),
    ],
)
def test_what_is_said_around_a_taught_name_need_only_be_nearly_right(
    understandings: dict[str, Understanding], sentence: str, expected: tuple[str, str]
) -> None:
    assert _understood(understandings["en-US"], sentence, NAMES) == expected


def test_in_german_too(understandings: dict[str, Understanding]) -> None:
    assert _understood(understandings["de-DE"], "bestehl mir gelbe Zwiebeln", GERMAN) == (
        "Reorder",
        "gelbe zwiebeln",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "do you know how onions are grown",
        "my neighbour had a yellow car",
        "play the yellow onions song",
        "set a timer for the burrito",
        "who invented kale",
        "mighty",
    ],
)
def test_nothing_else_is_understood_so_loosely(understandings: dict[str, Understanding], sentence: str) -> None:
    assert _understood(understandings["en-US"], sentence, NAMES) == (FALLBACK, "")


def test_without_taught_names_nothing_is(understandings: dict[str, Understanding]) -> None:
    assert understandings["en-US"].understand("thyme you get me some more yellow onions", TODAY) == Understood(FALLBACK)


@pytest.mark.parametrize(
    "sentence", ["kale but not quorra kale", "by anything except quorra kale", "no don't by quorra kale"]
)
def test_what_is_not_wanted_is_not_taken_for_what_is(understandings: dict[str, Understanding], sentence: str) -> None:
    assert _understood(understandings["en-US"], sentence, NAMES) == (FALLBACK, "")


@pytest.mark.parametrize(
    "sentence",
    [
        "is yellow onions crunchy",
        "are the mighty patch good for babies",
        "did my sister buy quorra kale",
        "what do you put in quorra kale",
        "how much water is in yellow onions",
    ],
)
def test_a_question_is_no_wish_and_no_other_question(understandings: dict[str, Understanding], sentence: str) -> None:
    assert _understood(understandings["en-US"], sentence, NAMES) == (FALLBACK, "")
