"""Speaking an offer in full, and why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Card, Saying
from skill.conversation.scene import Answer, Scene, amount, names, say, things
from skill.services.offering import Forbidden, Offered, SoldOut, Want, make_offer
from skill.shopping.offer import Line, Offer
from skill.shopping.permission import May, decide
from skill.shopping.product import Product, Quote


def offer(
    scene: Scene,
    wants: Sequence[Want],
    *,
    first: Sequence[Saying] = (),
    from_cart: bool = False,
    refused: tuple[str, ...] = (),
    quotes: Mapping[str, Quote] | None = None,
) -> Answer:
    """The offer of what is wanted, or the reason why there is none; ``first`` is said before it."""
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
    )
    match result:
        case Offered():
            answer = _offered(scene, result, wants[0].quantity if len(wants) == 1 else None)
        case SoldOut():
            answer = _sold_out(scene, result)
        case Forbidden():
            answer = forbidden(scene, result, [want.product.id for want in wants])
    return replace(answer, says=(*first, *answer.says), refused=refused)


def forbids(scene: Scene, product: Product) -> bool:
    """Whether this speaker would get no offer of it anyway: then there is nothing to choose from."""
    before = [product.id] if scene.household.entry(product) else []
    return decide(scene.household.speaker, [product.id], before).answer is May.NO


def spoken(scene: Scene, offered: Offer) -> tuple[Saying, ...]:
    """Product, quantity and price line by line, then total, seller and delivery: everything but the question."""
    several = len(offered.lines) > 1
    said: list[Saying] = []
    for line in offered.lines:
        said.append(
            say(
                "reorder-line",
                item=things([(line.quantity, line.name)]),
                quantity=line.quantity,
                each=amount(line.unit_price),
                price=amount(line.price),
            )
        )
        said.extend(_last_paid(line, several=several))
    said.append(
        say(
            "reorder-total",
            total=amount(offered.totals.total),
            delivery=amount(offered.totals.fulfillment),
            free="yes" if offered.totals.free_delivery else "no",
            taxed=offered.totals.taxed,
        )
    )
    said.append(
        say(
            "reorder-delivery",
            seller=offered.seller,
            day=scene.day(offered.window.start),
            hours=scene.hours(offered.window),
            address=offered.address,
            labelled="yes" if offered.address else "no",
        )
    )
    return tuple(said)


def question(offered: Offer, quantity: int | None) -> Question:
    """Shall I order this? Put again, it names what and for how much. A quantity that was asked for is kept."""
    lines = [(line.quantity, line.name) for line in offered.lines]
    return Question(
        Kind.OFFER,
        (say("reorder-ask-again", things=things(lines), total=amount(offered.totals.total)),),
        products=tuple(line.product_id for line in offered.lines),
        quantity=quantity,
    )


def _offered(scene: Scene, result: Offered, quantity: int | None) -> Answer:
    made = result.offer
    notes: list[Saying] = []
    if result.left_out:
        notes.append(say("reorder-left-out", things=names([scene.spoken(product) for product in result.left_out])))
    if result.fewer:
        notes.append(say("reorder-fewer"))
    facts = spoken(scene, made)
    ids = tuple(line.product_id for line in made.lines)
    return Answer(
        says=(*notes, *facts, say("reorder-ask")),
        outcome="offered",
        question=question(made, quantity),
        offer=made,
        ordered="",
        mentioned=ids,
        products=ids,
        card=Card(say("reorder-card-title"), facts),
    )


def _last_paid(line: Line, *, several: bool) -> list[Saying]:
    if line.last_paid is None:
        return []
    key = "reorder-last-paid-for" if several else "reorder-last-paid"
    way = "up" if line.last_paid < line.unit_price else "down"
    return [say(key, name=line.name, price=amount(line.last_paid), way=way)]


def _sold_out(scene: Scene, result: SoldOut) -> Answer:
    name = scene.spoken(result.product)
    if result.instead is None or result.instead_product is None:
        answer = Answer(says=(say("reorder-sold-out", name=name),), outcome="sold_out", products=(result.product.id,))
        return then_ask(answer)
    instead = result.instead_product
    suggestion = Question(Kind.SUGGEST, (say("reorder-suggest", name=scene.spoken(instead)),), products=(instead.id,))
    said = say("reorder-sold-out-instead", name=name, instead=scene.spoken(instead), price=amount(result.instead.price))
    return Answer(
        says=(said,),
        outcome="sold_out",
        question=suggestion,
        mentioned=(instead.id,),
        products=(result.product.id, instead.id),
    )


def forbidden(scene: Scene, result: Forbidden, ids: Sequence[str]) -> Answer:
    """Why this speaker gets no offer of these products; an offer to somebody else stays open."""
    answer = Answer(
        says=(say(f"account-{result.reason}", seller=scene.terms.seller),),
        outcome=f"refused_{result.reason.replace('-', '_')}",
        products=tuple(ids),
        mentioned=tuple(ids),
        card=Card(link=True) if result.reason == "not-linked" else None,
    )
    return then_on(scene, answer)
