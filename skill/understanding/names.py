"""Which products a heard name means, about as exactly as Alexa's entity resolution: whole names, any case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from skill.locales.vocabulary import Entry, Vocabulary

MATCHES = 5  # as many as Alexa names for one slot
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SHORTEST_STEM = 3
_SHORTEST_ALIKE = 5  # shorter words resemble too many others: rice, ride, race
_SHORTEST_HEAD = 5  # letters of a word that can end a compound
_ALIKE = 84  # of 100: two letters in a dozen may differ


class Names:
    """The vocabulary, indexed by name; endings (`s`, `en`) may differ between what is listed and what is said."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        endings: Sequence[str],
        attributes: Sequence[str] = (),
        goods: Sequence[str] = (),
    ) -> None:
        """`attributes` are words that describe any shop's products (bigger, organic), `goods` what other shops have."""
        self._endings = sorted(endings, key=len, reverse=True)
        self._matches: dict[str, dict[str, str]] = {}
        self._words = {stem for attribute in attributes for stem in self._stems(attribute)}
        self._named: dict[str, None] = {}
        for entry in vocabulary.entries:
            self._add(entry)
        self._words |= self._named.keys()
        self._sets = [frozenset(name.split()) for name in self._matches]
        self._named.update(dict.fromkeys(stem for thing in goods for stem in self._stems(thing)))

    def matches(self, text: str) -> tuple[tuple[str, str], ...]:
        """(id, spoken name) of whatever `text` names as a whole; empty when no name is the same."""
        return tuple(self._matches.get(self._key(text), {}).items())[:MATCHES]

    def ids(self, text: str) -> tuple[str, ...]:
        """The ids of `matches`."""
        return tuple(key for key, _ in self.matches(text))

    def knows(self, text: str) -> bool:
        """Whether every word of `text` occurs in some name or is an attribute."""
        stems = self._stems(text)
        return bool(stems) and all(stem in self._words for stem in stems)

    def within(self, text: str) -> bool:
        """Whether one name holds all the words of `text`."""
        stems = set(self._stems(text))
        return any(stems <= name for name in self._sets)

    def named(self, text: str) -> bool:
        """Whether every word of `text` occurs in some name; attributes do not count."""
        return all(stem in self._named for stem in self._stems(text))

    def resembles(self, word: str) -> bool:
        """Whether a word is in some name, ends in such a word (toothbrush) or looks much like one; no attributes."""
        stem = self._stem(word.casefold())
        if any(stem[start:] in self._named for start in (0, *range(2, len(stem) - _SHORTEST_HEAD + 1))):
            return True
        if len(stem) < _SHORTEST_ALIKE:
            return False
        return process.extractOne(stem, self._named, scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None

    def _add(self, entry: Entry) -> None:
        for name in entry.names:
            self._matches.setdefault(self._key(name), {}).setdefault(entry.id, entry.value)
            self._named.update(dict.fromkeys(stem for stem in self._stems(name) if not stem.isdigit()))

    def _key(self, text: str) -> str:
        return " ".join(self._stems(text))

    def _stems(self, text: str) -> list[str]:
        return [self._stem(word) for word in words(text)]

    def _stem(self, word: str) -> str:
        """`größeren` → `größ`: endings come off one after the other while a stem remains."""
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return self._stem(word[: -len(ending)])
        return word


def words(text: str) -> Iterable[str]:
    """The words of a text, case folded, hyphens and apostrophes kept inside them."""
    return _WORD.findall(text.casefold())
