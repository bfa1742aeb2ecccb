"""Text as terms that compare: no case, no accents, no plural endings, no filler words; numbers as digits.

What a product is without is one term: "sugar free", "sugarless" and "without sugar" are all ``-sugar``, so that a
sugar-free cola is none of "sugar".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from skill.shopping.matching.hearing import APOSTROPHES, Hearing, folded

_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[%+&]")
LACKING = "-"


@lru_cache(maxsize=50_000)
def terms(text: str, hearing: Hearing) -> tuple[str, ...]:
    """The comparable terms of a text, in order; the text's own words when all of them are fillers."""
    return terms_of(words(text, hearing), hearing)


def words(text: str, hearing: Hearing) -> list[str]:
    """The folded words and numbers of a text; signs that are read aloud as their words, others left out."""
    found = _WORD.findall(folded(text).translate(APOSTROPHES))
    return [hearing.signs.get(word, word) for word in found if word not in "%+&" or word in hearing.signs]


def terms_of(found: Sequence[str], hearing: Hearing) -> tuple[str, ...]:
    """The terms of some `words`."""
    found = lacking(found, hearing)
    kept = [word for word in found if word not in hearing.fillers] or found
    return tuple([stem(word, hearing) for word in kept])


@lru_cache(maxsize=50_000)
def stem(word: str, hearing: Hearing) -> str:
    """A word without the ending that tells one from several; a number word as digits."""
    if (number := hearing.numbers.get(word)) is not None:
        return str(number)
    if word[0] == LACKING:
        return LACKING + stem(word[1:], hearing)
    word = hearing.irregular.get(word, word)
    for ending, instead in hearing.endings:
        shorter = word[: -len(ending)] + instead
        # "Glass" and "Tee" end in no ending.
        if word.endswith(ending) and len(shorter) >= 3 and not (len(ending) == 1 and word.endswith(ending * 2)):
            return shorter
    return word


def lacking(found: Sequence[str], hearing: Hearing) -> list[str]:
    """Words in which what a product is without is one word: "-sugar"."""
    told = hearing.attributes
    made: list[str] = []
    place, end = 0, len(found)
    while place < end:
        word = found[place]
        after = place + 1
        if word in told.lacking:
            thing = after + 1 if after < end - 1 and found[after] in told.added else after
            if thing < end and found[thing] in told.things:
                made.append(LACKING + found[thing])
                place = thing + 1
                continue
        elif word in told.things and after < end and _ends_free(found[after], hearing):
            made.append(LACKING + word)
            place = after + 1
            continue
        elif (thing_ := _free_of(word, hearing)) is not None:
            word = LACKING + thing_
        made.append(word)
        place = after
    return made


def _ends_free(word: str, hearing: Hearing) -> bool:
    return word in hearing.attributes.free or stem(word, hearing) in hearing.attributes.free


@lru_cache(maxsize=20_000)
def _free_of(word: str, hearing: Hearing) -> str | None:
    """The thing in "sugarless" and "zuckerfreie"; None in other words."""
    told = hearing.attributes
    for ending in told.free:
        cut = word.rfind(ending)
        if cut >= 3 and word[:cut] in told.things and (word.endswith(ending) or stem(word, hearing).endswith(ending)):
            return word[:cut]
    return None
