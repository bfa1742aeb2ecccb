"""The judges of the models do find what Alexa would refuse."""

import copy
from typing import Any

import pytest

from tests.support.amazon_schema import MODEL, complaints
from tests.support.voice_rules import as_heard, can_be_said, invocation_faults, wrong_characters

GOOD: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "corner shop",
            "intents": [
                {"name": "Buy", "slots": [{"name": "product", "type": "PRODUCT"}], "samples": ["buy {product}"]}
            ],
            "types": [{"name": "PRODUCT", "values": [{"id": "milk", "name": {"value": "milk"}}]}],
        }
    }
}


def test_a_good_model_has_no_complaints() -> None:
    assert complaints(GOOD, MODEL) == []


def test_a_misspelt_key_is_found() -> None:
    model = copy.deepcopy(GOOD)
    model["interactionModel"]["languageModel"]["intents"][0]["sample"] = []

    assert complaints(model, MODEL) == [
        "interactionModel/languageModel/intents/0: Additional properties are not allowed ('sample' was unexpected)"
    ]


def test_a_missing_name_is_found() -> None:
    model = copy.deepcopy(GOOD)
    del model["interactionModel"]["languageModel"]["invocationName"]

    assert complaints(model, MODEL) == ["interactionModel/languageModel: 'invocationName' is a required property"]


@pytest.mark.parametrize(
    ("sample", "wrong"),
    [
        ("what's my mother-in-law's coffee", set()),
        ("ich möchte {product} für das Büro", set()),
        ("buy 2 packs", {"2"}),
        ("is it in stock?", {"?"}),
        ("buy {product", {"{"}),
        ("milk, please", {","}),
        ("the shopper’s usual", {"’"}),
    ],
)
def test_signs_of_a_sample(sample: str, wrong: set[str]) -> None:
    assert wrong_characters(sample) == wrong


def test_samples_that_differ_in_slot_names_alone_are_the_same() -> None:
    one = {"slots": [{"name": "product", "type": "PRODUCT"}]}
    other = {"slots": [{"name": "thing", "type": "PRODUCT"}]}

    assert as_heard(one, "Buy  {product}") == as_heard(other, "buy {thing}") == "buy {product}"


@pytest.mark.parametrize(
    ("words", "possible"), [("buy milk", True), ("buy bread", False), ("buy", False), ("buy milk now", False)]
)
def test_what_can_be_said(words: str, possible: bool) -> None:
    assert can_be_said(words, GOOD["interactionModel"]["languageModel"]) is possible


@pytest.mark.parametrize(
    ("name", "language", "faults"),
    [
        ("corner shop", "en", []),
        ("feinkost krämer", "de", []),
        ("shop", "en", ["has two words or more, unless it is a brand"]),
        ("my shop", "en", ["of two words has no article, preposition or pronoun: my"]),
        ("Shop 24", "en", ["is lower case, with words for digits and signs"]),
        ("open the shop", "en", ["has no launch word: open"]),
        ("alexa corner shop", "en", ["has no wake word: alexa"]),
        ("laden von schmidt", "de", ["has no connecting word: von"]),
    ],
)
def test_invocation_names(name: str, language: str, faults: list[str]) -> None:
    assert invocation_faults(name, language) == faults
