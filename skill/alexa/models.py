"""Alexa's interaction models, made from the sentence files and a shop's vocabulary.

Limits and the characters allowed in a sample are Amazon's (custom slot types and intents of the interaction model
schema; see the pages "Create Intents, Utterances, and Slots" and "Custom Slot Type Reference").
"""

from __future__ import annotations

import itertools
import json
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.locales.sentences import Intent, declared, listed_values, load_sentences, templates
from skill.locales.templates import expand
from skill.locales.vocabulary import Entry, Vocabulary

VALUES = 50_000  # values of all custom slot types of a skill in all its locales, synonyms counted
BYTES = 1_500_000  # one locale's model as it is written to disk
VALUE_CHARACTERS = 140
_SAMPLE = re.compile(r"[^\W\d]|[ .'_-]|\{[a-z]+\}")
_UNSAYABLE = re.compile(r"[^\w\s.'&/-]")
_SPACE = re.compile(r"\s+")
_SENSITIVE_LOCALES = re.compile(r"en-..|de-DE")
_SENSITIVITY = "MEDIUM"  # a bare "{product}" hears much; LOW would hear a product in any small talk

_log = logging.getLogger(__name__)


class BadSentences(ValueError):
    """The sentence files cannot become a model; the message names the intents and the sentence."""


def interaction_model(
    locale: str, invocation_name: str, vocabulary: Vocabulary, *, most_values: int = VALUES
) -> dict[str, Any]:
    """The whole model of a locale, top level `{"interactionModel": …}`; the same input gives the same model.

    Raises BadSentences, and NoSentences for a locale without sentence files. A vocabulary that is larger than Alexa
    takes is cut at the end of the catalogue, synonyms before names, and a warning tells how much is missing.
    """
    sentences = load_sentences(locale)
    intents = [
        name for name, intent in declared().intents.items() if vocabulary.questions or "question" not in intent.slots
    ]
    language: dict[str, Any] = {"invocationName": invocation_name}
    if _SENSITIVE_LOCALES.fullmatch(locale):
        language["modelConfiguration"] = {"fallbackIntentSensitivity": {"level": _SENSITIVITY}}
    language["intents"] = _intents(sentences, intents)
    listed = {
        "UNIT": _listed(sentences, "unit"),
        "POSITION": _listed(sentences, "position"),
        "TRAIT": _listed(sentences, "trait"),
        "COMPARISON": _listed(sentences, "comparison"),
        "SORT": _listed(sentences, "sort"),
        "ONLY": _listed(sentences, "only"),
        "EVERYTHING": _listed(sentences, "everything"),
        "NAME": [_value(name.casefold(), name, []) for name in sentences["names"]],
    }
    if vocabulary.questions:
        listed["FAQ"] = _questions(vocabulary)
    language["types"] = [{"name": name, "values": values} for name, values in listed.items()]
    products: list[dict[str, Any]] = []
    language["types"].insert(0, {"name": "PRODUCT", "values": products})
    model = {"interactionModel": {"languageModel": language}}
    room = Room(
        most_values - sum(1 + len(value["name"].get("synonyms", ())) for values in listed.values() for value in values),
        BYTES - len(as_text(model).encode()) - 10,  # the last bracket's own line
    )
    products += _products(vocabulary, room, locale)
    return model


def as_text(model: Mapping[str, Any]) -> str:
    """The model as it is written to disk."""
    return json.dumps(model, ensure_ascii=False, indent=1) + "\n"


def write_models(
    folder: Path, invocation_names: Mapping[str, str], vocabularies: Mapping[str, Vocabulary]
) -> list[Path]:
    """Writes `<locale>.json` for every locale that has an invocation name; gives the paths in that order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    share = VALUES // max(len(invocation_names), 1)
    for locale, name in invocation_names.items():
        path = folder / f"{locale}.json"
        model = interaction_model(locale, name, vocabularies[locale], most_values=share)
        path.write_text(as_text(model), encoding="utf-8")
        paths.append(path)
    return paths


def samples(sentences: Mapping[str, Any]) -> dict[str, list[str]]:
    """The sample utterances by intent. Raises BadSentences for one Alexa would refuse or that two intents claim."""
    rules = sentences.get("expansion_rules", {})
    found: dict[str, list[str]] = {}
    owners: dict[str, str] = {}
    for intent, template, metadata in templates(sentences):
        if not metadata.get("model", True):
            continue
        for text in expand(template, rules):
            sample = text.lower()
            _check(intent, sample)
            owner = owners.setdefault(sample, intent)
            if owner != intent:
                raise BadSentences(f"{sample!r} is said for both {owner} and {intent}")
            found.setdefault(intent, []).append(sample)
    return {intent: list(dict.fromkeys(texts)) for intent, texts in found.items()}


def _check(intent: str, sample: str) -> None:
    if wrong := _SAMPLE.sub("", sample):
        raise BadSentences(f"{sample!r} of {intent} holds {wrong!r}, which Alexa does not take")
    slots = re.findall(r"\{([a-z]+)\}", sample)
    unknown = [slot for slot in slots if slot not in declared().intents[intent].slots]
    if unknown or len(set(slots)) < len(slots):
        raise BadSentences(f"{sample!r} of {intent} uses slots it may not: {unknown or slots}")


def _questions(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    named = [(entry.id, [name for name in map(sayable, entry.names) if name]) for entry in vocabulary.questions]
    return [_value(key, names[0], names[1:]) for key, names in named if names]


def _intents(sentences: Mapping[str, Any], intents: Sequence[str]) -> list[dict[str, Any]]:
    said = samples(sentences)
    missing = [
        name for name, intent in declared().intents.items() if not intent.wordless and name not in sentences["intents"]
    ]
    if missing:
        raise BadSentences(f"no sentences for {', '.join(missing)}")
    return [_intent(declared().intents[name], said.get(name, [])) for name in intents]


def _intent(intent: Intent, said: list[str]) -> dict[str, Any]:
    body: dict[str, Any] = {"name": intent.alexa_name}
    if intent.slots:
        body["slots"] = [{"name": slot, "type": declared().slot_types[slot]} for slot in intent.slots]
    return {**body, "samples": said}


def _listed(sentences: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [_value(key, said[0], said[1:]) for key, said in listed_values(sentences, name)]


@dataclass
class Room:
    """What is left of Alexa's limits while values are put in: how many, and how many bytes."""

    values: int
    bytes: int

    def take(self, values: int, size: int) -> bool:
        """Whether there was room; it is used up then."""
        if values > self.values or size > self.bytes:
            return False
        self.values, self.bytes = self.values - values, self.bytes - size
        return True


def _products(vocabulary: Vocabulary, room: Room, locale: str) -> list[dict[str, Any]]:
    """Values of PRODUCT. First every name that fits, then synonyms while there is room."""
    entries = list(_distinct(vocabulary))
    named = [_value(entry.id, name, []) for entry, name in entries]
    values = list(itertools.takewhile(lambda value: room.take(1, _size(value)), named))
    without = 0
    for value, (entry, name) in zip(values, entries, strict=False):
        full = _value(entry.id, name, [text for text in map(sayable, entry.names) if text])
        if room.take(len(full["name"].get("synonyms", ())), _size(full) - _size(value)):
            value.update(full)
        else:
            without += 1
    if without or len(values) < len(entries):
        _log.warning(
            "%s: Alexa takes %d values and %d bytes: %d of %d products left out, %d more without synonyms",
            *(locale, VALUES, BYTES, len(entries) - len(values), len(entries), without),
        )
    return values


def _distinct(vocabulary: Vocabulary) -> Iterator[tuple[Entry, str]]:
    """Every entry with the first of its names that no earlier entry has as its own."""
    taken: set[str] = set()
    for entry in vocabulary.entries:
        free = (name for name in map(sayable, entry.names) if name and name.casefold() not in taken)
        if (name := next(free, None)) is not None:
            taken.add(name.casefold())
            yield entry, name


def sayable(name: str) -> str:
    """A name as a slot value: only characters Alexa takes, at most 140 of them; "" when nothing is left."""
    return _SPACE.sub(" ", _UNSAYABLE.sub(" ", name)).strip()[:VALUE_CHARACTERS].strip()


def _value(key: str, name: str, synonyms: list[str]) -> dict[str, Any]:
    others = {text.casefold(): text for text in synonyms if text.casefold() != name.casefold()}
    named: dict[str, Any] = {"value": name}
    if others:  # Amazon's schema takes no empty list
        named["synonyms"] = list(others.values())
    return {"id": key, "name": named}


def _size(value: Mapping[str, Any]) -> int:
    """Bytes of a value within the written model: it is nested six levels deep."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return len(text.encode()) + 6 * (text.count("\n") + 1) + 2
