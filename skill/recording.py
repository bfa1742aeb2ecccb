"""Around an answer: the scene from what was loaded, and the one commit from what was answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from skill.conversation import reply as replies
from skill.conversation.question import SECRET, Session
from skill.conversation.reply import Reply
from skill.conversation.scene import Answer, Scene
from skill.conversation.turn import Turn
from skill.locales.hearing import hearing
from skill.locales.naming import ordinals
from skill.profile.contact import Seal
from skill.profile.customer import Customer, Identity, Person, hashed
from skill.profile.interaction import Interaction
from skill.profile.redaction import redact
from skill.profile.retention import Retention, renewed
from skill.profile.voice_code import VoiceCode
from skill.services.contact import sealed_if_possible
from skill.services.household import History, Household, household_code
from skill.settings.shop import ShopConfig
from skill.shopping.permission import Code, Speaker
from skill.shopping.shop import Shop
from skill.storage.port import Commit, Loaded, StockChange, Store

SESSION_KEPT = timedelta(days=1)
REFUSED_KEPT = 20
T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_sessions = msgspec.json.Decoder(Session)


def open_scene(
    turn: Turn,
    customer_id: str,
    loaded: Loaded,
    *,
    store: Store,
    shop: Shop,
    config: ShopConfig,
    new_code: Callable[[str], VoiceCode],
    unlinked: str = "",
) -> Scene:
    """The scene of a turn. A session that cannot be read (an older version's) begins anew."""
    customer = loaded.customer or Customer(customer_id)
    person = customer.person(hashed(turn.channel, turn.person)) if turn.person else None
    # What may be a child's voice is treated as one: an adult who is not recognised loses little.
    heard = person or (customer.person(hashed(turn.channel, turn.perhaps)) if turn.perhaps else None)
    # A session that only begins has nothing open yet, whatever is stored under its id.
    session = Session() if turn.new_session else _session(loaded.session)
    household = Household(
        customer=customer,
        cart=loaded.cart,
        history=History(loaded.digest, lambda: store.rest_of_digest(customer_id)),
        speaker=Speaker(
            linked=customer.linked,
            recognised=person is not None,
            child=bool(heard and heard.child),
            person=person.id if person else "",
            code=_code(customer, turn, person, config),
        ),
        person=person,
        child=heard if heard and heard.child else None,
        policy=config.policy.chosen(customer.home.choices),
        hearing=hearing(turn.locale),
        locale=turn.locale,
        zone=ZoneInfo(customer.time_zone or config.zone),
        at=turn.at,
        all_orders=lambda: store.orders(customer_id),
        ordinals=lambda: ordinals(turn.locale),
        talked_about=(*session.mentioned, *(session.question.products if session.question else ())),
    )
    return Scene(turn, household, session, shop, config, config.invocation_name(turn.locale), new_code, unlinked)


def _code(customer: Customer, turn: Turn, person: Person | None, config: ShopConfig) -> Code:
    """How this voice could prove itself: the assistant's PIN is a recognised person's, our code the household's."""
    if person and turn.locale in config.assistant_pin:
        return Code.ASSISTANT
    return household_code(customer, turn.at)


def record(
    scene: Scene, loaded: Loaded, answer: Answer, identity: Identity | None, leaves: Identity | None = None
) -> tuple[Reply, Commit]:
    """The reply, and everything that is written: interaction, session and changes, together.

    What the scene began with and was not ``loaded`` so is written too: a guest's profile begins with the first turn,
    and a household may have been linked in this one. ``leaves`` led to it so far, if the answer says so.
    """
    turn, changes = scene.turn, answer.changes
    customer_id = scene.household.customer.id
    reply = Reply(
        says=answer.says,
        reprompt=answer.question.ask if answer.question else (),
        card=answer.card,
        silent=answer.silent,
        # Not to be sealed: in the next turn the token may count again.
        customer_id="" if scene.unlinked else customer_id,
        verify=answer.verify,
        teaches=answer.teaches,
    )
    interaction = Interaction(
        id=turn.id,
        at=turn.at,
        channel=turn.channel,
        locale=turn.locale,
        device=turn.device,
        session=turn.session,
        intent=turn.intent,
        outcome=answer.outcome,
        slots={}
        if _secret(scene)
        else {name: redact(slot.heard, name) for name, slot in turn.slots.items() if slot.heard},
        products=answer.products,
        person=scene.household.person.id if scene.household.person else "",
        order_id=answer.order_id,
    )
    commit = Commit(
        customer_id=customer_id,
        interaction=interaction,
        reply=replies.encode(reply),
        expected=loaded.versions,
        session=_encoder.encode(_next_session(scene, answer)) if turn.session else None,
        session_expires=turn.at + SESSION_KEPT if turn.session else None,
        customer=changes.customer or _unless(scene.household.customer, loaded.customer),
        cart=changes.cart or _unless(scene.household.cart, loaded.cart),
        digest=changes.digest,
        digest_rest=changes.digest_rest,
        new_order=changes.new_order,
        changed_order=changes.changed_order,
        identity=identity,
        unlink=leaves if changes.leaves else None,
        stock=tuple(StockChange(product_id, quantity) for product_id, quantity in changes.stock.items()),
        outbox=changes.errands,
    )
    return reply, commit


def _unless(now: T, before: T | None) -> T | None:
    return now if now is not before else None


def _secret(scene: Scene) -> bool:
    """Whether what was heard may be the voice code, in whatever slot it came."""
    return scene.turn.intent == "VoiceCode" or (scene.question is not None and scene.question.kind in SECRET)


def discreet(commit: Commit, loaded: Loaded, seal: Seal | None) -> Commit:
    """A commit whose customer has no address that could be read in the store; ``seal`` None leaves it as it is."""
    if commit.customer is None or seal is None:
        return commit
    return msgspec.structs.replace(commit, customer=sealed_if_possible(commit.customer, loaded.customer, seal))


def lasting(commit: Commit, loaded: Loaded, retention: Retention) -> Commit:
    """A commit that says how long it is remembered.

    A guest's time begins anew with each turn, so its profile is written again from time to time though nothing in it
    changed. Who links, and who is a guest of a shop that forgets nobody, ends no more.
    """
    at, customer = commit.interaction.at, commit.customer or loaded.customer
    guest = customer is None or not customer.linked
    ends = retention.guest_ends(at) if guest else None
    again = loaded.customer is not None and renewed(loaded.expires, ends)
    return msgspec.structs.replace(
        commit,
        interaction_expires=retention.interaction_ends(at, guest=guest),
        guest_expires=ends,
        customer=commit.customer or (loaded.customer if again else None),
        cart=commit.cart or (loaded.cart if again and loaded.cart.lines else None),
    )


def alone(commit: Commit) -> Commit:
    """The interaction of a commit and nothing else: it is appended, so no other turn can be in its way."""
    return Commit(
        customer_id=commit.customer_id,
        interaction=commit.interaction,
        reply=commit.reply,
        interaction_expires=commit.interaction_expires,
    )


def _next_session(scene: Scene, answer: Answer) -> Session:
    before = scene.session
    spoken = bool(answer.says) and answer.repeatable
    return Session(
        question=answer.question,
        offer=answer.offer if answer.question else None,
        mentioned=answer.mentioned or before.mentioned,
        refused=_added(before.refused, answer.refused),
        passed=_added(before.passed, answer.passed),
        ordered=before.ordered if answer.ordered is None else answer.ordered,
        said=answer.says if spoken else before.said,
        said_to=(scene.household.person.id if scene.household.person else "") if spoken else before.said_to,
        lost=before.lost + 1 if scene.turn.intent == "Fallback" else 0,
    )


def _added(before: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *new)))[-REFUSED_KEPT:]


def _session(stored: bytes | None) -> Session:
    if stored is None:
        return Session()
    try:
        return _sessions.decode(stored)
    except msgspec.DecodeError:
        return Session()
