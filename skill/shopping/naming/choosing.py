"""Which words of a phrase say what a product is, when there is not room for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from skill.shopping.naming.tables import Naming
from skill.shopping.naming.tokens import BREAK, JOIN, KINDS, NAME, NUMBER, TRAIT, Token

_READ = 8
"""In a phrase without end, what it is stands among so many words."""


def chosen(words: Sequence[Token], room: int, category: Sequence[str], naming: Naming) -> list[Token]:
    """At most ``room`` words, in their order: the kind, then what distinguishes, then what stands nearest."""
    if length(words) <= room:
        return trimmed(words, front=False)
    words = trimmed(words)
    words = trimmed(words[: _end(words, category, naming)])
    if length(words) <= room:
        return words
    last = len(words) - 1
    kept, used = {last}, words[last].spoken_words
    nearest = range(last - 1, -1, -1)
    # What belongs to the kind ("cat food") before what tells it apart, and that before what only describes it.
    order = [n for n in nearest[:1] if words[n].sort in KINDS]
    order += [n for n in nearest if words[n].tells]
    order += [n for n in nearest if words[n].sort in (*KINDS, NAME)]
    order += nearest
    for n in order:
        size = words[n].spoken_words
        if n not in kept and used + size <= room and words[n].sort is not JOIN:
            kept.add(n)
            used += size
    # "Salt and vinegar" stays together while there is room.
    for n in nearest:
        if used < room and words[n].sort is JOIN and n - 1 in kept and n + 1 in kept:
            kept.add(n)
            used += 1
    return [words[n] for n in sorted(kept)]


def without_repeats(words: Sequence[Token], said: Sequence[Token]) -> list[Token]:
    """The words without those said before, and of what comes twice the last: "phone ring cell phone holder"."""
    known = {word.low for word in said}
    kept: list[Token] = []
    for word in reversed(words):
        if word.sort is JOIN or word.low not in known:
            kept.append(word)
            known.add(word.low)
    return kept[::-1]


def trimmed(words: Sequence[Token], *, front: bool = True) -> list[Token]:
    """Without what no name ends with ("and") or, at its ``front``, begins with."""
    first, last = 0, len(words)
    while front and first < last and words[first].sort in (JOIN, NUMBER):
        first += 1
    while last > first and words[last - 1].sort in (JOIN, BREAK):
        last -= 1
    return list(words[first:last])


def length(words: Sequence[Token]) -> int:
    """How many words are said."""
    return text_of(words).count(" ") + 1 if words else 0


def text_of(words: Sequence[Token]) -> str:
    """The words as they are written."""
    return " ".join([word.text for word in words])


@lru_cache(maxsize=1000)
def _heads(category: tuple[str, ...]) -> frozenset[str]:
    """The words that a kind's names end with, also as one or as several."""
    found = {name.lower().replace("_", " ").replace("-", " ").rpartition(" ")[2] for name in category}
    found |= {head[:-1] for head in found if head.endswith("s")} | {f"{head}s" for head in found}
    return frozenset(found - {"", "s"})


def _end(words: Sequence[Token], category: Sequence[str], naming: Naming) -> int:
    """Where what it is ends: after the category's word, or else after the last kind among the first words."""
    if heads := _heads(tuple(category)):
        for n, word in enumerate(words):
            if word.low in heads:
                return n + 1
    for n in range(min(len(words), _READ) - 1):
        # "running shoes lightweight", "wedding dress ivory": from here on it is only described
        after = words[n + 1]
        if words[n].sort in (KINDS if n else KINDS[:1]) and (
            after.sort is TRAIT or after.low.endswith(naming.describing)
        ):
            return n + 1
    for n in range(min(len(words), _READ) - 1, 0, -1):
        # "battery operated", "leather lined": that kind only describes another
        if words[n].sort in KINDS and not (n + 1 < len(words) and words[n + 1].low.endswith(naming.participles)):
            return n + 1
    return next((n + 1 for n in range(_READ, len(words)) if words[n].sort in KINDS), _READ)
