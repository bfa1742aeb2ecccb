"""Speaking an offer in full, and why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from skill.conversation.buying.besides import besides
from skill.conversation.buying.gift import UNNAMED, not_theirs, still_a_gift
from skill.conversation.buying.learning import going_on, going_on_with
from skill.conversation.buying.no_offer import NOT_LINKED, declined, forbidden, really, shortages, wish
from skill.conversation.buying.spoken import private, spoken
from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.durations import lasting
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Card, Saying
from skill.conversation.scene import Answer, Scene, amount, say, things
from skill.services.offering import Asking, Declined, Forbidden, Offered, SoldOut, Want, make_offer
from skill.shopping.offer import Offer
from skill.shopping.permission import Code, May
from skill.shopping.product import Product, Quote


def offer(
    scene: Scene,
    wants: Sequence[Want],
    *,
    first: Sequence[Saying] = (),
    from_cart: bool = False,
    refused: tuple[str, ...] = (),
    quotes: Mapping[str, Quote] | None = None,
    sure: Sequence[str] = (),
    another: Product | None = None,
    words: str | None = None,
) -> Answer:
    """The offer of what is wanted, or the reason why there is none; ``first`` is said before it.

    ``sure`` are products whose unusual quantity the shopper confirmed; ``another`` is named besides, in case it was
    meant. ``words`` are those that were heard for it, as they may be kept (None: those of before, if this goes on with
    that).
    """
    if with_it := besides(scene):
        wants = [*with_it, *wants]
        from_cart = bool(scene.question and scene.question.from_cart)
    gift = still_a_gift(scene, [want.product.id for want in wants])
    if gift and (refusal := not_theirs(scene)):
        return refusal
    result = make_offer(
        scene.shop,
        scene.terms,
        scene.household,
        wants,
        session=scene.turn.session,
        turn_id=scene.turn.id,
        from_cart=from_cart,
        quotes=quotes,
        refused=(*scene.session.refused, *scene.session.passed),
        sure=sure,
        gift=gift,
        another=another,
    )
    match result:
        case Offered() | SoldOut() | Asking() if unheard := _unheard(scene, wants):
            answer = _private(scene, unheard, from_cart=from_cart)
        case Offered():
            answer = _offered(scene, result, wants[0].quantity if len(wants) == 1 else None)
        case SoldOut():
            answer = _sold_out(scene, result, gift=gift)
        case Asking():
            answer = really(scene, result, sure=tuple(sure), from_cart=from_cart)
        case Declined():
            answer = declined(scene, result, [want.product.id for want in wants])
        case Forbidden() if result.decision.reason == "child":
            answer = wish(scene, wants)
        case Forbidden():
            answer = forbidden(scene, result, [want.product.id for want in wants])
    if answer.question and answer.outcome in ("offered", "asked_quantity"):
        heard = "" if gift or len(wants) > 1 else going_on(scene) if words is None else words
        measure = going_on_with(scene) if len(wants) == 1 else None
        answer = replace(answer, question=replace(answer.question, words=heard, measure=measure))
    return replace(answer, says=(*first, *answer.says), refused=refused)


def _unheard(scene: Scene, wants: Sequence[Want]) -> int:
    """How many of them this voice may not hear of: it neither named them itself, nor were they offered to it before."""
    offered = scene.session.offer
    known = offered.product_ids if offered and offered.person == scene.household.speaker.person else set()
    if scene.turn.heard("product"):
        return 0
    return sum(not scene.household.may_hear(want.product) and want.product.id not in known for want in wants)


def _private(scene: Scene, count: int, *, from_cart: bool) -> Answer:
    said = say("cart-private", count=count) if from_cart else say("product-private")
    return then_on(scene, Answer(says=(said,), outcome="refused_unknown_voice"))


def forbids(scene: Scene, product: Product) -> bool:
    """Whether this speaker would get no offer of it anyway: then there is nothing to choose from."""
    return scene.household.permits([(product, 1)]).answer is May.NO


def forbids_all(scene: Scene) -> bool:
    """Whether this speaker would get no offer of anything, so that none is suggested. A guest may link an account."""
    decision = scene.household.permits([])
    return decision.answer is May.NO and decision.reason != NOT_LINKED


def question(offered: Offer, quantity: int | None) -> Question:
    """Shall I order this? Put again, it names what and for how much. A quantity that was asked for is kept."""
    lines = [(line.quantity, line.name) for line in offered.lines]
    again = say("reorder-ask-again", things=things(lines), total=amount(offered.totals.total))
    return Question(
        Kind.OFFER,
        UNNAMED if offered.gift else (again,),
        products=tuple(line.product_id for line in offered.lines),
        quantity=quantity,
    )


def _offered(scene: Scene, result: Offered, quantity: int | None) -> Answer:
    made = result.offer
    notes = [*shortages(scene, result.left_out, fewer=result.fewer)]
    several = "yes" if len(made.lines) > 1 else "no"
    for product_id, minutes in result.again:
        name = next(line.name for line in made.lines if line.product_id == product_id)
        notes.append(say("reorder-again", name=name, several=several, **lasting(minutes)))
    another = None if made.gift else result.another
    besides = scene.named([*scene.products([line.product_id for line in made.lines]), another])[-1] if another else ""
    facts = spoken(scene, made, another=besides)
    ids = tuple(line.product_id for line in made.lines)
    # The assistant asks for its own PIN in its own words, and may have none to ask for.
    code = (say("account-code-then"),) if result.code and scene.household.speaker.code is Code.SET else ()
    return Answer(
        says=(*notes, *facts, *code, say("reorder-ask")),
        outcome="offered",
        question=replace(question(made, quantity), another=another.id if another else ""),
        offer=made,
        ordered="",
        mentioned=ids,
        products=ids,
        card=Card(say("reorder-card-title"), spoken(scene, made, private=private(scene, made))),
    )


def _sold_out(scene: Scene, result: SoldOut, *, gift: bool) -> Answer:
    if result.instead is None or result.instead_product is None:
        sold_out = say("reorder-sold-out", name=scene.spoken(result.product))
        answer = Answer(says=(sold_out,), outcome="sold_out", products=(result.product.id,))
        return then_ask(answer)
    instead = result.instead_product
    name, other = scene.named([result.product, instead])
    ask = say("reorder-suggest", name=other)
    person = scene.household.speaker.person if gift else ""
    suggestion = Question(Kind.SUGGEST, (ask,), products=(instead.id,), gift=gift, person=person)
    said = say("reorder-sold-out-instead", name=name, instead=other, price=amount(result.instead.price))
    return Answer(
        says=(said,),
        outcome="sold_out",
        question=suggestion,
        mentioned=(instead.id,),
        products=(result.product.id, instead.id),
    )
