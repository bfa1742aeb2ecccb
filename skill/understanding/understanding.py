"""Sentence → intent and slots, through the same sentence files Alexa's interaction models are made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from hassil import Intents, recognize_all
from hassil.models import MatchEntity
from hassil.recognize import RecognizeResult

from skill.locales.sentences import declared, listed_values, load_sentences
from skill.locales.vocabulary import Vocabulary
from skill.understanding.dates import amazon_date
from skill.understanding.digits import Digits
from skill.understanding.fillers import Fillers
from skill.understanding.names import Names
from skill.understanding.people import People
from skill.understanding.products import Products

FALLBACK = "Fallback"
Rank = tuple[int, int, int, int, int]
_HYPHENS = str.maketrans("-_", "  ")


@dataclass(frozen=True)
class HeardSlot:
    """One filled slot: the value as Alexa sends it ("3", "2026-W46", "oat milk") and the ids it matched."""

    value: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """A neutral intent name and its filled slots; `Fallback` without slots when nothing fits."""

    intent: str
    slots: Mapping[str, HeardSlot] = field(default_factory=lambda: MappingProxyType({}))


class Understanding:
    """The sentences of one locale. Building takes a few hundred ms, a sentence a few.

    Of all readings of a sentence one whose product the shop has wins ("two percent milk" is no two of anything), then
    the one that leaves the fewest characters to `{product}`, takes no article for a number, drops the fewest fillers,
    and whose intent is declared first.
    `locale` falls back from region to language; NoSentences when the language is unknown.
    """

    def __init__(self, locale: str, vocabulary: Vocabulary) -> None:
        self.locale = locale
        sentences = load_sentences(locale)
        self.invocations: tuple[str, ...] = tuple(sentences["invocations"])
        self._fillers = Fillers(sentences["fillers"])
        self._articles = frozenset(sentences.get("articles", ()))
        self._endings: list[str] = sentences["endings"]
        self.names = Names(vocabulary, self._endings, sentences["attributes"])
        self._products = Products(sentences["not_products"], self.names)
        self.people = People(sentences["names"], sentences["not_names"], self.names)
        self._digits = Digits(sentences["digits"])
        self._listed: dict[str, Mapping[str, str]] = {
            name: {key: said[0] for key, said in listed_values(sentences, name)} for name in ("unit", "position")
        }
        self._listed["name"] = self.people.listed
        self._listed["question"] = {entry.id: entry.value for entry in vocabulary.questions}
        self._intents = Intents.from_dict(_with_questions(sentences, vocabulary))
        self._order = {name: position for position, name in enumerate(declared().intents)}
        self._parse()

    def _parse(self) -> None:
        """What hassil would put off until somebody waits: all templates, and the table of number words."""
        templates = [block.sentences for intent in self._intents.intents.values() for block in intent.data]
        if not all(templates):
            raise ValueError(f"an intent without sentences in {self.locale}")
        self.understand("1", date(1970, 1, 1))

    def understand(self, sentence: str, today: date) -> Understood:
        """What the sentence means on that day; dates are resolved backwards from it."""
        best: tuple[Rank, RecognizeResult] | None = None
        for shortened, reading in enumerate(self._fillers.readings(sentence)):
            for result in self._results(reading):
                rank = self._rank(result, shortened)
                if best is None or rank < best[0]:
                    best = rank, result
        if best is None:
            return Understood(FALLBACK)
        result = best[1]
        slots = {entity.name: self._slot(entity, today) for entity in result.entities_list}
        return Understood(result.intent.name, MappingProxyType(slots))

    def canonical(self, slot: str, key: str) -> str:
        """The plainest name of a listed value: `position`, `2` → "second"; the key itself when it is not listed."""
        return self._listed.get(slot, {}).get(key, key)

    def index(self, vocabulary: Vocabulary) -> Names:
        """Another vocabulary in this language, say one taught during a session."""
        return Names(vocabulary, self._endings)

    def _rank(self, result: RecognizeResult, shortened: int) -> Rank:
        """The smaller, the better; the first that differs decides."""
        strange = sum(entity.is_wildcard and self._strange(entity) for entity in result.entities_list)
        left = sum(len(entity.text) for entity in result.entities_list if _open(entity))
        articles = sum(entity.text_clean.casefold() in self._articles for entity in result.entities_list)
        return strange, left, articles, shortened, self._order[result.intent.name]

    def _results(self, reading: str) -> Iterator[RecognizeResult]:
        for result in recognize_all(reading, self._intents):
            told = result.intent_metadata or {}
            if all(_whole_words(reading, entity) and self._plausible(entity, told) for entity in result.entities_list):
                yield result

    def _strange(self, entity: MatchEntity) -> bool:
        """Whether a wildcard took words that we know nothing about."""
        match declared().slot_types[entity.name]:
            case "PRODUCT":
                return not self.names.ids(entity.text_clean)
            case "NAME":
                return not self.people.ids(entity.text)
        return False

    def _plausible(self, entity: MatchEntity, told: Mapping[str, str]) -> bool:
        """Whether the words left to a wildcard can be what it stands for.

        The sentence's metadata may name it: `known` takes only words that we know, `one_word` a single other one.
        """
        if not entity.is_wildcard:
            return True
        match declared().slot_types[entity.name]:
            case "NAME":
                strange = 0 if entity.name == told.get("known") else 1 if entity.name == told.get("one_word") else None
                return self.people.plausible(entity.text, strange=strange)
            case "AMAZON.FOUR_DIGIT_NUMBER":
                return self._digits.four(entity.text) is not None
            case "AMAZON.NUMBER":
                return self._digits.number(entity.text) is not None
        return self._products.plausible(entity.text, known=entity.name == told.get("known"))

    def _slot(self, entity: MatchEntity, today: date) -> HeardSlot:
        text = entity.text_clean.lower()
        match declared().slot_types[entity.name]:
            case "AMAZON.DATE":
                return HeardSlot(amazon_date(str(entity.value), today))
            case "AMAZON.NUMBER":
                # hassil gives digits as 3.0
                return HeardSlot(str(self._digits.number(text) if entity.is_wildcard else int(entity.value)))
            case "AMAZON.FOUR_DIGIT_NUMBER":
                return HeardSlot(self._digits.four(text) or "?")
            case "PRODUCT":
                return HeardSlot(text, self.names.ids(text))
            case "NAME":
                return HeardSlot(text, self.people.ids(text))
        return HeardSlot(text, (str(entity.value),))


def _with_questions(sentences: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    """The sentences with what the shop can be asked; without the intent when it answers nothing."""
    asked = [{"in": name.casefold(), "out": entry.id} for entry in vocabulary.questions for name in entry.names]
    if asked:
        return {**sentences, "lists": {**sentences["lists"], "question": {"values": asked}}}
    intents = {name: intent for name, intent in sentences["intents"].items() if "question" not in _slots_of(name)}
    return {**sentences, "intents": intents}


def _slots_of(intent: str) -> tuple[str, ...]:
    return declared().intents[intent].slots


def _open(entity: MatchEntity) -> bool:
    """Whether a wildcard takes words as they come, and not a number."""
    return entity.is_wildcard and not declared().slot_types[entity.name].startswith("AMAZON.")


def _whole_words(sentence: str, entity: MatchEntity) -> bool:
    """Whether a slot begins and ends where words do: not "pack" in "packs"."""
    spaced = f" {sentence} ".translate(_HYPHENS).casefold()
    return f" {entity.text.strip()} ".translate(_HYPHENS).casefold() in spaced
