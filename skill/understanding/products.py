"""Whether words that were left to `{product}` can be a product at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skill.understanding.names import Names, words

_LONGEST_STRANGER = 6  # words; a longer name in which no word is known is a sentence about something else


class Products:
    """The `not_products` of a locale's common.yaml, and the names that the shop knows."""

    def __init__(self, never: Mapping[str, Sequence[str]], names: Names) -> None:
        self._never = frozenset(word.casefold() for word in never["words"])
        self._never_first = frozenset(word.casefold() for word in never["first"])
        self._never_inside = never["inside"]
        self._names = names

    def plausible(self, text: str, *, known: bool) -> bool:
        """Whether this may be a product; with `known` only when the shop has all of the words."""
        heard = list(words(text))
        if not heard or heard[0] in self._never_first or all(map(self._empty, heard)):
            return False
        if known:
            return self._names.knows(text)
        if any(f" {phrase} " in f" {' '.join(heard)} " for phrase in self._never_inside):
            return False
        return len(heard) <= _LONGEST_STRANGER or any(map(self._names.knows, heard))

    def _empty(self, word: str) -> bool:
        return word in self._never or word.isdigit()
