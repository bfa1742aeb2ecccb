"""Alexa's request to a Turn. Never fails: unknown is normal, and what cannot be read counts as not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice

from skill.alexa.reading import Json, digest, identifier, moment, obj, said
from skill.alexa.session import verified
from skill.conversation.turn import Slot, Turn
from skill.profile.account import NO_TOKEN, Token

DEFAULT_LOCALE = "en-US"
RECOGNISED = 300
"""The confidence from which on a voice counts as recognised; 400 would be a confirmed PIN."""

_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?", re.IGNORECASE)
_BUILT_IN = re.compile(r"AMAZON\.(\w+)Intent")
# A custom intent of such a name is not the shopper's "yes": only Alexa's own intent is.
_RESERVED = frozenset(
    """Launch SessionEnded Resumed Linked Unlinked Disabled Unsupported
    Yes No Help Stop Cancel Repeat Fallback StartOver NavigateHome Next""".split()
)
# Told by Alexa, outside any session, whatever such a request may hold.
_EVENT, _TOLD = "AlexaSkillEvent.", frozenset({"Linked", "Unlinked", "Disabled"})
_MATCHED = "ER_SUCCESS_MATCH"
_MOST_SLOTS, _MOST_VALUES, _MOST_IDS, _DEEPEST = 32, 20, 20, 3


def turn_of(raw: object, *, now: datetime, secret: bytes) -> Turn:
    """What ``raw`` says, whatever it is.

    ``now`` stands in for a missing or unreadable timestamp; ``secret`` opens the session attributes
    (`skill.alexa.session`), a customer's id that does not verify is dropped.
    """
    request, session, system = obj(raw, "request"), obj(raw, "session"), obj(raw, "context", "System")
    account = identifier(obj(system, "user").get("userId")) or identifier(obj(session, "user").get("userId"))
    person, perhaps = _person(system.get("person"))
    intent, reason = _intent(request)
    session_id = identifier(session.get("sessionId")) if intent not in _TOLD else ""
    token = _token(request, system, session)
    return Turn(
        id=identifier(request.get("requestId")) or digest(raw),
        channel="alexa",
        locale=_locale(request.get("locale")),
        at=moment(request.get("timestamp")) or moment(request.get("timeStamp")) or now,
        account=account,
        session=session_id,
        intent=intent,
        slots=dict(slots_of(obj(request, "intent"))) if request.get("type") == "IntentRequest" else {},
        new_session=session.get("new") is True,
        person=person,
        perhaps=perhaps,
        device=_device(system, session),
        customer_id=verified(
            secret, session.get("attributes"), account=account, person=person, session=session_id, token=token
        ),
        reason=reason,
        resumed=_to_the_letter(obj(request, "cause").get("token")) if intent == "Resumed" else "",
        token=token,
    )


def slots_of(intent: Json) -> Iterator[tuple[str, Slot]]:
    """The filled slots of an intent by name."""
    for name, slot in islice(obj(intent, "slots").items(), _MOST_SLOTS):
        parts = list(_simple(obj(slot)))
        heard = said(obj(slot).get("value")) or said(", ".join(filter(None, (said(p.get("value")) for p in parts))))
        key = said(name, 50)
        if heard and key:
            ids = dict.fromkeys(i for part in parts for i in _matches(part))
            yield key, Slot(heard, tuple(islice(ids, _MOST_IDS)))


def intent_name(name: object) -> str:
    """Our name of an intent: ``Yes`` for ``AMAZON.YesIntent``, a custom one as it is."""
    # To the letter: what only looks like Alexa's own "yes" once it is cleaned buys nothing.
    if isinstance(name, str) and (match := _BUILT_IN.fullmatch(name)):
        return said(match[1], 100)
    heard = said(name, 100)
    return "Unsupported" if heard in _RESERVED or not heard else heard


def _intent(request: Json) -> tuple[str, str]:
    """The intent, and the reason when the session ended or nothing was understood."""
    kind = request.get("type")
    match kind:
        case "IntentRequest":
            name = intent_name(obj(request, "intent").get("name"))
            return name, "IntentRequest" if name == "Unsupported" else ""
        case "LaunchRequest":
            return "Launch", ""
        case "SessionEndedRequest":
            return "SessionEnded", said(request.get("reason"), 50)
        case "SessionResumedRequest":
            return "Resumed", _verified(obj(request, "cause"))
        case "AlexaSkillEvent.SkillAccountLinked":
            return "Linked", ""
        case "AlexaSkillEvent.SkillAccountUnlinked":
            return "Unlinked", ""
        case "AlexaSkillEvent.SkillDisabled":
            return "Disabled", said(obj(request, "body").get("userInformationPersistenceStatus"), 50)
        case _:
            return "Unsupported", said(kind, 100)


def _token(request: Json, *users: Json) -> Token:
    """The access token: the one an event is about, or that of the account which speaks."""
    kind = request.get("type")
    told = obj(request, "body").get("accessToken") if isinstance(kind, str) and kind.startswith(_EVENT) else None
    for value in (told, *(obj(user, "user").get("accessToken") for user in users)):
        if isinstance(value, str) and value:
            return Token(value)
    return NO_TOKEN


def _verified(cause: Json) -> str:
    """How a verification ended: ACHIEVED, NOT_ACHIEVED or NOT_ENABLED; anything else means that it failed."""
    # A status of 200 tells only that the connection came back; the result tells how.
    if cause.get("type") != "ConnectionCompleted" or obj(cause, "status").get("code") not in ("200", 200):
        return "FAILED"
    return _to_the_letter(obj(cause, "result").get("status")) or "FAILED"


def _to_the_letter(value: object) -> str:
    """A text as it came; what only looks like it once it is cleaned lets nobody buy."""
    return value if isinstance(value, str) and said(value) == value else ""


def _locale(value: object) -> str:
    match = _LOCALE.fullmatch(said(value, 20))
    if match is None:
        return DEFAULT_LOCALE
    return f"{match[1].lower()}-{match[2].upper()}" if match[2] else match[1].lower()


def _person(value: object) -> tuple[str, str]:
    """The recognised speaker, or else whom Alexa takes it for without being sure: a level that it adds must suffice."""
    person = obj(value)
    spoken = identifier(person.get("personId"))
    confidence = person.get("authenticationConfidenceLevel")
    if confidence is not None:
        level = obj(confidence).get("level")
        if isinstance(level, bool) or not isinstance(level, int | float) or not level >= RECOGNISED:
            return "", spoken
    return spoken, ""


def _device(system: Json, session: Json) -> str:
    device = system.get("device")
    if not isinstance(device, Mapping):
        return "speaker" if session else "none"
    return "screen" if "Alexa.Presentation.APL" in obj(device, "supportedInterfaces") else "speaker"


def _simple(slot: Json, depth: int = 0) -> Iterator[Json]:
    """The single values of a slot: itself, or those of a list ("milk, eggs and bread")."""
    if slot.get("value") is not None or "resolutions" in slot:
        yield slot
    if depth < _DEEPEST:
        if "slotValue" in slot:
            yield from _simple(obj(slot, "slotValue"), depth + 1)
        for value in _list(slot.get("values")):
            yield from _simple(obj(value), depth + 1)


def _matches(value: Json) -> Iterator[str]:
    """The ids a value was matched to: the shopper's own names (dynamic entities) before the catalogue's."""
    authorities = [obj(a) for a in _list(obj(value, "resolutions").get("resolutionsPerAuthority"))]
    for authority in sorted(authorities, key=lambda a: ".dynamic." not in said(a.get("authority"), 400)):
        if obj(authority, "status").get("code") == _MATCHED:
            for match in _list(authority.get("values")):
                if found := identifier(obj(match, "value").get("id")):
                    yield found


def _list(value: object) -> list[object]:
    return value[:_MOST_VALUES] if isinstance(value, list) else []
