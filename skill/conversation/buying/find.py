"""Looking for what the product slot says."""

from __future__ import annotations

from collections.abc import Collection

from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.scene import Answer, Scene, say
from skill.profile.redaction import redact
from skill.services.find import Found, find
from skill.shopping.matching.confidence import How
from skill.shopping.matching.heard import Wanted, counted, meets, points_back, several

_ECHOED = 60
_MOST_OF_A_PART = 5  # words that may be two things


def search(scene: Scene, refused: Collection[str] | None = (), category: str = "") -> tuple[Wanted, Found]:
    """What is wanted and what was found for it. A number inside the words counts when no other was said.

    What was refused in this session, or just now, is not offered again; ``refused`` None looks at everything:
    a question about a product is no wish for it.
    """
    slot, quantity = scene.turn.slots["product"], scene.turn.number("quantity")
    refused = set() if refused is None else {*scene.session.refused, *refused}
    wanted = wish(scene)
    if wanted.measure or quantity is not None:
        fewer = look(scene, wanted.words, slot.ids, refused, category)
        if fewer.products and wanted.measure:
            fewer = _of_that_size(scene, wanted, fewer, refused)
        if fewer.products or wanted.words == slot.heard:
            return wanted, fewer
    found = look(scene, slot.heard, slot.ids, refused, category)
    if wanted.words == slot.heard or quantity is not None or (found.products and not found.alike):
        return Wanted(slot.heard, quantity), found
    # "Two ginger cookies" sounds like ginger cookies, but it is two of them.
    fewer = look(scene, wanted.words, slot.ids, refused, category)
    if found.products and (fewer.alike or not fewer.products):
        return Wanted(slot.heard), found
    return wanted, fewer


def _of_that_size(scene: Scene, wanted: Wanted, found: Found, refused: Collection[str]) -> Found:
    """What comes in the size that was said, if what was found does not: "a dozen eggs" for who buys eighteen."""
    hearing = scene.household.hearing
    if meets(wanted, found.first, hearing) is not False:
        return found
    said = (str(scene.turn.number("quantity") or ""), scene.turn.heard("unit"), scene.turn.heard("product"))
    sized = look(scene, " ".join(filter(None, said)), refused=refused)
    return sized if sized.products and not sized.alike and meets(wanted, sized.first, hearing) else found


def wish(scene: Scene) -> Wanted:
    """The product words, number and unit of a turn as one wish: "four pounds of cookies", "a two liter milk"."""
    words, unit, hearing = scene.turn.heard("product"), scene.turn.heard("unit"), scene.household.hearing
    quantity = scene.turn.number("quantity")
    if quantity is None:
        # "A gallon of milk": the unit was heard apart. A pack of something is as many as usual.
        joint = next(iter(sorted(hearing.joints)), "")
        one = counted(f"{unit} {joint} {words}", hearing, 1) if unit else None
        return one if one and one.measure and not one.measure.piece else counted(words, hearing)
    wanted = counted(f"{unit} {words}" if unit else words, hearing, quantity)
    none_or_many = not 0 < quantity <= scene.terms.most_units and not wanted.measure
    return Wanted(words, quantity) if none_or_many or not wanted.words else wanted


def named(scene: Scene) -> str:
    """The words for a product; empty when there are none, or they only point back: "that one again"."""
    words = scene.turn.heard("product")
    return "" if points_back(words, scene.household.hearing) else words


def look(
    scene: Scene, words: str, ids: tuple[str, ...] = (), refused: Collection[str] = (), category: str = ""
) -> Found:
    """Find products; what was refused comes back only when nothing else fits."""
    found = find(scene.shop, scene.household, words, ids=ids, refused=refused, category=category)
    if not refused or (found.products and not found.alike):
        return found
    again = find(scene.shop, scene.household, words, ids=ids, category=category)
    return again if again.products and (not again.alike or not found.products) else found


def one_of_several(scene: Scene, words: str) -> Found:
    """What a part of a longer wish means; nothing when it only sounds like it: "salt and pepper chips" are no paper.

    Nor when it would have to be asked about, unless the household buys what the words say: "salt" is no salted peanut.
    """
    found = look(scene, words, refused=scene.session.refused)
    unclear = found.how is How.OPTIONS and not (found.own and found.described)
    return Found() if found.alike or unclear else found


def in_one_breath(scene: Scene, wanted: Wanted) -> list[tuple[Wanted, Found]]:
    """The things that a wish names at once, and what was found for each; empty when it is but one thing.

    Of "filet mignon and bacon" the bacon alone is not meant: where a part is not found, only what the household buys
    of the others is, if the words say what that is: "sweet and salty crisps" are no sweet cherries.
    """
    named = several(wanted, scene.household.hearing)
    *before, last = named
    parts = [pair for part in before for pair in _found(scene, part)] + [(last, one_of_several(scene, last.words))]
    if len(parts) > 1 and not all(found.products for _, found in parts):
        parts = [(part, found if found.own and found.described else Found()) for part, found in parts]
    return parts if len(parts) > 1 and any(found.products for _, found in parts) else []


def _found(scene: Scene, part: Wanted) -> list[tuple[Wanted, Found]]:
    """A part before an "and", or the two that it is: no comma is heard in "eggs, butter and jam"."""
    found = one_of_several(scene, part.words)
    words = part.words.split()
    if not found.products and len(words) <= _MOST_OF_A_PART:
        for cut in range(1, len(words)):
            first, second = Wanted(" ".join(words[:cut]), part.quantity, part.measure), Wanted(" ".join(words[cut:]))
            both = [(one, one_of_several(scene, one.words)) for one in (first, second)]
            if all(result.products for _, result in both):
                return both
    return [(part, found)]


def not_found(scene: Scene, words: str) -> Answer:
    """Nothing fits: said with the words that were heard, so that a mishearing shows."""
    answer = Answer(says=(say("reorder-not-found", words=echo(words), seller=scene.terms.seller),), outcome="not_found")
    asking = scene.question and scene.question.wished_for
    return then_back(scene, answer) if asking else then_ask(answer, WHAT_TO_ORDER)


def echo(words: str) -> str:
    """What was heard, as it is said back: not endless, and without a number that may be a card's or the voice code."""
    return redact(words)[:_ECHOED]
