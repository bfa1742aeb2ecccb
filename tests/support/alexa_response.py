"""What Alexa takes as an answer: shape, sizes and well-formed speech (page "request and response JSON reference")."""

import json
import re
from typing import Any
from xml.etree import ElementTree

LARGEST = 24_576
"""Bytes of a whole response."""
MOST_TEXT = 8_000
"""Characters of a speech or of a card, markup counted."""

_OWN_TAG = re.compile(r"<(/?)(amazon|alexa):")
_TOP = {"version", "sessionAttributes", "userAgent", "response"}
_RESPONSE = {"outputSpeech", "reprompt", "card", "directives", "shouldEndSession", "canFulfillIntent", "apiResponse"}
_CARD_TEXT = {
    "Simple": ("title", "content"),
    "Standard": ("title", "text"),
    "LinkAccount": (),
    "AskForPermissionsConsent": (),
}


def faults(answer: dict[str, Any]) -> list[str]:
    """Return what Alexa would refuse or cut in an answer; empty is good."""
    response = answer.get("response")
    if answer.get("version") != "1.0" or not isinstance(response, dict):
        return [f"no response of version 1.0: {answer!r}"]
    found = [f"unknown key {key}" for key in sorted((answer.keys() - _TOP) | (response.keys() - _RESPONSE))]
    if len(json.dumps(answer, ensure_ascii=False).encode()) > LARGEST:
        found.append(f"larger than {LARGEST} bytes")
    for speech in (response.get("outputSpeech"), response.get("reprompt", {}).get("outputSpeech")):
        found += _speech_faults(speech) if speech else []
    if response.get("shouldEndSession") is False and "reprompt" not in response:
        found.append("waits for an answer without a reprompt")
    return found + _card_faults(response.get("card"))


def spoken(answer: dict[str, Any]) -> str:
    """Return the words of an answer without markup; empty when it says nothing."""
    speech = answer["response"].get("outputSpeech")
    if not speech:
        return ""
    return str(speech["text"]) if speech["type"] == "PlainText" else "".join(_tree(speech["ssml"]).itertext())


def _tree(ssml: str) -> ElementTree.Element:
    # Alexa's own tags carry a prefix that no document declares.
    return ElementTree.fromstring(_OWN_TAG.sub(r"<\1\2-", ssml))


def _speech_faults(speech: dict[str, Any]) -> list[str]:
    text = speech.get("ssml") if speech.get("type") == "SSML" else speech.get("text")
    if not text:
        return ["speech without words"]
    found = [f"speech longer than {MOST_TEXT}"] if len(text) > MOST_TEXT else []
    if speech["type"] != "SSML":
        return found
    try:
        root = _tree(text)
    except ElementTree.ParseError as error:
        return [*found, f"speech is no XML ({error}): {text}"]
    if root.tag != "speak":
        found.append(f"speech starts with <{root.tag}>")
    return found if "".join(root.itertext()).strip() or len(root) else [*found, "speech without words"]


def _card_faults(card: dict[str, Any] | None) -> list[str]:
    if card is None:
        return []
    if card.get("type") not in _CARD_TEXT:
        return [f"unknown card {card.get('type')}"]
    texts = [str(card.get(key, "")) for key in _CARD_TEXT[card["type"]]]
    if not all(texts):
        return ["card without title or text"]
    return [f"card longer than {MOST_TEXT}"] if sum(map(len, texts)) > MOST_TEXT else []
