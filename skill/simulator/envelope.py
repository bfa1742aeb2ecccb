"""Request envelopes as Alexa's cloud sends them today: every field a device fills, nothing it keeps to itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from skill.locales.sentences import declared
from skill.understanding import HeardSlot, Understood

Names = Callable[[str], tuple[tuple[str, str], ...]]

_VIEWPORT = {
    "experiences": [{"arcMinuteWidth": 246, "arcMinuteHeight": 144, "canRotate": False, "canResize": False}],
    "mode": "HUB",
    "shape": "RECTANGLE",
    "pixelWidth": 1280,
    "pixelHeight": 800,
    "dpi": 160,
    "currentPixelWidth": 1280,
    "currentPixelHeight": 800,
    "touch": ["SINGLE"],
    "video": {"codecs": ["H_264_42", "H_264_41"]},
}
_TYPED_VIEWPORT = {
    "id": "main",
    "type": "APL",
    "shape": "RECTANGLE",
    "dpi": 160,
    "presentationType": "STANDARD",
    "canRotate": False,
    "configuration": {
        "current": {
            "mode": "HUB",
            "video": {"codecs": ["H_264_42", "H_264_41"]},
            "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
        }
    },
}


@dataclass(frozen=True)
class Speaker:
    """Who talks to which device: the ids Alexa gives them, and how sure it is of the voice (100 to 400)."""

    user_id: str
    person_id: str | None
    confidence: int
    device_id: str
    application_id: str
    access_token: str | None = None
    supports_apl: bool = False


def envelope(
    speaker: Speaker, request: Mapping[str, Any], *, session_id: str, new: bool, attributes: Mapping[str, Any]
) -> dict[str, Any]:
    """A whole request. `attributes` are the session's, as the last response left them."""
    application, user = {"applicationId": speaker.application_id}, _user(speaker)
    session = {
        "new": new,
        "sessionId": session_id,
        "application": application,
        "attributes": dict(attributes),
        "user": user,
    }
    return {"version": "1.0", "session": session, "context": _context(speaker), "request": dict(request)}


def simple_request(kind: str, request_id: str, locale: str, now: datetime, **fields: Any) -> dict[str, Any]:
    """A request of any type; `now` must know its time zone."""
    timestamp = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"type": kind, "requestId": request_id, "locale": locale, "timestamp": timestamp, **fields}


def intent_json(
    understood: Understood, authorities: Callable[[str, HeardSlot], list[dict[str, Any]]]
) -> dict[str, Any]:
    """The `intent` of an IntentRequest: all declared slots, the unfilled ones without a value."""
    intent = declared().intents[understood.intent]
    slots = {}
    for name in intent.slots:
        slot: dict[str, Any] = {"name": name, "confirmationStatus": "NONE", "source": "USER"}
        if (heard := understood.slots.get(name)) is not None:
            slot["value"] = heard.value
            slot_value: dict[str, Any] = {"type": "Simple", "value": heard.value}
            if found := authorities(name, heard):
                slot["resolutions"] = slot_value["resolutions"] = {"resolutionsPerAuthority": found}
            slot["slotValue"] = slot_value
        slots[name] = slot
    body: dict[str, Any] = {"name": intent.alexa_name, "confirmationStatus": "NONE"}
    return {**body, "slots": slots} if slots else body


def authority(name: str, matches: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """One entity-resolution authority; `matches` are (id, name) pairs."""
    code = "ER_SUCCESS_MATCH" if matches else "ER_SUCCESS_NO_MATCH"
    result: dict[str, Any] = {"authority": name, "status": {"code": code}}
    if matches:
        result["values"] = [{"value": {"name": value, "id": key}} for key, value in matches]
    return result


def _user(speaker: Speaker) -> dict[str, Any]:
    user: dict[str, Any] = {"userId": speaker.user_id}
    if speaker.access_token is not None:
        user["accessToken"] = speaker.access_token
    return user


def _context(speaker: Speaker) -> dict[str, Any]:
    apl = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}} if speaker.supports_apl else {}
    system: dict[str, Any] = {
        "application": {"applicationId": speaker.application_id},
        "user": _user(speaker),
        "device": {"deviceId": speaker.device_id, "supportedInterfaces": apl},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "simulated-api-access-token",
    }
    if speaker.person_id is not None:
        level = {"level": speaker.confidence}
        system["person"] = {"personId": speaker.person_id, "authenticationConfidenceLevel": level}
    context: dict[str, Any] = {"System": system}
    if speaker.supports_apl:
        context |= {"Viewport": _VIEWPORT, "Viewports": [_TYPED_VIEWPORT]}
    return context
