"""The brand at the beginning of a name: as the catalogue says, or as the title begins."""

from __future__ import annotations

from collections.abc import Sequence

from skill.shopping.naming.fallback import spelled
from skill.shopping.naming.reading import Phrase, read
from skill.shopping.naming.tables import Naming
from skill.shopping.naming.tokens import JOIN, NAME, PLAIN, Token

_MOST = 3


def brand_of(given: str, phrases: Sequence[Phrase], naming: Naming) -> tuple[list[Token], list[Phrase]]:
    """The words of the brand, and the phrases without it.

    Without a ``given`` brand, the words that a title begins with and that are in no list are taken for one.
    """
    if given:
        words = _given(given, naming)
        called = [word.low for word in words]
        return words, [_without(phrase, called) for phrase in phrases]
    for n, phrase in enumerate(phrases):
        rest = phrase.rest
        # "Hafermilch von Oatly": a brand behind what it is.
        if len(rest) > 1 and rest[0].low in naming.brand_after and all(word.sort is NAME for word in rest[1:]):
            brand = [_capital(word) for word in rest[1:_MOST]]
            return brand, [*phrases[:n], phrase._replace(rest=[]), *phrases[n + 1 :]]
    for n, phrase in enumerate(phrases):
        if phrase.words and not phrase.bracketed:
            count = _count(phrase.words, naming)
            brand = [_capital(word) for word in phrase.words[:count]]
            return brand, [*phrases[:n], phrase._replace(words=phrase.words[count:]), *phrases[n + 1 :]]
    return [], list(phrases)


def _given(brand: str, naming: Naming) -> list[Token]:
    written = {part.casefold(): part for part in brand.split()}
    found = [word for phrase in read(brand, naming).phrases for word in (*phrase.words, *phrase.rest)][:_MOST]
    while found and found[-1].sort is JOIN:
        found.pop()
    if found:
        return [
            _capital(word._replace(text=written.get(word.low, word.text) if word.low.isalpha() else word.text))
            for word in found
        ]
    return [Token(NAME, part, part.lower()) for part in spelled(brand)][:_MOST]


def _count(words: Sequence[Token], naming: Naming) -> int:
    """How many of the first words are the brand's."""
    first = words[0]
    if len(words) < 3:
        return 1 if first.sort is NAME else 0
    second = words[1].sort
    if first.sort is not NAME:
        # "Blue Someone": a word that anybody uses, and a name.
        return 2 if second is NAME and not words[1].text.islower() and first.sort < JOIN else 0
    if second is JOIN and len(words) > 3:  # "Salt & Stone", "House of the Rising Loaf"
        last = 2 if words[2].sort is not JOIN else 3
        return last + 1 if words[last].sort is not JOIN else 1
    if first.low in naming.brand_begins or (first.low.endswith("'s") and second is PLAIN):
        return 2
    return 2 if second is NAME and not words[1].text.islower() else 1


def _without(phrase: Phrase, brand: Sequence[str]) -> Phrase:
    return phrase._replace(words=_cut(phrase.words, brand), rest=_cut(phrase.rest, brand))


def _cut(words: list[Token], brand: Sequence[str]) -> list[Token]:
    """The words without the brand's, wherever those stand."""
    size = len(brand)
    for n in range(len(words) - size + 1):
        if all(words[n + k].low == brand[k] for k in range(size)):
            return words[:n] + words[n + size :]
    return words


def _capital(word: Token) -> Token:
    """A name begins with a capital letter, unless it has one elsewhere."""
    if word.sort is not JOIN and word.text.islower():
        return word._replace(text=word.text[:1].upper() + word.text[1:])
    return word
