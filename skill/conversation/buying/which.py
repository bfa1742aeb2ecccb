"""Several products fit: at most three are read, chosen by position, by words, or passed over with "next"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from skill.conversation.account.liking import PREFER, keep
from skill.conversation.buying.amount import again, packs
from skill.conversation.buying.besides import besides
from skill.conversation.buying.gift import not_theirs, still_a_gift
from skill.conversation.buying.learning import corrected, going_on
from skill.conversation.buying.offer import offer
from skill.conversation.buying.quantity import impossible
from skill.conversation.cart.put import put_in
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.common.shown import shown
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, names, say
from skill.services.offering import Want
from skill.shopping.matching.sizes import Size
from skill.shopping.product import Product
from skill.shopping.shop import MOST_QUOTED

READ = 3


def which(
    scene: Scene,
    products: Sequence[Product],
    *,
    start: int = 0,
    quantity: int | None = None,
    refused: tuple[str, ...] = (),
    for_cart: bool = False,
    words: str | None = None,
    measure: Size | None = None,
    nearly: bool = False,
) -> Answer:
    """Read up to three and ask which one. ``words``: see ``offer``; ``measure``: see ``Question``.

    ``nearly``: none of them is what was heard, they only sound like it.
    """
    gift = still_a_gift(scene, ())
    if gift and (refusal := not_theirs(scene)):
        return refusal
    products = products if start else _there(scene, products)
    asked = replace(
        asking(scene, products, start=start, quantity=quantity, for_cart=for_cart),
        gift=gift,
        person=scene.household.speaker.person if gift else "",
        words="" if gift else going_on(scene) if words is None else words,
        measure=measure,
        units=tuple((want.product.id, want.quantity or 1) for want in besides(scene)),
        from_cart=bool(scene.question and scene.question.from_cart and besides(scene)),
    )
    ids = just_read(asked)
    options = products[start : start + READ]
    read = scene.named(options)
    said = say(
        "reorder-which",
        options=names(read, choose=True),
        count=len(read),
        more="yes" if len(products) > start + READ else "no",
        first="no" if start else "nearly" if nearly else "yes",
    )
    return Answer(
        says=(said,),
        outcome="asked_which",
        question=asked,
        products=ids,
        mentioned=ids,
        refused=refused,
        card=None
        if gift
        else shown("reorder-which-card-title", [say("reorder-option", name=name) for name in read], options),
    )


def asking(
    scene: Scene, products: Sequence[Product], *, start: int = 0, quantity: int | None = None, for_cart: bool = False
) -> Question:
    """Which of these? Put again, it names those that were read."""
    read = scene.named(products[start : start + READ])
    more = "yes" if len(products) > start + READ else "no"
    return Question(
        Kind.WHICH,
        (say("reorder-which-again", options=names(read, choose=True), count=len(read), more=more),),
        products=tuple(product.id for product in products),
        start=start,
        quantity=quantity,
        for_cart=for_cart,
    )


def _there(scene: Scene, products: Sequence[Product]) -> Sequence[Product]:
    """Those in stock; all of them when none is, so that the shopper hears what is sold out."""
    quotes = scene.shop.quote([product.id for product in products[:MOST_QUOTED]])
    there = [product for product in products if product.id in quotes and quotes[product.id].has(1)]
    return there or products


def _unheard(scene: Scene, products: Sequence[Product]) -> Answer | None:
    """What is said to who goes on with somebody else's choice of what is none of their business."""
    if all(scene.household.may_hear(product) for product in products):
        return None
    return then_back(scene, Answer(says=(say("product-private"),), outcome="refused_unknown_voice"))


def next_ones(scene: Scene) -> Answer:
    """The next three; after the last ones those are put again."""
    asked = scene.question
    if asked is None or asked.kind is not Kind.WHICH:
        return then_back(scene, Answer(says=(say("common-nothing-next"),), outcome="misheard"))
    products = scene.products(asked.products)
    if refusal := _unheard(scene, products):
        return refusal
    start, passed = asked.start + READ, just_read(asked)
    if start >= len(products):
        return then_back(scene, Answer(says=(say("reorder-no-more"),), outcome="asked_which", products=passed))
    answer = which(
        scene,
        products,
        start=start,
        quantity=asked.quantity,
        refused=passed,
        for_cart=asked.for_cart,
        measure=asked.measure,
    )
    if not asked.suggested or answer.question is None or answer.question.kind is not Kind.WHICH:
        return answer
    return replace(answer, question=replace(answer.question, suggested=True))


def so_many(scene: Scene, asked: Question, quantity: int) -> Answer:
    """So many of one of those that were read: which one is asked again."""
    if refusal := impossible(scene, quantity):
        return refusal
    answer = Answer(says=(), outcome="asked_which", products=just_read(asked))
    return then_ask(answer, replace(asked, quantity=quantity, measure=None))


def none_of_them(scene: Scene) -> Answer:
    """ "No": the next three; after the last ones another name is asked for, and what we only suggested is let go."""
    asked = scene.question
    if asked and asked.suggested:
        return then_ask(Answer(says=(say("common-all-right"),), outcome="declined", products=asked.products))
    if asked is None or asked.start + READ < len(asked.products):
        return next_ones(scene)
    last = just_read(asked)
    if besides(scene):
        return offer(scene, (), first=(say("reorder-no-more"),), refused=last)
    answer = Answer(says=(say("reorder-no-more"),), outcome="declined", products=last, refused=last)
    # They are not forgotten: "the first one you said".
    still = WHAT_TO_ORDER if asked.gift else replace(WHAT_TO_ORDER, products=asked.products, words=asked.words)
    return then_ask(answer, still)


def just_read(asked: Question) -> tuple[str, ...]:
    """Those that were read last, by id."""
    return asked.products[asked.start : asked.start + READ]


def that_one(scene: Scene) -> Answer:
    """ "Yes" chooses when only one was read; else it fits none of them."""
    asked = scene.question
    ids = just_read(asked) if asked else ()
    if len(ids) == 1:
        return chosen(scene, scene.products(ids))
    return then_back(scene, Answer(says=(), outcome="misheard"))


def chosen(scene: Scene, products: Sequence[Product]) -> Answer:
    """Go on with the product that was chosen: to what was asked about it, into the cart, or to an offer."""
    asked = scene.question
    if not products:
        return then_back(scene, Answer(says=(say("reorder-sold-no-more"),), outcome="sold_out"))
    if not scene.turn.heard("product") and (refusal := _unheard(scene, products)):
        return refusal
    if asked and asked.about == PREFER:
        return keep(scene, products[0])
    quantity, notes = packs(scene, again(asked), products[0])
    if refusal := impossible(scene, quantity):
        return refusal
    if asked and asked.for_cart:
        answer = put_in(scene, products[0], quantity)
    else:
        answer = offer(scene, [Want(products[0], quantity)], first=notes)
    return corrected(scene, answer, to=products[0])


def chosen_by_words(scene: Scene, products: Sequence[Product]) -> Answer:
    """Words that fit one option choose it; words that fit several narrow the choice."""
    if len(products) == 1:
        return chosen(scene, products)
    asked = again(scene.question)
    for_cart = bool(scene.question and scene.question.for_cart)
    return which(scene, products, quantity=asked.quantity, measure=asked.measure, for_cart=for_cart)
