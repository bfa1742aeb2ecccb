"""Which of the shop's questions is asked in nearly its own words: "so when are you open then".

What tells a question are its words but the small ones that say nothing. They must all be there and no others: "my
card is damaged" is not about something damaged that was delivered.
"""

from __future__ import annotations

from collections.abc import Collection

from skill.locales.vocabulary import Vocabulary
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.terms import stem
from skill.understanding.names import words


class Questions:
    """The shop's questions by the words that tell them."""

    def __init__(self, vocabulary: Vocabulary, small: Collection[str], asks: Collection[str], hearing: Hearing) -> None:
        """``small`` are words that say nothing, ``asks`` those a question may begin with ("what", "how")."""
        self._small, self._asks, self._hearing = frozenset(small), frozenset(asks), hearing
        self._told: dict[frozenset[str], tuple[str, str]] = {}
        for entry in vocabulary.questions:
            for name in entry.names:
                telling = self._telling(name)
                # One word of many is not enough: "send" of "send something back".
                if len(telling) > 1 or 2 * len(telling) >= len(list(words(name))):
                    self._told.setdefault(telling, (entry.id, name.lower()))

    def meant(self, sentence: str) -> tuple[str, str] | None:
        """The question's id and the shop's own words for it; None when it is none of them."""
        telling = self._telling(sentence)
        if not telling:
            return None
        # "What is your return policy": the shop wrote no "what".
        return self._told.get(telling) or self._told.get(telling - self._asks)

    def _telling(self, text: str) -> frozenset[str]:
        return frozenset(stem(word, self._hearing) for word in words(text) if word not in self._small)
