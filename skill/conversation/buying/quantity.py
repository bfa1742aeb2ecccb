"""How many of one thing are wanted, and how many can be at all."""

from __future__ import annotations

from skill.conversation.common.ask import then_back
from skill.conversation.scene import Answer, Scene, say
from skill.shopping.matching.heard import Wanted, counted
from skill.shopping.matching.sizes import Size

DOUBLE, HALF, FEWER, HALF_DOZEN = "double", "half", "fewer", "half dozen"
"""What ``many`` says besides numbers."""


def told(scene: Scene, before: int | None) -> Wanted | None:
    """How many or how much was said, of whatever is talked about; None when nobody can tell.

    "Twice as many" and "one less" are set against how many there were ``before``; half of three is no number.
    """
    number, unit, many = scene.turn.number("quantity"), scene.turn.heard("unit"), _many(scene)
    if many in (DOUBLE, HALF, FEWER):
        count = _relative(many, 1 if number is None and unit else number, before)
        return None if count is None else Wanted("", count)
    if many == HALF_DOZEN:
        return Wanted("", 6, Size(count=6))
    if many:
        return Wanted("", int(many)) if many.isascii() and many.isdigit() and number is None else None
    if not unit or number == 0:
        return None if number is None else Wanted("", number)
    number = 1 if number is None else number
    hearing = scene.household.hearing
    joint = next(iter(sorted(hearing.joints)), "")
    said = counted(f"{unit} {joint} {unit}", hearing, number)
    return Wanted("", said.quantity if said.measure else number, said.measure)


def impossible(scene: Scene, quantity: int | None) -> Answer | None:
    """What is said to "none", and to more than the shop sells of one thing; None when that many can be had."""
    if quantity == 0:
        return then_back(scene, Answer(says=(say("reorder-none"),), outcome="misheard"))
    if quantity and quantity > scene.terms.most_units:
        said = say("reorder-too-many", most=scene.terms.most_units)
        return then_back(scene, Answer(says=(said,), outcome="refused_too_many"))
    return None


def _many(scene: Scene) -> str:
    slot = scene.turn.slots.get("many")
    return (slot.ids[0] if slot.ids else slot.heard) if slot else ""


def _relative(many: str, number: int | None, before: int | None) -> int | None:
    if before is None:
        return None
    if many == FEWER:
        return None if number is None else max(before - number, 0)
    if number is not None:
        return None
    if many == DOUBLE:
        return before * 2
    return None if before % 2 else before // 2
