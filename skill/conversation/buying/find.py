"""Looking for what the product slot says."""

from __future__ import annotations

from collections.abc import Collection

from skill.conversation.buying.compare import compare, nothing_beyond
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.scene import Answer, Scene, say
from skill.profile.redaction import redact
from skill.services.find import Found, find
from skill.shopping.matching.confidence import How
from skill.shopping.matching.exact import OF_OTHER_KIND_ALONE, Fitting, Grade, fit_exactly, says_itself
from skill.shopping.matching.heard import (
    Wanted,
    at_number,
    called_in_one,
    counted,
    held_otherwise,
    meets,
    one_roughly,
    points_back,
    several,
)

_ECHOED = 60
HARDLY = Fitting(Grade.OF_KIND, OF_OTHER_KIND_ALONE)
_MOST_OF_A_PART = 5  # words that may be two things


def search(scene: Scene, refused: Collection[str] | None = (), category: str = "") -> tuple[Wanted, Found]:
    """What is wanted and what was found for it. A number inside the words counts when no other was said.

    What was refused in this session, or just now, is not offered again; ``refused`` None looks at everything:
    a question about a product is no wish for it.
    """
    wanted, found = _one_thing(scene, refused, category)
    if found.alike or at_number(wanted, scene.household.hearing):
        parts = in_one_breath(scene, wanted, wished=refused is not None)
        if len(parts) > 1 and all(part.products for _, part in parts):
            return wanted, Found()  # "milk and eggs" may sound like one thing, and is two
    return wanted, found


def _one_thing(scene: Scene, refused: Collection[str] | None, category: str) -> tuple[Wanted, Found]:
    slot, quantity = scene.turn.slots["product"], scene.turn.number("quantity")
    # Of the kind that is talked about, who goes back to what was passed over before means it.
    refused = set() if refused is None else {*refused} if category else {*scene.session.refused, *refused}
    if (found := compare(scene, refused)) is not None:
        return Wanted(slot.heard, quantity), found
    wanted = wish(scene)
    if wanted.measure or quantity is not None or scene.turn.heard("unit"):
        fewer = look(scene, wanted.words, slot.ids, refused, category)
        if fewer.products and wanted.measure:
            fewer = _of_that_size(scene, wanted, fewer, refused)
        if fewer.products or wanted.words == slot.heard:
            return wanted, fewer
    found = look(scene, slot.heard, slot.ids, refused, category)
    if quantity is not None and wanted.words.startswith(f"{quantity} "):
        return wanted, found  # the number belongs to a name: "2 percent milk and eggs"
    if wanted.words == slot.heard or quantity is not None or (found.products and not found.alike):
        return Wanted(slot.heard, quantity), found
    # "Two ginger cookies" sounds like ginger cookies, but it is two of them.
    fewer = look(scene, wanted.words, slot.ids, refused, category)
    if found.products and (fewer.alike or not fewer.products):
        return Wanted(slot.heard), found
    return wanted, fewer


def _of_that_size(scene: Scene, wanted: Wanted, found: Found, refused: Collection[str]) -> Found:
    """What comes in the size that was said, if what was found does not: "a dozen eggs" for who buys eighteen.

    Or in what was said: "a bottle of cola" for who buys cans.
    """
    hearing = scene.household.hearing
    held = held_otherwise(wanted, found.first, hearing)
    if not held and meets(wanted, found.first, hearing) is not False:
        return found
    quantity = "" if held else str(scene.turn.number("quantity") or "")
    said = (quantity, scene.turn.heard("unit"), scene.turn.heard("product"))
    sized = look(scene, " ".join(filter(None, said)), refused=refused)
    if not sized.products or sized.alike:
        return found
    fits = not held_otherwise(wanted, sized.first, hearing) if held else meets(wanted, sized.first, hearing)
    return sized if fits else found


def wish(scene: Scene) -> Wanted:
    """The product words, number and unit of a turn as one wish: "four pounds of cookies", "a two liter milk"."""
    words, unit, hearing = scene.turn.heard("product"), scene.turn.heard("unit"), scene.household.hearing
    quantity = scene.turn.number("quantity")
    if unit and quantity != 0 and _is_a_name(scene, f"{unit} {words}"):
        return Wanted(f"{unit} {words}", quantity or 1)
    if unit and quantity in (None, 1):
        # "A gallon of milk", "one can of tuna": nobody says "a" of several, and what joins them was not heard apart.
        joint = next(iter(sorted(hearing.joints)), "")
        return counted(f"{unit} {joint} {words}", hearing, 1)
    if quantity is None:
        one = one_roughly(words, hearing)
        return one if one and not _is_a_name(scene, words) else counted(words, hearing)
    wanted = counted(f"{unit} {words}" if unit else words, hearing, quantity)
    none_or_many = not 0 < quantity <= scene.terms.most_units and not wanted.measure
    return Wanted(words, quantity) if none_or_many or not wanted.words else wanted


def _is_a_name(scene: Scene, words: str) -> bool:
    """Whether what seems to be a measure is part of a name: "a bar soap", "the big can of coffee"."""
    found = look(scene, words)
    return any(called_in_one(words, product, scene.household.hearing) for product in found.products[:1])


def named(scene: Scene) -> str:
    """The words for a product; empty when there are none, or they only point back: "that one again"."""
    words = scene.turn.heard("product")
    return "" if points_back(words, scene.household.hearing) else words


def look(
    scene: Scene, words: str, ids: tuple[str, ...] = (), refused: Collection[str] = (), category: str = ""
) -> Found:
    """Find products; what was refused comes back when nothing else fits, or nothing else is called just so."""
    found = find(scene.shop, scene.household, words, ids=ids, refused=refused, category=category)
    if not refused or (found.products and not found.alike and not _called(scene, words, refused, found)):
        return found
    again = find(scene.shop, scene.household, words, ids=ids, category=category)
    return again if again.products and (not again.alike or not found.products) else found


def _called(scene: Scene, words: str, refused: Collection[str], found: Found) -> bool:
    """Whether the words are what something that was refused is called, and what was found is called otherwise."""
    hearing = scene.household.hearing
    if says_itself(words, found.first, hearing) or fit_exactly(words, found.first, hearing) > HARDLY:
        return False
    products = scene.shop.get(list(refused)).values()
    return any(fit_exactly(words, product, hearing).grade is Grade.NAMED for product in products)


def one_of_several(scene: Scene, words: str, *, wished: bool = True) -> Found:
    """What a part of a longer wish means; nothing when it only sounds like it: "salt and pepper chips" are no paper.

    Nor when it would have to be asked about, unless the household buys what the words say: "salt" is no salted peanut.
    Who only asks about tea may be told of one of several.
    """
    found = look(scene, words, refused=scene.session.refused if wished else ())
    if not wished and found.how is How.OPTIONS and not found.alike:
        hearing = scene.household.hearing
        told = tuple(one for one in found.products if fit_exactly(words, one, hearing).grade >= Grade.DESCRIBED)
        return Found(told, found.how, own=found.own and told[0] == found.first, described=True) if told else Found()
    unclear = found.how is How.OPTIONS and not (found.own and found.described)
    return Found() if found.alike or unclear else found


def in_one_breath(scene: Scene, wanted: Wanted, *, wished: bool = True) -> list[tuple[Wanted, Found]]:
    """The things that a wish names at once, and what was found for each; empty when it is but one thing.

    Not ``wished``, only asked about, they are looked for among all, also what was refused before.

    Of "filet mignon and bacon" the bacon alone is not meant: where a part is not found, only what the household buys
    of the others is, if the words say what that is: "sweet and salty crisps" are no sweet cherries. Who only asks is
    told of whatever they say.
    """
    named = several(wanted, scene.household.hearing)
    *before, last = named
    parts = [pair for part in before for pair in _found(scene, part, wished=wished)]
    parts += _at_number(scene, last, wished=wished) or [(last, one_of_several(scene, last.words, wished=wished))]
    parts = _each_once(scene, parts)
    if len(parts) > 1 and not all(found.products for _, found in parts):
        parts = [(part, found if found.described and (found.own or not wished) else Found()) for part, found in parts]
    return parts if len(parts) > 1 and any(found.products for _, found in parts) else []


def _each_once(scene: Scene, parts: list[tuple[Wanted, Found]]) -> list[tuple[Wanted, Found]]:
    """Of parts that find the same, only the one whose words fit it best does: "burgers and hamburger buns"."""
    fits: dict[str, list[Fitting]] = {}
    for part, found in parts:
        for product in found.products[:1]:
            fits.setdefault(product.id, []).append(fit_exactly(part.words, product, scene.household.hearing))
    kept: list[tuple[Wanted, Found]] = []
    for part, found in parts:
        same = fits.get(found.first.id, []) if found.products else []
        best = len(same) < 2 or fit_exactly(part.words, found.first, scene.household.hearing) == max(same)
        kept.append((part, found if best else Found()))
    return kept


def _found(scene: Scene, part: Wanted, *, wished: bool) -> list[tuple[Wanted, Found]]:
    """A part before an "and", or the two that it is: no comma is heard in "eggs, butter and jam"."""
    if apart := _at_number(scene, part, wished=wished):
        return apart
    found = one_of_several(scene, part.words, wished=wished)
    words = part.words.split()
    if not found.products and len(words) <= _MOST_OF_A_PART:
        for cut in range(1, len(words)):
            first, second = Wanted(" ".join(words[:cut]), part.quantity, part.measure), Wanted(" ".join(words[cut:]))
            both = [(one, one_of_several(scene, one.words, wished=wished)) for one in (first, second)]
            if all(result.products for _, result in both):
                return both
    return [(part, found)]


def _at_number(scene: Scene, part: Wanted, *, wished: bool) -> list[tuple[Wanted, Found]]:
    """The two that a number tells apart, if the words say what both of them are: "two breads, one butter"."""
    apart = at_number(part, scene.household.hearing)
    both = [(one, one_of_several(scene, one.words, wished=wished)) for one in apart or ()]
    return both if all(found.products and found.described for _, found in both) else []


def not_found(scene: Scene, words: str) -> Answer:
    """Nothing fits: said with the words that were heard, so that a mishearing shows."""
    said = say("reorder-not-found", words=echo(words), seller=scene.terms.seller)
    answer = nothing_beyond(scene) or Answer(says=(said,), outcome="not_found")
    asking = scene.question and scene.question.wished_for
    return then_back(scene, answer) if asking else then_ask(answer, WHAT_TO_ORDER)


def echo(words: str) -> str:
    """What was heard, as it is said back: not endless, and without a number that may be a card's or the voice code."""
    return redact(words)[:_ECHOED]
