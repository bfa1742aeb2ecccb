"""Interaction models: made the same each time, within Alexa's limits, and the committed ones are up to date."""

import logging
from pathlib import Path
from typing import Any

import pytest

from skill.alexa import models
from skill.alexa.models import BadSentences, as_text, interaction_model, samples, sayable, write_models
from skill.locales.sentences import declared
from skill.locales.vocabulary import Entry, Vocabulary, questions_of, read_vocabulary
from skill.settings.shop import load_shop

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "skill" / "demo"
COFFEE = Vocabulary(
    (
        Entry("house", "house blend", ("Bluebird House Blend", "coffee")),
        Entry("house-big", "House Blend", ("big house blend",)),
        Entry("decaf", "decaf (100%)", ("decaf 100", "decaf")),
    ),
    (Entry("category:coffee", "coffee", ("java",)),),
)


def language_model(vocabulary: Vocabulary = COFFEE, locale: str = "en-US") -> dict[str, Any]:
    model: dict[str, Any] = interaction_model(locale, "corner pantry", vocabulary)["interactionModel"]["languageModel"]
    return model


def values(model: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return next(kind["values"] for kind in model["types"] if kind["name"] == name)


def test_the_committed_models_are_what_the_sentences_give(tmp_path: Path) -> None:
    """When this fails: run `make models` and commit what changed."""
    shop = load_shop(DEMO)
    names = shop.invocation
    vocabularies = {
        locale: read_vocabulary(DEMO / "products.csv", DEMO / "categories.csv", locale, shop.asked(locale[:2]))
        for locale in names
    }

    written = write_models(tmp_path, names, vocabularies)

    assert [path.name for path in written] == [f"{locale}.json" for locale in names]
    assert {path.name for path in written} == {path.name for path in (ROOT / "interaction_models").glob("*.json")}
    for path in written:
        assert path.read_text(encoding="utf-8") == (ROOT / "interaction_models" / path.name).read_text(
            encoding="utf-8"
        ), f"interaction_models/{path.name} is out of date: run `make models`"


def test_the_same_input_gives_the_same_model() -> None:
    assert as_text(language_model()) == as_text(language_model())


def test_intents_come_as_declared_with_their_slots() -> None:
    model = language_model()

    assert [intent["name"] for intent in model["intents"]] == [
        intent.alexa_name for intent in declared().intents.values() if intent.name != "ShopQuestion"
    ]
    assert model["invocationName"] == "corner pantry"
    reorder = next(intent for intent in model["intents"] if intent["name"] == "Reorder")
    assert reorder["slots"] == [
        {"name": "product", "type": "PRODUCT"},
        {"name": "quantity", "type": "AMAZON.NUMBER"},
        {"name": "unit", "type": "UNIT"},
    ]
    assert "order {product}" in reorder["samples"]
    assert "order {quantity} more {unit} of {product}" in reorder["samples"]
    fallback = next(intent for intent in model["intents"] if intent["name"] == "AMAZON.FallbackIntent")
    assert fallback == {"name": "AMAZON.FallbackIntent", "samples": []}


def test_a_few_hundred_samples_an_intent_at_most() -> None:
    for locale in ("en-US", "de-DE"):
        counts = {intent["name"]: len(intent["samples"]) for intent in language_model(locale=locale)["intents"]}
        assert max(counts.values()) <= 650, counts


def test_sentences_for_the_simulator_only_stay_out() -> None:
    home = next(intent for intent in language_model()["intents"] if intent["name"] == "AMAZON.NavigateHomeIntent")

    assert home["samples"] == []


def test_products_are_told_apart_by_the_first_free_name() -> None:
    assert values(language_model(), "PRODUCT") == [
        {"id": "category:coffee", "name": {"value": "coffee", "synonyms": ["java"]}},
        {"id": "house", "name": {"value": "house blend", "synonyms": ["Bluebird House Blend", "coffee"]}},
        {"id": "house-big", "name": {"value": "big house blend", "synonyms": ["House Blend"]}},
        {"id": "decaf", "name": {"value": "decaf 100", "synonyms": ["decaf"]}},
    ]


def test_positions_and_units_have_neutral_ids() -> None:
    model = language_model(locale="de-DE")

    assert [value["id"] for value in values(model, "POSITION")] == ["1", "2", "3", "4", "5", "last", "other"]
    assert values(model, "UNIT")[0] == {
        "id": "pack",
        "name": {
            "value": "Packung",
            "synonyms": ["Packungen", "Päckchen", "Paket", "Pakete", "Pack", "Packerl", "Päckle"],
        },
    }


@pytest.mark.parametrize(
    ("locale", "configured"), [("en-US", True), ("en-GB", True), ("de-DE", True), ("de-AT", False)]
)
def test_fallback_sensitivity_only_where_alexa_knows_it(locale: str, configured: bool) -> None:
    assert ("modelConfiguration" in language_model(locale=locale)) is configured


def test_a_giant_catalogue_loses_synonyms_first_then_products(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    taken = 6 + len(values(language_model(), "UNIT"))
    monkeypatch.setattr(models, "VALUES", 1000)
    giant = Vocabulary(tuple(Entry(f"p{n}", f"product {n}", (f"thing {n}", f"item {n}")) for n in range(2000)))

    with caplog.at_level(logging.WARNING):
        model = interaction_model("en-US", "corner pantry", giant, most_values=1000)["interactionModel"]

    kept = values(model["languageModel"], "PRODUCT")
    counted = sum(
        1 + len(value["name"].get("synonyms", ()))
        for kind in model["languageModel"]["types"]
        for value in kind["values"]
    )
    assert kept[0] == {"id": "p0", "name": {"value": "product 0"}}
    assert counted == 1000
    assert len(kept) < 1000 - taken
    assert [record.getMessage() for record in caplog.records] == [
        f"en-US: Alexa takes 1000 values and 1500000 bytes: {2000 - len(kept)} of 2000 products left out, "
        f"{len(kept)} more without synonyms"
    ]


def test_a_giant_catalogue_stays_below_the_largest_model(caplog: pytest.LogCaptureFixture) -> None:
    giant = Vocabulary(tuple(Entry(f"p{n}", f"product {n}", (f"the other name of {n}",)) for n in range(40_000)))

    with caplog.at_level(logging.WARNING):
        written = as_text(interaction_model("de-DE", "corner pantry", giant)).encode()

    assert 1_490_000 < len(written) <= 1_500_000
    assert len(caplog.records) == 1


def test_names_are_made_sayable() -> None:
    assert sayable("Tom & Jerry's «Best» 2% Milk!") == "Tom & Jerry's Best 2 Milk"
    assert len(sayable("long " * 60)) <= 140
    assert sayable("!!!") == ""


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("order 2 coffees", "'order 2 coffees' of Reorder holds '2', which Alexa does not take"),
        ("order {date}", r"'order \{date\}' of Reorder uses slots it may not: \['date'\]"),
        ("{product} and {product}", "uses slots it may not"),
        ("my usual", "'my usual' is said for both Reorder and OrderUsual"),
    ],
)
def test_bad_sentences_are_named(template: str, complaint: str) -> None:
    sentences = {
        "intents": {
            "Reorder": {"data": [{"sentences": [template]}]},
            "OrderUsual": {"data": [{"sentences": ["my usual"]}]},
        }
    }

    with pytest.raises(BadSentences, match=complaint):
        samples(sentences)


def test_the_shops_questions_are_values_and_without_any_the_intent_is_left_out() -> None:
    asked = Vocabulary(questions=questions_of([("delivery fee", "free delivery"), ("are you open?",)]))
    model = interaction_model("en-US", "corner pantry", asked)["interactionModel"]["languageModel"]
    assert values(model, "FAQ") == [
        {"id": "faq:0", "name": {"value": "delivery fee", "synonyms": ["free delivery"]}},
        {"id": "faq:1", "name": {"value": "are you open"}},
    ]
    question = next(intent for intent in model["intents"] if intent["name"] == "ShopQuestion")
    assert question["slots"] == [{"name": "question", "type": "FAQ"}]
    assert "{question}" in question["samples"]
    assert "ShopQuestion" not in [intent["name"] for intent in language_model()["intents"]]
