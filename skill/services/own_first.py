"""The household's own before the catalogue's, unless words fit those clearly better."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from skill.shopping.matching.confidence import How, how
from skill.shopping.matching.exact import OF_OTHER_KIND_ALONE, Grade
from skill.shopping.matching.rank import Match, is_kind, shares
from skill.shopping.product import Product

HALF = 0.5


class Ranked(msgspec.Struct, frozen=True):
    """What fits, the likeliest first; whether it is the household's own, and whether others may as well be meant.

    ``torn`` between the first two, or between ``several``.
    """

    matches: list[Match]
    own: bool = False
    torn: bool = False
    several: bool = False


def own_first(own: list[Match], known: list[Match]) -> Ranked:
    """The household's own, unless the catalogue's fit clearly better: are called just so, where the own are not.

    They are second where the words are most of the name of what the household buys, or both are of one kind: either
    may be meant.
    """
    had = {match.product.id for match in own}
    strangers = [match for match in known if match.product.id not in had]
    if not own or not strangers:
        return Ranked(own or known, own=bool(own))
    if best(own) >= Grade.DESCRIBED:
        return _described(own, strangers)
    if best(own) < Grade.MENTIONED:
        return Ranked(own, own=True) if best(known) <= best(own) else Ranked(known)
    if best(known) < Grade.OF_KIND:
        return Ranked(own, own=True)
    if strangers[0].in_full:
        return Ranked(strangers)
    kind = own[0].product.category
    of_one = own[0].score > HALF or (kind and kind == strangers[0].product.category)
    # "Pizza" is no pizza cheese; but where no kind is called so, what mentions it may be meant as well.
    if not of_one and any(is_kind(match) for match in strangers):
        return Ranked(strangers)
    torn = how(shares(own)) is How.AT_ONCE
    return Ranked([own[0], strangers[0], *own[1:], *strangers[1:]], own=True, torn=torn, several=not torn)


def _described(own: list[Match], strangers: list[Match]) -> Ranked:
    """The household's own that the words describe, unless they say more of what it never bought."""
    kinds = {match.product.category for match in own}
    others = [one for one in strangers if _of_other_kind(one.product, kinds)]
    if of_wide_kind(own):  # "jam" for who buys honey
        called = [match for match in strangers if match.grade is Grade.NAMED]
    elif in_other_words(own):  # cat kibble for "dog food"
        called = [one for one in others if _has_the_words(one)]
    elif any(is_kind(one) for one in others):  # "butter" for who buys peanut butter: either may be meant
        first, *more = [one for one in others if one.grade >= Grade.OF_KIND]
        return Ranked([first, own[0], *more, *own[1:]], several=True)
    else:
        called = []
    return Ranked(called) if called else Ranked(own, own=True)


def of_wide_kind(own: Sequence[Match]) -> bool:
    """Whether the words are at best another word for the kind of what the household buys."""
    return own[0].grade is Grade.OF_KIND and max(match.score for match in own) <= OF_OTHER_KIND_ALONE


def only_ends_so(own: Sequence[Match]) -> bool:
    """Whether the words are no more than half of what any of it is called, such as peanut butter for "butter"."""
    return own[0].grade is Grade.DESCRIBED and all(match.score <= HALF for match in own)


def in_other_words(own: Sequence[Match]) -> bool:
    """Whether none of it has the very words, such as cat kibble for "dog food"."""
    return own[0].grade is Grade.DESCRIBED and not any(match.literal for match in own)


def _of_other_kind(product: Product, kinds: Collection[str]) -> bool:
    return not product.category or product.category not in kinds


def _has_the_words(match: Match) -> bool:
    return match.grade is Grade.NAMED or (match.grade is Grade.DESCRIBED and match.literal)


def best(ranked: Sequence[Match]) -> Grade:
    """The best grade there is; NONE of nothing."""
    return max((match.grade for match in ranked), default=Grade.NONE)
