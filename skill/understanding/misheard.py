"""Sentences that a recogniser wrote down wrongly around a product that was taught: "by oat milk again".

As an assistant expects what it was taught, so do we: where a sentence holds a word of a taught name, what stands around
it need only be nearly what people say around a product. Nothing else is understood so loosely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from skill.locales.hearing import hearing
from skill.locales.sentences import templates
from skill.locales.templates import expand
from skill.shopping.matching.sound import sounds
from skill.understanding.fillers import plain
from skill.understanding.names import Names, words

LEAST, LEAST_AROUND_NAMES = 74, 56
"""Of 100: how alike what is said around a product must be to what people say; around two words of one name less."""
LEAST_OF_QUESTION = 88
"""How alike both before and behind it must be for what is only asked: "are the nuggets halal" is no "are there …"."""
TOLD = 0.6
"""The share of the product's words that must be nearly words of taught names."""
_PRODUCT = "{product}"
_MOST_BEFORE, _MOST_BEHIND, _MOST_WORDS = 8, 3, 6
_MOST_ALIKE = 5  # ways to say it that are looked at
_SHORTEST = 4  # letters of a word that tells a product


class Around(NamedTuple):
    """What is said around a product, for an intent: before and behind it."""

    intent: str
    before: str
    behind: str


class Misheard:
    """The sentences of a locale with a product in them and nothing else to fill in."""

    def __init__(self, sentences: Mapping[str, Any], wishes: frozenset[str], questions: frozenset[str]) -> None:
        """Only ``wishes`` and ``questions`` are understood so, and what begins as a question is no wish."""
        self._sentences, self._wishes, self._questions = sentences, wishes, questions
        self._asks = frozenset(sentences["gist"]["asks"])
        self._attributes = frozenset(sentences["attributes"])

    def understood(self, sentence: str, taught: Names) -> tuple[str, str] | None:
        """The intent and the product's words, of a sentence about something that was taught; None when it is not."""
        heard = plain(sentence).split()
        if not self._negations.isdisjoint(word.replace("'", "") for word in heard):
            return None  # what is not wanted must not be taken for what is
        tell = {word: len(word) >= _SHORTEST and taught.resembles(word) for word in words(sentence)}
        asked = heard[0].casefold() in self._asks
        best, most = None, 0.0
        language = self._sentences["language"]
        for before, product, behind in _parted(heard) if any(tell.values()) else ():
            if not self._comparisons.isdisjoint(words(f"{before} {behind}")):
                continue  # "the cheapest coffee" is not whatever coffee
            named = [word for word in words(product) if tell[word]]
            share = len(named) / max(1, len(list(words(product))))
            if share < TOLD or self._attributes.issuperset(named):
                continue
            around = f"{_sounding(before, language)} | {_sounding(behind, language)}"
            least = LEAST_AROUND_NAMES if len(named) > 1 and taught.within(product) else LEAST
            for _, alike, place in process.extract(
                around, self._around, scorer=fuzz.ratio, score_cutoff=least, limit=_MOST_ALIKE
            ):
                one, score = self._known[place], alike / 100 + share
                if score > most and self._may_be(one, before, behind, asked=asked):
                    most, best = score, (one.intent, product)
        return best

    def _may_be(self, one: Around, before: str, behind: str, *, asked: bool) -> bool:
        """Whether a wish was not asked, and of a question both halves are as they should be."""
        if one.intent in self._wishes:
            return not asked
        halves = ((one.before, before.lower()), (one.behind, behind.lower()))
        return all(fuzz.ratio(*half) >= LEAST_OF_QUESTION for half in halves)

    @cached_property
    def _negations(self) -> frozenset[str]:
        return hearing(self._sentences["language"]).attributes.negations

    @cached_property
    def _comparisons(self) -> frozenset[str]:
        return frozenset(hearing(self._sentences["language"]).comparisons)

    @cached_property
    def _known(self) -> list[Around]:
        rules = self._sentences.get("expansion_rules", {})
        found: dict[Around, None] = {}
        for intent, template, _ in templates(self._sentences):
            if intent in self._wishes | self._questions and template.count("{") == 1 and _PRODUCT in template:
                for text in expand(template, rules):
                    before, _, behind = text.lower().partition(_PRODUCT)
                    if before.strip():
                        found[Around(intent, before.strip(), behind.strip())] = None
        return list(found)

    @cached_property
    def _around(self) -> list[str]:
        language = self._sentences["language"]
        return [f"{_sounding(one.before, language)} | {_sounding(one.behind, language)}" for one in self._known]


def _parted(heard: list[str]) -> Iterator[tuple[str, str, str]]:
    """What may be said before a product, the product, and what behind it."""
    for start in range(1, min(_MOST_BEFORE, len(heard) - 1) + 1):
        for behind in range(min(_MOST_BEHIND, len(heard) - start - 1) + 1):
            end = len(heard) - behind
            if end - start <= _MOST_WORDS:
                yield " ".join(heard[:start]), " ".join(heard[start:end]), " ".join(heard[end:])


def _sounding(text: str, language: str) -> str:
    """A text by its letters and by how its words sound: "buy" and "by" differ in one of them."""
    heard = [word.replace("'", "") for word in words(text)]
    return f"{' '.join(heard)} {' '.join(sounds(word, language) for word in heard)}"
