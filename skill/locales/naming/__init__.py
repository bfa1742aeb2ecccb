"""How each language names products: the tables beside this file, one a language, and one of ordinals."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from skill.locales import supported
from skill.texts import read_texts

if TYPE_CHECKING:
    from skill.shopping.naming.tables import Naming

_FOLDER = Path(__file__).parent


def naming(locale: str) -> Naming:
    """How a locale's titles become names; of one that we do not speak, as the one we answer in."""
    language = supported(locale).partition("-")[0]
    return _made(language)


def ordinals(locale: str) -> tuple[str, ...]:
    """ "The first", "the second": which one, when nothing else tells products apart."""
    return tuple(_ordinals()[supported(locale).partition("-")[0]])


@cache
def _made(language: str) -> Naming:
    from skill.shopping.naming import tables  # noqa: PLC0415 - a turn needs the ordinals at most

    return tables.naming(language, **read_texts(_FOLDER / f"{language}.yaml"))


@cache
def _ordinals() -> dict[str, list[str]]:
    found: dict[str, list[str]] = read_texts(_FOLDER / "ordinals.yaml")
    return found
