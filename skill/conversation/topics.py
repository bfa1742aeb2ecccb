"""The table: what was meant × what is open → who answers.

An entry for an open question wins over the entry for any state. What is in neither is a fallback.
"""

from __future__ import annotations

from collections.abc import Callable

from skill.conversation.account import code, gifts, leaving, likes, people, pin, settings, wishes
from skill.conversation.buying import (
    because,
    change,
    choose,
    confirm,
    far,
    lines,
    reorder,
    ruled_out,
    same,
    suggest,
    too_expensive,
    which,
)
from skill.conversation.cart import cart, take
from skill.conversation.common import control, faq, greet
from skill.conversation.orders import delivery, orders
from skill.conversation.products import facts, history
from skill.conversation.question import SECRET, Kind, Question
from skill.conversation.scene import Answer, Scene

Topic = Callable[[Scene], Answer]

ANY: dict[str, Topic] = {
    "Launch": greet.launch,
    "Reorder": reorder.reorder,
    "ReorderSame": same.reorder_same,
    "OrderAlso": lines.also,
    "OrderUsual": reorder.order_usual,
    "RepeatOrder": reorder.repeat_order,
    "Refine": change.refine,
    "RuleOut": ruled_out.rule_out,
    "NoProduct": ruled_out.no_product,
    "WhyThat": because.because,
    "ChangeQuantity": change.change_quantity,
    "Choose": choose.choose,
    "Next": which.next_ones,
    "Price": facts.price,
    "ProductDetails": facts.details,
    "Availability": facts.availability,
    "LastBought": history.last_bought,
    "LastPaid": history.last_paid,
    "HowOften": history.how_often,
    "MostBought": history.most_bought,
    "RunningLow": history.running_out,
    "WhereIsMyOrder": orders.where_is_it,
    "RecentOrders": orders.recent,
    "CancelOrder": orders.ask_cancel,
    "ShopQuestion": faq.shop_question,
    "AddToCart": cart.add,
    "ShowCart": cart.show,
    "RemoveFromCart": take.remove,
    "Checkout": cart.checkout,
    "VoiceCode": code.said,
    "SetUpCode": code.set_up,
    "ChangeCode": code.change,
    "RemoveCode": code.remove,
    "WhoAmI": people.who_am_i,
    "Introduce": people.introduce,
    "MarkChild": people.mark_child,
    "MarkAdult": people.mark_adult,
    "ShowPeople": people.show,
    "ForbidUnknown": settings.forbid_unknown,
    "AllowUnknown": settings.allow_unknown,
    "SetDayLimit": settings.set_day_limit,
    "ShowSettings": settings.show,
    "Prefer": likes.prefer,
    "Gift": gifts.gift,
    "ShowWishes": wishes.show,
    "Resumed": pin.verified,
    "Help": control.help_,
    "Stop": control.stop,
    "Cancel": orders.called_off,
    "Repeat": control.repeat,
    "StartOver": greet.start_over,
    "NavigateHome": control.home,
    "Yes": control.nothing_open,
    "No": control.nothing_open,
    "TooExpensive": control.nothing_open,
    "Fallback": control.fallback,
    "SessionEnded": control.ended,
    "Linked": leaving.linked,
    "Unlinked": leaving.leave,
    "Disabled": leaving.leave,
    "Unsupported": control.unsupported,
}

OPEN: dict[tuple[str, Kind], Topic] = {
    ("Yes", Kind.OFFER): confirm.order_it,
    ("No", Kind.OFFER): confirm.leave_it,
    ("TooExpensive", Kind.OFFER): too_expensive.too_expensive,
    ("TooExpensive", Kind.SUGGEST): too_expensive.too_expensive,
    ("Next", Kind.OFFER): choose.another,
    ("Reorder", Kind.OFFER): change.reorder_in_offer,
    ("Refine", Kind.OFFER): lines.only,
    # "Place my order" is no yes to the offer; only a yes is.
    ("Checkout", Kind.OFFER): control.yes_or_no_please,
    ("WhereIsMyOrder", Kind.OFFER): delivery.when_it_would_come,
    ("RemoveFromCart", Kind.OFFER): lines.leave_out,
    ("Yes", Kind.WHICH): which.that_one,
    ("No", Kind.WHICH): which.none_of_them,
    ("Yes", Kind.SUGGEST): suggest.offer_suggested,
    ("No", Kind.SUGGEST): control.no_suggestion,
    ("Yes", Kind.CART): cart.checkout,
    ("No", Kind.CART): control.no_suggestion,
    ("Yes", Kind.CANCEL_ORDER): orders.cancel_it,
    ("CancelOrder", Kind.CANCEL_ORDER): orders.cancel_it,
    ("No", Kind.CANCEL_ORDER): orders.keep_it,
    ("Stop", Kind.CANCEL_ORDER): control.finish,
    ("Cancel", Kind.CANCEL_ORDER): control.cancel_which,
    ("Yes", Kind.CANCEL_WHAT): control.yes_or_no_please,
    ("Choose", Kind.CANCEL_WHAT): orders.cancel_or_finish,
    ("No", Kind.CANCEL_WHAT): control.finish,
    ("Stop", Kind.CANCEL_WHAT): control.finish,
    ("Cancel", Kind.CANCEL_WHAT): orders.cancel_it,
    ("CancelOrder", Kind.CANCEL_WHAT): orders.cancel_it,
    ("Yes", Kind.FAR): far.so_many,
    ("No", Kind.FAR): far.not_so_many,
    ("Yes", Kind.WISH): wishes.grant,
    ("No", Kind.WISH): wishes.deny,
    # The yes to the offer again: the assistant is asked once more.
    ("Yes", Kind.PIN): confirm.order_it,
    ("No", Kind.PIN): confirm.leave_it,
    ("Yes", Kind.OFFER_CODE): code.set_up,
    ("No", Kind.OFFER_CODE): code.no_thanks,
    ("Yes", Kind.OPEN): control.go_on,
    ("No", Kind.OPEN): control.nothing_more,
    ("ChangeQuantity", Kind.OPEN): take.count,
}


# While a code is asked for, everything else that is heard may be digits: "one two three four" as a product.
_NOT_THE_CODE = frozenset("Launch Help Stop Repeat StartOver NavigateHome Fallback SessionEnded Unsupported".split())


def topic(intent: str, question: Question | None) -> Topic:
    """Who answers. A product or a number after "which product?" or "how much?" is the answer to that."""
    if question is None:
        return ANY.get(intent, control.fallback)
    if question.kind in SECRET and intent not in _NOT_THE_CODE:
        return {"No": code.leave, "Cancel": code.leave, "ChangeCode": control.help_}.get(intent, code.said)
    number = intent == "ChangeQuantity" or (intent == "VoiceCode" and question.about == settings.SET_DAY_LIMIT)
    named = intent in ("Refine", "NoProduct", "OrderAlso") or (number and question.kind is Kind.OPEN)
    if named and question.about in ANY:
        return ANY[question.about]
    if intent == "TooExpensive" and (intent, question.kind) not in OPEN:
        intent = "No"
    return OPEN.get((intent, question.kind)) or ANY.get(intent, control.fallback)
