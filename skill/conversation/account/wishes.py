"""What children asked for: "Mia asked for a dollhouse; shall I order it?" Only a grown-up's voice hears of it."""

from __future__ import annotations

from msgspec.structs import replace

from skill.conversation.account.proof import private
from skill.conversation.buying.offer import offer
from skill.conversation.common.ask import then_ask, then_on
from skill.conversation.question import Kind, Question
from skill.conversation.scene import Answer, Scene, say, things
from skill.profile.home import Person, Wish
from skill.services.changes import Changes
from skill.services.offering import Want
from skill.services.people import first_name, known
from skill.shopping.permission import May, may_set_up


def next_wish(scene: Scene, *, after: Wish | None = None, of: Person | None = None) -> Question | None:
    """The oldest wish this speaker may answer, as a question; none for a child or a voice nobody recognised.

    ``after``: of those that are newer than this one, which was just answered. ``of``: the child whose it must be.
    """
    if may_set_up(scene.household.speaker).answer is not May.YES:
        return None
    for wish in scene.household.customer.home.wishes:
        product = next(iter(scene.products([wish.product_id])), None)
        child = scene.household.customer.named(wish.person)
        passed = wish == after or scene.session.declines(wish.product_id) or (of and wish.person != of.id)
        if product is None or child is None or passed:
            continue
        item = things([(wish.quantity or 1, scene.spoken(product))])
        ask = say("account-wish", name=child.name, item=item)
        return Question(Kind.WISH, (ask,), products=(product.id,), quantity=wish.quantity)
    return None


def show(scene: Scene) -> Answer:
    """ "What did the kids ask for?": for grown-ups whose voice is known. "What did Mia ask for?": hers first."""
    if no := private(scene):
        return no
    named = known(scene.household.customer, first_name(scene.turn.heard("name")))
    asked = (next_wish(scene, of=named) if named else None) or next_wish(scene)
    if asked is None:
        return then_on(scene, Answer(says=(say("account-no-wishes"),), outcome="answered"))
    return then_ask(Answer(says=(), outcome="asked_wish", products=asked.products, mentioned=asked.products), asked)


def grant(scene: Scene) -> Answer:
    """ "Yes": an offer in full, with its own question. The wish is answered once that is ordered."""
    asked = scene.question
    products = scene.products(asked.products if asked else ())
    if asked is None or not products:
        return then_ask(Answer(says=(say("reorder-sold-no-more"),), outcome="sold_out"))
    return offer(scene, [Want(product, asked.quantity or 1) for product in products])


def deny(scene: Scene) -> Answer:
    """ "No": the wish is forgotten, and the next one is asked about."""
    asked, customer = scene.question, scene.household.customer
    if asked is None or may_set_up(scene.household.speaker).answer is not May.YES:
        return then_on(scene, Answer(says=(say("account-unknown-settings"),), outcome="refused_unknown_settings"))
    denied = next((wish for wish in customer.home.wishes if wish.product_id in asked.products), None)
    changes = Changes(customer=customer.without_wishes(asked.products))
    said = Answer(says=(say("account-wish-denied"),), outcome="declined", products=asked.products, changes=changes)
    following = next_wish(scene, after=denied)
    return then_ask(replace(said, mentioned=following.products), following) if following else then_ask(said)
