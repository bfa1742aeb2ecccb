"""Whether the shop has what is said in other words than its own: "Tempos", "two liter coke", "coffee, not decaf"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from skill.locales.vocabulary import Vocabulary
from skill.shopping.matching.asked import readings
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.terms import LACKING, terms


class Reworded:
    """The terms of all names that the shop knows, and of attributes; beside them stand sizes and what is not wanted."""

    def __init__(self, vocabulary: Vocabulary, attributes: Iterable[str], hearing: Hearing) -> None:
        self._vocabulary, self._attributes, self._hearing = vocabulary, attributes, hearing

    def knows(self, text: str) -> bool:
        """Whether all that is wanted is in some names, as matching would read it; never without a thing named."""
        wanted = (reading.terms for reading in readings(text, self._hearing) if not reading.weak)
        return any(
            all(term.removeprefix(LACKING) in self._known for term in terms_) and not self._things.isdisjoint(terms_)
            for terms_ in wanted
        )

    @cached_property
    def _things(self) -> frozenset[str]:
        return frozenset(
            term for entry in self._vocabulary.entries for name in entry.names for term in terms(name, self._hearing)
        )

    @cached_property
    def _known(self) -> frozenset[str]:
        lacking = self._hearing.attributes.things
        said = (*self._attributes, *lacking)
        return self._things | {term for attribute in said for term in terms(attribute, self._hearing)}
