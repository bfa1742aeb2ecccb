"""Alexa's own PIN: the skill hands the session to her, she asks for it, and the skill is told how that ended.

See the page "Add PIN Confirmation to Alexa Skills".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from skill.simulator.heard import VERIFY_PERSON, Heard

ACHIEVED, NOT_ACHIEVED, NOT_ENABLED = "ACHIEVED", "NOT_ACHIEVED", "NOT_ENABLED"
CONFIRMED = 400
"""How sure Alexa is of a person after the PIN."""


def pin_asked(heard: Heard) -> Mapping[str, Any] | None:
    """The directive that has Alexa ask for her PIN; None when there is none."""
    return next((one for one in heard.directives if one.get("uri") == VERIFY_PERSON), None)


def cause(asked: Mapping[str, Any], status: str) -> dict[str, Any]:
    """The `cause` of the SessionResumedRequest. A status of 200 only tells that Alexa came back."""
    return {
        "type": "ConnectionCompleted",
        "token": asked["token"],
        "status": {"code": "200", "message": "OK"},
        "result": {"version": "2", "status": status},
    }


def both(first: Heard, second: Heard) -> Heard:
    """What is heard of the two answers around Alexa's own question."""
    speech = " ".join(filter(None, (first.speech, second.speech)))
    return replace(second, speech=speech, card=second.card or first.card, before=first)
