"""Words that sound the same have the same key, per language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.shopping.matching.sound import sounds

ALIKE = {
    "en": [
        ("charmin", "sharmin"),
        ("flour", "flower"),
        ("leek", "leak"),
        ("cereal", "serial"),
        ("meat", "meet"),
        ("beet", "beat"),
        ("pear", "pair"),
        ("mate", "maid"),
        ("salmon", "sammon"),
        ("knife", "nife"),
        ("yogurt", "yoghurt"),
        ("zucchini", "zukini"),
        ("quick", "kwik"),
        ("cough", "coff"),
        ("dough", "doe"),
        ("tissue", "tishoo"),
        ("half", "haf"),
        ("night", "knight"),
        ("whistle", "wissle"),
    ],
    "de": [
        ("lachs", "lax"),
        ("meerrettich", "merretich"),
        ("joghurt", "yogurt"),
        ("chips", "schips"),
        ("charmin", "sharmin"),
        ("pfeffer", "feffer"),
        ("fisch", "visch"),
        ("essig", "essich"),
        ("zewa", "sewa"),
        ("seife", "saife"),
        ("chlor", "klor"),
    ],
}
DIFFERENT = {
    "en": [("bath", "bat"), ("milk", "silk"), ("cheese", "keys"), ("soap", "soup s"), ("ham", "am")],
    "de": [("milch", "mehl"), ("butter", "mutter"), ("salz", "schmalz"), ("kaffee", "käse")],
}


@pytest.mark.parametrize(("language", "one", "other"), [(lang, *pair) for lang, all_ in ALIKE.items() for pair in all_])
def test_what_sounds_alike_has_one_key(language: str, one: str, other: str) -> None:
    assert sounds(one, language) == sounds(other, language) != ""


@pytest.mark.parametrize(
    ("language", "one", "other"), [(lang, *pair) for lang, all_ in DIFFERENT.items() for pair in all_]
)
def test_what_sounds_different_has_different_keys(language: str, one: str, other: str) -> None:
    assert sounds(one, language) != sounds(other, language)


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_number_has_no_key(language: str) -> None:
    assert sounds("12", language) == sounds("", language) == ""


def test_a_language_without_rules_sounds_like_english() -> None:
    assert sounds("charmin", "it") == sounds("charmin", "en")


@given(st.text(), st.sampled_from(["en", "de"]))
def test_any_text_has_a_key_of_letters_and_digits(text: str, language: str) -> None:
    key = sounds(text, language)
    assert key == "" or (key.isascii() and key.isalnum())
