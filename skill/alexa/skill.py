"""The SDK's skill around one function from Turn to Reply: a single handler for everything."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_runtime.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_runtime.exceptions import AskSdkException

from skill.alexa import can_fulfill
from skill.alexa.envelope import Envelope, Serializer
from skill.alexa.reading import obj, said
from skill.alexa.request import turn_of
from skill.alexa.response import Response, render, silence
from skill.alexa.session import sign
from skill.conversation.reply import Reply, Saying
from skill.conversation.turn import Turn
from skill.errors import StoreUnavailable, where
from skill.locales import supported
from skill.locales.words import Words
from skill.telemetry.trace import RENDER, note, stage

_log = logging.getLogger("skill")

# Requests whose response may carry no speech, whatever we would have to say.
_MUTE = (
    "SessionEndedRequest",
    "System.",
    "AlexaSkillEvent.",
    "AlexaHouseholdListEvent.",
    "Messaging.",
    "Reminders.",
    "AudioPlayer.",
    "PlaybackController.",
    "Alexa.Authorization.",
    "Alexa.DataStore.",
)


class Conversation(AbstractRequestHandler[HandlerInput, Response]):
    """Handles every request: translates it, asks ``answer``, translates the reply."""

    def __init__(
        self,
        answer: Callable[[Turn], Reply],
        words_in: Callable[[str], Words],
        secret: bytes,
        now: Callable[[], datetime],
    ) -> None:
        self._answer = answer
        self._words = words_in
        self._secret = secret
        self._now = now

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        """Everything."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """The ready response to the request as it came."""
        envelope = handler_input.request_envelope
        raw = envelope.raw if isinstance(envelope, Envelope) else {}
        kind = obj(raw, "request").get("type")
        if kind == can_fulfill.REQUEST:
            note(request=kind)
            return can_fulfill.can_fulfill(raw)
        kind = said(kind)
        turn = turn_of(raw, now=self._now(), secret=self._secret)
        mute = not kind or kind.startswith(_MUTE)
        try:
            reply = self._answer(turn)
            with stage(RENDER):
                return silence() if mute else self._render(reply, turn)
        except Exception as problem:  # the shopper hears an apology, whatever it is
            if mute and isinstance(problem, StoreUnavailable):
                raise  # an event that nobody could write down: unless it fails, Alexa does not tell it again
            note(outcome="failed", error=where(problem))
            _log.error("turn %s failed: %s", turn.id, where(problem))
        return silence() if mute else self._apology(turn)

    def _render(self, reply: Reply, turn: Turn) -> Response:
        attributes = sign(
            self._secret,
            customer_id=reply.customer_id,
            account=turn.account,
            person=turn.person,
            session=turn.session,
            token=turn.token,
        )
        return render(reply, self._words(supported(turn.locale)), attributes)

    def _apology(self, turn: Turn) -> Response:
        try:
            return self._render(Reply(says=(Saying("common-apology"),)), turn)
        except Exception as problem:  # no words for it: end quietly rather than with Alexa's own error
            _log.error("turn %s failed: %s", turn.id, where(problem))
            return {"version": "1.0", "response": {"shouldEndSession": True}}


def build_skill(
    answer: Callable[[Turn], Reply],
    *,
    words: Callable[[str], Words],
    secret: bytes,
    skill_id: str | None,
    now: Callable[[], datetime],
) -> CustomSkill:
    """The skill for the SDK's adapters and `lambda_handler`; build it once per process.

    ``words`` gives the words of a supported locale, ``secret`` seals session attributes. A request for another
    skill than ``skill_id`` raises the SDK's ``AskSdkException`` before anything is answered; None accepts any.
    """
    if not secret:
        raise ValueError("an empty secret seals nothing")
    if skill_id == "":
        raise ValueError("an empty skill id would be the id of every request that carries none")
    builder = SkillBuilder()
    builder.skill_id = skill_id  # type: ignore[assignment]  # the SDK gives it no type but None
    builder.add_request_handler(Conversation(answer, words, secret, now))
    skill: CustomSkill = builder.create()
    skill.serializer = Serializer()
    return skill


def lambda_handler(
    skill: CustomSkill, observe: Callable[[], AbstractContextManager[object]] = nullcontext
) -> Callable[[object, object], Response]:
    """The function that AWS Lambda calls with each event; each one is watched by ``observe``."""
    serializer = skill.serializer
    if not isinstance(serializer, Serializer):
        raise TypeError("not a skill of build_skill")

    def handle(event: object, context: object) -> Response:
        with observe():
            envelope = serializer.envelope(event)
            try:
                answer = skill.invoke(envelope, context)
            except AskSdkException:
                note(refused="another skill's request")
                raise
            response: Response = serializer.serialize(answer)
            return response

    return handle
