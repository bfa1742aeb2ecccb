"""A device in front of a skill that answers whatever a test tells it to."""

import itertools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from skill.locales.vocabulary import read_vocabulary
from skill.simulator import Device
from skill.understanding import Understanding

SHOP = Path(__file__).parents[1] / "understanding" / "shop"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=ZoneInfo("America/New_York"))


def spoken(text: str, **more: Any) -> dict[str, Any]:
    """A response that says something and keeps listening."""
    body = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{text}</speak>"}, "shouldEndSession": False}
    return {"version": "1.0", "response": body | more}


class Skill:
    """Remembers the requests, and answers with `answer`, or with nothing where nothing may be said.

    An exception is raised.
    """

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.answer: Any = spoken("What would you like?")

    def __call__(self, request: dict[str, Any]) -> Any:
        self.requests.append(request)
        if isinstance(self.answer, Exception):
            raise self.answer
        return (
            {"version": "1.0", "response": {}} if request["request"]["type"] == "SessionEndedRequest" else self.answer
        )


@pytest.fixture
def skill() -> Skill:
    return Skill()


@pytest.fixture(scope="session")
def english() -> Understanding:
    return Understanding("en-US", read_vocabulary(SHOP / "products.csv", SHOP / "categories.csv", "en-US"))


@pytest.fixture
def make_device(skill: Skill, english: Understanding) -> Callable[..., Device]:
    def make(**changes: Any) -> Device:
        numbers = itertools.count(1)
        settings: dict[str, Any] = {
            "locale": "en-US",
            "user_id": "user-1",
            "person_id": "person-1",
            "device_id": "device-1",
            "application_id": "amzn1.ask.skill.demo",
            "clock": lambda: NOW,
            "new_id": lambda: str(next(numbers)),
            "invocation_name": "corner pantry",
        }
        return Device(skill, english, **(settings | changes))

    return make


@pytest.fixture
def device(make_device: Callable[..., Device]) -> Device:
    return make_device()
