"""What can happen at a shop, drawn by Hypothesis: turns of several people, and what changes around them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from skill.conversation.topics import ANY
from tests.support.tiny_shop import IDS

# Account, and who speaks there: a name, a voice the household does not know, or none at all.
SPEAKERS = [
    *[("anna", "Anna")] * 6,
    *[("anna", "Mia")] * 2,
    ("anna", "Zoe"),
    *[("anna", "")] * 2,
    *[("ben", "Ben")] * 3,
    ("ben", ""),
    ("guest", ""),
    ("guest", "Zoe"),
]
WORDS = [
    "coffee",
    "dark roast coffee",
    "decaf coffee",
    "milk",
    "oat milk",
    "toilet paper",
    "ginger cookies",
    "two ginger cookies",
    "dollhouse",
    "pregnancy test",
    "coffee and ginger cookies",
    "the dollhouse and four pounds of cookies",
    "zeppelin",
    "",
]
CODES = ["1234", "1234", "1234", "4321", "0000", "12", "?"]
_BUYING = [
    "Reorder",
    "Reorder",
    "Reorder",
    "OrderUsual",
    "OrderAlso",
    "Refine",
    "ChangeQuantity",
    "RepeatOrder",
    "Checkout",
]
_UNDOING = ["CancelOrder", "Cancel", "No", "Stop"]
_BESIDES = ["Repeat", "Fallback", "Launch", "SessionEnded", "Help", "Price", "Choose", "Next", "StartOver", "ShowCart"]
_GUARDING = ["VoiceCode", "SetUpCode", "ChangeCode", "RemoveCode", "ShowWishes", "Resumed"]
_REST = [*sorted(ANY), "NobodyKnowsThisIntent"]


@dataclass(frozen=True)
class Said:
    """A turn: whose account, whose voice, on which of two devices, in the session there or in a fresh one.

    ``result`` is how the assistant's verification ended, for the offer it was asked for or, ``forged``, for another.
    """

    intent: str
    speaker: tuple[str, str]
    device: int
    fresh: bool
    slots: dict[str, str]
    result: str = ""
    forged: bool = False


@dataclass(frozen=True)
class Again:
    """An earlier request arrives once more: so many back."""

    back: int


@dataclass(frozen=True)
class Clock:
    """Time passes, or a clock is put back."""

    minutes: int


@dataclass(frozen=True)
class Shelf:
    """The merchant changes the price and the stock of a product; None: its units are not counted."""

    product: str
    minor: int
    stock: int | None


Step = Said | Again | Clock | Shelf

_slots = st.fixed_dictionaries(
    {"product": st.sampled_from(WORDS)},
    optional={
        "quantity": st.sampled_from(["1", "2", "3", "7", "12", "0", "99", "100", "?"]),
        "position": st.sampled_from(["1", "2", "3", "last"]),
        "date": st.sampled_from(["2026-W46", "2026-11-18", "2026-SU"]),
        "code": st.sampled_from(CODES),
        "name": st.sampled_from(["Anna", "Mia", "Zoe", "Ben"]),
        "amount": st.sampled_from(["20", "60", "5000", "?"]),
        "trait": st.sampled_from(["decaf", "halal", "?"]),
        "comparison": st.sampled_from(["cheapest", "bigger", "dearer", "?"]),
        "sort": st.sampled_from(["what kinds of", "?"]),
        "other": st.sampled_from(["milk", "toilet paper", "zeppelin"]),
        "only": st.sampled_from(["only", "?"]),
        "everything": st.sampled_from(["everything", "?"]),
    },
)
_said = st.builds(
    Said,
    intent=st.one_of(
        st.sampled_from(_BUYING),
        st.just("Yes"),
        st.sampled_from(_UNDOING),
        st.sampled_from(_BESIDES),
        st.sampled_from(_GUARDING),
        st.sampled_from(_REST),
    ),
    speaker=st.sampled_from(SPEAKERS),
    device=st.sampled_from([0, 0, 0, 1]),
    fresh=st.sampled_from([False] * 7 + [True]),
    slots=_slots,
    result=st.sampled_from(["ACHIEVED", "NOT_ACHIEVED", "NOT_ENABLED", "FAILED", ""]),
    forged=st.sampled_from([False, False, True]),
)
_around = st.one_of(
    st.builds(Again, st.integers(0, 11)),
    st.builds(Clock, st.sampled_from([1, 10, 16, 60 * 9, 60 * 26, 60 * 24 * 20, -5, -60 * 26])),
    st.builds(Shelf, st.sampled_from(IDS), st.sampled_from([199, 425, 899]), st.sampled_from([None, 0, 1, 5])),
)
one_step = st.integers(0, 5).flatmap(lambda die: _around if die == 0 else _said)


@st.composite
def a_purchase(draw: st.DrawFn) -> list[Step]:
    """Something asked for and a yes, perhaps undone: orders are no rare luck. Anything may come between."""
    speaker = draw(st.sampled_from(SPEAKERS))
    device = draw(st.integers(0, 1))

    def said(intent: str, product: str = "", by: tuple[str, str] = speaker) -> Said:
        return Said(intent, by, device, False, {"product": product} if product else {})

    asked = said(draw(st.sampled_from(["Reorder", "Reorder", "AddToCart"])), draw(st.sampled_from(WORDS)))
    between = draw(st.lists(one_step, max_size=2))
    yes = said("Yes", by=draw(st.sampled_from([speaker, speaker, ("anna", "Anna")])))
    cancelled = [[said("Cancel"), said("Cancel")], [said("CancelOrder"), yes, yes]]
    undone = draw(st.sampled_from([[], [], [said("Gift")], [said("Gift"), *cancelled[1]], *cancelled]))
    first = [said("Checkout")] if asked.intent == "AddToCart" else []
    return [asked, *first, *between, *([yes] * draw(st.integers(1, 2))), *undone]


@st.composite
def a_change(draw: st.DrawFn) -> list[Step]:
    """Between offer and yes the shelf changes: what was offered holds no more, or is counted from now on."""
    product, words = draw(st.sampled_from([("coffee-dark", "dark roast coffee"), ("milk-oat", "oat milk")]))
    by = ("anna", "Anna")
    asked = Said("Reorder", by, 0, False, {"product": words, "quantity": draw(st.sampled_from(["1", "3"]))})
    shelf = Shelf(product, draw(st.sampled_from([349, 899])), draw(st.sampled_from([None, 0, 2, 5])))
    yes = Said("Yes", by, 0, False, {})
    return [asked, shelf, yes, *draw(st.lists(one_step, max_size=1)), yes]


@st.composite
def a_guarded_purchase(draw: st.DrawFn) -> list[Step]:
    """Something large, new or unusual, by whom it may need a code: said right, wrong, by another, or not at all."""
    device = draw(st.integers(0, 1))
    voices = [*[("anna", "Anna")] * 3, *[("anna", "")] * 3, ("anna", "Mia"), ("anna", "Zoe")]
    speaker, other = draw(st.sampled_from(voices)), draw(st.sampled_from(voices))

    def said(intent: str, by: tuple[str, str] = speaker, **slots: str) -> Said:
        return Said(intent, by, device, False, slots)

    def resumed() -> Said:
        result = draw(st.sampled_from(["ACHIEVED", "ACHIEVED", "NOT_ACHIEVED", "NOT_ENABLED"]))
        by = draw(st.sampled_from([speaker, speaker, other]))
        return replace(said("Resumed", by), result=result, forged=draw(st.sampled_from([False, False, True])))

    words, units = (
        draw(st.sampled_from(["dollhouse", "dark roast coffee", "dark roast coffee", "toilet paper"])),
        draw(st.sampled_from(["1", "4", "7", "7"])),
    )
    begin: list[Step] = []
    if draw(st.sampled_from([True, True, False])):
        begin = [said("SetUpCode", ("anna", "Anna")), *[said("VoiceCode", ("anna", "Anna"), code="1234")] * 2]
    asked: list[Step] = [
        said("Reorder", product=words, quantity=units),
        said("Yes"),
        said("Yes", draw(st.sampled_from([speaker, other]))),
    ]
    codes: list[Step] = [
        said("VoiceCode", draw(st.sampled_from([speaker, speaker, other])), code=draw(st.sampled_from(CODES)))
        for _ in range(draw(st.integers(1, 3)))
    ]
    back: list[Step] = [resumed()] if draw(st.booleans()) else []
    between = draw(st.sampled_from([[], [], draw(st.lists(one_step, max_size=1))]))
    return [*begin, *asked, *between, *back, *codes]


def days(most: int) -> st.SearchStrategy[list[Step]]:
    """A day with at most so many episodes: single steps, purchases, and what changes in the middle of them."""
    episode = st.one_of(one_step.map(lambda step: [step]), a_purchase(), a_guarded_purchase(), a_change())
    return st.lists(episode, min_size=2, max_size=most).map(lambda found: [step for part in found for step in part])
