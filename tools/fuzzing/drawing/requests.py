"""Requests of every type that Alexa sends, each with the properties of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from tools.fuzzing.drawing.values import LOCALES, anything, letters, timestamp

SKILL_ID = "amzn1.ask.skill.demo"
TOKEN = "Atza|KEEP-ME-SECRET"
"""Every token of a request begins like this; no log may hold it. What is sent instead is in `tokens.py`."""

LINKING = [
    "AlexaSkillEvent.SkillAccountLinked",
    "AlexaSkillEvent.SkillAccountUnlinked",
    "AlexaSkillEvent.SkillDisabled",
]

EVENTS = [
    *(f"AlexaSkillEvent.{name}" for name in "SkillEnabled SkillDisabled SkillPermissionAccepted".split()),
    *(f"AlexaSkillEvent.{name}" for name in "SkillPermissionChanged SkillAccountLinked SkillAccountUnlinked".split()),
    *(f"AlexaSkillEvent.{name}Changed" for name in "ProactiveSubscription NotificationSubscription".split()),
    *(f"AlexaHouseholdListEvent.{name}" for name in "ItemsCreated ItemsUpdated ItemsDeleted ListCreated".split()),
    *(f"Reminders.Reminder{name}" for name in "Created Updated Deleted Started StatusChanged".split()),
    *"Messaging.MessageReceived Alexa.Authorization.Grant Alexa.DataStore.PackageManager.UpdateRequest".split(),
    *"AudioPlayer.PlaybackStarted AudioPlayer.PlaybackFailed PlaybackController.NextCommandIssued".split(),
    "System.ExceptionEncountered",
]
"""Requests that are told, not asked: whatever is answered, nothing may be said."""
OTHERS = [
    *"SessionResumedRequest Connections.Request Connections.Response Dialog.InputRequest Dialog.API.Invoked".split(),
    *(
        f"Alexa.Presentation.APL.{name}"
        for name in "UserEvent LoadIndexListData LoadTokenListData RuntimeError".split()
    ),
    *"Alexa.Presentation.APLT.UserEvent Alexa.Presentation.APLA.RuntimeError Alexa.Presentation.HTML.Message".split(),
    *"Display.ElementSelected GameEngine.InputHandlerEvent CustomInterfaceController.EventsReceived".split(),
    *"Alexa.Advertisement.AdCompleted Alexa.Smart.Fridge.Opened LaunchRequest2 intentrequest".split(),
    "IntentRequest ",
]
"""The other types of the SDK's list, and some that are in no list."""
REASONS: list[Any] = ["USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS", "PLAYBACK_STARTED", "", None, 5, [], {}]
RESULTS: list[Any] = [
    *(*["ACHIEVED"] * 16, *["NOT_ACHIEVED"] * 4, *["NOT_ENABLED"] * 8),
    *("achieved", "ACHIEVED ", "NEW_STATUS", "", None, 400, True, ["ACHIEVED"], {"status": "ACHIEVED"}),
]
_COMPLETED: list[Any] = [*["ConnectionCompleted"] * 24, "ConnectionFailed", "", None, 5]
_STATUSES: list[Any] = [*["200"] * 40, 200, "400", "500", 200.0, "２００", None, ["200"], {}]
_ERRORS = ["INVALID_RESPONSE", "DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR", "ENDPOINT_TIMEOUT", "BRAND_NEW"]


@dataclass(frozen=True)
class Voice:
    """A voice as Alexa names it: the person's id, and the confidence it adds (``...``: none)."""

    person: str
    level: Any = ...

    def as_json(self) -> dict[str, Any]:
        """The ``person`` of a request."""
        sure = {} if self.level is ... else {"authenticationConfidenceLevel": {"level": self.level}}
        return {"personId": self.person, "accessToken": f"{TOKEN}-person", **sure}


@dataclass(frozen=True, kw_only=True)
class Line:
    """Who speaks to which session: what the frame around a request says. ``token`` is the account's (``...``: none)."""

    user: str
    session: str
    voice: Voice | None = None
    token: Any = ...
    attributes: Any = None
    new: bool = False
    screen: bool = False


def envelope(line: Line, request: dict[str, Any], *, session: bool = True) -> dict[str, Any]:
    """A whole request of today's shape."""
    user = {"userId": line.user, "permissions": {"consentToken": f"{TOKEN}-consent"}}
    if line.token is not ...:
        user["accessToken"] = line.token
    interfaces = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}} if line.screen else {}
    system: dict[str, Any] = {
        "application": {"applicationId": SKILL_ID},
        "user": user,
        "device": {"deviceId": "amzn1.ask.device.FUZZ", "supportedInterfaces": interfaces},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": f"{TOKEN}-api",
    }
    if line.voice:
        system["person"] = line.voice.as_json()
    body: dict[str, Any] = {"version": "1.0", "context": {"System": system}, "request": request}
    if session:
        body["session"] = {
            "new": line.new,
            "sessionId": line.session,
            "application": {"applicationId": SKILL_ID},
            "attributes": {} if line.attributes is None else line.attributes,
            "user": user,
        }
    return body


def head(dice: Random, kind: Any, now: datetime, number: int, locale: Any = None) -> dict[str, Any]:
    """The properties that every request has."""
    return {
        "type": kind,
        "requestId": f"amzn1.echo-api.request.fuzz-{number}",
        "timestamp": timestamp(dice, now),
        "locale": dice.choice(LOCALES) if locale is None else locale,
    }


def own(dice: Random, kind: str, *, asked: str = "t", token: Any = ...) -> dict[str, Any]:
    """The properties of a type that is neither a launch nor an intent.

    ``asked`` is what Alexa was to bring back with the result of its PIN, ``token`` the one that an event is about.
    """
    match kind:
        case "SessionEndedRequest":
            error = {"error": {"type": dice.choice(_ERRORS), "message": letters(dice)}} if dice.random() < 0.5 else {}
            return {"reason": dice.choice(REASONS), **error}
        case "SessionResumedRequest":
            status = {"code": dice.choice(_STATUSES), "message": "OK"}
            cause = {"type": dice.choice(_COMPLETED), "token": asked, "status": status}
            return {"cause": {**cause, "result": {"status": dice.choice(RESULTS), "reason": "x"}}}
        case "Alexa.Presentation.APL.UserEvent":
            touched = dice.choice([["Choose", "1"], ["Choose", 9], ["Yes"], ["AMAZON.YesIntent"], [], [anything(dice)]])
            return {"token": "t", "arguments": touched, "source": {"type": "TouchWrapper"}, "components": {}}
        case "Dialog.API.Invoked":
            return {"apiRequest": {"name": "Reorder", "arguments": {"product": "milk"}, "slots": {}}}
        case "Messaging.MessageReceived":
            return {"message": anything(dice)}
        case "System.ExceptionEncountered":
            return {"error": {"type": "INVALID_RESPONSE", "message": "x"}, "cause": {"requestId": "r"}}
        case "AlexaSkillEvent.SkillDisabled":
            kept: Any = dice.choice(
                ["PERSISTED", "NOT_PERSISTED", "NOT_PERSISTED", "MAYBE", None, ["NOT_PERSISTED"], {}]
            )
            return _told(dice, {"userInformationPersistenceStatus": kept})
        case "AlexaSkillEvent.SkillAccountLinked":
            return _told(dice, {} if token is ... else {"accessToken": token})
        case _:
            return {"body": anything(dice), "token": anything(dice)} if dice.random() < 0.5 else {}


def _told(dice: Random, body: dict[str, Any]) -> dict[str, Any]:
    """What an event tells, now and then something else, or nothing."""
    return dice.choice([{"body": body}] * 6 + [{}, {"body": None}, {"body": [body]}, {"body": anything(dice)}])
