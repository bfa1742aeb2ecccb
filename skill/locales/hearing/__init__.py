"""How each language is heard: the tables beside this file, one a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from skill.locales import supported
from skill.shopping.matching import hearing as tables
from skill.texts import read_texts


def hearing(locale: str) -> tables.Hearing:
    """How product words of a locale are compared; of one that we do not speak, as the one we answer in."""
    return _read(supported(locale).partition("-")[0])


@cache
def _read(language: str) -> tables.Hearing:
    return tables.hearing(language, **read_texts(Path(__file__).parent / f"{language}.yaml"))
