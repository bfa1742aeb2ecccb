"""Yes and no to an offer. Only here does an offer become an order."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from msgspec.structs import replace

from skill.conversation.account.asking import offer_code, which_code
from skill.conversation.buying.gift import UNNAMED, not_theirs
from skill.conversation.buying.learning import bought
from skill.conversation.buying.no_offer import declined, forbidden, really
from skill.conversation.buying.offer import offer
from skill.conversation.buying.spoken import labels, private
from skill.conversation.common.ask import ANYTHING_ELSE, WHAT_TO_ORDER, then_ask
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Card, Saying
from skill.conversation.scene import Answer, Scene, amount, say, things
from skill.services.changes import NO_CHANGES, Changes
from skill.services.household import household_code
from skill.services.offering import Asking, Declined, Forbidden, Want
from skill.services.ordering import Ordered, Outdated, ToVerify, confirm
from skill.shopping.offer import Offer
from skill.shopping.order import Order
from skill.shopping.permission import Code, May, may_set_up

# What no other voice of the household could get around either.
_REFUSALS = frozenset({"No", "TooExpensive"})
_FOR_ALL = frozenset({"order-limit", "day-limit"})


def order_it(scene: Scene) -> Answer:
    """ "Yes" to the open offer: ordered once, exactly as it was spoken; else it is offered anew."""
    offered = scene.session.offer
    if offered is None:
        return then_ask(Answer(says=(), outcome="asked"), WHAT_TO_ORDER)
    if refused := not_theirs(scene):
        return refused
    ids = [line.product_id for line in offered.lines]
    match confirm(scene.shop, scene.household, offered, scene.turn.channel):
        case Ordered(order=order, changes=changes):
            shown = private(scene, order)
            speaker = scene.household.speaker
            # Who only says the code to what somebody else was offered may not have heard it.
            unheard = shown if not speaker.recognised and offered.person != speaker.person else ()
            done = Answer(
                says=(*placed(scene, order, private=unheard), say("reorder-undo", invocation=scene.invocation)),
                outcome="ordered",
                order_id=order.id,
                ordered=order.id,
                products=tuple(ids),
                card=Card(say("reorder-placed-card-title"), placed(scene, order, private=shown)),
                changes=changes,
            )
            # "Why that one?" is asked when it was ordered, too.
            words = scene.question.words if scene.question and not order.gift else ""
            return then_ask(bought(scene, done, order), replace(_afterwards(scene, order), words=words))
        case ToVerify():
            return _verify(scene, offered)
        case Outdated() as outdated:
            return _anew(scene, offered, outdated)
        case Asking() as asking:
            return really(scene, asking, sure=offered.sure, from_cart=offered.from_cart)
        case Declined() as refusal:
            return declined(scene, refusal, ids)
        case Forbidden() as refusal:
            reason = refusal.decision.reason
            locked = reason == "code-locked" and scene.household.speaker.recognised
            return forbidden(scene, refusal, ids, for_all=locked or reason in _FOR_ALL)


def placed(scene: Scene, order: Order, *, private: Collection[str] = ()) -> tuple[Saying, ...]:
    """The confirmation: what, for how much, from whom, when; products that are ``private`` are only counted."""
    listed = things([(line.quantity, line.name) for line in order.lines if line.product_id not in private])
    hidden = sum(line.quantity for line in order.lines if line.product_id in private)
    named = "no" if not listed.things else "some" if hidden else "yes"
    said = [
        say(
            "reorder-placed",
            things=listed,
            named=named,
            hidden=hidden,
            total=amount(order.totals.total),
            seller=order.seller,
        ),
    ]
    if order.window:
        day, hours = scene.day(order.window.start), scene.hours(order.window)
        said.append(say("reorder-arrives", day=day, hours=hours, **labels(scene, order)))
    return tuple(said)


def leave_it(scene: Scene) -> Answer:
    """ "No": the offer is closed, and its product is not offered again in this session.

    Of several things, or of a cart, it is not clear which one is refused: perhaps only the moment is. When a child
    wished for it, that is answered, too. Perhaps another one was meant, that was named besides: then it is suggested.
    """
    offered = scene.session.offer
    ids = tuple(line.product_id for line in offered.lines) if offered else ()
    refused = ids if offered and len(ids) == 1 and not offered.from_cart else ()
    declined = Answer(says=(say("reorder-left"),), outcome="declined", products=ids, refused=refused)
    if scene.turn.intent not in _REFUSALS:
        return then_ask(declined, WHAT_TO_ORDER)
    declined = replace(declined, changes=_without_wishes(scene, refused))
    asked = scene.question
    another = scene.audible([asked.another]) if asked and asked.another and not scene.gift_of_another else []
    if scene.turn.intent != "No":  # what costs more is no comfort
        another = []
    if asked is None or scene.session.offer is None or scene.session.offer.gift:
        return then_ask(declined, WHAT_TO_ORDER)
    if not another:
        # "No." … "The decaf": what was not meant is remembered until then.
        return then_ask(declined, replace(WHAT_TO_ORDER, products=refused, words=asked.words))
    suggestion = Question(
        Kind.SUGGEST,
        (say("reorder-suggest", name=scene.spoken(another[0])),),
        products=(another[0].id,),
        quantity=asked.quantity,
        another=refused[0] if refused else "",
        words=asked.words,
    )
    return then_ask(declined, suggestion)


def _without_wishes(scene: Scene, refused: Collection[str]) -> Changes:
    """What a grown-up refuses is not asked about again at every launch."""
    customer = scene.household.customer
    after = customer.without_wishes(refused)
    grown_up = may_set_up(scene.household.speaker).answer is May.YES
    return Changes(customer=after) if grown_up and after is not customer else NO_CHANGES


def _afterwards(scene: Scene, order: Order) -> Question:
    """After a large order somebody who may set one up is offered a voice code, until it is set or not wanted.

    Who just said a PIN of the assistant has one already.
    """
    household = scene.household
    home = household.customer.home
    large = order.totals.total >= household.policy.code_from
    bare = household_code(household.customer, scene.turn.at) is Code.NONE and not household.speaker.verified
    if large and bare and not home.code_declined and household.speaker.recognised:
        return offer_code(household.policy.code_from)
    return ANYTHING_ELSE


def _verify(scene: Scene, offered: Offer) -> Answer:
    """The yes was said; now the assistant asks for its PIN, or we for the household's code. The offer stays open."""
    ids = tuple(line.product_id for line in offered.lines)
    words = scene.question.words if scene.question else ""
    asked = Answer(says=(), outcome="asked_code", offer=offered, products=ids)
    if scene.household.speaker.code is Code.ASSISTANT:
        lines = [(line.quantity, line.name) for line in offered.lines]
        again = say("reorder-ask-again", things=things(lines), total=amount(offered.totals.total))
        ask = UNNAMED if offered.gift else (again,)
        return replace(asked, question=Question(Kind.PIN, ask, products=ids, words=words), verify=offered.id)
    return then_ask(asked, replace(which_code(ids), words=words))


def _anew(scene: Scene, offered: Offer, outdated: Outdated) -> Answer:
    """The price, the stock or the time changed since it was spoken: a new offer, never a silent change."""
    quantities = {line.product_id: line.quantity for line in offered.lines}
    wants = [Want(product, quantities[product.id]) for product in scene.products(list(quantities))]
    if not wants:
        return then_ask(Answer(says=(say("reorder-sold-no-more"),), outcome="sold_out"), WHAT_TO_ORDER)
    # A code that was just said was for the offer that is over: the new one says that it will be asked for again.
    # And nobody says yes to the old one any more, even when there is no new one.
    speaker = replace(scene.household.speaker, verified=False)
    household = dataclasses.replace(scene.household, speaker=speaker)
    words = scene.question.words if scene.question else ""
    scene = dataclasses.replace(scene, household=household, session=replace(scene.session, question=None))
    answer = offer(
        scene,
        wants,
        first=(say("reorder-changed", why=outdated.why),),
        from_cart=offered.from_cart,
        quotes=outdated.quotes,
        sure=offered.sure,
        words=words,
    )
    return replace(answer, outcome="offered_anew") if answer.outcome == "offered" else answer
