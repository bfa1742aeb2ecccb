"""The name that people would say for a catalogue's title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skill.shopping.naming.brand import brand_of
from skill.shopping.naming.choosing import chosen, length, text_of, trimmed, without_repeats
from skill.shopping.naming.fallback import sayable
from skill.shopping.naming.reading import Phrase, Title, read
from skill.shopping.naming.tables import Naming
from skill.shopping.naming.tokens import BOTH, JOIN, KINDS, NAME, NUMBER, TRAIT, Token
from skill.shopping.product import Mark

_USUAL = 5
_MOST_MARKS = 7
_LONGEST_MARK = 3
_LOOKED_AT = 4


class Named(NamedTuple):
    """What a product is called, and what tells it from others that are called so, the most telling first."""

    spoken: str
    marks: tuple[Mark, ...]


def named(title: str, naming: Naming, *, brand: str = "", size: str = "", category: Sequence[str] = ()) -> Named:
    """The spoken name of a title, of at most six words: brand, what it is, and little more.

    ``brand`` and ``size`` are what the catalogue says of it beside the title, ``category`` what its kind is called.
    """
    found = read(title, naming)
    brands, phrases = brand_of(brand, found.phrases, naming)
    name = _name(brands, phrases, category, naming, given=bool(brand)) or sayable(title, brands, category, naming)
    if name[0].sort is JOIN:  # "The Quiet Orchard"
        name = [name[0]._replace(text=name[0].text.capitalize()), *name[1:]]
    return Named(text_of(name), tuple(_marks(name, len(brands), phrases, _measured(found, size, naming), naming)))


def marks(title: str, spoken: str, naming: Naming, *, brand: str = "", size: str = "") -> tuple[Mark, ...]:
    """What tells a product from others whose name, given by the shop, is the same."""
    found = read(title, naming)
    brands, phrases = brand_of(brand, found.phrases, naming) if brand else ([], found.phrases)
    name = [Token(NAME, text, text.lower()) for text in spoken.split()]
    called = [word.low for word in brands]
    begins = [word.low for word in name[: len(called)]] == called
    told = tuple(_marks(name, len(called) if begins else 0, phrases, _measured(found, size, naming), naming))
    if brands and brands[0].low not in {word.low for word in name}:
        return (Mark(text_of(brands), 0), *told)[:_MOST_MARKS]
    return told


def _name(
    brands: list[Token], phrases: Sequence[Phrase], category: Sequence[str], naming: Naming, *, given: bool
) -> list[Token]:
    """Brand and kind; empty when the title holds no word for it. ``given``: the brand is not from the title."""
    place = next((n for n, phrase in enumerate(phrases) if not phrase.bracketed and _content(phrase.words)), None)
    if place is None:
        return [] if given else brands
    lead = phrases[place]
    # A title that is short already is how its shop wants it to be called.
    if lead.rest and lead.rest[0].low in naming.inside and length(brands + lead.words + lead.rest) < _USUAL:
        return brands + lead.words + lead.rest
    room = _USUAL - length(brands)
    kind = chosen(without_repeats(lead.words, brands), room, category, naming)
    if kind and (brands or kind[0] is not lead.words[0]):
        kind = trimmed(kind)
    if not (kind and kind[-1].sort in KINDS) and length(kind) < room:
        later = _from_later(phrases[place + 1 :], kind, room - length(kind), category, naming)
        kind += later
    return [*brands, *kind]


def _from_later(
    phrases: Sequence[Phrase], kind: Sequence[Token], room: int, category: Sequence[str], naming: Naming
) -> list[Token]:
    """What it is, from the next phrase that says so ("Acme X-900, smart TV"), when the first one does not."""
    known = {word.low for word in kind}
    for phrase in phrases[:_LOOKED_AT]:
        if phrase.bracketed or not _content(phrase.words):
            continue
        words = chosen(without_repeats(phrase.words, []), min(room, 2 if kind else 3), category, naming)
        if length(words) <= room and any(word.sort in KINDS for word in words):
            return [word for word in words if word.low not in known]
    first = next((phrase.words for phrase in phrases if _content(phrase.words)), None)
    return trimmed(chosen(without_repeats(first, []), room, category, naming)) if first and not kind else []


def _marks(
    name: Sequence[Token], brands: int, phrases: Sequence[Phrase], measured: Sequence[str], naming: Naming
) -> Iterator[Mark]:
    """What the name leaves out, the most telling first: flavours, short additions, pack, size, the rest."""
    said = {part for word in name for part in word.low.split()}
    first = length(name[:brands]) if naming.traits_first else -1
    given: set[str] = set()
    for text, at in _candidates(name, phrases, measured, naming, first):
        low = text.lower()
        if low in given or low in said or (" " in low and all(part in said for part in low.split())):
            continue
        given.add(low)
        yield Mark(text, at)
        if len(given) == _MOST_MARKS:
            return


def _candidates(
    name: Sequence[Token], phrases: Sequence[Phrase], measured: Sequence[str], naming: Naming, first: int
) -> Iterator[tuple[str, int]]:
    for phrase in phrases:
        for word in phrase.words:
            if word.sort is TRAIT or word.sort is BOTH:
                yield word.text, first
    yield from ((text, -1) for text in _short(phrases[1:]))
    yield from ((text, -1) for text in measured)
    yield from ((text, -1) for text in _made_for(phrases, naming))
    for phrase in phrases:
        for n, word in enumerate(phrase.words):
            if word.sort < TRAIT:
                yield word.text, first if first < 0 or not n else max(first, _after(phrase.words[n - 1], name))
            elif word.sort is NUMBER:
                yield word.text, -1


def _after(word: Token, name: Sequence[Token]) -> int:
    """The place in a name right after a word, -1 without it: white sandwich bread is no "sandwich white bread"."""
    place = next((n for n, one in enumerate(name) if one.low == word.low), -1)
    return length(name[: place + 1]) if place >= 0 else -1


def _short(phrases: Sequence[Phrase]) -> Iterator[str]:
    """What a title ends with is often what the article differs in: ", Lime", "(Pattern A)"."""
    for phrase in phrases:
        if len(phrase.words) <= _LONGEST_MARK and not phrase.rest:
            words = trimmed(phrase.words)
            if _content(words) and length(words) <= _LONGEST_MARK:
                yield text_of(words)


def _made_for(phrases: Sequence[Phrase], naming: Naming) -> Iterator[str]:
    for phrase in phrases:
        if len(phrase.rest) > 1 and phrase.rest[0].low in naming.inside:
            words = trimmed(phrase.rest[: _LONGEST_MARK + 1])
            if len(words) > 1:
                yield text_of(words)


def _measured(found: Title, size: str, naming: Naming) -> list[str]:
    """Pack, size, and what is said of the inside; the catalogue's own column where the title says nothing of it."""
    sizes, packs = found.sizes, found.packs
    if size and not packs and not sizes:
        told = read(size, naming)
        packs, sizes = told.packs, told.sizes
    said = [_pack(units, naming) for units in packs]
    return [*said, *sizes, *found.inner]


def _pack(units: int, naming: Naming) -> str:
    if units - 2 < len(naming.pack_of):
        return naming.pack_of[units - 2]
    return naming.pack_of_many.replace("#", str(units))


def _content(words: Sequence[Token]) -> bool:
    return any(word.sort < JOIN for word in words)
