""" "Where's my order?", "what did I order last week?", "cancel my order"."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from skill.conversation.buying.no_offer import refusal
from skill.conversation.buying.spoken import private
from skill.conversation.common import control
from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.orders.dates import period
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Card, Saying, Value
from skill.conversation.scene import Answer, Scene, amount, names, say, things
from skill.services.ordering import cancel, newest
from skill.shopping.order import Order, Progress
from skill.shopping.permission import May, may_undo

READ = 5
_JUST_NOW = timedelta(minutes=15)


def where_is_it(scene: Scene) -> Answer:
    """The newest order that is still to come, or else the last one that came."""
    coming = newest(scene.household, Progress.PLACED, Progress.ON_ITS_WAY)
    order = coming or newest(scene.household, Progress.DELIVERED)
    if order is None:
        return then_on(scene, Answer(says=(say("orders-none"),), outcome="answered"))
    key = "orders-coming" if coming else "orders-delivered"
    if order.progress(scene.turn.at) is Progress.ON_ITS_WAY:
        key = "orders-on-its-way"
    window = order.window
    said = say(
        key,
        **_what(scene, order),
        placed=scene.day(order.placed_at),
        day=scene.day(window.start if window else order.placed_at),
        hours=scene.hours(window) if window else "",
    )
    others = sum(
        other.progress(scene.turn.at) in (Progress.PLACED, Progress.ON_ITS_WAY)
        for other in scene.household.customer.orders
        if other.id != order.id
    )
    more = (say("orders-more-coming", count=others),) if others else ()
    return then_on(scene, _about(scene, order, said, *more))


def recent(scene: Scene) -> Answer:
    """What was bought in a period, from the digest; without one, the last order."""
    spoken = scene.turn.heard("date")
    between = period(spoken) if spoken else None
    if between is None:
        return _last(scene)
    first, last = between
    # "On Friday" may be heard as the next one: whole weeks back, until it has begun.
    ahead = timedelta(weeks=max(0, -((scene.household.today - first).days // 7)))
    first, last = first - ahead, last - ahead
    bought = [
        (purchase.day, product_id, purchase.quantity)
        for product_id, entry in scene.household.history.hot.entries.items()
        for purchase in entry.recent
        if first.toordinal() <= purchase.day <= last.toordinal()
    ]
    bought.sort(key=lambda item: (-item[0], item[1]))
    units: dict[str, int] = {}
    for _, product_id, quantity in bought:
        units[product_id] = units.get(product_id, 0) + quantity
    products = scene.products(list(units))
    if not products:
        return _nothing_then(scene)
    read = scene.audible(list(units))[:READ]
    count = say("orders-in-period-count", count=sum(units.values()))
    if not scene.household.speaker.recognised or not read:
        return then_on(scene, Answer(says=(count,), outcome="answered", card=_card(count)))
    listed = things([(units[product.id], name) for product, name in zip(read, scene.named(read), strict=True)])
    said = say("orders-in-period", things=listed, more=len(products) - len(read))
    ids = tuple(product.id for product in read)
    card = _card(count if any(product.sensitive for product in read) else said)
    return then_on(scene, Answer(says=(said,), outcome="answered", products=ids, mentioned=ids, card=card))


def ask_cancel(scene: Scene) -> Answer:
    """Which order can still be cancelled, after one more question."""
    if refused := _may_not(scene):
        return refused
    order = _meant(scene)
    if order is None:
        coming = newest(scene.household, Progress.PLACED, Progress.ON_ITS_WAY)
        if coming is None:
            return then_on(scene, Answer(says=(say("orders-none-to-cancel"),), outcome="answered"))
        return then_on(scene, _too_late(scene, coming))
    ask = say("orders-ask-cancel", **_what(scene, order), total=amount(order.totals.total))
    question = Question(Kind.CANCEL_ORDER, (ask,), order_id=order.id)
    return then_ask(Answer(says=(), outcome="asked_cancel", order_id=order.id), question)


def called_off(scene: Scene) -> Answer:
    """ "Cancel": what is open, or else what was ordered elsewhere. It is shouted at the nearest device.

    Who begins a conversation with it means an order, however long ago; later on only one that is very new.
    """
    if scene.session.ordered or control.open_for_buying(scene) or not _may(scene):
        return control.cancel(scene)
    order = _meant(scene)
    since = scene.turn.at - _JUST_NOW
    if order is None or not (scene.turn.new_session or since <= order.placed_at):
        return control.cancel(scene)
    return ask_cancel(scene)


def _meant(scene: Scene) -> Order | None:
    """The order placed in this very session, or else the newest one that can still be cancelled."""
    just_now = next((order for order in scene.household.customer.orders if order.id == scene.session.ordered), None)
    if just_now and just_now.cancellable(scene.turn.at):
        return just_now
    return next((order for order in scene.household.customer.orders if order.cancellable(scene.turn.at)), None)


def _may(scene: Scene) -> bool:
    return may_undo(scene.household.speaker, scene.household.policy).answer is May.YES


def _may_not(scene: Scene) -> Answer | None:
    decision = may_undo(scene.household.speaker, scene.household.policy)
    if decision.answer is May.YES:
        return None
    outcome = f"refused_{decision.reason.replace('-', '_')}"
    return then_on(scene, Answer(says=(refusal(scene, decision),), outcome=outcome))


def _too_late(scene: Scene, order: Order) -> Answer:
    """The truth, and what can be done instead: it has left, or the time to change one's mind is over."""
    why = "window" if order.progress(scene.turn.at) is Progress.PLACED else "left"
    said = say("orders-too-late", why=why, **_what(scene, order), seller=scene.terms.seller)
    return Answer(says=(said,), outcome="too_late", order_id=order.id)


def cancel_it(scene: Scene) -> Answer:
    """ "Yes" to cancelling: undone, or the truth when it is too late."""
    if refused := _may_not(scene):
        return refused
    order_id = scene.question.order_id if scene.question else ""
    order = next((order for order in scene.household.customer.orders if order.id == order_id), None)
    if order is None or order.cancelled_at is not None:
        return then_ask(Answer(says=(say("orders-none-to-cancel"),), outcome="answered"))
    changes = cancel(scene.household, order)
    if changes is None:
        return then_ask(_too_late(scene, order))
    said = say("orders-cancelled", **_what(scene, order), total=amount(order.totals.total))
    cancelled = Answer(
        says=(said,),
        outcome="order_cancelled",
        order_id=order.id,
        ordered="",
        changes=changes,
        card=_shown(scene, order, said),
    )
    return then_ask(cancelled)


def cancel_or_finish(scene: Scene) -> Answer:
    """ "The first one", of "cancel the order, or just finish?"."""
    slot = scene.turn.slots.get("position")
    first = slot is not None and (slot.ids[:1] == ("1",) or slot.heard == "1")
    return cancel_it(scene) if first else control.finish(scene)


def keep_it(scene: Scene) -> Answer:
    """ "No" to cancelling."""
    order_id = scene.question.order_id if scene.question else ""
    return then_ask(Answer(says=(say("orders-kept"),), outcome="declined", order_id=order_id))


def _last(scene: Scene) -> Answer:
    order = newest(scene.household, Progress.PLACED, Progress.ON_ITS_WAY, Progress.DELIVERED)
    if order is None:
        return then_on(scene, Answer(says=(say("orders-none"),), outcome="answered"))
    said = say("orders-last", **_what(scene, order), placed=scene.day(order.placed_at))
    return then_on(scene, _about(scene, order, said))


def _nothing_then(scene: Scene) -> Answer:
    entries = scene.household.history.hot.entries.values()
    newest_day = max((entry.last.date for entry in entries), default=None)
    if newest_day is None:
        return then_on(scene, Answer(says=(say("orders-none"),), outcome="answered"))
    said = say("orders-nothing-then", day=scene.day(newest_day))
    return then_on(scene, Answer(says=(said,), outcome="answered"))


def _what(scene: Scene, order: Order) -> dict[str, Value]:
    """What an order holds, as far as this voice may hear it; a gift is only counted for all but who ordered it."""
    household = scene.household
    if not household.speaker.recognised or not order.named_to(household.speaker.person):
        return _counted(order)
    audible = {product.id for product in scene.audible([line.product_id for line in order.lines])}
    sold = scene.shop.get([line.product_id for line in order.lines])
    heard = [line for line in order.lines if line.product_id in audible or line.product_id not in sold]
    if not heard:
        return _counted(order)
    named = scene.names_of(heard[:READ])
    lines = [(line.quantity, name) for line, name in zip(heard, named, strict=False)]
    return {**_counted(order), "things": things(lines), "named": "yes" if len(order.lines) == len(lines) else "some"}


def _counted(order: Order) -> dict[str, Value]:
    return {"things": names([]), "count": sum(line.quantity for line in order.lines), "named": "no"}


def _about(scene: Scene, order: Order, *said: Saying) -> Answer:
    """What was said of an order; "it" is what was named of it, and "cancel" may now mean it."""
    named = said[0].values["named"] != "no"
    undone = order.cancellable(scene.turn.at) and _may(scene)
    ids = tuple(line.product_id for line in order.lines) if named else ()
    mentioned = tuple(product.id for product in scene.audible(ids[:READ]))
    return Answer(
        says=said,
        outcome="answered",
        order_id=order.id,
        products=ids,
        mentioned=mentioned,
        ordered=order.id if undone and order.named_to(scene.household.speaker.person) else None,
        card=_shown(scene, order, *said),
    )


def _shown(scene: Scene, order: Order, *said: Saying) -> Card:
    """A card is seen by whoever passes: what no card names is only counted."""
    if not private(scene, order):
        return _card(*said)
    counted = (replace(one, values={**one.values, **_counted(order)}) if "named" in one.values else one for one in said)
    return _card(*counted)


def _card(*said: Saying) -> Card:
    return Card(say("orders-card-title"), said)
