"""Recorded events of ``tests/events``, as somebody new would send them to this skill at this moment."""

import json
from pathlib import Path
from typing import Any

from tests.support.throwaway_ca import SKILL
from tests.web.conftest import STRANGER, House

EVENTS = Path(__file__).parents[1] / "events"
OTHER_SKILL = "amzn1.ask.skill.99999999-2222-3333-4444-555555555555"


def envelope(house: House, name: str = "reorder", **changes: Any) -> dict[str, Any]:
    """A recorded event of somebody new, as if it were sent to this skill at this moment."""
    text = (EVENTS / f"{name}.json").read_text().replace("amzn1.ask.skill.demo", SKILL)
    event: dict[str, Any] = json.loads(text.replace("amzn1.ask.account.DEMO-anna", STRANGER))
    event["request"]["timestamp"] = house.now.strftime("%Y-%m-%dT%H:%M:%SZ")
    event["request"].update(changes)
    return event


def body(house: House, **changes: Any) -> bytes:
    return json.dumps(envelope(house, **changes)).encode()
