"""The sentence files read as they are written: what Alexa's interaction models are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hassil import Intents, recognize_all
from hassil.models import MatchEntity
from hassil.recognize import RecognizeResult

from skill.locales.sentences import declared
from skill.locales.vocabulary import Vocabulary
from skill.understanding.digits import Digits
from skill.understanding.people import People
from skill.understanding.products import Products

Rank = tuple[int, int, int, int, int]
_HYPHENS = str.maketrans("-_", "  ")


class Words(NamedTuple):
    """Who knows which words can fill a slot."""

    products: Products
    people: People
    digits: Digits


class Templates:
    """All templates of a locale.

    Of all readings of a sentence one whose product the shop has wins ("two percent milk" is no two of anything), then
    the one that leaves the fewest characters to `{product}`, takes no article for a number, drops the fewest fillers,
    and whose intent is declared first.
    """

    def __init__(self, sentences: Mapping[str, Any], vocabulary: Vocabulary, words: Words) -> None:
        self._articles = frozenset(sentences.get("articles", ()))
        self._words = words
        self._intents = Intents.from_dict(_with_questions(sentences, vocabulary))
        self._order = {name: position for position, name in enumerate(declared().intents)}
        # hassil would parse them when somebody waits
        templates = [block.sentences for intent in self._intents.intents.values() for block in intent.data]
        if not all(templates):
            raise ValueError(f"an intent without sentences in {sentences['language']}")

    def best(self, readings: Iterable[str]) -> RecognizeResult | None:
        """The best of all readings of one sentence, the fullest reading first; None when no template fits."""
        found = [
            (self._rank(result, shortened), result)
            for shortened, reading in enumerate(readings)
            for result in self._results(reading)
        ]
        return min(found, key=lambda ranked: ranked[0])[1] if found else None

    def _rank(self, result: RecognizeResult, shortened: int) -> Rank:
        """The smaller, the better; the first that differs decides."""
        strange = sum(entity.is_wildcard and self._strange(entity) for entity in result.entities_list)
        left = sum(len(entity.text) for entity in result.entities_list if _open(entity))
        articles = sum(entity.text_clean.casefold() in self._articles for entity in result.entities_list)
        return strange, left, articles, shortened, self._order[result.intent.name]

    def _results(self, reading: str) -> Iterator[RecognizeResult]:
        for result in recognize_all(reading, self._intents):
            told = result.intent_metadata or {}
            if all(
                _whole_words(reading, entity) and self._plausible(entity, told, reading)
                for entity in result.entities_list
            ):
                yield result

    def _strange(self, entity: MatchEntity) -> bool:
        """Whether a wildcard took words that we know nothing about."""
        match declared().slot_types[entity.name]:
            case "PRODUCT":
                return not self._words.products.ids(entity.text_clean)
            case "NAME":
                return not self._words.people.ids(entity.text)
        return False

    def _plausible(self, entity: MatchEntity, told: Mapping[str, str], reading: str) -> bool:
        """Whether the words left to a wildcard can be what it stands for.

        The sentence's metadata may name it: `known` takes only words that we know, `one_word` a single other one too.
        """
        if not entity.is_wildcard:
            return True
        match declared().slot_types[entity.name]:
            case "NAME":
                strange = 0 if entity.name == told.get("known") else 1 if entity.name == told.get("one_word") else None
                return self._words.people.plausible(entity.text, strange=strange)
            case "AMAZON.FOUR_DIGIT_NUMBER":
                return self._words.digits.four(entity.text) is not None
            case "AMAZON.NUMBER":
                return self._words.digits.number(entity.text) is not None
        if entity.name == told.get("known"):
            return self._words.products.known(entity.text)
        return self._words.products.plausible(entity.text, reading, one_word=entity.name == told.get("one_word"))


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
