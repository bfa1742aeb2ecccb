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
TOKEN_CHARACTERS = 2048
VERIFY_PERSON = "connection://AMAZON.VerifyPerson/2"
_VOICE_PIN = {"requestedAuthenticationConfidenceLevel": {"level": 400, "customPolicy": {"policyName": "VOICE_PIN"}}}
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
    before: Heard | None = None  # the answer after which Alexa asked for her PIN, when this one came after that

    @property
    def directives(self) -> list[Mapping[str, Any]]:
        """The directives of the response, in order."""
        return list(self.response.get("response", {}).get("directives", ()))


def checked(request: Mapping[str, Any], response: Any, *, screen: bool) -> Heard:
    """The response as heard. Raises InvalidResponse when Alexa would not take it.

    `shouldEndSession`: true ends the session, false and null open the microphone; left out, a device with a screen
    keeps the session with the microphone closed and any other ends it. A response that has Alexa ask for her PIN keeps
    the session; one that starts any other connection leaves it.
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
    connections = [d for d in body.get("directives", ()) if d.get("type") == "Connections.StartConnection"]
    if len(connections) > 1:
        raise InvalidResponse("two connections cannot start at once")
    for connection in connections:
        _check_connection(connection, body)
    ends = body.get("shouldEndSession", not screen)
    if connections:
        ends = connections[0]["uri"] != VERIFY_PERSON
    is_open = _may_speak(request) and not ends
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


def _check_connection(connection: Mapping[str, Any], body: Mapping[str, Any]) -> None:
    """What Alexa wants of a skill that hands over: she speaks next, and whether the session goes on is hers."""
    uri, token, given = (connection.get(key) for key in ("uri", "token", "input"))
    if not isinstance(uri, str) or not uri.startswith("connection://"):
        raise InvalidResponse(f"a connection needs a uri, not {uri!r}")
    if not isinstance(given, dict) or not given:
        raise InvalidResponse(f"a connection needs an input, not {given!r}")
    if not isinstance(token, str) or not 0 < len(token) <= TOKEN_CHARACTERS:
        raise InvalidResponse(f"a connection needs a token of at most {TOKEN_CHARACTERS} characters")
    if uri == VERIFY_PERSON and given != _VOICE_PIN:
        raise InvalidResponse(f"{uri} takes the input {_VOICE_PIN}, not {given}")
    comes_back = connection.get("onCompletion", "RESUME_SESSION")
    if comes_back not in {"RESUME_SESSION", "SEND_ERRORS_ONLY"}:
        raise InvalidResponse(f"onCompletion is {comes_back!r}")
    if uri == VERIFY_PERSON and comes_back != "RESUME_SESSION":
        raise InvalidResponse("the skill would not hear how the PIN ended")
    if "shouldEndSession" in body:
        raise InvalidResponse("shouldEndSession must be left out where a connection starts")
    if body.get("reprompt"):
        raise InvalidResponse("there can be no reprompt where a connection starts")


def _check_card(card: Any) -> None:
    if card is None:
        return
    if card.get("type") not in {"Simple", "Standard", "LinkAccount", "AskForPermissionsConsent"}:
        raise InvalidResponse(f"unknown card type: {card}")
    characters = sum(len(str(card.get(part) or "")) for part in ("title", "content", "text"))
    characters += sum(len(url) for url in (card.get("image") or {}).values())
    if characters > CARD_CHARACTERS:
        raise InvalidResponse(f"the card has {characters} characters, Alexa takes {CARD_CHARACTERS}")
