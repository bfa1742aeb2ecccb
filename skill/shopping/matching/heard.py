"""Heard words as terms that compare: no case, no accents, no plural endings, no filler words.

The tables are facts about languages, not text that is spoken.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+")
_STOP = {
    "en": frozenset(
        ("the a an some any my our more another of again please same usual for me that this those these").split()
    ),
    "de": frozenset(
        (
            "der die das den dem des ein eine einen einem einer mein meine meinen meinem unser unsere unseren "
            "noch nochmal mal wieder bitte von mir uns gleiche gleichen selbe selben ubliche ublichen mehr etwas "
            "paar diese dieser dieses diesen"
        ).split()
    ),
}
_ENDINGS = {"en": ("ies", "es", "s"), "de": ("innen", "ern", "en", "er", "es", "em", "e", "n", "s")}
_AND = {"en": re.compile(r"\s+(?:and|plus)\s+|\s*,\s*"), "de": re.compile(r"\s+(?:und|sowie|plus)\s+|\s*,\s*")}
_NUMBERS = {
    "en": "one two three four five six seven eight nine ten eleven twelve".split(),
    "de": "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(),
}
_ONE = {"en": ("a", "an", "one"), "de": ("ein", "eine", "einen", "eins")}
_UNITS = {
    "en": frozenset(
        (
            "pack packs packet packets box boxes bottle bottles can cans bag bags jar jars carton cartons roll "
            "rolls pound pounds case cases tube tubes piece pieces gallon gallons dozen"
        ).split()
    ),
    "de": frozenset(
        (
            "packung packungen pack packs päckchen paket pakete schachtel schachteln flasche flaschen dose dosen "
            "beutel tüte tüten glas gläser karton kartons rolle rollen pfund kasten kästen tube tuben stück kilo "
            "kiste kisten"
        ).split()
    ),
}


class Wanted(msgspec.Struct, frozen=True):
    """Some words for a product, and how many of it if that was said."""

    words: str
    quantity: int | None = None


def folded(text: str) -> str:
    """A text without case and accents."""
    if text.isascii():  # as most texts are: nothing to take apart
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


@lru_cache(maxsize=50_000)
def terms(text: str, language: str) -> tuple[str, ...]:
    """The comparable terms of a text, in order; the text's own words when all of them are fillers."""
    words = _WORD.findall(folded(text))
    stop = _STOP.get(language, frozenset())
    kept = [word for word in words if word not in stop] or words
    return tuple(_stem(word, language) for word in kept)


def several(wanted: Wanted, language: str) -> list[Wanted]:
    """The things named in one breath: "dollhouse and four pounds of cookies" are two."""
    parts = [part for part in _AND.get(language, _AND["en"]).split(wanted.words) if part.strip()]
    first, *others = [counted(part, language) for part in parts] or [wanted]
    if first.quantity is None:
        first = Wanted(first.words, wanted.quantity)
    return [first, *others]


def counted(text: str, language: str) -> Wanted:
    """A leading number and unit taken off: "four pounds of cookies" is four times "cookies"."""
    words = text.split()
    quantity: int | None = None
    if len(words) > 1 and (quantity := _number(words[0], language)) is not None:
        words = words[1:]
    if len(words) > 1 and words[0].casefold() in _UNITS.get(language, frozenset()):
        words = words[1:]
        if len(words) > 1 and words[0].casefold() in ("of", "von"):
            words = words[1:]
    return Wanted(" ".join(words), quantity)


def _number(word: str, language: str) -> int | None:
    word = word.casefold()
    if word.isascii() and word.isdigit() and len(word) <= 3:
        return int(word)
    if word in _ONE.get(language, ()):
        return 1
    numbers = _NUMBERS.get(language, [])
    return numbers.index(word) + 1 if word in numbers else None


def _stem(word: str, language: str) -> str:
    for ending in _ENDINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
