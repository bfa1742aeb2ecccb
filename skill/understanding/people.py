"""Which words can be somebody's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from skill.understanding.names import Names, words

_MOST_WORDS = 2  # "Mary Ann", "Uncle Bob"


class People:
    """The first names that a locale lists, the words that are nobody's, and the shop's products."""

    def __init__(self, names: Iterable[str], nobody: Iterable[str], products: Names) -> None:
        self.listed: Mapping[str, str] = {name.casefold(): name for name in names}
        self._nobody = frozenset(word.casefold() for word in nobody)
        self._products = products

    def ids(self, text: str) -> tuple[str, ...]:
        """The id of a listed name: itself in small letters."""
        key = text.strip().casefold()
        return (key,) if key in self.listed else ()

    def plausible(self, text: str, *, known: bool) -> bool:
        """Whether this may be a name; with `known` only when every word is a listed one."""
        heard = list(words(text))
        if not 0 < len(heard) <= _MOST_WORDS:
            return False
        return all(word in self.listed or (not known and self._may_be_name(word)) for word in heard)

    def _may_be_name(self, word: str) -> bool:
        return word not in self._nobody and not any(map(str.isdigit, word)) and not self._products.knows(word)
