"""A Reply to Alexa's response: SSML, reprompt and card, within Alexa's limits whatever the texts are."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from skill.alexa.reading import clean
from skill.conversation.reply import Reply, Saying
from skill.locales.words import Words

SPEECH = 8000
"""Characters of speech, tags included; also of a card, title included."""
TITLE = 200
TOTAL = 24 * 1024
"""Bytes of the whole response, counted with every non-ASCII character escaped, as some hosts send it."""

ASKED = 1000
"""Bytes of a reprompt that stay, however long the rest is: without one nobody may be waited for."""

NAME = 140
"""Characters of a name that is taught."""

_TAGS = len("<speak></speak>")
# The point of "3. März" ends no sentence.
_SENTENCE_END = re.compile(r"(?:(?<!\d)\.|[!?…])(?=\s|$)")

Response = dict[str, Any]


def silence() -> Response:
    """The response to a request that must not be answered aloud."""
    return {"version": "1.0", "response": {}}


def render(reply: Reply, words: Words, attributes: Mapping[str, str] | None = None) -> Response:
    """The response to a reply. ``attributes`` go along as long as the session is open."""
    if reply.silent:
        return silence()
    card = reply.card
    texts = {
        "says": _text(reply.says, words),
        "reprompt": _text(reply.reprompt, words),
        "title": _text([card.title], words)[:TITLE] if card and card.title else "",
        "card": "\n".join(filter(None, (_text([line], words) for line in card.lines))) if card else "",
    }
    for name in ("says", "reprompt"):
        texts[name] = shorten(texts[name], SPEECH - _TAGS, lambda text: len(escape(text)))
    texts["card"] = shorten(texts["card"], SPEECH - len(texts["title"]), len)
    response = _build(reply, texts, attributes)
    # The speech is the last to be cut: it is what the shopper agrees to. A question is never cut away altogether.
    for name, least in (("card", 0), ("reprompt", ASKED), ("says", 0)):
        excess = _bytes(response) - TOTAL
        if excess > 0:
            room = max(_bytes(escape(texts[name])) - excess, least)
            texts[name] = shorten(texts[name], room, lambda text: _bytes(escape(text)))
            response = _build(reply, texts, attributes)
    if reply.teaches and not response["response"].get("shouldEndSession", True):
        _teach(response, reply.teaches)
    return response


def shorten(text: str, room: int, cost: Callable[[str], int]) -> str:
    """As many whole sentences of ``text`` as cost at most ``room``; of a longer sentence as many whole words."""
    if cost(text) <= room:
        return text
    fits = bisect_right(range(1, len(text) + 1), room, key=lambda length: cost(text[:length]))
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, fits)]
    # A match at the very end of the part that fits may be the middle of something: look at what follows there.
    ends = [end for end in ends if end == len(text) or text[end].isspace()]
    return text[: ends[-1] if ends else max(text.rfind(" ", 0, fits), 0) or fits].rstrip()


def _build(reply: Reply, texts: Mapping[str, str], attributes: Mapping[str, str] | None) -> Response:
    asks = bool(reply.reprompt)
    response: Response = {}
    if texts["says"]:
        response["outputSpeech"] = _ssml(texts["says"])
    if texts["reprompt"]:
        response["reprompt"] = {"outputSpeech": _ssml(texts["reprompt"])}
    if reply.card is not None and reply.card.link:
        response["card"] = {"type": "LinkAccount"}
    elif texts["card"]:
        response["card"] = {"type": "Simple", "title": texts["title"], "content": texts["card"]}
    if reply.verify:
        # Alexa takes over, in this very session: whether it goes on is not ours to say.
        response.pop("reprompt", None)
        response["directives"] = [_verify_person(reply.verify)]
    else:
        response["shouldEndSession"] = not asks
    body: Response = {"version": "1.0", "response": response}
    if asks and attributes:
        body["sessionAttributes"] = dict(attributes)
    return body


def _teach(response: Response, names: Mapping[str, str]) -> None:
    """Dynamic entities (DOC use-dynamic-entities-for-customized-interactions) for this session, as many as fit."""
    values: list[Response] = []
    types = [{"name": "PRODUCT", "values": values}]
    response["response"]["directives"] = [
        {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "REPLACE", "types": types}
    ]
    room = TOTAL - _bytes(response)
    for product_id, name in names.items():
        value = {"id": product_id, "name": {"value": name[:NAME]}}
        room -= _bytes(value) + 2
        if room < 0:
            break
        values.append(value)
    if not values:
        del response["response"]["directives"]


def _verify_person(token: str) -> Response:
    """Alexa's own PIN (DOC pin-confirmation-for-alexa-skills); the result comes back as SessionResumedRequest."""
    level = {"level": 400, "customPolicy": {"policyName": "VOICE_PIN"}}
    return {
        "type": "Connections.StartConnection",
        "uri": "connection://AMAZON.VerifyPerson/2",
        "input": {"requestedAuthenticationConfidenceLevel": level},
        "onCompletion": "RESUME_SESSION",
        "token": token,
    }


def _text(sayings: Sequence[Saying], words: Words) -> str:
    return clean(words.say(sayings)) if sayings else ""


def _ssml(text: str) -> dict[str, str]:
    return {"type": "SSML", "ssml": f"<speak>{escape(text)}</speak>"}


def _bytes(value: object) -> int:
    return len(json.dumps(value))
