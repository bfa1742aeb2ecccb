"""Single values of a line. Each says in a ``ValueError`` what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from skill.profile.customer import LONGEST_ID
from skill.shopping.money import Money

LONGEST_TEXT = 2000


def an_id(name: str, text: str) -> str:
    """An id: short, without control characters."""
    if not text:
        raise ValueError(f"{name} is empty")
    if len(text) > LONGEST_ID or not text.isprintable():
        raise ValueError(f"{name} {text[:40]!r} is no id of at most {LONGEST_ID} printable characters")
    return text


def spoken_text(name: str, text: str) -> str:
    """A text on one line, bounded."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"{name} is longer than {LONGEST_TEXT} characters")
    return " ".join(text.split())


def several(text: str) -> tuple[str, ...]:
    """Texts separated by ``|``, each once."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in text.split("|") if part.strip()))


def whole(name: str, text: str, least: int, most: int) -> int:
    """A whole number between two others."""
    if not re.fullmatch("[0-9]{1,9}", text):
        raise ValueError(f"{name} {text!r} is not a whole number")
    if not least <= int(text) <= most:
        raise ValueError(f"{name} {text} is not between {least} and {most}")
    return int(text)


def price(name: str, text: str, currency: str) -> Money:
    """An amount of money that is not negative."""
    try:
        amount = Money.parse(text, currency)
    except ValueError as wrong:
        raise ValueError(f"{name} {wrong}") from None
    if amount.minor < 0:
        raise ValueError(f"{name} {text!r} is negative")
    return amount


def yes(name: str, text: str) -> bool:
    """Yes or no; empty means no."""
    if text.lower() not in {"", "no", "yes"}:
        raise ValueError(f"{name} {text!r} is neither yes nor no")
    return text.lower() == "yes"


def columns(names: Sequence[str], languages: Sequence[str]) -> list[str]:
    """The columns of each language: plain ones for the first, ``name_de`` and so on for the others."""
    return [column_of(name, language, languages) for language in languages for name in names]


def column_of(name: str, language: str, languages: Sequence[str]) -> str:
    """The column of one language."""
    return name if language == languages[0] else f"{name}_{language}"
