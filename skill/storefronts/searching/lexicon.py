"""What the terms of a query may stand for on the shelf: themselves, what they were misheard from, and their like."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.terms import LACKING
from skill.storefronts.searching.near import ALIKE_FROM, SURE, NearTerms, alike
from skill.storefronts.searching.words import Heard, parted, tails

# How much of a word's weight another one counts that stands in for it.
JOINED, PARTED, BEGUN, COMPOUND, KIND, BESIDE, MISHEARD = 0.95, 0.9, 0.85, 0.8, 0.6, 0.6, 0.75
MOST_TRIED, MOST_LETTERS = 4, 20
LIKELIER = 30
MOST_COMPOUNDS = 100
SHORTEST_PREFIX = 4


class Sought(msgspec.Struct):
    """One term of the query: the terms of the shelf that may be meant and how surely, and how telling it is (idf)."""

    word: str
    terms: dict[int, float]
    products: int
    idf: float = 0.0


class Lexicon:
    """The vocabulary of one language in an open catalogue; its caller holds the lock."""

    def __init__(self, connection: sqlite3.Connection, language: str, hearing: Hearing, products: int) -> None:
        self._connection = connection
        self._language = language
        self._hearing = hearing
        self._products = products
        self._near = NearTerms(connection, language)

    def sought(self, heard: Heard) -> list[Sought]:
        """The terms of a query that stand for something on the shelf, in order."""
        wanted = heard.wanted
        if not wanted:
            return []
        known = self._known([*wanted, *(word for _, word in heard.joined)])
        together = self._together(heard, known)
        found: list[Sought] = []
        free = -1
        for place, word in enumerate(wanted):
            if place == free:
                continue
            if place + 1 < len(wanted) and (one := self._without(word, wanted[place + 1], known)).terms:
                found.append(one)
                free = place + 1
                continue
            one = self._standing(word, known.get(word), together.get(place))
            if word in known:
                found.append(one)
                continue
            meant = self._unknown(word, others=len(wanted) > 1)
            if one.terms and len(meant) < 2:
                for other in meant:
                    for n, weight in other.terms.items():
                        self._put(one, n, other.products, weight)
                meant = [one]
            found += meant
        if not found and len(wanted) == 1:
            found = self._both_misheard(wanted[0])
        return self._weighed(found)

    def _together(self, heard: Heard, known: Mapping[str, tuple[int, int]]) -> dict[int, tuple[int, int, float]]:
        """Neighbours that are one word on the shelf, or surely meant to be, by the places of both."""
        found: dict[int, tuple[int, int, float]] = {}
        for place, word in heard.joined:
            one = (*known[word], 1.0) if word in known else None
            if one is None and not known.keys() >= {*heard.wanted[place : place + 2]}:
                one = next((near for near in self._near.terms(word)[:1] if near[2] >= SURE), None)
            if one is not None:
                found[place] = found[place + 1] = (*one[:2], JOINED * one[2])
        return found

    def _standing(self, word: str, known: tuple[int, int] | None, together: tuple[int, int, float] | None) -> Sought:
        """A word by itself, with its neighbour, and in compounds."""
        one = Sought(word, {known[0]: 1.0} if known else {}, known[1] if known else 0)
        if together:
            self._put(one, *together)
        self._compounds(one)
        return one

    def _weighed(self, sought: list[Sought]) -> list[Sought]:
        for one in sought:
            seldom = one.products or 1
            one.idf = math.log(1 + (self._products - seldom + 0.5) / (seldom + 0.5))
        return sought

    def misheard(self, sought: list[Sought]) -> bool:
        """Let known terms stand for others that sound the same or nearly; True when there are any."""
        any_ = False
        for one in sought:
            if not one.word.isalpha() or len(one.word) < SHORTEST_PREFIX:
                continue
            for n, products, likeness in self._near.terms(one.word):
                if n not in one.terms:
                    # One word in thirty is misheard: what is that much more common was more probably meant, and what
                    # was heard tells no more than it.
                    self._put(one, n, products if products > LIKELIER * one.products else 0, MISHEARD * likeness)
                    any_ = True
        self._weighed(sought)
        return any_

    def numbers(self, words: Iterable[str]) -> set[int]:
        """The numbers of some terms, as far as they are on the shelf."""
        given = list(words)
        return {n for n, _ in self._known(given).values()} if given else set()

    def _without(self, word: str, after: str, known: Mapping[str, object]) -> Sought:
        """What a product may be free of, one of the two words misheard: "glutin free", "gluten frea"."""
        one = Sought(LACKING + word, {}, 0)
        if word in known:
            if after not in known and after.isalpha():
                like = max(alike(after, free, self._hearing.language) for free in self._hearing.attributes.free)
                if like >= ALIKE_FROM and one.word in (there := self._known([one.word])):
                    self._put(one, *there[one.word], like)
            return one
        if after not in self._hearing.attributes.free:
            return one
        near = {self._word(n): likeness for n, _, likeness in self._near.terms(word)}
        for term, (n, products) in self._known([LACKING + term for term in near]).items() if near else ():
            self._put(one, n, products, near[term.removeprefix(LACKING)])
        return one

    def _word(self, n: int) -> str:
        query = f"SELECT word FROM term_{self._language} WHERE n = ?"  # noqa: S608
        return str(self._connection.execute(query, (n,)).fetchone()[0])

    def _known(self, words: Sequence[str]) -> dict[str, tuple[int, int]]:
        marks = ",".join("?" * len(words))
        query = f"SELECT word, n, products FROM word_{self._language} WHERE word IN ({marks})"  # noqa: S608
        return {word: (n, products) for word, n, products in self._connection.execute(query, words)}

    def _unknown(self, word: str, *, others: bool) -> list[Sought]:
        """A word that is not on the shelf: written as one, begun, or misheard."""
        if len(word) < (3 if others else SHORTEST_PREFIX):
            return []
        near = self._near.terms(word, further=True)
        if not near or near[0][2] < SURE:
            halves = self._halves(word, near[0][2] if near else 0.0)
            if halves:
                return halves
        made = Sought(word, {}, 0)
        if len(word) >= SHORTEST_PREFIX and word.isalpha():
            self._begun(made, BEGUN)
        for n, products, likeness in near:
            self._put(made, n, products, likeness)
        return [made] if made.terms else []

    def _halves(self, word: str, least: float) -> list[Sought]:
        """Two words run together, of which one may be misheard besides; none when less likely than ``least``."""
        parts = list(parted(word))
        known = self._known([part for pair in parts for part in pair]) if parts else {}
        both = [(one, two) for one, two in parts if one in known and two in known]
        if both and least < PARTED:
            best = max(both, key=lambda pair: min(known[pair[0]][1], known[pair[1]][1]))
            return [Sought(part, {known[part][0]: PARTED}, known[part][1]) for part in best]
        found: list[Sought] = []
        if self._hearing.tails:  # a watermelon, one word in such languages, is no water
            return found
        tried = sorted(
            ((pair, part) for pair in parts for part in pair if part in known and len(part) >= SHORTEST_PREFIX),
            key=lambda each: -len(each[1]),
        )
        for pair, part in tried[:MOST_TRIED]:
            other = pair[pair[0] == part]
            near = self._near.terms(other)
            if near and PARTED * near[0][2] > least:
                least = PARTED * near[0][2]
                halves = {part: {known[part][0]: PARTED}, other: {n: PARTED * like for n, _, like in near}}
                counts = {part: known[part][1], other: near[0][1]}
                found = [Sought(half, halves[half], counts[half]) for half in pair]
        return found

    def _both_misheard(self, word: str) -> list[Sought]:
        """Two words run together and both misheard: the dearest guess, for when there is no other."""
        found: list[Sought] = []
        best = 0.0
        for pair in parted(word[:MOST_LETTERS]):
            near = [self._near.terms(half) for half in pair]
            if all(near) and (sure := near[0][0][2] * near[1][0][2]) > best:
                best = sure
                found = [
                    Sought(half, {n: PARTED * like for n, _, like in some}, some[0][1])
                    for half, some in zip(pair, near, strict=True)
                ]
        return found

    def _begun(self, one: Sought, weight: float) -> None:
        """Let a word stand for those that begin with it."""
        query = (
            f"SELECT n, products FROM word_{self._language} "  # noqa: S608
            "WHERE word > ? AND word < ? ORDER BY products DESC LIMIT 20"
        )
        for n, products in self._connection.execute(query, (one.word, one.word + "\U0010ffff")):
            self._put(one, n, products, weight)

    def _compounds(self, one: Sought) -> None:
        if not self._hearing.tails:
            return
        if len(one.word) >= SHORTEST_PREFIX:
            self._begun(one, BESIDE)
        query = (
            f"SELECT compound.n, length(named) / 4 FROM compound_{self._language} AS compound "  # noqa: S608
            f"JOIN term_{self._language} AS term ON term.n = compound.n WHERE tail = ? ORDER BY compound.n LIMIT ?"
        )
        for n, products in self._connection.execute(query, (one.word, MOST_COMPOUNDS)):
            self._put(one, n, products, COMPOUND)
        known = self._known(list(tails(one.word, self._hearing)))
        if known:
            self._put(one, *known[max(known, key=len)], KIND)

    @staticmethod
    def _put(one: Sought, n: int, products: int, weight: float) -> None:
        if weight > one.terms.get(n, 0.0):
            one.terms[n] = weight
            one.products = max(one.products, products)
