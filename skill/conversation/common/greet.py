"""The launch: a greeting, the one useful thing, one question; and the assistant learns this household's names."""

from __future__ import annotations

import msgspec

from skill.conversation.account.wishes import next_wish
from skill.conversation.buying.offer import forbids, forbids_all
from skill.conversation.common.ask import WHAT_TO_ORDER, then_ask
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Saying
from skill.conversation.scene import Answer, Scene, names, say
from skill.services.rhythm import outlook
from skill.services.taught import taught
from skill.shopping.order import Progress
from skill.shopping.rhythm.due import running_low


def launch(scene: Scene) -> Answer:
    """Greets by first name only a voice that was recognised; blurts out nothing a guest should not hear."""
    person = scene.household.person
    if person:
        hello = say(
            "common-hello-name",
            name=person.name,
            seller=scene.terms.seller,
            known="no" if scene.household.history.empty else "yes",
        )
    else:
        hello = say("common-hello", seller=scene.terms.seller)
    return msgspec.structs.replace(_useful(scene, (hello,)), teaches=taught(scene.shop, scene.household))


def start_over(scene: Scene) -> Answer:
    """Everything open is closed; from the beginning."""
    return _useful(scene, (say("common-from-start"),))


def _useful(scene: Scene, first: tuple[Saying, ...]) -> Answer:
    if wish := next_wish(scene):
        return then_ask(Answer(says=first, outcome="greeted", products=wish.products, mentioned=wish.products), wish)
    cart = sum(line.quantity for line in scene.household.cart.lines)
    if cart and not forbids_all(scene):
        ask = Question(Kind.CART, (say("common-cart", count=cart),))
        return then_ask(Answer(says=first, outcome="greeted"), ask)
    arriving = next(
        (
            order.window
            for order in scene.household.customer.orders
            if order.window
            and order.progress(scene.turn.at) in (Progress.PLACED, Progress.ON_ITS_WAY)
            and order.window.start.astimezone(scene.household.zone).date() == scene.household.today
        ),
        None,
    )
    if arriving:
        told = say("common-arriving-today", hours=scene.hours(arriving))
        return then_ask(Answer(says=(*first, told), outcome="greeted"), WHAT_TO_ORDER)
    low = running_low(outlook(scene.shop, scene.terms, scene.household))
    # At most one product, and none that is nobody else's business: others may be in the room.
    due = [
        product
        for product in scene.products([product_id for product_id, _ in low])
        if not product.sensitive and not scene.session.declines(product.id) and not forbids(scene, product)
    ][:1]
    if due:
        ids = tuple(product.id for product in due)
        ask = Question(Kind.SUGGEST, (say("common-low", things=names([scene.spoken(due[0])])),), products=ids)
        return then_ask(Answer(says=first, outcome="greeted", products=ids, mentioned=ids), ask)
    if not scene.household.customer.linked:
        first = (*first, say("common-guest"))
    return then_ask(Answer(says=first, outcome="greeted"), WHAT_TO_ORDER)
