"""The interaction models are what Amazon accepts: its own schema first, then the limits the schema omits."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support import voice_rules as rules
from tests.support.amazon_schema import MODEL, complaints
from tests.support.needs import ROOT

FILES = sorted((ROOT / "interaction_models").glob("*.json"))

PROMISED = {
    "en-US": [
        "reorder the coffee",
        "order two more packs of toilet paper",
        "get me the same milk as last time",
        "order my usual",
        "repeat my last order",
        "make it three",
        "the second one",
        "no the decaf",
        "how much is the coffee",
        "what does it cost",
        "tell me about the coffee",
        "do you have oat milk",
        "is it in stock",
        "when did i last buy coffee",
        "how much did i pay last time",
        "how often do i buy coffee",
        "what am i running low on",
        "where's my order",
        "what did i order last week",
        "cancel my order",
        "add milk to my cart",
        "what's in my cart",
        "take the milk out",
        "check out",
    ],
    "de-DE": [
        "bestell den kaffee nach",
        "ich brauche kaffee",
        "das übliche",
        "wiederhole meine letzte bestellung",
        "mach drei draus",
        "das zweite",
        "was kostet der kaffee",
        "was kostet das",
        "habt ihr hafermilch",
        "wann habe ich zuletzt kaffee gekauft",
        "wie oft kaufe ich kaffee",
        "was geht bald aus",
        "wo ist meine bestellung",
        "was habe ich letzte woche bestellt",
        "storniere meine bestellung",
        "leg milch in den warenkorb",
        "was ist im warenkorb",
        "zur kasse",
    ],
}


def load(file: Path) -> dict[str, Any]:
    language_model: dict[str, Any] = json.loads(file.read_text())["interactionModel"]["languageModel"]
    return language_model


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


@pytest.fixture
def model(file: Path) -> dict[str, Any]:
    return load(file)


def test_both_languages_have_a_model() -> None:
    assert {"en-US", "de-DE"} <= {file.stem for file in FILES} <= rules.LOCALES


def test_amazons_schema_accepts_it(file: Path) -> None:
    assert complaints(json.loads(file.read_text()), MODEL) == []


def test_it_is_small_enough(file: Path, model: dict[str, Any]) -> None:
    assert file.stat().st_size <= rules.LARGEST
    assert len(model["intents"]) <= rules.MOST_INTENTS


def test_invocation_name_is_allowed(file: Path, model: dict[str, Any]) -> None:
    assert rules.invocation_faults(model["invocationName"], file.stem[:2]) == []


def test_intents_are_named_once_and_hold_what_every_skill_needs(model: dict[str, Any]) -> None:
    names = Counter(intent["name"] for intent in model["intents"])

    assert [name for name, times in names.items() if times > 1] == []
    assert rules.NEEDED - names.keys() == set()


def test_samples_hold_only_letters_and_known_slots(model: dict[str, Any]) -> None:
    for intent, sample in rules.samples(model):
        assert rules.wrong_characters(sample) == set(), sample
        assert set(rules.slots_in(sample)) <= rules.slot_types(intent).keys(), sample
        assert len(sample) <= rules.LONGEST_SAMPLE
        assert sample == " ".join(sample.split()), f"spaces of {sample!r}"


def test_no_sample_is_there_twice(model: dict[str, Any]) -> None:
    heard = Counter(rules.as_heard(intent, sample) for intent, sample in rules.samples(model))

    assert [sample for sample, times in heard.items() if times > 1] == []


def test_a_slot_stands_once_in_a_sample(model: dict[str, Any]) -> None:
    for _, sample in rules.samples(model):
        assert len(rules.slots_in(sample)) == len(set(rules.slots_in(sample))), sample


def test_search_queries_stand_alone_with_words_around_them(model: dict[str, Any]) -> None:
    for intent, sample in rules.samples(model):
        types = [rules.slot_types(intent)[slot] for slot in rules.slots_in(sample)]
        if "AMAZON.SearchQuery" in types:
            assert len(types) == 1, sample
            assert not sample.startswith("{") or not sample.endswith("}"), sample


def test_every_custom_intent_can_be_said_and_every_slot_is_used(model: dict[str, Any]) -> None:
    for intent in model["intents"]:
        if not intent["name"].startswith("AMAZON."):
            assert intent["samples"], intent["name"]
            used = {slot for sample in intent["samples"] for slot in rules.slots_in(sample)}
            assert used == rules.slot_types(intent).keys(), intent["name"]


def test_slot_types_exist_and_have_values(model: dict[str, Any]) -> None:
    own = {one["name"]: one["values"] for one in model.get("types", [])}
    used = {name for intent in model["intents"] for name in rules.slot_types(intent).values()}

    assert {name for name in used if not name.startswith("AMAZON.")} == own.keys()
    assert [name for name, values in own.items() if not values] == []
    assert [name for name in own if not name.replace("_", "").isalpha()] == []


def test_slot_values_are_told_apart(model: dict[str, Any]) -> None:
    for one in model.get("types", []):
        ids = Counter(value["id"] for value in one["values"])
        names = Counter(value["name"]["value"].casefold() for value in one["values"])
        words = [
            word for value in one["values"] for word in [value["name"]["value"], *value["name"].get("synonyms", [])]
        ]

        assert [name for name, times in ids.items() if times > 1] == [], one["name"]
        assert [name for name, times in names.items() if times > 1] == [], one["name"]
        assert [word for word in words if not word.strip() or len(word) > rules.LONGEST_VALUE] == [], one["name"]


def test_fallback_sensitivity_is_set_only_where_alexa_knows_it(file: Path, model: dict[str, Any]) -> None:
    assert "fallbackIntentSensitivity" not in model.get("modelConfiguration", {}) or file.stem[:2] in ("en", "de")


def test_the_skill_has_not_too_many_values() -> None:
    names = [value["name"] for file in FILES for one in load(file).get("types", []) for value in one["values"]]

    assert sum(1 + len(name.get("synonyms", [])) for name in names) <= rules.MOST_VALUES


def test_every_language_means_the_same() -> None:
    """The code knows intents, slots and ids by name: a language may add words, never another meaning.

    People's first names mean nothing, and each language has its own.
    """
    meanings = []
    for file in FILES:
        model = load(file)
        intents = {intent["name"]: rules.slot_types(intent) for intent in model["intents"]}
        ids = {one["name"]: {value["id"] for value in one["values"]} for one in model.get("types", [])}
        del ids["NAME"]
        meanings.append((intents, ids))

    assert all(meaning == meanings[0] for meaning in meanings)


@pytest.mark.parametrize("locale", PROMISED)
def test_what_the_manual_says_can_be_said(locale: str) -> None:
    model = load(ROOT / "interaction_models" / f"{locale}.json")

    assert [phrase for phrase in PROMISED[locale] if not rules.can_be_said(phrase, model)] == []
