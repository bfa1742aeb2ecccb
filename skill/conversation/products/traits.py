"""Whether what is written of a product says anything of a trait that was asked for: "is it gluten free?" """

from __future__ import annotations

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.terms import LACKING, terms
from skill.shopping.product import ProductWords

_SHORTEST = 3  # letters of what may be a part of a word


def mentions(words: ProductWords, trait: str, hearing: Hearing) -> bool:
    """Whether all of a trait's words stand in the names or the facts, be it that the product has it or lacks it.

    A word may be a part of one there: milk of „Milchschokolade“, nuts of peanuts.
    """
    written = " . ".join((words.name, words.spoken, *words.synonyms, words.details))
    told = {term.removeprefix(LACKING) for term in terms(written, hearing)}
    asked = (term.removeprefix(LACKING) for term in terms(trait, hearing))
    return all(any(_within(term, word) for word in told) for term in asked)


def _within(term: str, word: str) -> bool:
    return term == word or (len(term) >= _SHORTEST and (word.startswith(term) or word.endswith(term)))
