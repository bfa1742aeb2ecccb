"""Heard words → product ids: what the words may stand for, a few dozen candidates, and the best of them."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence

from skill.shopping.matching.hearing import Hearing
from skill.storefronts.index import numbers
from skill.storefronts.lexicon import Lexicon
from skill.storefronts.retrieve import ENOUGH, Group, candidates
from skill.storefronts.scoring import Query
from skill.storefronts.words import heard_terms

# What fits less than this share of what fits best is left out.
LEAST, WHOLE = 0.3, 0.85


class Search:
    """The search in one language of an open catalogue; its caller holds the lock."""

    def __init__(self, connection: sqlite3.Connection, language: str, hearing: Hearing, products: int) -> None:
        self._connection = connection
        self._language = language
        self._hearing = hearing
        self._lexicon = Lexicon(connection, language, hearing, products)

    def best(self, heard: str, at_most: int) -> list[tuple[str, float]]:
        """The ids of the best products and their scores, best first; empty when none holds any of the words."""
        terms = heard_terms(heard, self._hearing)
        sought = self._lexicon.sought(terms)
        if not sought:
            return []
        held: dict[int, array[int]] = {}

        def postings(term: int) -> array[int]:
            if term not in held:
                held[term] = self._postings(term)
            return held[term]

        enough = max(ENOUGH, at_most)
        vague = self._lexicon.numbers(terms.vague)
        preferred = [Group([n], postings, 0.0) for n in sorted(vague)]
        found, whole = candidates([*(Group(one.terms, postings, one.idf) for one in sought), *preferred], enough)
        if not whole and self._lexicon.misheard(sought):
            others, _ = candidates([Group(one.terms, postings, one.idf) for one in sought], enough)
            found = list(dict.fromkeys([*found, *others]))
        named = [one for one in sought if one.word not in terms.sizes] or sought
        return self._best(found, Query(named, self._lexicon.numbers(terms.unwanted), vague), at_most)

    def _best(self, found: Sequence[int], query: Query, at_most: int) -> list[tuple[str, float]]:
        marks = ",".join("?" * len(found))
        rows = self._connection.execute(
            f"SELECT n, id, terms FROM named_{self._language} WHERE n IN ({marks})",  # noqa: S608 - two letters, checked
            found,
        )
        ranked = sorted((-query.score(numbers(terms)), n, product_id) for n, product_id, terms in rows)
        # Once one says all that was said, what says half of it is no answer; till then anything may be.
        least = LEAST * -ranked[0][0] if -ranked[0][0] >= WHOLE else 0.0
        return [(product_id, -score) for score, _, product_id in ranked[:at_most] if score and -score >= least]

    def _postings(self, term: int) -> array[int]:
        query = f"SELECT named FROM term_{self._language} WHERE n = ?"  # noqa: S608
        return numbers(self._connection.execute(query, (term,)).fetchone()[0])
