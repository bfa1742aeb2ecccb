""" "A pint of milk" while a gallon is on offer: another pack, and not as near as the gallon comes to a pint."""

from __future__ import annotations

from collections.abc import Sequence

from skill.conversation.buying.amount import packs
from skill.conversation.buying.find import search, wish
from skill.conversation.buying.offer import offer
from skill.conversation.buying.reorder import reorder
from skill.conversation.scene import Answer, Scene
from skill.services.offering import Want
from skill.shopping.matching.exact import Grade
from skill.shopping.matching.fit import fit
from skill.shopping.matching.heard import meets


def other_size(scene: Scene, lines: Sequence[Want]) -> Answer | None:
    """The offer of what comes nearest to the amount that was said, instead of the line that does not; else None."""
    wanted, hearing = wish(scene), scene.household.hearing
    if wanted.measure is None:
        return None
    named = [line for line in lines if fit(wanted.words, line.product, hearing) > Grade.NONE]
    if len(named) != 1 or meets(wanted, named[0].product, hearing) is not False:
        return None
    if len(lines) == 1:
        return reorder(scene)
    wanted, found = search(scene)
    if not found.products or found.first.category != named[0].product.category:
        return None
    quantity, notes = packs(scene, wanted, found.first)
    wants = [Want(found.first, quantity) if line is named[0] else line for line in lines]
    return offer(scene, wants, first=notes, from_cart=bool(scene.session.offer and scene.session.offer.from_cart))
