"""What is said instead of an offer: why there is none, or what must be answered first. Nothing is ordered here."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from skill.conversation.buying.gift import still_a_gift
from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.durations import lasting
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Card, Saying, Value
from skill.conversation.scene import Answer, Scene, amount, names, say, things
from skill.profile.account import Why
from skill.profile.customer import in_language
from skill.profile.home import Wish
from skill.services.changes import Changes
from skill.services.offering import Asking, Declined, Forbidden, Want
from skill.shopping.permission import Decision
from skill.shopping.product import Product

NOT_LINKED = "not-linked"
# A wish is what a child named, not all that is in the cart or in the last order.
_NAMED = frozenset({"Reorder", "ReorderSame", "OrderAlso", "Refine", "RuleOut", "NoProduct", "Choose", "Yes"})


def really(scene: Scene, asking: Asking, *, sure: tuple[str, ...], from_cart: bool) -> Answer:
    """ "Forty packs?": before such an offer is made, that number is asked about. It may have been misheard."""
    ids = tuple(product_id for product_id, _ in asking.units)
    ask = say(
        "reorder-far",
        item=things([(asking.quantity, scene.spoken(asking.product))]),
        usual=asking.usual or 0,
        known="yes" if asking.usual else "no",
    )
    gift = still_a_gift(scene, ids)
    question = Question(
        Kind.FAR,
        (ask,),
        products=(asking.product.id,),
        quantity=asking.quantity,
        units=asking.units,
        sure=sure,
        from_cart=from_cart,
        gift=gift,
        person=scene.household.speaker.person if gift else "",
    )
    notes = shortages(scene, asking.left_out, fewer=asking.fewer)
    return then_ask(Answer(says=notes, outcome="asked_quantity", products=ids, mentioned=ids), question)


def shortages(scene: Scene, left_out: Sequence[Product], *, fewer: bool) -> tuple[Saying, ...]:
    """What of the wish cannot be had: said before anything is asked about the rest."""
    notes = [say("reorder-left-out", things=names(scene.named(left_out)))] if left_out else []
    return (*notes, say("reorder-fewer")) if fewer else tuple(notes)


def declined(scene: Scene, result: Declined, ids: Sequence[str]) -> Answer:
    """The account has no address, or its payment would be declined: what to do about it. Nothing is ordered.

    An open offer is closed: nobody of the household could say yes to it now. A voice that is not recognised hears
    nothing of what is wrong.
    """
    known = scene.household.speaker.recognised
    payment = in_language(scene.household.customer.payment, scene.language) if known else ""
    why = result.reason if known else "private"
    said = say("account-cannot-pay", why=why, payment=payment, seller=scene.terms.seller)
    outcome = "payment_declined" if result.reason in ("expired", "blocked") else f"refused_no_{result.reason}"
    return then_ask(Answer(says=(said,), outcome=outcome, products=tuple(ids), mentioned=tuple(ids)))


def forbidden(scene: Scene, result: Forbidden, ids: Sequence[str], *, for_all: bool = False) -> Answer:
    """Why this speaker gets no offer of these products; an offer to somebody else stays open.

    ``for_all``: nobody else may say yes to the open offer either, so it is closed.
    """
    reason = result.decision.reason
    answer = Answer(
        says=(refusal(scene, result.decision),),
        outcome=f"refused_{reason.replace('-', '_')}",
        products=tuple(ids),
        mentioned=tuple(ids),
        card=link_card(scene, result.decision),
    )
    return then_ask(answer) if for_all else then_on(scene, answer)


def refusal(scene: Scene, decision: Decision) -> Saying:
    """The reason of a no, with the limit or the waiting time that it is about."""
    values: dict[str, Value] = {"seller": scene.terms.seller}
    if decision.limit is not None:
        values["limit"] = amount(decision.limit)
    if decision.reason == "code-locked":
        values |= locked(scene)
    if decision.reason == NOT_LINKED and scene.unlinked:
        return say(f"account-link-{scene.unlinked}", **values)
    return say(f"account-{decision.reason}", **values)


def link_card(scene: Scene, decision: Decision) -> Card | None:
    """The card that links the account, when that is what is missing; not when it may be linked all the same."""
    return Card(link=True) if decision.reason == NOT_LINKED and scene.unlinked != Why.UNREACHABLE else None


def wish(scene: Scene, wants: Sequence[Want]) -> Answer:
    """A child asked: a grown-up is asked later. What is nothing for a child is not even written down."""
    child, customer = scene.household.child, scene.household.customer
    for_cart = scene.question is not None and scene.question.kind is Kind.CART
    named = scene.turn.intent in _NAMED and not for_cart
    wanted = [want for want in wants if named and not want.product.sensitive]
    ids = tuple(want.product.id for want in wanted)
    if child is None or not wanted:
        return then_on(scene, Answer(says=(say("account-child"),), outcome="refused_child", products=ids))
    home = customer.home
    for want in wanted:
        home = home.with_wish(Wish(want.product.id, child.id, scene.turn.at, want.quantity))
    said = say("account-child-wish", things=names(scene.named([want.product for want in wanted])))
    changes = Changes(customer=msgspec.structs.replace(customer, home=home))
    return then_on(scene, Answer(says=(said,), outcome="wished", products=ids, mentioned=ids, changes=changes))


def locked(scene: Scene) -> dict[str, Value]:
    """How much longer the voice code is locked."""
    code = scene.household.customer.home.code
    left = (code.locked_until - scene.turn.at).total_seconds() if code and code.locked_until else 0
    return lasting(max(1, -int(-left // 60)))
