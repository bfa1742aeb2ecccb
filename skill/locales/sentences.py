"""What shoppers say, as data: the sentence files of a locale, merged and checked.

A file `<locale>/<topic>.yaml` holds hassil templates. `intents.yaml` beside the folders declares every intent
with its slots. A region (`en-GB`) adds to its language (`en`) and may replace single expansion rules.
Three keys are ours and not hassil's: `fillers`, `endings` and `invocations` (see `en/common.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from skill.locales.templates import expand

FOLDER = Path(__file__).parent
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoSentences(LookupError):
    """There is no sentence file for this locale or its language."""


@dataclass(frozen=True)
class Intent:
    """One declared intent: its slots, and whether Alexa brings it along (`builtin`)."""

    name: str
    slots: tuple[str, ...] = ()
    builtin: bool = False
    wordless: bool = False  # never said, only concluded: Fallback

    @property
    def alexa_name(self) -> str:
        """The name in an Alexa request and interaction model."""
        return f"AMAZON.{self.name}Intent" if self.builtin else self.name


@dataclass(frozen=True)
class Declared:
    """All intents in the order they are declared, and each slot's type."""

    intents: Mapping[str, Intent]
    slot_types: Mapping[str, str]


@cache
def declared() -> Declared:
    """The intents and slots of `intents.yaml`."""
    data = _read(FOLDER / "intents.yaml")
    intents = {
        name: Intent(
            name,
            tuple(entry.get("slots", ())),
            bool(entry.get("builtin", False)),
            bool(entry.get("wordless", False)),
        )
        for name, entry in data["intents"].items()
    }
    return Declared(intents, {name: entry["type"] for name, entry in data["slots"].items()})


def language_of(locale: str) -> str:
    """`de-DE` → `de`."""
    return locale.partition("-")[0]


def sentence_files(locale: str) -> list[Path]:
    """The locale's sentence files, the language's first. Raises NoSentences when there are none."""
    folders = dict.fromkeys((language_of(locale), locale))
    files = [file for folder in folders for file in sorted((FOLDER / folder).glob("*.yaml"))]
    if not files:
        raise NoSentences(f"no sentence files for {locale}: {FOLDER / language_of(locale)} holds no *.yaml")
    return files


def load_sentences(locale: str) -> dict[str, Any]:
    """One hassil dictionary for the locale, with our own keys left in it."""
    merged: dict[str, Any] = {}
    for file in sentence_files(locale):
        _merge(merged, _read(file))
    merged["language"] = language_of(locale)
    return merged


def templates(sentences: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Every template as (intent, template, metadata)."""
    for intent, entry in sentences["intents"].items():
        for block in entry["data"]:
            for template in block["sentences"]:
                yield intent, template, block.get("metadata", {})


def listed_values(sentences: Mapping[str, Any], name: str) -> list[tuple[str, list[str]]]:
    """The values of a listed slot (`unit`, `position`) as (id, what is said for it, the plainest first)."""
    rules = sentences.get("expansion_rules", {})
    values = sentences["lists"][name].get("values", ())
    return [(str(value["out"]), expand(value["in"], rules, every=True)) for value in values]


def _read(file: Path) -> dict[str, Any]:
    with file.open(encoding="utf-8") as stream:
        data: dict[str, Any] = yaml.load(stream, Loader=_Loader)  # noqa: S506 - a safe loader, C or Python
    return data


def _merge(base: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Deep merge: mappings are joined, lists appended, anything else replaced."""
    for key, value in more.items():
        if isinstance(value, dict):
            _merge(base.setdefault(key, {}), value)
        elif isinstance(value, list):
            base[key] = [*base.get(key, ()), *value]
        else:
            base[key] = value
