"""The closest to what is not sold: what the last word says it is comes before what is only written much like it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from skill.services.household import Household
from skill.shopping.matching.asked import readings
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.hearing import Hearing
from skill.shopping.matching.profile import names_several
from skill.shopping.matching.rank import Match, matches
from skill.shopping.matching.terms import words
from skill.shopping.product import Product
from skill.shopping.purchases import Entry
from skill.shopping.shop import Shop

SEARCHED = 50
# What is written less like the words than this is no longer named beside what the last of them says.
MUCH_ALIKE = 0.8
_MOST = 3


def head_of(heard: str, hearing: Hearing) -> str:
    """The last of several words, which says what it is: "bacon" of "turkey bacon"; none of a pack of something."""
    silent = hearing.fillers | hearing.vague
    found = [word for word in words(heard, hearing) if word not in silent]
    if len(found) < 2 or names_several(heard, hearing) or any(reading.never for reading in readings(heard, hearing)):
        return ""
    held = hearing.units | hearing.shapes | hearing.sizes.pieces | hearing.sizes.holders
    return found[-1] if found[-1].isalpha() and found[-1] not in held else ""


def nearest(
    shop: Shop,
    household: Household,
    head: str,
    bought: Iterable[tuple[Product, Entry | None]],
    *,
    own: Sequence[Match],
    known: Sequence[Match],
    refused: Collection[str] = (),
) -> tuple[list[Match], list[Match]]:
    """What is of what the head says, before what is only much alike; the household's own of either first."""

    def called(candidates: Iterable[tuple[Product, Entry | None]]) -> list[Match]:
        found = matches(head, candidates, household.hearing, household.day, refused)
        told = [match for match in found if match.literal and match.itself and match.grade >= Grade.DESCRIBED]
        return [replace(match, grade=Grade.PARTLY) for match in told[:_MOST]]

    if firsts := called(bought):
        return [*firsts, *_besides(firsts, [*own, *known])], []
    others = called((product, None) for product in shop.search(head, household.language, SEARCHED))
    if own:  # what was bought and is much alike is not left out for what was not
        had = {match.product.id for match in own}
        return [*own, *(match for match in others if match.product.id not in had)], []
    return [], [*others, *_besides(others, known)] if others else list(known)


def _besides(told: Sequence[Match], alike: Sequence[Match]) -> list[Match]:
    had = {match.product.id for match in told}
    return [match for match in alike if match.score >= MUCH_ALIKE and match.product.id not in had]
