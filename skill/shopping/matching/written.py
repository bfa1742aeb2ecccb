"""How alike words are written: by their letters, and half of it by how they sound."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from types import ModuleType

from skill.shopping.matching.sound import sounds
from skill.shopping.matching.spans import SHORTEST_ALIKE

SIMILAR = 0.82
NEARLY, HALFWAY = 0.8, 0.65
"""How alike two keys must be, and the letters besides; with another word that is heard well the letters are enough."""
NEARLY_WHOLE = 0.68
"""How alike a long name must be to mean it in part."""


def similar(heard: str, joined: Sequence[str], terms: Sequence[str], language: str) -> dict[str, float]:
    """The terms that are nearly the heard one: written much alike, or half alike when they sound much alike."""
    if len(heard) < SHORTEST_ALIKE or not heard.isalpha():
        return {}
    key = _softly(heard, language)
    return written_like(heard, joined, SIMILAR) | {
        term: alike
        for term, alike in written_like(heard, terms, HALFWAY if len(key) > 2 else SIMILAR).items()
        if alike >= SIMILAR or scorer().ratio(key, _softly(term, language)) >= NEARLY * 100
    }


def _softly(word: str, language: str) -> str:
    """How a word sounds to who does not tell a B from a P."""
    return sounds(word, language).replace("B", "P")


def written_like(heard: str, known: Sequence[str], least: float) -> dict[str, float]:
    """Those of about the same length that are at least so much alike in letters, and how much (1: the same)."""
    found = _process().extract(heard, known, scorer=scorer().ratio, score_cutoff=least * 100, limit=None)
    return {other: alike / 100 for other, alike, _ in found if -4 < len(other) - len(heard) < 4}


def nearly(heard: str, known: Sequence[str], language: str) -> dict[str, float]:
    """Whole names, and how alike their letters and their sound are together."""
    key = sounds(heard, language)
    alike = {
        other: (written + scorer().ratio(key, sounds(other, language)) / 100) / 2
        for other, written in written_like(heard, known, HALFWAY).items()
        if other.isalpha()
    }
    return {other: mean for other, mean in alike.items() if mean >= NEARLY_WHOLE}


@cache
def scorer() -> ModuleType:
    """rapidfuzz's measures; a cold start need not wait for what it seldom needs."""
    return import_module("rapidfuzz.fuzz")


@cache
def _process() -> ModuleType:
    return import_module("rapidfuzz.process")
