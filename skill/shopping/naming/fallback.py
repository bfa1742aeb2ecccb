"""A name where a title holds no word that is known to say what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skill.shopping.naming.choosing import trimmed
from skill.shopping.naming.reading import MOST
from skill.shopping.naming.tables import Naming
from skill.shopping.naming.tokens import BREAK, DROPPED, KIND, NAME, NUMBER, STOP, Token

_WORDS = 6
_LONGEST_WORD = 40
_ALL = (BREAK, DROPPED)


def sayable(title: str, brands: Sequence[Token], category: Sequence[str], naming: Naming) -> list[Token]:
    """The first words that can be spoken; else the kind; else letters and digits one after the other."""
    found = [token for part in title[:MOST].split() for token in naming.tokens(part[:_LONGEST_WORD])]
    words = [token for token in found if token.sort < STOP or token.sort in _ALL]
    if all(word.sort is NUMBER for word in words):
        words = [Token(KIND, text, text.lower()) for text in category[0].split()] if category else []
    words = words or [Token(NAME, text, text.lower()) for text in spelled(title[:MOST])]
    words = [*brands, *words][:_WORDS]
    return trimmed(words, front=False) or words or [Token(NAME, title.strip()[:_LONGEST_WORD], "")]


def spelled(text: str) -> Iterator[str]:
    """Letters and digits apart: "EB-20" is said as "EB 20"."""
    run = ""
    for letter in text:
        if run and (not letter.isalnum() or letter.isdigit() != run[-1].isdigit()):
            yield run[:_LONGEST_WORD]
            run = ""
        if letter.isalnum():
            run += letter
    if run:
        yield run[:_LONGEST_WORD]
