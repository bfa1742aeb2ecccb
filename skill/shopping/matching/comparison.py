"""What sets one product against another: "the cheaper one", "something bigger", "the cheapest coffee"."""

from __future__ import annotations

from enum import Enum

import msgspec

from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.terms import words


class Comparison(Enum):
    """By what one is set against another."""

    CHEAPER = "cheaper"
    CHEAPEST = "cheapest"
    BIGGER = "bigger"
    BIGGEST = "biggest"
    SMALLER = "smaller"
    SMALLEST = "smallest"

    @property
    def by_price(self) -> bool:
        """Whether prices are compared, and not sizes."""
        return self in (Comparison.CHEAPER, Comparison.CHEAPEST)

    @property
    def most(self) -> bool:
        """Whether the one beyond all others is wanted, and not just one that is more so."""
        return self in (Comparison.CHEAPEST, Comparison.BIGGEST, Comparison.SMALLEST)

    @property
    def beyond_all(self) -> Comparison:
        """The same for the one beyond all others: cheapest for cheaper."""
        return {
            Comparison.CHEAPER: Comparison.CHEAPEST,
            Comparison.BIGGER: Comparison.BIGGEST,
            Comparison.SMALLER: Comparison.SMALLEST,
        }.get(self, self)

    @property
    def more(self) -> bool:
        """Whether a larger one is wanted."""
        return self in (Comparison.BIGGER, Comparison.BIGGEST)


class Compared(msgspec.Struct, frozen=True):
    """A comparison and ``of`` what; no words when what was talked about is meant."""

    by: Comparison
    of: str = ""


def compared(heard: str, hearing: Hearing, *, roughly: bool = False) -> Compared | None:
    """The comparison in some words; None when there is none, or more than one.

    ``roughly``: "the small one" is a smaller one.
    """
    told = hearing.comparisons | hearing.roughly if roughly else hearing.comparisons
    found = words(heard, hearing)
    kinds = {told[word] for word in found if word in told}
    if len(kinds) != 1:
        return None
    rest = [word for word in found if word not in told]
    silent = hearing.fillers | hearing.vague | hearing.compared | hearing.pronouns
    return Compared(Comparison(kinds.pop()), "" if silent.issuperset(rest) else " ".join(rest))
