"""How people would call an article, from nothing but names on the shelf and their categories: rough on purpose.

It knows nothing of the product's own matching, so that the words are not those that it happens to find easily.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from benchmarks.support.sets import Item

WAYS = ("kind", "brand", "name", "attribute")
"""The kind's word, first word and noun, the spoken name, the noun with the word before it."""

_WORD = re.compile(r"[^\W_]+(?:['’.%-][^\W_]+)*%?")
_PART = re.compile(r"\s[-–|/]\s|[,;:(\[|]|\s(?:with|for|in|by|from)\s", re.IGNORECASE)
# What stands on a packet behind what is in it.
_MEASURE = re.compile(
    r"x?\d.*|packs?|counts?|ct|oz|ounces?|fl|lbs?|pounds?|grams?|mg|ml|inch(?:es)?|size|pcs?|pieces?|set|bundle|value|"
    r"large|small|medium|mini|original|classic|regular|fresh|unsweetened|unscented|flavou?r(?:ed)?|scent(?:ed)?|the|a|of|"
    r"and|with|for|in|by|to",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset("organic natural premium pure raw vegan whole extra white black dark light free dried".split())
_MARKS = re.compile('[®™©*"“”]')
_MOST_WORDS = 6
_USUAL = 0.1


def plain(text: str) -> str:
    """Without signs that nobody says: ``M&M's® Minis`` → ``M and M's Minis``."""
    return " ".join(_MARKS.sub(" ", text).replace("&", " and ").replace("+", " plus ").split())


def words(text: str) -> list[str]:
    """The words of a text, as written."""
    return _WORD.findall(plain(text))


def bare(text: str) -> frozenset[str]:
    """The words of a text in small letters and without a plural's s: enough to see whether a name holds them."""
    return frozenset(_bare_words(text))


def short(name: str) -> str:
    """The part of a long title that is said: ``Solimo Dish Soap, Lemon, 30 oz (Pack of 2)`` → ``Solimo Dish Soap``."""
    for part in _PART.split(plain(name)):
        kept = words(part)
        while kept and _MEASURE.fullmatch(kept[-1]):
            kept.pop()
        if kept:
            return " ".join(kept[:_MOST_WORDS])
    return plain(name)


class Namer:
    """Finds the word for what an article is: one that many articles of its category have, and few others."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._in_all: Counter[str] = Counter()
        self._in_category: dict[str, Counter[str]] = {}
        self._sizes: Counter[str] = Counter()
        self._phrases: dict[str, int] = {}
        self._labels: dict[str, str] = {}
        for item in items:
            held = _bare_words(item.name)
            category = item.category
            self._sizes[category] += 1
            self._in_all.update(set(held))
            self._in_category.setdefault(category, Counter()).update(set(held))
            if category not in self._labels:
                self._labels[category] = " ".join(re.sub(r"[^\w]|_", " ", category.lower()).split())
            phrase = " ".join(_bare_words(self._labels[category]))
            if phrase and f" {phrase} " in f" {' '.join(held)} ":
                self._phrases[category] = self._phrases.get(category, 0) + 1

    def kind(self, category: str) -> str:
        """What people call a category, if its label is that: one name in ten of it holds just these words. Else empty.

        ``packaged cheese`` is a shelf's label, not a word that anybody says; ``DOG_FOOD`` is said.
        """
        said = self._phrases.get(category, 0) > _USUAL * self._sizes[category]
        return self._labels[category] if said else ""

    def called(self, way: str, item: Item, said: str) -> str:
        """What is said for an article, ``said`` being what it is called when it is spoken of."""
        parts = words(item.name)
        at = self._noun(item)
        what = parts[at].lower() if at is not None else ""
        if way == "kind" and (kind := self.kind(item.category) or what):
            return kind
        if at is not None and at > 0:
            before = parts[at - 1].lower()
            if way == "attribute" and not _MEASURE.fullmatch(before):
                return f"{before} {what}"
            if way == "brand" and not _MEASURE.fullmatch(parts[0]) and _singular(parts[0].lower()) != _singular(what):
                return f"{parts[0]} {what}"
        return " ".join(words(said)) or plain(said)

    def _noun(self, item: Item) -> int | None:
        """Which word of the name says what it is: the category's own, or the last of the part that is said."""
        counts, size = self._in_category.get(item.category, Counter()), self._sizes[item.category]
        every = self._sizes.total()
        best: tuple[float, int] | None = None
        parts = words(item.name)
        for at, word in enumerate(parts):
            if not _is_word(word):
                continue
            # What a name of several words begins with is a brand or a quality.
            if not at and len(words(short(item.name))) > 1:
                continue
            share = counts[_singular(word.lower())] / max(1, size)
            if share <= _USUAL:
                continue
            telling = share * math.log(share * every / self._in_all[_singular(word.lower())])
            if best is None or telling >= best[0]:
                best = telling, at
        if best is not None:
            return best[1]
        end = len(words(short(item.name)))
        return next((at for at in reversed(range(min(end, len(parts)))) if _is_word(parts[at])), None)


def _is_word(word: str) -> bool:
    """Whether a word may say what something is: no measure, no number, no quality that anything may have."""
    letters = word.replace("-", "").replace("'", "")
    return letters.isalpha() and len(word) > 2 and word.lower() not in _ADJECTIVES and not _MEASURE.fullmatch(word)


def _bare_words(text: str) -> list[str]:
    return [_singular(word) for word in words(text.casefold().replace("-", " "))]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
