"""Text → search terms, the same way for what is indexed and for what is heard."""

from __future__ import annotations

import re

from skill.shopping.matching.hearing import folded

MOST_TERMS = 12
LONGEST_TERM = 40
# Languages that write several words as one: "Kaffeefilter" must be found by "Filter" too.
COMPOUNDING = frozenset({"da", "de", "fi", "nl", "no", "sv"})
SHORTEST_TAIL, SHORTEST_HEAD = 4, 3
SHORTEST_PREFIX = 4

_TERM = re.compile(r"[^\W_]+")
# What is put on or taken off a word's end between one and several of it. Forms that are no words match nothing.
_ENDINGS = {"en": ("s", "es"), "de": ("n", "en", "e", "er", "s")}


def terms(text: str) -> list[str]:
    """The words of a text without case and accents, in order."""
    return _TERM.findall(folded(text))


def heard_terms(text: str) -> list[str]:
    """The words of what was heard: bounded, each once."""
    return list(dict.fromkeys(term[:LONGEST_TERM] for term in terms(text[:1000])))[:MOST_TERMS]


def forms(term: str, language: str) -> list[str]:
    """A term and its likely singular and plural forms."""
    if len(term) < 3 or not term.isalpha():
        return [term]
    found = [term]
    for ending in _ENDINGS.get(language, ()):
        found.append(term + ending)
        if term.endswith(ending) and len(term) - len(ending) >= 3:
            found.append(term.removesuffix(ending))
    if language == "en":
        if term.endswith("ies"):
            found.append(term[:-3] + "y")
        elif term.endswith("y"):
            found.append(term[:-1] + "ies")
    return list(dict.fromkeys(found))


def tails(term: str) -> list[str]:
    """The ends of a long word that may be words themselves, longest first: what a compound is a kind of."""
    last = len(term) - SHORTEST_TAIL
    return [term[start:] for start in range(SHORTEST_HEAD, last + 1)]
