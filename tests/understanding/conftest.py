"""A small shop's names and what two languages make of sentences about them; built once."""

from pathlib import Path

import pytest

from skill.locales.vocabulary import Vocabulary, read_vocabulary
from skill.understanding import Understanding

SHOP = Path(__file__).parent / "shop"
ASKED = {
    "en-US": [("opening hours", "when are you open"), ("return policy", "refund")],
    "de-DE": [("Öffnungszeiten", "wann habt ihr offen"), ("Rückgabe", "Geld zurück")],
}


@pytest.fixture(scope="session")
def vocabularies() -> dict[str, Vocabulary]:
    return {
        locale: read_vocabulary(SHOP / "products.csv", SHOP / "categories.csv", locale, ASKED[locale])
        for locale in ("en-US", "de-DE")
    }


@pytest.fixture(scope="session")
def understandings(vocabularies: dict[str, Vocabulary]) -> dict[str, Understanding]:
    return {locale: Understanding(locale, vocabulary) for locale, vocabulary in vocabularies.items()}
