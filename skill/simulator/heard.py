"""What comes back from the skill: checked against the platform's limits, then turned into what is heard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

RESPONSE_BYTES = 24 * 1024
SPEECH_CHARACTERS = 8000
CARD_CHARACTERS = 8000
_ALEXA_NAMESPACES = 'xmlns:amazon="urn:amazon" xmlns:alexa="urn:alexa"'
_PAUSES = {"p", "s"}  # elements after which a sentence has ended


class InvalidResponse(AssertionError):
    """Alexa would refuse this response, or speak nonsense."""


@dataclass(frozen=True)
class Heard:
    """One answer of the skill as a person in the room notices it."""

    request: Mapping[str, Any]  # the whole request envelope that was sent
    response: Mapping[str, Any]  # the whole response envelope that came back
    speech: str  # plain text, "" when nothing is said
    ssml: str
    reprompt: str  # plain text, "" when there is none
    card: Mapping[str, Any] | None
    session_open: bool
    microphone_open: bool = False

    @property
    def directives(self) -> list[Mapping[str, Any]]:
        """The directives of the response, in order."""
        return list(self.response.get("response", {}).get("directives", ()))


def checked(request: Mapping[str, Any], response: Any, *, screen: bool) -> Heard:
    """The response as heard. Raises InvalidResponse when Alexa would not take it.

    `shouldEndSession`: true ends the session, false and null open the microphone; left out, a device with a screen
    keeps the session with the microphone closed and any other ends it.
    """
    if not isinstance(response, dict):
        raise InvalidResponse(f"the response is not a JSON object: {response!r}")
    size = len(json.dumps(response, ensure_ascii=False).encode())
    if size > RESPONSE_BYTES:
        raise InvalidResponse(f"the response has {size} bytes, Alexa takes {RESPONSE_BYTES}")
    if response.get("version") != "1.0":
        raise InvalidResponse(f"version is {response.get('version')!r}, not '1.0'")
    body = response.get("response", {})
    if not _may_speak(request) and any(body.get(part) for part in ("outputSpeech", "reprompt", "card", "directives")):
        raise InvalidResponse(f"nothing may be said in reply to {request['request']['type']}")
    ssml, speech = _said(body.get("outputSpeech"), "outputSpeech")
    _, reprompt = _said((body.get("reprompt") or {}).get("outputSpeech"), "reprompt")
    _check_card(body.get("card"))
    ends = body.get("shouldEndSession", not screen)
    handed_over = any(d.get("type") == "Connections.StartConnection" for d in body.get("directives", ()))
    is_open = _may_speak(request) and not ends and not handed_over
    listens = is_open and "shouldEndSession" in body
    return Heard(request, response, speech, ssml, reprompt, body.get("card"), is_open, listens)


def plain_text(ssml: str) -> str:
    """What an SSML text sounds like, written down. Raises InvalidResponse when it is not well formed."""
    try:
        root = ElementTree.fromstring(ssml.replace("<speak>", f"<speak {_ALEXA_NAMESPACES}>", 1))  # noqa: S314 - ours
    except ElementTree.ParseError as error:
        raise InvalidResponse(f"not well-formed SSML ({error}): {ssml}") from error
    if root.tag != "speak":
        raise InvalidResponse(f"SSML must be a <speak> element: {ssml}")
    return " ".join("".join(_texts(root)).split())


def _texts(element: ElementTree.Element) -> list[str]:
    spoken = [element.get("alias") or element.text or ""]  # <sub alias="…"> is spoken as its alias
    for child in element:
        spoken += _texts(child)
        spoken.append(" " if child.tag in _PAUSES | {"break"} else "")
        spoken.append(child.tail or "")
    return spoken


def _may_speak(request: Mapping[str, Any]) -> bool:
    kind: str = request["request"]["type"]
    return kind != "SessionEndedRequest" and not kind.startswith(("AlexaSkillEvent.", "System.", "Messaging."))


def _said(speech: Any, where: str) -> tuple[str, str]:
    if speech is None:
        return "", ""
    kind = speech.get("type")
    said = speech.get("ssml") if kind == "SSML" else speech.get("text") if kind == "PlainText" else None
    if not said:
        raise InvalidResponse(f"{where} holds neither SSML nor text: {speech}")
    if len(said) > SPEECH_CHARACTERS:
        raise InvalidResponse(f"{where} has {len(said)} characters, Alexa takes {SPEECH_CHARACTERS}")
    return (said, plain_text(said)) if kind == "SSML" else (f"<speak>{said}</speak>", said)


def _check_card(card: Any) -> None:
    if card is None:
        return
    if card.get("type") not in {"Simple", "Standard", "LinkAccount", "AskForPermissionsConsent"}:
        raise InvalidResponse(f"unknown card type: {card}")
    characters = sum(len(str(card.get(part) or "")) for part in ("title", "content", "text"))
    characters += sum(len(url) for url in (card.get("image") or {}).values())
    if characters > CARD_CHARACTERS:
        raise InvalidResponse(f"the card has {characters} characters, Alexa takes {CARD_CHARACTERS}")
