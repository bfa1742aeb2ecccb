"""What Alexa refuses in an interaction model beyond its schema (pages "custom interaction model reference",
"choosing the invocation name" and the answers of the skill management API)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

LOCALES = frozenset(
    "ar-SA de-DE en-AU en-CA en-GB en-IN en-US es-ES es-MX es-US fr-CA fr-FR hi-IN it-IT ja-JP nl-NL pt-BR".split()
)
LARGEST = 1_500_000
"""Bytes of one locale's model."""
MOST_INTENTS = 250
MOST_VALUES = 50_000
"""Custom slot values of a skill, synonyms counted."""
LONGEST_VALUE = 140
LONGEST_SAMPLE = 200
NEEDED = frozenset(f"AMAZON.{name}Intent" for name in ("Cancel", "Help", "Stop", "NavigateHome", "Fallback"))

_SLOT = re.compile(r"\{([A-Za-z_]+)\}")
_WAKE = set("alexa amazon echo computer ziggy skill app".split())
_LAUNCH = {
    "en": set("run start play resume use launch ask open tell load begin enable".split()),
    "de": set("starte starten spiele öffne öffnen frage frag sage sag nutze lade beginne aktiviere".split()),
}
_CONNECTING = {
    "en": set("to from in using with about for that by if and whether".split()),
    "de": set("nach von in mit über für dass ob und bei zu".split()),
}
_LITTLE = {
    "en": set("the a an of at on my your his her our their it we you i me us".split()),
    "de": set("der die das ein eine einen mein dein sein ihr unser an auf aus es wir du ich mir uns".split()),
}


def slots_in(sample: str) -> list[str]:
    """Return the slot names of a sample utterance in order: ``"buy {product}"`` gives ``["product"]``."""
    return _SLOT.findall(sample)


def wrong_characters(sample: str) -> set[str]:
    """Return what a sample may not hold: anything but letters, spaces and ``. _ ' -`` outside its slots."""
    return {sign for sign in _SLOT.sub("", sample) if sign not in " ._'-" and unicodedata.category(sign)[0] not in "LM"}


def samples(model: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Give each (intent, sample) of a model."""
    for intent in model["intents"]:
        for sample in intent.get("samples", []):
            yield intent, sample


def slot_types(intent: dict[str, Any]) -> dict[str, str]:
    """Return slot name → slot type of an intent."""
    return {slot["name"]: slot["type"] for slot in intent.get("slots", [])}


def as_heard(intent: dict[str, Any], sample: str) -> str:
    """Return a sample with types for slot names: two samples that give the same are one to Alexa."""
    types = slot_types(intent)
    words = _SLOT.sub(lambda slot: "{" + types[slot[1]] + "}", sample)
    return " ".join(words.casefold().split())


def invocation_faults(name: str, language: str) -> list[str]:
    """Return what Amazon would have against an invocation name; empty is good."""
    words = name.split()
    faults = []
    if not 2 <= len(name) <= 50:
        faults.append("has 2 to 50 characters")
    if name != name.lower() or any(not (sign.isalpha() or sign in " .'") for sign in name):
        faults.append("is lower case, with words for digits and signs")
    if len(words) < 2:
        faults.append("has two words or more, unless it is a brand")
    for kind, forbidden in (("wake", _WAKE), ("launch", _LAUNCH[language]), ("connecting", _CONNECTING[language])):
        faults += [f"has no {kind} word: {word}" for word in words if word in forbidden]
    if len(words) == 2:
        faults += [f"of two words has no article, preposition or pronoun: {w}" for w in words if w in _LITTLE[language]]
    return faults


def can_be_said(words: str, model: dict[str, Any]) -> bool:
    """Whether some sample of a model fits the words, with the values of its slot types."""
    values = {one["name"]: _words(one) for one in model.get("types", [])}
    return any(_fits(words, sample.lower(), slot_types(intent), values) for intent, sample in samples(model))


def _words(slot_type: dict[str, Any]) -> set[str]:
    names = [value["name"] for value in slot_type["values"]]
    return {word.lower() for name in names for word in [name["value"], *name.get("synonyms", [])]}


def _fits(words: str, sample: str, types: dict[str, str], values: dict[str, set[str]]) -> bool:
    """Match from the left; a slot takes one or more words, those of its type's values where they are listed."""
    before, brace, rest = sample.partition("{")
    if not brace:
        return words == sample
    if not words.startswith(before):
        return False
    slot, _, after = rest.partition("}")
    allowed = values.get(types[slot])
    left = words[len(before) :]
    ends = [place for place in range(1, len(left) + 1) if place == len(left) or left[place] in " '"]
    return any((allowed is None or left[:end] in allowed) and _fits(left[end:], after, types, values) for end in ends)
