"""What an afternoon gives: keyword rules, and the nearest of our own sample utterances by letters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml
from rapidfuzz import fuzz, process

from skill.alexa.models import samples
from skill.locales.sentences import load_sentences
from skill.locales.vocabulary import Vocabulary

Heard = tuple[str, str]
"""The intent, and the words that were taken for a product ("" when there are none)."""

_RULES = Path(__file__).with_name("understanding_rules.yaml")
FALLBACK: Heard = ("Fallback", "")
_SLOT = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[\w'-]+")
_FILLED = {
    "en": {"quantity": "two", "unit": "packs", "position": "second", "date": "last week", "question": "return policy",
           "code": "six oh four five", "name": "anna", "amount": "fifty"},
    "de": {"quantity": "zwei", "unit": "packungen", "position": "zweite", "date": "letzte woche",
           "question": "rückgabe", "code": "sechs null vier fünf", "name": "anna", "amount": "fünfzig"},
}  # fmt: skip

_POLITE = re.compile(
    r"^(?:(?:please|alexa|olly|hey|hi|ok|okay|can you|could you|would you|will you|kannst du|könntest du|bitte)[ ,]+)+"
    r"|[ ,]+(?:please|for me|thanks|thank you|bitte|danke)$"
)


def keyword_rules(language: str) -> Callable[[str], Heard]:
    """About thirty regular expressions in the order in which they are tried; none for a language without any."""
    rules = yaml.safe_load(_RULES.read_text(encoding="utf-8"))
    compiled = [
        (re.compile(pattern.replace("<product>", rules["product"][language])), intent)
        for rule in rules.get(language, ())
        for pattern, intent in rule.items()
    ]

    def understand(text: str) -> Heard:
        said = _POLITE.sub("", _POLITE.sub("", text.casefold().strip(" .?!")))
        for pattern, intent in compiled:
            if match := pattern.search(said):
                return intent, match.groupdict().get("product") or ""
        return FALLBACK

    return understand


class Nearest:
    """The sample whose letters are most like the utterance's; its product words are those the sample does not have."""

    def __init__(self, locale: str, vocabulary: Vocabulary) -> None:
        names = itertools.cycle([entry.value.casefold() for entry in vocabulary.categories] or ["milk"])
        self._intents, self._filled, self._around = [], [], []
        values = _FILLED.get(locale.partition("-")[0], {})
        for intent, texts in samples(load_sentences(locale)).items():
            for text in texts:
                said = text.replace("{product}", next(names)) if "{product}" in text else text
                self._filled.append(_SLOT.sub(lambda slot: values.get(slot[1], ""), said))
                self._around.append(frozenset(_WORD.findall(_SLOT.sub(" ", text))) if "{product}" in text else None)
                self._intents.append(intent)

    def nearest(self, texts: Sequence[str]) -> list[tuple[float, Heard]]:
        """How near the nearest sample is (0 to 100), and what it would mean."""
        found: list[tuple[float, Heard]] = []
        for start in range(0, len(texts), 1000):
            part = [text.casefold().strip(" .?!") for text in texts[start : start + 1000]]
            scores = process.cdist(part, self._filled, scorer=fuzz.ratio, dtype=np.float32)
            for text, place, score in zip(part, scores.argmax(axis=1), scores.max(axis=1), strict=True):
                around = self._around[place]
                words = [] if around is None else [word for word in _WORD.findall(text) if word not in around]
                found.append((float(score), (self._intents[place], " ".join(words))))
        return found
