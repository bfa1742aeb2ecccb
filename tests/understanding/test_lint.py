"""The sentence files themselves: complete, free of doubles, and every sentence leads back to its own intent."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from skill.alexa.models import samples
from skill.locales.sentences import NoSentences, declared, listed_values, load_sentences, sentence_files, templates
from skill.locales.templates import expand
from skill.understanding import Understanding

TODAY = date(2026, 11, 21)
LOCALES = ["en-US", "de-DE"]
SAID = {
    "en-US": {
        "product": "oat milk",
        "quantity": "three",
        "unit": "packs",
        "position": "second",
        "date": "last week",
        "question": "return policy",
        "code": "six oh four five",
        "name": "Anna",
        "amount": "fifty",
        "trait": "gluten free",
        "comparison": "cheapest",
        "other": "coffee",
        "only": "just",
        "everything": "everything",
        "sort": "what kinds of",
    },
    "de-DE": {
        "product": "Hafermilch",
        "quantity": "drei",
        "unit": "Packungen",
        "position": "zweite",
        "date": "letzte Woche",
        "question": "Öffnungszeiten",
        "code": "sechzig fünfundvierzig",
        "name": "Anna",
        "amount": "fünfzig",
        "trait": "glutenfrei",
        "comparison": "billigste",
        "other": "Kaffee",
        "only": "nur",
        "everything": "alles",
        "sort": "was für",
    },
}
HEARD = {"quantity": "3", "date": "2026-W46", "code": "6045", "amount": "50"}
SLOT = re.compile(r"\{(\w+)\}")

pytestmark = pytest.mark.parametrize("locale", LOCALES)


@pytest.fixture
def sentences(locale: str) -> dict[str, Any]:
    return load_sentences(locale)


def test_every_declared_intent_has_sentences_and_no_other(sentences: dict[str, Any]) -> None:
    sayable = {name for name, intent in declared().intents.items() if not intent.wordless}

    assert set(sentences["intents"]) == sayable


def test_every_slot_is_filled_by_some_sentence_and_no_other(sentences: dict[str, Any]) -> None:
    used: dict[str, set[str]] = {}
    for intent, template, _ in templates(sentences):
        for sentence in expand(template, sentences["expansion_rules"]):
            used.setdefault(intent, set()).update(SLOT.findall(sentence))

    assert used == {name: set(declared().intents[name].slots) for name in used}


def test_no_template_is_there_twice(sentences: dict[str, Any]) -> None:
    written = Counter(template for _, template, _ in templates(sentences))

    assert [template for template, times in written.items() if times > 1] == []


def test_every_rule_is_used(sentences: dict[str, Any], locale: str) -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in sentence_files(locale))

    assert [rule for rule in sentences["expansion_rules"] if f"<{rule}>" not in written] == []


def test_no_sentence_is_said_for_two_intents(sentences: dict[str, Any]) -> None:
    owners: dict[str, set[str]] = {}
    for intent, template, _ in templates(sentences):
        for sentence in expand(template, sentences["expansion_rules"]):
            owners.setdefault(sentence.casefold(), set()).add(intent)

    assert {sentence: names for sentence, names in owners.items() if len(names) > 1} == {}


def test_listed_values_have_the_same_ids_in_every_language(sentences: dict[str, Any]) -> None:
    english = load_sentences("en-US")
    for name in ("unit", "position", "trait", "comparison", "sort", "only", "everything"):
        assert [key for key, _ in listed_values(sentences, name)] == [key for key, _ in listed_values(english, name)]


def test_no_word_means_two_listed_values(sentences: dict[str, Any]) -> None:
    for name in ("unit", "position", "trait", "comparison", "sort", "date", "only", "everything"):
        said = Counter(text.casefold() for _, texts in listed_values(sentences, name) for text in texts)
        assert [text for text, times in said.items() if times > 1] == [], name


def test_cancelling_an_order_is_never_the_builtin_cancel(sentences: dict[str, Any]) -> None:
    order = {"en": "order", "de": "bestell"}[sentences["language"]]

    assert [sample for sample in samples(sentences)["Cancel"] if order in sample] == []


def test_every_sample_is_understood_as_its_own_intent(
    sentences: dict[str, Any], understandings: dict[str, Understanding], locale: str
) -> None:
    wrong = []
    for intent, texts in samples(sentences).items():
        for text in texts[:: 3 if len(texts) > 60 else 1]:
            said = SLOT.sub(lambda slot: SAID[locale][slot[1]], text)
            understood = understandings[locale].understand(said, TODAY)
            heard = {name: slot.value for name, slot in understood.slots.items()}
            meant = {name: HEARD.get(name, SAID[locale][name].lower()) for name in SLOT.findall(text)}
            if (understood.intent, heard) != (intent, meant):
                wrong.append((said, understood.intent, heard, intent, meant))
    assert wrong == []


def test_a_region_falls_back_to_its_language(locale: str) -> None:
    language = locale[:2]

    assert load_sentences(f"{language}-XX") == load_sentences(locale)


def test_an_unknown_language_is_refused(locale: str) -> None:
    with pytest.raises(NoSentences, match=r"no sentence files for fr-FR: .*fr holds no \*\.yaml"):
        load_sentences("fr-FR")
