"""Something else of the kind that is on offer or was read: "the decaf", "the six pack", "the small one"."""

from __future__ import annotations

from collections.abc import Sequence

from skill.conversation.buying.compare import roughly
from skill.conversation.buying.find import search
from skill.conversation.scene import Scene
from skill.services.comparing import of_size
from skill.services.find import Found
from skill.shopping.matching.asked import only_lacking, only_sized
from skill.shopping.matching.heard import Wanted
from skill.shopping.product import Product


def instead_of(scene: Scene, current: Sequence[Product], refused: Sequence[str]) -> tuple[Wanted, Found]:
    """What is wanted and what was found for it: of the kind of these if they are of one, before anything else.

    What merely has the words is not meant when it is of another kind: "the small one" of dog food is no small bag, and
    cereal "without sugar" no diet cola.
    """
    words, kinds = scene.turn.heard("product"), {product.category for product in current}
    kind = kinds.pop() if len(kinds) == 1 else ""
    wanted, found = search(scene, refused, kind)
    if refused and only_sized(words, scene.household.hearing):
        sized = of_size(scene.shop, scene.household, current[0], words)
        return wanted, sized if sized.products else found
    if not kind or (found.products and found.first.category == kind):
        return wanted, found
    rougher = roughly(scene, kind)
    told = (found.described or found.alike) and not only_lacking(words, scene.household.hearing)
    return wanted, found if told and not rougher.products else rougher
