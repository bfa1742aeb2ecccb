"""Products that are named together, or bought by one household, never sound the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

from skill.shopping.matching.hearing import folded
from skill.shopping.matching.sound import sounds
from skill.shopping.product import Mark, Product

WORDS = 6
"""A name has at most so many words, also with what tells it from another; a shop's own longer name stays as long."""

_MOST_ADDED = 3


def apart(
    products: Sequence[Product],
    language: str,
    ordinals: Callable[[], Sequence[str]] = tuple,
    *,
    besides: Sequence[Product] = (),
) -> list[str]:
    """What the products are called when they are named together.

    Spoken names that sound the same get what tells them apart: a flavour, a size, a pack; where nothing does, which
    one of them it is (``ordinals``: "the first", "the second"; without them such products stay alike). They are told
    apart from what the shopper knows ``besides``, too, as far as there is something to tell.

    Returns:
        A name each, of at most six words, in the order of ``products``; one that comes twice is called the same.

    """
    distinct = {product.id: product for product in (*products, *besides)}
    names = [product.in_language(language).spoken for product in distinct.values()]
    if _same([_key(name, language) for name in names]):
        names = _told(list(distinct.values()), language)
        wanted = len({product.id for product in products})
        names[:wanted] = _numbered(names[:wanted], ordinals)
    called = dict(zip(distinct, names, strict=True))
    return [called[product.id] for product in products]


def _told(products: Sequence[Product], language: str) -> list[str]:
    """The names with what tells them apart, as far as anything does."""
    names = [product.in_language(language).spoken for product in products]
    added: list[list[Mark]] = [[] for _ in products]
    for _ in range(_MOST_ADDED):
        groups = _same([_key(name, language) for name in names])
        if not groups:
            return names
        for group in groups:
            _tell(group, products, added, names, language)
    return names


def _numbered(names: list[str], ordinals: Callable[[], Sequence[str]]) -> list[str]:
    """Names that are the same to the letter are told apart by which one of them it is."""
    taken = {folded(name) for name in names}
    for group in _same([folded(name) for name in names]):
        places = iter(ordinals())
        for n in group:
            fresh = (_with(names[n], Mark(place)) for place in places)
            names[n] = next((name for name in fresh if folded(name) not in taken), names[n])
            taken.add(folded(names[n]))
    return names


def _tell(
    group: Sequence[int], products: Sequence[Product], added: list[list[Mark]], names: list[str], language: str
) -> None:
    """Give each of a group its first mark that not all of them have."""
    marks = [products[n].in_language(language).marks for n in group]
    shared = set.intersection(*({folded(mark.text) for mark in own} for own in marks))
    for n, own in zip(group, marks, strict=True):
        spoken = products[n].in_language(language).spoken
        for mark in own:
            if folded(mark.text) in shared or mark in added[n]:
                continue
            added[n].append(mark)
            names[n] = _composed(spoken, added[n])
            break


def _same(keys: Sequence[Hashable]) -> list[list[int]]:
    """The places of keys that come more than once, together."""
    found: dict[Hashable, list[int]] = {}
    for n, key in enumerate(keys):
        found.setdefault(key, []).append(n)
    return [group for group in found.values() if len(group) > 1]


def _composed(spoken: str, marks: Iterable[Mark]) -> str:
    name, moved = spoken, 0
    for mark in marks:
        at = mark.at + moved if mark.at >= 0 else -1
        moved += len(mark.text.split()) - _twice(name.split(), at, mark.text.split()) if at >= 0 else 0
        name = _with(name, Mark(mark.text, at))
    return name


def _with(name: str, mark: Mark) -> str:
    """The name with a mark; when that makes it too long, words in the middle give way."""
    words, more = name.split(), mark.text.split()
    at = len(words) if mark.at < 0 else min(mark.at, len(words))
    words = [*words[:at], *words[at + _twice(words, at, more) :]]
    over = len(words) + len(more) - max(WORDS, len(words))
    if over > 0:
        first = at if at < len(words) else 1
        gone = range(first, min(first + over, len(words) - (1 if at < len(words) else 0)))
        words = [word for n, word in enumerate(words) if n not in gone]
        at = min(at, len(words))
    return " ".join([*words[:at], *more, *words[at:]])


def _twice(words: Sequence[str], at: int, more: Sequence[str]) -> int:
    """How many words from a place on are said already: "whole wheat" in front of "wheat bread" is wheat once."""
    here, last = [folded(word) for word in words[at:]], [folded(word) for word in more]
    return next((n for n in range(len(more), 0, -1) if here[:n] == last[-n:]), 0)


def _key(name: str, language: str) -> tuple[str, ...]:
    """How a name sounds: two of one key are easily mistaken for each other."""
    return tuple([sounds(word, language) or word for word in folded(name).split()])
