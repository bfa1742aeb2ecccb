"""The names a shop's products go by, in one language: what the sentence files call {product}."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skill.locales.naming import naming
from skill.locales.sentences import language_of
from skill.shopping.naming.title import named

_NUMBER = re.compile(r"\d")
QUESTION = "faq:"  # the id of a question is this and its place in shop.yaml
CATEGORY = "category:"  # the id of a whole category is this and its key
LONGEST_NAME = 8  # nobody says a name of more words


@dataclass(frozen=True)
class Entry:
    """One thing that can be named: an id, the name spoken for it, and other names it goes by."""

    id: str
    value: str
    synonyms: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the spoken one first, none twice."""
        return tuple(dict.fromkeys((self.value, *self.synonyms)))


@dataclass(frozen=True)
class Vocabulary:
    """Products and categories of one shop in one language, in catalogue order, and the questions it answers."""

    products: tuple[Entry, ...] = ()
    categories: tuple[Entry, ...] = ()
    questions: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Categories, then products: "coffee" means any coffee before it means one."""
        return self.categories + self.products


def read_vocabulary(
    products: Path, categories: Path | None, locale: str, asked: Iterable[Sequence[str]] = (), *, first: str = ""
) -> Vocabulary:
    """The vocabulary of a shop's CSV files (columns as `restock import` documents them) and of the ways it is asked.

    A column with the language's suffix (`name_de`) wins over the plain one; plain is the shop's ``first`` language
    (default: the one asked for). Rows without an id or any name are left out: whoever imports them tells so.
    """
    language = language_of(locale)
    with products.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    groups: list[Entry | None] = []
    kinds: dict[str, tuple[str, ...]] = {}
    if categories is not None and categories.exists():
        with categories.open(encoding="utf-8-sig", newline="") as stream:
            groups = [_category(row, language) for row in csv.DictReader(stream)]
        kinds = {entry.id.removeprefix(CATEGORY): entry.names for entry in groups if entry}
    return Vocabulary(
        _present(_product(row, language, first or language, kinds) for row in rows),
        _present(groups),
        questions_of(asked),
    )


def questions_of(asked: Iterable[Sequence[str]]) -> tuple[Entry, ...]:
    """The shop's questions, each with the ways it is asked."""
    return tuple(Entry(f"{QUESTION}{place}", ways[0], tuple(ways[1:])) for place, ways in enumerate(asked))


def _product(
    row: Mapping[str, str | None], language: str, first: str, kinds: Mapping[str, tuple[str, ...]]
) -> Entry | None:
    suffix = f"_{language}" if (row.get(f"name_{language}") or "").strip() else ""
    key, name, spoken, synonyms, brand, category = (
        (row.get(column) or "").strip()
        for column in ("id", f"name{suffix}", f"spoken{suffix}", f"synonyms{suffix}", "brand", "category")
    )
    if name and not spoken:
        kind = kinds.get(category, ()) if kinds else (category,)
        spoken = named(name, naming(language if suffix else first), brand=brand, category=kind).spoken
    return _entry(key, spoken, (*other_names(name), *synonyms.split("|")))


def _category(row: Mapping[str, str | None], language: str) -> Entry | None:
    key = (row.get("key") or "").strip()
    synonyms = _cell(row, "synonyms", language).split("|")
    return _entry(CATEGORY + key if key else "", _cell(row, "name", language) or key, synonyms)


def _entry(key: str, value: str, synonyms: Iterable[str]) -> Entry | None:
    if not key or not value:
        return None
    others = dict.fromkeys(word.strip() for word in synonyms)
    return Entry(key, value, tuple(word for word in others if word and word != value))


def other_names(name: str) -> tuple[str, ...]:
    """What people say of a shelf name: all but the size, unless it is so long that nobody would."""
    said = without_size(name)
    return (said,) if len(said.split()) <= LONGEST_NAME else ()


def without_size(name: str) -> str:
    """The part of a name that people say: "Harlow Mill House Blend, 30 oz" → "Harlow Mill House Blend"."""
    said, comma, rest = name.rpartition(",")
    return said if comma and _NUMBER.search(rest) else name


def _cell(row: Mapping[str, str | None], column: str, language: str) -> str:
    return (row.get(f"{column}_{language}") or row.get(column) or "").strip()


def _present(entries: Iterable[Entry | None]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry is not None)
