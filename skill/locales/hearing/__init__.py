"""How each language is heard: the tables beside this file, one a language, and its synonyms when they are needed."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

from skill.locales import supported
from skill.shopping.matching import hearing as tables
from skill.texts import read_texts


def hearing(locale: str) -> tables.Hearing:
    """How product words of a locale are compared; of one that we do not speak, as the one we answer in."""
    return _hearing(supported(locale).partition("-")[0])


@cache
def _hearing(language: str) -> tables.Hearing:
    return tables.hearing(language, _read(language), partial(_read, f"{language}-synonyms"))


def _read(name: str) -> Any:
    return read_texts(Path(__file__).parent / f"{name}.yaml")
