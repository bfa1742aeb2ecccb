"""Requests of every type that Alexa sends, each with the properties of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from tools.fuzzing.values import LOCALES, anything, letters, timestamp

SKILL_ID = "amzn1.ask.skill.demo"
TOKEN = "Atza|KEEP-ME-SECRET"
"""Every access token of a request begins like this; no log may hold it."""

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
    """Who speaks to which session: what the frame around a request says."""

    user: str
    session: str
    voice: Voice | None = None
    attributes: Any = None
    new: bool = False
    screen: bool = False


def envelope(line: Line, request: dict[str, Any], *, session: bool = True) -> dict[str, Any]:
    """A whole request of today's shape."""
    user = {"userId": line.user, "accessToken": f"{TOKEN}-user", "permissions": {"consentToken": f"{TOKEN}-consent"}}
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


def own(dice: Random, kind: str, *, token: str = "t") -> dict[str, Any]:
    """The properties of a type that is neither a launch nor an intent; ``token`` is what was asked of Alexa."""
    match kind:
        case "SessionEndedRequest":
            error = {"error": {"type": dice.choice(_ERRORS), "message": letters(dice)}} if dice.random() < 0.5 else {}
            return {"reason": dice.choice(REASONS), **error}
        case "SessionResumedRequest":
            status = {"code": dice.choice(["200"] * 6 + ["400", 200]), "message": "OK"}
            result = {"status": dice.choice(["ACHIEVED", "ACHIEVED", "NOT_ACHIEVED", "NOT_ENABLED"])}
            told = token if dice.random() < 0.8 else "another"
            return {"cause": {"type": "ConnectionCompleted", "token": told, "status": status, "result": result}}
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
            return {"body": {"userInformationPersistenceStatus": dice.choice(["PERSISTED", "NOT_PERSISTED", "MAYBE"])}}
        case "AlexaSkillEvent.SkillAccountLinked":
            return {"body": {"accessToken": f"{TOKEN}-linked"}}
        case _:
            return {"body": anything(dice), "token": anything(dice)} if dice.random() < 0.5 else {}
