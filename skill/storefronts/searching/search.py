"""Heard words → product ids: what the words may stand for, a few dozen candidates, and the best of them."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence, Set

from skill.shopping.matching.hearing import Hearing
from skill.storefronts.searching.index import numbers
from skill.storefronts.searching.lexicon import Lexicon, Sought
from skill.storefronts.searching.meaning import About
from skill.storefronts.searching.meant import Meanings
from skill.storefronts.searching.retrieve import ENOUGH, Group, candidates
from skill.storefronts.searching.scoring import Query
from skill.storefronts.searching.words import heard_terms

# What fits less than this share of what fits best is left out.
LEAST, WHOLE = 0.3, 0.85
# What being about the same counts beside the words, and how alike what has none of the words must be.
ABOUT, ALIKE = 0.2, 0.45

Scored = tuple[float, int, str, bytes | None]
"""A product's score, its number and id, and what its name is about."""


class Search:
    """The search in one language of an open catalogue; its caller holds the lock."""

    def __init__(self, connection: sqlite3.Connection, language: str, hearing: Hearing, products: int) -> None:
        self._connection = connection
        self._language = language
        self._hearing = hearing
        self._lexicon = Lexicon(connection, language, hearing, products)
        self._meanings = Meanings(connection, language, products)

    def best(self, heard: str, at_most: int) -> list[tuple[str, float]]:
        """The ids of the best products and their scores, best first; empty when nothing is said of any."""
        terms = heard_terms(heard, self._hearing)
        sought = self._lexicon.sought(terms)
        found = self._found(sought, self._lexicon.numbers(terms.vague), max(ENOUGH, at_most)) if sought else []
        about = None
        if not found and (about := self._meanings.of(terms.wanted)) is not None:
            found = self._meanings.near(about, ENOUGH)
        if not found:
            return []
        named = [one for one in sought if one.word not in terms.sizes] or sought
        query = Query(named, self._lexicon.numbers(terms.unwanted), self._lexicon.numbers(terms.vague))
        scored = self._scored(found, query)
        best = max(score for score, _, _, _ in scored)
        if best < WHOLE:
            about = about or self._meanings.of(terms.wanted)
        return _ranked(scored, best, about)[:at_most]

    def _found(self, sought: list[Sought], vague: Set[int], enough: int) -> list[int]:
        """The products that are looked at: those that hold the words."""
        held: dict[int, array[int]] = {}

        def postings(term: int) -> array[int]:
            if term not in held:
                held[term] = self._postings(term)
            return held[term]

        preferred = [Group([n], postings, 0.0) for n in sorted(vague)]
        found, whole = candidates([*(Group(one.terms, postings, one.idf) for one in sought), *preferred], enough)
        if not whole and self._lexicon.misheard(sought):
            others, _ = candidates([Group(one.terms, postings, one.idf) for one in sought], enough)
            found = list(dict.fromkeys([*found, *others]))
        return found

    def _scored(self, found: Sequence[int], query: Query) -> list[Scored]:
        marks = ",".join("?" * len(found))
        rows = self._connection.execute(
            f"SELECT n, id, terms, about FROM named_{self._language} WHERE n IN ({marks})",  # noqa: S608 - two letters
            found,
        )
        return [(query.score(numbers(terms)), n, product_id, name) for n, product_id, terms, name in rows]

    def _postings(self, term: int) -> array[int]:
        query = f"SELECT named FROM term_{self._language} WHERE n = ?"  # noqa: S608
        return numbers(self._connection.execute(query, (term,)).fetchone()[0])


def _ranked(scored: Iterable[Scored], best: float, about: About | None) -> list[tuple[str, float]]:
    """Best first. Once one says all that was said, what says half of it is no answer, and words alone decide.

    Till then anything may be. What has none of the words may be about the same.
    """
    least, counts = (LEAST * best, 0.0) if best >= WHOLE else (0.0, ABOUT)
    ranked = []
    for score, n, product_id, name in scored:
        if not score:
            alike = about.likeness(name) if about and name else 0.0
            if alike >= ALIKE:
                ranked.append((-ABOUT * alike, n, product_id))
        elif score >= least:
            more = counts * about.likeness(name) if counts and about and name else 0.0
            ranked.append((-score - more, n, product_id))
    return [(product_id, -score) for score, _, product_id in sorted(ranked)]
