"""Which words can be somebody's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from skill.understanding.names import Names, words

_MOST_WORDS = 2  # "Mary Ann", "Uncle Bob"


class People:
    """The first names that a locale lists, the words that are nobody's, and the shop's products."""

    def __init__(self, names: Iterable[str], nobody: Mapping[str, Sequence[str]], products: Names) -> None:
        self.listed: Mapping[str, str] = {name.casefold(): name for name in names}
        self._nobody = frozenset(word.casefold() for word in nobody["words"])
        self._endings = tuple(nobody["endings"])
        self._products = products

    def ids(self, text: str) -> tuple[str, ...]:
        """The id of a listed name: itself in small letters."""
        key = text.strip().casefold()
        return (key,) if key in self.listed else ()

    def plausible(self, text: str, *, strange: int | None = None) -> bool:
        """Whether this may be a name: listed ones, and others if it has at most `strange` words (None: any name)."""
        heard = list(words(text))
        if not 0 < len(heard) <= _MOST_WORDS:
            return False
        if all(word in self.listed for word in heard):
            return True
        return (strange is None or len(heard) <= strange) and all(map(self._may_be_name, heard))

    def _may_be_name(self, word: str) -> bool:
        if word in self.listed:
            return True
        parts = word.split("-")
        if any(part in self._nobody or part.endswith(self._endings) for part in parts) or any(map(str.isdigit, word)):
            return False
        return not self._products.knows(word)
