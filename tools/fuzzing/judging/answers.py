"""What must hold for a single answer, its log lines, and a request that comes again."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from skill.conversation.question import Question, Session
from tests.support.alexa_response import faults, spoken
from tools.fuzzing.drawing.requests import EVENTS
from tools.fuzzing.judging.reading import intent, text, written
from tools.fuzzing.world import Seen

MUTE = ("SessionEndedRequest", *EVENTS)
_UNSPOKEN = re.compile(r"[{}]|\b(?:common|reorder|cart|orders|product|account|shop|value)-[a-z]+|\bNone\b|\bTrue\b")
VERIFY = {
    "type": "Connections.StartConnection",
    "uri": "connection://AMAZON.VerifyPerson/2",
    "input": {"requestedAuthenticationConfidenceLevel": {"level": 400, "customPolicy": {"policyName": "VOICE_PIN"}}},
    "onCompletion": "RESUME_SESSION",
}
"""What hands over to Alexa's own PIN, but for its token."""
_TEACH = "Dialog.UpdateDynamicEntities"
_MOST_TAUGHT = 100
_CLOSING = 60
_YES_NO_MAYBE = {"YES", "NO", "MAYBE"}


class Fault(NamedTuple):
    """A broken rule and how it showed."""

    rule: str
    detail: str


def replayed(first: Seen, again: Seen) -> list[Fault]:
    """A good request that comes again unchanged gets the same answer, and nothing is written twice."""
    whose, whose_now = ({commit.customer_id for commit in seen.commits} for seen in (first, again))
    if whose and whose_now and whose.isdisjoint(whose_now) and not any(one.new_order for one in again.commits):
        return []  # the account was linked or unlinked in between: it is somebody else's request now
    if first.commits and again.commits:
        return [Fault("replay", "a replay was written")]
    same = _untaught(first.answer) == _untaught(again.answer)
    return [] if same else [Fault("replay", f"{first.answer} became {again.answer}")]


def _untaught(answer: Any) -> Any:
    """The answer without the names that go along with a greeting: they are not kept for repeats."""
    body = answer.get("response") if isinstance(answer, dict) else None
    if not body or not any(text(directive, "type") == _TEACH for directive in body.get("directives", ())):
        return answer
    return answer | {"response": {key: value for key, value in body.items() if key != "directives"}}


def flaw(answer: Any) -> str:
    """What Alexa would refuse in an answer, or why it is no JSON; empty is good."""
    try:
        json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
        return "; ".join(faults(answer))
    except (ValueError, TypeError) as problem:
        return f"no JSON: {problem}"


def logged(seen: Seen) -> list[Fault]:
    """Errors that were logged: a topic that failed, a word that is missing, a traceback."""
    found = []
    for record in seen.logs:
        if record.levelno >= logging.ERROR or record.exc_info:
            trouble = repr(record.exc_info[1]) if record.exc_info else ""
            found.append(Fault("log", f"{record.levelname} {record.getMessage()} {trouble}"))
    return found


def fitting(raw: Any, seen: Seen) -> list[Fault]:
    """What the type of request does not allow."""
    kind, body = text(raw, "request", "type"), seen.answer["response"]
    if kind == "CanFulfillIntentRequest":
        return _can_fulfill(seen.answer)
    if "canFulfillIntent" in body or ("directives" in body and not (_asks_for_pin(raw, body) or _teaches(raw, body))):
        return [Fault("kind", f"{sorted(body)} for {kind}")]
    if kind in MUTE and (body.keys() - {"shouldEndSession"} or body.get("shouldEndSession") is False):
        return [Fault("mute", f"{body} for {kind}")]
    if kind in MUTE and "sessionAttributes" in seen.answer:
        return [Fault("mute", f"attributes for {kind}")]
    # A request that nothing but words can answer, and that reached a topic.
    known = kind == "LaunchRequest" or (kind == "IntentRequest" and intent(raw).startswith("AMAZON.YesIntent"))
    if known and not body.keys() & {"outputSpeech", "directives"}:
        return [Fault("silent", f"nothing is said to {kind} {intent(raw)}")]
    return []


def _asks_for_pin(raw: Any, body: Any) -> bool:
    """Only a yes is answered by handing over to Alexa's PIN, and then whether Alexa listens is not ours to say."""
    directives = body["directives"]
    token = text(directives[0], "token") if isinstance(directives, list) and directives else ""
    whole = bool(token) and directives == [{**VERIFY, "token": token}]
    return whole and intent(raw) == "AMAZON.YesIntent" and body.keys() <= {"directives", "outputSpeech", "card"}


def _teaches(raw: Any, body: Any) -> bool:
    """Only a greeting, and only while a question is open, goes with the names of what the household buys."""
    try:
        [directive] = body["directives"]
        [products] = directive["types"]
        names = [value["name"]["value"] for value in products["values"] if value["id"]]
    except (KeyError, TypeError, ValueError):
        return False
    whole = (directive["type"], directive["updateBehavior"], products["name"]) == (_TEACH, "REPLACE", "PRODUCT")
    fits = 0 < len(names) == len(set(names)) <= _MOST_TAUGHT
    opened = text(raw, "request", "type") == "LaunchRequest" or intent(raw).removeprefix("AMAZON.").startswith("Launch")
    return whole and fits and opened and body.get("shouldEndSession") is False


def _can_fulfill(answer: Any) -> list[Fault]:
    told = answer["response"].get("canFulfillIntent", {})
    slots = told.get("slots", {})
    verdicts = [told.get("canFulfill"), *(verdict for slot in slots.values() for verdict in slot.values())]
    good = set(verdicts) <= _YES_NO_MAYBE and answer["response"].keys() == {"canFulfillIntent"}
    return [] if good and "sessionAttributes" not in answer else [Fault("can-fulfill", str(answer))]


def held(seen: Seen) -> list[Fault]:
    """Attributes are given out in an open session only, and hold nothing but a customer and a seal."""
    attributes = seen.answer.get("sessionAttributes")
    if attributes is None:
        return []
    body = seen.answer["response"]
    if body.get("shouldEndSession") is not False and "directives" not in body:
        return [Fault("attributes", "given out while the session ends")]
    whole = attributes.keys() == {"c", "m"} and all(isinstance(value, str) and value for value in attributes.values())
    return [] if whole else [Fault("attributes", f"{attributes}")]


def listens(seen: Seen) -> list[Fault]:
    """The session stays open exactly while a question is, and the question is heard."""
    body = seen.answer["response"]
    waits = "directives" in body and "shouldEndSession" not in body  # for Alexa's own question
    asks = body.get("shouldEndSession") is False or waits
    found = []
    if asks and not waits and "?" not in spoken(seen.answer)[-_CLOSING:]:
        found.append(Fault("question", f"waits for an answer to {spoken(seen.answer)[-200:]!r}"))
    if asks and not waits and "reprompt" not in body:
        found.append(Fault("question", "waits without a reprompt"))
    for commit in seen.commits:
        if commit.session is None:
            continue
        session = msgspec.json.decode(commit.session, type=Session)
        if body and asks != (session.question is not None):
            found.append(Fault("question", f"listens: {asks}, open: {session.question}"))
        if (session.offer is not None) != _about_offer(session.question):
            found.append(Fault("question", f"an offer and its question are apart: {session.question}"))
    return found


def _about_offer(asked: Question | None) -> bool:
    return asked is not None and (asked.kind in ("offer", "pin") or (asked.kind == "code" and not asked.about))


def words(sent: Sequence[Any], answer: Any) -> list[Fault]:
    """No message key, placeholder or Python value is spoken, unless it was said in one of the requests so far."""
    match = _UNSPOKEN.search(spoken(answer))
    if match is None or any(match[0].casefold() in written(raw) for raw in sent):
        return []
    return [Fault("words", spoken(answer)[:500])]
