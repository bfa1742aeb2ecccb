"""How one language is heard: which words say nothing, which endings do not matter, how numbers are said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Hearing:
    """The tables of one language, folded (no case, no accents). There is one object a language; it hashes by identity.

    ``endings`` are (ending, what replaces it) and the first that fits counts; ``joints`` join a unit to its product.
    """

    language: str
    fillers: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    conjunction: re.Pattern[str]
    numbers: Mapping[str, int]
    times: Mapping[str, int]
    units: frozenset[str]
    joints: frozenset[str]


def hearing(
    language: str,
    *,
    fillers: Sequence[str],
    endings: Sequence[str],
    conjunctions: Sequence[str],
    numbers: Sequence[str],
    one: Sequence[str],
    times: Sequence[str],
    units: Sequence[str],
    of: Sequence[str],
) -> Hearing:
    """The tables as they are written in ``locales/hearing/<language>.yaml``, made ready."""
    joined = "|".join(re.escape(word) for word in conjunctions)
    return Hearing(
        language=language,
        fillers=frozenset(folded(word) for word in fillers),
        endings=tuple((ending, instead) for ending, _, instead in (pair.partition(" ") for pair in endings)),
        conjunction=re.compile(rf"\s+(?:{joined})\s+|\s*,\s*", re.IGNORECASE),
        numbers={folded(word): number for number, word in enumerate(numbers, 1)} | {folded(word): 1 for word in one},
        times={folded(word): number for number, word in enumerate(times, 1)},
        units=frozenset(folded(word) for word in units),
        joints=frozenset(folded(word) for word in of),
    )


def folded(text: str) -> str:
    """A text without case and accents; ``ß`` becomes ``ss``."""
    if text.isascii():  # as most texts are: nothing to take apart
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
