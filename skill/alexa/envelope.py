"""The SDK's view of a request: the few things it looks at itself, and all the rest as it came."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.application import Application
from ask_sdk_model.context import Context
from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.request import Request
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.response_envelope import ResponseEnvelope
from ask_sdk_model.session import Session

from skill.alexa.reading import Json, identifier, moment, obj, said


class AnyRequest(Request):
    """A request of any type, also one that is newer than the SDK."""

    def __init__(self, object_type: str, request_id: str, timestamp: datetime | None, locale: str) -> None:
        self.object_type = object_type
        self.request_id = request_id
        self.timestamp = timestamp
        self.locale = locale


class Envelope(RequestEnvelope):
    """What the SDK and its verifiers read: skill id, type, time. ``raw`` is the request as it came."""

    def __init__(self, raw: Json) -> None:
        request, session, system = obj(raw, "request"), obj(raw, "session"), obj(raw, "context", "System")
        skill_id = _skill_id(obj(system, "application"), obj(session, "application"))
        super().__init__(
            version="1.0",
            session=Session(new=session.get("new") is True, session_id=identifier(session.get("sessionId")))
            if session
            else None,
            context=Context(system=SystemState(application=Application(application_id=skill_id))),
            request=AnyRequest(
                object_type=said(request.get("type")),
                request_id=identifier(request.get("requestId")),
                timestamp=moment(request.get("timestamp")) or moment(request.get("timeStamp")),
                locale=said(request.get("locale")),
            ),
        )
        self.raw = raw


def _skill_id(*applications: Json) -> str:
    """The skill that a request names; empty when it names none, or two. In the first years the session alone did."""
    named = {identifier(one["applicationId"]) for one in applications if "applicationId" in one}
    return named.pop() if len(named) == 1 else ""


class Serializer(DefaultSerializer):
    """The SDK's own refuses requests with a type or value that is newer than the SDK; this one reads them all."""

    def deserialize(self, payload: str | None, obj_type: object) -> Any:
        """A request from its JSON text.

        Raises:
            SerializationException: it is no JSON.

        """
        if obj_type is not RequestEnvelope:
            return super().deserialize(payload, obj_type)
        try:
            return self.envelope(json.loads(payload or ""))
        except RecursionError:
            return Envelope({})
        except ValueError:
            raise SerializationException("the request is no JSON") from None

    def envelope(self, event: object) -> Envelope:
        """A request that has been parsed already; anything but an object counts as empty."""
        return Envelope(obj(event))

    def serialize(self, obj: Any) -> Any:
        """Our handler's response is ready as it is."""
        if isinstance(obj, ResponseEnvelope):
            response: Any = obj.response
            if isinstance(response, dict):
                return response
        return super().serialize(obj)
