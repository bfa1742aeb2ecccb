"""Shoppers who talk to a server by HTTP that may be killed at any moment: they send a request again, or give up."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from random import Random
from threading import Event
from typing import Any

from skill.conversation.reply import Saying
from skill.loading.customers import demo_user, demo_voice
from skill.locales.words import Words
from skill.simulator import Device
from tests.dialogues.support.script import Dialogue
from tests.dialogues.support.stage import SKILL_ID
from tests.support.alexa_response import spoken
from tests.support.understood import understanding

PATIENCE_S = 600
"""How long a request that is sent again and again may find nobody: longer than any start takes."""


class Gone(Exception):
    """Nobody answered, and the shopper gave up."""


@dataclass
class Address:
    """Where the server is at the moment, if it is up."""

    url: str = ""
    up: Event = field(default_factory=Event)


@dataclass(frozen=True)
class Sent:
    """A request and the answer that arrived, if one did."""

    request: dict[str, Any]
    response: dict[str, Any] | None

    @property
    def id(self) -> str:
        return str(self.request["request"]["requestId"])

    @property
    def session(self) -> str:
        return str(self.request["session"]["sessionId"])

    @property
    def speech(self) -> str:
        return spoken(self.response) if self.response else ""


class Shopper:
    """A household's first adult, who says one dialogue after the other. ``dice`` decide how patient."""

    def __init__(self, address: Address, household: str, person: str, locale: str, dice: Random) -> None:
        self.household, self.locale = household, locale
        self.sent: list[Sent] = []
        self._address, self._dice = address, dice
        self._apologies = {
            Words(locale).say([Saying(key)]) for key in ("common-apology", "common-unreachable", "common-busy")
        }
        self._device = Device(
            self._post,
            understanding(locale),
            locale=locale,
            user_id=demo_user(household),
            person_id=demo_voice(household, person),
            device_id=f"amzn1.ask.device.{household}",
            application_id=SKILL_ID,
            clock=lambda: datetime.now(UTC),
            new_id=self._new_id,
        )
        self._ids = 0

    def talk(self, dialogues: Sequence[Dialogue], stop: Event) -> None:
        """What the steps of random dialogues say, whatever is answered, until it is time to stop."""
        while not stop.is_set():
            for step in self._dice.choice(dialogues).steps:
                try:
                    if step.action == "say":
                        self._device.say(step.said)
                    elif step.action == "open":
                        self._device.open()
                except Gone:
                    break  # from the beginning, or something else

    def answered(self, one: Sent) -> bool:
        """Whether it was answered; an apology for what may not have happened is no answer."""
        return one.response is not None and one.speech not in self._apologies

    def _new_id(self) -> str:
        self._ids += 1
        return f"{self.household}.{self._ids:05}"

    def _post(self, request: dict[str, Any]) -> dict[str, Any]:
        patient = self._dice.random() < 0.5
        while True:
            if not self._address.up.wait(PATIENCE_S):
                raise AssertionError("the server did not come back")
            response = self._once(request)
            self.sent.append(Sent(request, response))
            if response is not None and (not patient or self.answered(self.sent[-1])):
                return response
            if not patient:
                raise Gone

    def _once(self, request: dict[str, Any]) -> dict[str, Any] | None:
        body, headers = json.dumps(request).encode(), {"Content-Type": "application/json"}
        wanted = urllib.request.Request(f"{self._address.url}/alexa", body, headers)
        try:
            with urllib.request.urlopen(wanted, timeout=30) as answer:
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"refused: {refused.code} {refused.read()!r}") from None
        except (OSError, HTTPException, ValueError):
            return None
