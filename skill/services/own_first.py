"""The household's own before the catalogue's, unless words fit those clearly better."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from skill.shopping.matching.confidence import How, how
from skill.shopping.matching.exact import OF_OTHER_KIND_ALONE, REWORDED, Grade
from skill.shopping.matching.rank import Match, is_kind, shares
from skill.shopping.product import Product

HALF = 0.5
# One word tells a product that it merely occurs in when it is so much of its name: "balance" is no balance bike.
MUCH = 0.4


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
    if not own:
        return Ranked(_the_very_ones(known))
    if not strangers:
        return Ranked(own, own=True)
    if best(own) >= Grade.MENTIONED and loosely(own) and (instead := _called_so(own, strangers)):
        return instead
    if best(own) >= Grade.DESCRIBED:
        return _described(own, strangers)
    if best(own) < Grade.MENTIONED:
        return Ranked(own, own=True) if best(known) <= best(own) else Ranked(known)
    if best(known) < Grade.OF_KIND:
        return _hardly(own, strangers)
    if strangers[0].in_full:
        return Ranked(strangers)
    kind = own[0].product.category
    of_one = own[0].score > HALF or (kind and kind == strangers[0].product.category)
    # "Pizza" is no pizza cheese; but where no kind is called so, what mentions it may be meant as well.
    if not of_one and any(is_kind(match) for match in strangers):
        return Ranked(strangers)
    return _torn(own, strangers)


def _the_very_ones(strangers: list[Match]) -> list[Match]:
    """Without what is called so in other words only, where something is called just so."""
    just_so = [match for match in strangers if match.grade is Grade.NAMED and match.literal and not is_kind(match)]
    return [match for match in strangers if match.literal] if just_so else strangers


def _hardly(own: list[Match], strangers: list[Match]) -> Ranked:
    """What has the words somewhere, and what is sold that they say what it is: beans, for who buys chili with beans.

    Where they are much of the name of the one thing that was bought, that is offered and the other one named: "beef"
    for who buys beef soup.
    """
    told = [match for match in strangers if match.grade is Grade.DESCRIBED and match.literal and match.score > 0]
    if not told:
        return Ranked(own, own=True)
    told.sort(key=lambda match: match.product.category != own[0].product.category)
    if len(own) > 1:
        return Ranked([own[0], told[0], *own[1:], *told[1:]], own=True, several=True)
    if own[0].score >= MUCH:
        return Ranked([own[0], *told], own=True, torn=True)
    return Ranked([told[0], own[0], *told[1:]], several=True)


def _called_so(own: list[Match], strangers: list[Match]) -> Ranked | None:
    """What is called just so, where nothing that the household bought is commonly called by the words; None: nothing.

    What it bought of the same kind may be meant as well: it comes first where the words say in others what it is or
    what its kind is, such as "kitchen roll" for paper towels, and second where they say neither.
    """
    called = [match for match in strangers if match.grade is Grade.NAMED and match.literal]
    kind = called[0].product.category if called else ""
    alike = [match for match in own if kind and match.product.category == kind and match.grade >= Grade.DESCRIBED]
    if not called or (alike and in_other_words(own)):
        return None
    if not alike:
        return Ranked(called)
    return (
        _torn(own, called) if _says_so_in_other_words(own[0]) else Ranked([called[0], *alike, *called[1:]], torn=True)
    )


def _says_so_in_other_words(match: Match) -> bool:
    return match.grade is Grade.NAMED or (match.grade is Grade.OF_KIND and match.score >= REWORDED)


def _torn(own: list[Match], strangers: list[Match]) -> Ranked:
    """Between what the household bought and what it did not: that second."""
    torn = how(shares(own)) is How.AT_ONCE
    return Ranked([own[0], strangers[0], *own[1:], *strangers[1:]], own=True, torn=torn, several=not torn)


def _described(own: list[Match], strangers: list[Match]) -> Ranked:
    """The household's own that the words describe, unless they say more of what it never bought."""
    kinds = {match.product.category for match in own}
    others = [one for one in strangers if _of_other_kind(one.product, kinds)]
    if of_wide_kind(own):  # "jam" for who buys honey
        called = [match for match in strangers if match.grade is Grade.NAMED]
        so = [one for one in strangers if one.grade >= Grade.DESCRIBED and one.literal]
        so = [one for one in so if one.score > OF_OTHER_KIND_ALONE]
        if so and not called:  # "sauce" for who buys mustard
            return Ranked([so[0], own[0], *so[1:], *own[1:]], several=True)
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


def loosely(own: Sequence[Match]) -> bool:
    """Whether what fits best is not called so: ketchup for "tomatoes", cottage cheese for "cream cheese".

    The words only say the same in others, or are in what else it can be called, or in what its kind is called besides.
    """
    most = best(own)
    firsts = [match for match in own if match.grade is most]
    return not any(
        match.literal and (match.itself or match.grade is Grade.OF_KIND) for match in firsts if _in_order(match)
    )


def _in_order(match: Match) -> bool:
    """Not all words of a name in another order: milk chocolate for "chocolate milk"."""
    return match.grade is not Grade.MENTIONED or match.score < 1.0


def _of_other_kind(product: Product, kinds: Collection[str]) -> bool:
    return not product.category or product.category not in kinds


def _has_the_words(match: Match) -> bool:
    return match.grade is Grade.NAMED or (match.grade is Grade.DESCRIBED and match.literal)


def best(ranked: Sequence[Match]) -> Grade:
    """The best grade there is; NONE of nothing."""
    return max((match.grade for match in ranked), default=Grade.NONE)
