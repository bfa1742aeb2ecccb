"""Whether what fits best is told well enough by the words that it may be offered without asking."""

from __future__ import annotations

from skill.services.own_first import HALF, MUCH
from skill.shopping.matching.alike import like_a_whole_name
from skill.shopping.matching.asked import readings
from skill.shopping.matching.exact import Grade, says_itself
from skill.shopping.matching.hearing import Hearing, folded
from skill.shopping.matching.profile import names_several, profile
from skill.shopping.matching.rank import LEAST_SCORE, Match
from skill.shopping.matching.terms import terms, words
from skill.shopping.product import Product

# How well what only sounds alike must fit to be offered at once; anything weaker is asked about.
SURE, SURE_OF_STRANGERS = 0.9, 0.93


def fits_surely(match: Match, category: str, *, own: bool) -> bool:
    """Whether what fits best fits so well that it may be offered without asking.

    What the household buys, or is of the kind that is talked about, must have all the words, or others for the same in
    its name; what it buys may sound just like them. Anything else must be called so, or be described by most of its
    name in the very words: a first purchase needs more care.
    """
    if match.grade is Grade.SOUNDS:
        return match.score > SURE if own else match.score >= SURE_OF_STRANGERS
    if own or (category and match.product.category == category):
        return match.grade >= Grade.MENTIONED and (match.literal or match.score >= LEAST_SCORE)
    described = match.grade is Grade.DESCRIBED and match.literal and match.score > HALF
    return match.grade >= Grade.OF_KIND or described


def by_itself(heard: str, match: Match, hearing: Hearing) -> bool:
    """Whether something new was told by itself: its whole name sounds so, or its own name has the words.

    "Protein shake" may be any shake on a shelf of protein, and another one that is not sold here.
    """
    if match.grade <= Grade.SOUNDS:
        return like_a_whole_name(heard, match.product, hearing)
    return match.grade is not Grade.DESCRIBED or says_itself(heard, match.product, hearing)


def by_a_mere_word(heard: str, match: Match, hearing: Hearing) -> bool:
    """Whether one word that says neither what it is nor its whole brand is all that speaks for it ("small", "free").

    That is rather what is left of something else that was misheard. And several "peaches" are no peach yogurt.
    """
    if match.grade is not Grade.MENTIONED or not match.literal:
        return False
    if _much_of(heard, match, hearing) >= MUCH and _is_written(heard, match.product, hearing):
        return False
    brand = profile(match.product, hearing).brand
    fewest = min((reading.terms for reading in readings(heard, hearing) if reading.terms), key=len)
    return len(fewest) == 1 and brand != frozenset(fewest)


def _much_of(heard: str, match: Match, hearing: Hearing) -> float:
    """How much of a name was said; by letters where two words are written as one: "Huhn" of "Katzenfutter Huhn"."""
    if not hearing.tails:
        return match.score
    said, names = set(terms(heard, hearing)), profile(match.product, hearing).names
    return max(_letters(said.intersection(name)) / _letters(set(name)) for name in names)


def _letters(found: set[str]) -> int:
    return sum(map(len, found))


def _is_written(heard: str, product: Product, hearing: Hearing) -> bool:
    """Whether what was heard is in its names to the letter, and not one of what was heard as several."""
    said = [word for word in words(heard, hearing) if word not in hearing.fillers and word not in hearing.vague]
    texts = [folded(text) for text in (*profile(product, hearing).texts, product.brand)]
    if hearing.tails:  # "Rindfleisch" is no "Rindfleischeintopf"
        return not said or any(word.endswith(said[-1]) for text in texts for word in words(text, hearing))
    return not said or any(said[-1] in text for text in texts)


def as_one(heard: str, product: Product, hearing: Hearing) -> bool:
    """Whether words with an "and" are one thing here, as in its names: no pasta sauce is "pasta and sauce"."""
    if not names_several(heard, hearing):
        return True
    said = set(terms(heard, hearing))
    texts = profile(product, hearing).texts
    return any(names_several(text, hearing) and said.issubset(terms(text, hearing)) for text in texts)
