"""Whether words that were left to `{product}` can be a product at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from skill.understanding.names import Names, words
from skill.understanding.reworded import Reworded

_LONGEST_STRANGER = 6  # words; a longer name in which no word is known is a sentence about something else
_LONGEST_KNOWN = 5  # words of what is said alone, unless it is a name
_MOST_STRANGERS = 2  # unknown words in a product that only its own words make one


class Products:
    """The `not_products` and `topics` of a locale, and the names that the shop knows.

    A sentence with a word of shopping (order, buy, cart) may name anything: the shop says that it has none. Without
    one ("get me …", "give me …", "add …") the thing itself must be one, or sound like one, that the shop knows.
    """

    def __init__(
        self,
        never: Mapping[str, Sequence[str]],
        topics: Mapping[str, Sequence[str]],
        names: Names,
        reworded: Reworded,
    ) -> None:
        self._never = frozenset(word.casefold() for word in never["words"])
        self._never_first = frozenset(word.casefold() for word in never["first"])
        self._never_inside = never["inside"]
        self._shopping = any_of(topics["shopping"])
        self._elsewhere = any_of(topics["elsewhere"])
        # "cup of coffee" is none, though coffee is
        self._elsewhere_as_a_whole = any_of([phrase for phrase in topics["elsewhere"] if " " in phrase])
        self._beside = frozenset(topics["beside"])
        self._said_of_none = frozenset(topics["said_of_none"])
        self._names, self._reworded = names, reworded

    def ids(self, text: str) -> tuple[str, ...]:
        """The ids of what is named so, exactly."""
        return self._names.ids(text)

    def known(self, text: str) -> bool:
        """Whether this may be a product and the shop has all of its words.

        A large shop has nearly every word of the language: what is long or talks must be one name as a whole.
        """
        heard = list(words(text))
        if not self._said(heard) or heard[-1] in self._beside or not self._knows(text):
            return False
        if self._empty(heard[-1]) and not self._names.within(text):
            return False  # "coffee two" is no product, "size two" may be how one ends
        talk = len(heard) > _LONGEST_KNOWN or not self._said_of_none.isdisjoint(heard) or self.elsewhere(text)
        return not talk or bool(self._names.ids(text))

    def plausible(self, text: str, sentence: str, *, one_word: bool = False) -> bool:
        """Whether this may be the product of the sentence it stands in; with `one_word` any single word may."""
        heard = list(words(text))
        if not self._said(heard):
            return False
        said = " ".join(heard)
        if any(f" {phrase} " in f" {said} " for phrase in self._never_inside):
            return False
        around = sentence.casefold().replace(text.casefold().strip(), " ", 1)
        if self._elsewhere.search(said):
            return self._names.named(text) and not self._elsewhere.search(around)
        if self._elsewhere.search(around) or self._elsewhere_as_a_whole.search(sentence.casefold()):
            return False
        if self._knows(text):
            return True
        if not self._said_of_none.isdisjoint(heard):
            return False
        if self.shopping(around):
            return len(heard) <= _LONGEST_STRANGER or any(map(self._names.knows, heard))
        return (one_word and len(heard) == 1) or self._like_ours(heard)

    def shopping(self, sentence: str) -> bool:
        """Whether a sentence has a word of shopping."""
        return bool(self._shopping.search(sentence.casefold()))

    def elsewhere(self, sentence: str) -> bool:
        """Whether a sentence has a word of something else than shopping."""
        return bool(self._elsewhere.search(sentence.casefold()))

    def _knows(self, text: str) -> bool:
        return self._names.knows(text) or self._reworded.knows(text)

    def _like_ours(self, heard: Sequence[str]) -> bool:
        """Whether what is named, the last word before "of", "for" or "with", is or sounds like one of our things."""
        head = next((n for n, word in enumerate(heard) if n and word in self._beside), len(heard)) - 1
        if not self._names.resembles(heard[head]):
            return False
        strangers = [word for word in heard if word not in self._beside and not self._names.resembles(word)]
        return len(strangers) <= _MOST_STRANGERS

    def _said(self, heard: Sequence[str]) -> bool:
        """Whether there is any word in it that can be a product's."""
        return bool(heard) and heard[0] not in self._never_first and not all(map(self._empty, heard))

    def _empty(self, word: str) -> bool:
        return word in self._never or word.isdigit()


def any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """One of the phrases, as whole words, in a text without case."""
    longest_first = sorted((phrase.casefold() for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
