"""A small shop's names and what two languages make of sentences about them; built once."""

from pathlib import Path

import pytest

from skill.locales.vocabulary import Vocabulary, read_vocabulary
from skill.understanding import Understanding

SHOP = Path(__file__).parent / "shop"


@pytest.fixture(scope="session")
def vocabularies() -> dict[str, Vocabulary]:
    return {
        locale: read_vocabulary(SHOP / "products.csv", SHOP / "categories.csv", locale) for locale in ("en-US", "de-DE")
    }


@pytest.fixture(scope="session")
def understandings(vocabularies: dict[str, Vocabulary]) -> dict[str, Understanding]:
    return {locale: Understanding(locale, vocabulary) for locale, vocabulary in vocabularies.items()}
