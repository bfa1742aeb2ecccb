"""Requests as Alexa sends them today, to be changed by a test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

SKILL_ID = "amzn1.ask.skill.demo"
USER = "amzn1.ask.account.DEMO-h1"
PERSON = "amzn1.ask.person.DEMO-h1-anna"
SESSION = "amzn1.echo-api.session.5f6c9d2e"
SECRET = b"a secret of more than thirty-two bytes"
NOW = datetime(2026, 2, 11, 9, 30, tzinfo=UTC)


def request(
    intent: str = "Reorder",
    slots: dict[str, Any] | None = None,
    *,
    kind: str = "IntentRequest",
    locale: str = "en-US",
    **more: Any,
) -> dict[str, Any]:
    """An IntentRequest, or another ``kind`` with ``more`` properties of its own."""
    body: dict[str, Any] = {
        "type": kind,
        "requestId": "amzn1.echo-api.request.1",
        "timestamp": "2026-02-11T09:30:00Z",
        "locale": locale,
    }
    if kind == "IntentRequest":
        body["intent"] = {"name": intent, "confirmationStatus": "NONE", "slots": slots or {}}
    return {
        "version": "1.0",
        "session": {
            "new": False,
            "sessionId": SESSION,
            "application": {"applicationId": SKILL_ID},
            "attributes": {},
            "user": {"userId": USER},
        },
        "context": {
            "System": {
                "application": {"applicationId": SKILL_ID},
                "user": {"userId": USER},
                "device": {"deviceId": "amzn1.ask.device.1", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
            }
        },
        "request": {**body, **more},
    }


def slot(name: str, value: str, *ids: str, authority: str = "static") -> dict[str, Any]:
    """A filled slot, matched to ``ids`` when there are any."""
    prefix = "amzn1.er-authority.echo-sdk." + ("dynamic." if authority == "dynamic" else "")
    return {
        "name": name,
        "value": value,
        "confirmationStatus": "NONE",
        "source": "USER",
        "resolutions": {
            "resolutionsPerAuthority": [
                {
                    "authority": f"{prefix}{SKILL_ID}.PRODUCT",
                    "status": {"code": "ER_SUCCESS_MATCH" if ids else "ER_SUCCESS_NO_MATCH"},
                    **({"values": [{"value": {"name": value, "id": i}} for i in ids]} if ids else {}),
                }
            ]
        },
    }


def put(body: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """``body`` with ``value`` at a dotted path; with ``...`` as value the property is taken away."""
    *folders, last = path.split(".")
    at = body
    for name in folders:
        at = at.setdefault(name, {})
    if value is ...:
        at.pop(last, None)
    else:
        at[last] = value
    return body
