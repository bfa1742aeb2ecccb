"""Alexa's question whether we could answer something, asked before any shopper chose us. Nothing is done or stored."""

from __future__ import annotations

from functools import cache

from skill.alexa.reading import obj
from skill.alexa.request import intent_name, slots_of
from skill.alexa.response import Response
from skill.conversation.turn import Slot
from skill.profile.voice_code import is_code

REQUEST = "CanFulfillIntentRequest"


def can_fulfill(raw: object) -> Response:
    """YES when we know the intent and understand every filled slot, MAYBE when we would ask back, else NO."""
    intent = obj(raw, "request", "intent")
    known = _intents().get(intent_name(intent.get("name")))
    slots = {name: _understands(slot, (known or {}).get(name)) for name, slot in slots_of(intent)}
    verdict = "NO" if known is None else "YES" if all(answer == "YES" for answer in slots.values()) else "MAYBE"
    answer: Response = {"canFulfill": verdict}
    if slots:
        answer["slots"] = {name: {"canUnderstand": slot, "canFulfill": slot} for name, slot in slots.items()}
    return {"version": "1.0", "response": {"canFulfillIntent": answer}}


def _understands(slot: Slot, kind: str | None) -> str:
    if kind is None or slot.heard == "?":
        return "NO"
    if kind == "AMAZON.NUMBER":
        return "YES" if slot.heard.isdecimal() else "NO"
    if kind == "AMAZON.FOUR_DIGIT_NUMBER":
        return "YES" if is_code(slot.heard) else "NO"
    # Anybody can have a name that is not listed.
    return "YES" if slot.ids or kind == "NAME" or kind.startswith("AMAZON.") else "MAYBE"


@cache
def _intents() -> dict[str, dict[str, str]]:
    """The types of each intent's slots by name."""
    from skill.locales.sentences import declared  # noqa: PLC0415 - only this rare request reads the table

    known = declared()
    return {
        name: {slot: known.slot_types[slot] for slot in intent.slots}
        for name, intent in known.intents.items()
        if not intent.builtin
    }
