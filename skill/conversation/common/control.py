"""Help, stop, cancel, repeat, and being lost: right in every state."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask, then_back
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say

_LOST = 2
"""So often in a row nothing was understood before: a parrot or a television is not listened to for ever."""
_BUYING = (Kind.OFFER, Kind.WHICH, Kind.SUGGEST, Kind.CART, Kind.FAR, Kind.WISH, Kind.PIN)


def help_(scene: Scene) -> Answer:
    """What can be said now."""
    kind = scene.question.kind if scene.question else Kind.OPEN
    key = {
        Kind.OFFER: "common-help-offer",
        Kind.WHICH: "common-help-which",
        Kind.CANCEL_ORDER: "common-help-cancel",
        Kind.CANCEL_WHAT: "common-help-cancel",
        Kind.FAR: "common-help-far",
        Kind.WISH: "common-help-wish",
        Kind.CODE: "common-help-code",
        Kind.NEW_CODE: "common-help-new-code",
        Kind.CODE_AGAIN: "common-help-new-code",
        Kind.OFFER_CODE: "common-help-offer-code",
    }.get(kind, "common-help")
    answer = Answer(says=(say(key, seller=scene.terms.seller),), outcome="helped")
    return then_back(scene, answer) if kind is not Kind.OPEN else then_ask(answer, WHAT_TO_ORDER)


def stop(scene: Scene) -> Answer:
    """The end, at once; an open offer is not ordered, and that is said."""
    open_offer = scene.session.offer is not None or (scene.question is not None and scene.question.kind is Kind.FAR)
    key = "common-bye-not-ordered" if open_offer else "common-bye"
    return Answer(says=(say(key),), outcome="declined" if open_offer else "stopped", products=_offered(scene))


def cancel(scene: Scene) -> Answer:
    """Closes what is open. Right after an order it is not clear what is meant, so it is asked."""
    if scene.session.ordered:
        return _cancel_what(scene.session.ordered)
    if open_for_buying(scene):
        return Answer(says=(say("common-cancelled"),), outcome="declined", products=_offered(scene))
    return Answer(says=(say("common-bye"),), outcome="stopped")


def open_for_buying(scene: Scene) -> bool:
    """Whether something to buy was asked about."""
    return scene.question is not None and scene.question.kind in _BUYING


def cancel_which(scene: Scene) -> Answer:
    """ "Cancel" to "shall I cancel your order?": the order, or the cancelling? "Cancel it" and "never mind" are one."""
    return _cancel_what(scene.question.order_id if scene.question else "")


def _cancel_what(order_id: str) -> Answer:
    ask = Question(Kind.CANCEL_WHAT, (say("orders-cancel-or-finish"),), order_id=order_id)
    return then_ask(Answer(says=(), outcome="asked_cancel", order_id=order_id), ask)


def finish(_: Scene) -> Answer:
    """The order stands, and that was all."""
    return Answer(says=(say("orders-stands"),), outcome="stopped")


def nothing_more(_: Scene) -> Answer:
    """ "No" to "anything else?"."""
    return Answer(says=(say("common-bye"),), outcome="stopped")


def go_on(_: Scene) -> Answer:
    """ "Yes" to "anything else?": what, then?"""
    return then_ask(Answer(says=(), outcome="asked"), WHAT_TO_ORDER)


def nothing_open(_: Scene) -> Answer:
    """A "yes" or "no" that answers no question does nothing, kindly."""
    return then_ask(Answer(says=(say("common-nothing-open"),), outcome="misheard"), WHAT_TO_ORDER)


def no_suggestion(scene: Scene) -> Answer:
    """ "No" to a suggestion: it is not made again in this session. A cart stays as it is."""
    asked = scene.question
    products = asked.products if asked else ()
    passed = products if asked and asked.kind is Kind.SUGGEST else ()
    return then_ask(Answer(says=(say("common-all-right"),), outcome="declined", products=products, passed=passed))


def yes_or_no_please(scene: Scene) -> Answer:
    """A "yes" that fits no question with more than two answers: the question again."""
    return then_back(scene, Answer(says=(), outcome="misheard"))


def repeat(scene: Scene) -> Answer:
    """Exactly what was said last; the open question stays open."""
    if not scene.session.said:
        return then_ask(Answer(says=(say("common-nothing-to-repeat"),), outcome="repeated"), WHAT_TO_ORDER)
    listener = scene.household.person.id if scene.household.person else ""
    if scene.session.said_to not in ("", listener):
        # It may have held a name, an order, or something sensitive.
        refused = say("account-repeat-other-voice")
        return then_back(scene, Answer(says=(refused,), outcome="refused_other_voice", repeatable=False))
    said = Answer(says=scene.session.said, outcome="repeated", offer=scene.session.offer)
    # What was said last held its question, unless it was a goodbye.
    return replace(said, question=scene.question) if scene.question else then_ask(said)


def fallback(scene: Scene) -> Answer:
    """Nothing was understood; no words came with it. The third time in a row is the last."""
    if scene.session.lost >= _LOST:
        end = finish(scene) if scene.question and scene.question.kind is Kind.CANCEL_WHAT else stop(scene)
        return replace(end, says=(say("common-fallback-end"), *end.says), outcome="misheard")
    if scene.question and scene.question.kind is not Kind.OPEN:
        return then_back(scene, Answer(says=(say("common-fallback"),), outcome="misheard"))
    return then_ask(Answer(says=(say("common-fallback-examples"),), outcome="misheard"), WHAT_TO_ORDER)


def home(scene: Scene) -> Answer:
    """The device goes home: nothing more to say."""
    return Answer(says=(), outcome="stopped", products=_offered(scene))


def ended(scene: Scene) -> Answer:
    """The session is over: silence, a hang-up, or an error that was reported. Nothing may be said."""
    outcome = {"EXCEEDED_MAX_REPROMPTS": "silence", "ERROR": "failed"}.get(scene.turn.reason, "ended")
    return Answer(says=(), outcome=outcome, products=_offered(scene), silent=True)


def unsupported(scene: Scene) -> Answer:
    """A request that asks for nothing we know: recorded; what was open stays open."""
    return Answer(says=(), outcome="ignored", silent=True, question=scene.question, offer=scene.session.offer)


def _offered(scene: Scene) -> tuple[str, ...]:
    return tuple(line.product_id for line in scene.session.offer.lines) if scene.session.offer else ()
