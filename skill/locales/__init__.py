"""Words only: per language or region one pair of files a topic, what we say (.ftl) and what shoppers say (.yaml)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
DEFAULT = "en-US"
_LOCALE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?")


@cache
def languages() -> frozenset[str]:
    """The languages that have words: ``{"de", "en"}``."""
    return frozenset(path.name for path in FOLDER.iterdir() if path.is_dir() and any(path.glob("*.ftl")))


def supported(locale: str) -> str:
    """The locale in whose words we answer: ``locale`` itself when its language has words, else ``en-US``.

    >>> supported("de-AT"), supported("DE_de"), supported("fr-FR"), supported("?")
    ('de-AT', 'de-DE', 'en-US', 'en-US')
    """
    match = _LOCALE.fullmatch(locale)
    if match is None or match[1].lower() not in languages():
        return DEFAULT
    language = match[1].lower()
    return f"{language}-{match[2].upper()}" if match[2] else language
