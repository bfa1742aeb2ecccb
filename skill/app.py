"""The whole flow of a turn: find the customer, load, answer, record, commit, reply.

One identity read (first turn of a session only), one load, at most one quote, one commit. Nothing outside is
touched before the commit. A request that was answered before gets its stored reply again. An event that cannot be
written down fails, so that the assistant tells it again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from skill import deadline
from skill.conversation import reply as replies
from skill.conversation.reply import Reply
from skill.conversation.scene import Answer, Scene, say
from skill.conversation.topics import topic
from skill.conversation.turn import Turn
from skill.errors import AlreadyAnswered, Conflict, OutOfStock, StoreError, StoreUnavailable, where
from skill.identifying import Found, find, forget_guest, is_event, is_for_good, with_account
from skill.profile.account import Accounts
from skill.profile.contact import Seal
from skill.profile.voice_code import VoiceCode, random_code
from skill.recording import alone, discreet, lasting, open_scene, record
from skill.settings.shop import ShopConfig
from skill.shopping.shop import Shop
from skill.storage.port import Loaded, Store
from skill.telemetry.trace import ANSWER, note, stage

ATTEMPTS = 4
FAILED = Answer(says=(say("common-failed"),), outcome="failed")
BUSY = Answer(says=(say("common-busy"),), outcome="failed")
UNREACHABLE = Reply(says=(say("common-unreachable"),))
UNCERTAIN = Reply(says=(say("common-apology"),))

_log = logging.getLogger("skill")


@dataclass(frozen=True)
class App:
    """The skill, whatever the host, the store and the shop are."""

    store: Store
    shop: Shop
    config: ShopConfig
    accounts: Accounts | None = None
    contacts: Seal | None = None
    new_code: Callable[[str], VoiceCode] = field(default=random_code)
    turn_s: float = deadline.TURN_S
    elapsed: Callable[[], float] = field(default=monotonic)

    def answer(self, turn: Turn) -> Reply:
        """Answer one turn; it is on the customer's timeline when this returns."""
        note(request_id=turn.id, channel=turn.channel, locale=turn.locale, intent=turn.intent)
        try:
            with stage(ANSWER), deadline.within(self.turn_s, self.elapsed):
                return self._answer(turn)
        except StoreUnavailable as problem:
            note(outcome="unreachable", error=where(problem))
            if is_event(turn):
                raise
            _log.error("the store does not answer: %s", where(problem), extra={"request_id": turn.id})
            return UNREACHABLE

    def _answer(self, turn: Turn) -> Reply:
        found = find(turn, self.store, self.accounts)
        if is_for_good(turn):
            forget_guest(turn, self.store)
        if not found.customer_id:
            return Reply(silent=True)
        tried = False
        try:
            for _ in range(ATTEMPTS):
                loaded = self.store.load(found.customer_id, turn.session, turn.at)
                scene = self._scene(turn, found, loaded)
                note(question=scene.question.kind.value if scene.question else "")
                reply, change = record(scene, loaded, _guarded(turn, scene), found.identity, found.leaves)
                change = lasting(discreet(change, loaded, self.contacts), loaded, self.config.retention)
                tried = True
                try:
                    self.store.commit(change)
                except AlreadyAnswered as before:
                    return replies.decode(before.reply)
                except (Conflict, OutOfStock) as conflict:
                    # Not the product that was sold out: it is what somebody asked for.
                    why = getattr(conflict, "condition", "out of stock")
                    _log.info("decided again: %s", why, extra={"request_id": turn.id})
                    if found.identity:  # another turn may have linked the account in the meantime
                        found = find(turn, self.store, self.accounts)
                else:
                    return reply
        except StoreUnavailable as problem:
            # It may have been written all the same, even where a commit met a conflict: perhaps its own first attempt,
            # whose answer was lost. If so, the replay gets the stored reply.
            if not tried or is_event(turn):
                raise
            note(outcome="uncertain", error=where(problem))
            _log.error("a commit was not answered: %s", where(problem), extra={"request_id": turn.id})
            return UNCERTAIN
        return self._busy(scene, loaded)

    def _busy(self, scene: Scene, loaded: Loaded) -> Reply:
        """Other turns were faster each time: this one changes nothing, but it was said, and is remembered."""
        reply, change = record(scene, loaded, BUSY, None)
        try:
            self.store.commit(alone(lasting(change, loaded, self.config.retention)))
        except AlreadyAnswered as before:
            return replies.decode(before.reply)
        except StoreError as problem:
            lost = "a turn that was too late is not on the timeline: %s"
            _log.error(lost, where(problem), extra={"request_id": scene.turn.id})
        return reply

    def _scene(self, turn: Turn, found: Found, loaded: Loaded) -> Scene:
        return open_scene(
            turn,
            found.customer_id,
            with_account(turn, found, loaded, self.store, self.contacts),
            store=self.store,
            shop=self.shop,
            config=self.config,
            new_code=self.new_code,
            unlinked=found.unlinked,
        )


def _guarded(turn: Turn, scene: Scene) -> Answer:
    """A topic that fails is an answer too, and on the timeline."""
    try:
        return topic(turn.intent, scene.question)(scene)
    except StoreUnavailable:
        raise
    except Exception as problem:
        note(error=where(problem))
        _log.error("a topic failed: %s", where(problem), extra={"request_id": turn.id, "intent": turn.intent})
        return FAILED
