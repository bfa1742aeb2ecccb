"""What people say, line by line: the tables `en/*.yaml` and `de/*.yaml` hold `sentence: {slot: value}` by intent.

A product is the text that was heard; a unit and a position are ids; a date is written as Alexa writes it.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from skill.understanding import HeardSlot, Understanding

HERE = Path(__file__).parent
SATURDAY = date(2026, 11, 21)
LOCALES = {"en": "en-US", "de": "de-DE"}


def lines() -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for language, locale in LOCALES.items():
        for file in sorted((HERE / language).glob("*.yaml")):
            for intent, sentences in yaml.safe_load(file.read_text(encoding="utf-8")).items():
                for sentence, slots in sentences.items():
                    yield locale, intent, sentence, {name: str(value) for name, value in slots.items()}


def shown(slot: str, heard: HeardSlot) -> str:
    return heard.ids[0] if slot in {"unit", "position"} else heard.value


@pytest.mark.parametrize(("locale", "intent", "sentence", "slots"), list(lines()))
def test_sentence(
    understandings: dict[str, Understanding], locale: str, intent: str, sentence: str, slots: dict[str, str]
) -> None:
    understood = understandings[locale].understand(sentence, SATURDAY)

    heard = {name: shown(name, slot) for name, slot in understood.slots.items()}
    assert (understood.intent, heard) == (intent, slots)


def test_hundreds_of_lines_in_each_language() -> None:
    counted = [locale for locale, *_ in lines()]

    assert {locale: counted.count(locale) >= 250 for locale in LOCALES.values()} == {"en-US": True, "de-DE": True}
