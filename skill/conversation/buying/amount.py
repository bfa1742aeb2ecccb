"""From an amount to packs: four pounds of what comes in bags of one pound are four bags."""

from __future__ import annotations

from skill.conversation.question import Question
from skill.conversation.reply import Saying
from skill.conversation.scene import Scene, say
from skill.shopping.matching.heard import Wanted, differs, units
from skill.shopping.product import Product


def packs(scene: Scene, wanted: Wanted, product: Product) -> tuple[int | None, tuple[Saying, ...]]:
    """How many of a product that is (None: the usual number), and what is said when that is not just as much."""
    hearing = scene.household.hearing
    way = {1: "more", -1: "less"}.get(differs(wanted, product, hearing))
    note = (say("reorder-nearest", way=way),) if way else ()
    return units(wanted, product, hearing), note


def again(asked: Question | None) -> Wanted:
    """How much was asked for before, now of another product."""
    return Wanted("", asked.quantity, asked.measure) if asked else Wanted("")
