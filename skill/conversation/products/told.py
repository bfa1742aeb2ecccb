"""How facts about products are told: of one, of several of which one may be wanted, and with their prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from skill.conversation.buying.offer import forbids
from skill.conversation.buying.which import asking
from skill.conversation.common.ask import then_on
from skill.conversation.common.shown import shown
from skill.conversation.products.subject import heard
from skill.conversation.reply import Saying, Thing, Things
from skill.conversation.scene import Answer, Scene, amount, say
from skill.shopping.product import Product, Quote


def about(product: Product, said: tuple[Saying, ...]) -> Answer:
    """Facts about one product."""
    return Answer(
        says=said,
        outcome="answered",
        products=(product.id,),
        mentioned=(product.id,),
        card=shown("product-card-title", said, [product]),
    )


def several(scene: Scene, products: Sequence[Product], *said: Saying) -> Answer:
    """Facts about several products, and whether it should be one of them."""
    ids = tuple(product.id for product in products)
    card = shown("product-card-title", said, products)
    answer = Answer(says=said, outcome="answered", products=ids, mentioned=ids, card=card)
    if forbids(scene, products[0]) or (scene.question and scene.question.wished_for):
        return then_on(scene, answer)
    return replace(
        answer,
        says=(*said, say("product-one-of-them")),
        question=replace(asking(scene, products), suggested=True, words=heard(scene)),
    )


def listed(scene: Scene, products: Sequence[Product], quotes: Mapping[str, Quote]) -> Things:
    """Products with their prices."""
    called = zip(products, scene.named(products), strict=True)
    return Things(tuple(Thing(1, name, amount(quotes[product.id].price)) for product, name in called))
