"""The signed body as JSON, and when it was sent."""

import json
from datetime import UTC, datetime
from typing import Any

from skill.alexa.signature.refused import RequestRefused

Envelope = dict[str, Any]
"""A request as Alexa sends it: `version`, `session`, `context`, `request`; read, otherwise untouched."""

FRESH_MS = 150_000
EVENT_FRESH_MS = 3_600_000
REDELIVERED_EVENTS = frozenset(
    f"AlexaSkillEvent.{name}"
    for name in (
        "SkillEnabled",
        "SkillDisabled",
        "SkillPermissionChanged",
        "SkillPermissionAccepted",
        "SkillAccountLinked",
    )
)
"""Sent again for up to an hour until answered. Other events (ProactiveSubscriptionChanged …) are not."""


def read_envelope(body: bytes) -> Envelope:
    """The body as a JSON object whose `request` names its type. Raises RequestRefused for any other bytes."""
    try:
        envelope = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, a number of 5,000 digits, nested too deep
        raise RequestRefused("body not JSON") from error
    request = envelope.get("request") if isinstance(envelope, dict) else None
    if not isinstance(request, dict) or not isinstance(request.get("type"), str):
        raise RequestRefused("body not an Alexa request")
    return dict(envelope)


def check_freshness(envelope: Envelope, now: datetime) -> None:
    """Raises RequestRefused unless the request was sent within 150 s of `now`, either way.

    The events of REDELIVERED_EVENTS have 3,600 s. Both limits belong to what is allowed.
    """
    request = envelope["request"]
    sent = request.get("timestamp", request.get("timeStamp"))  # the second as some documented samples spell it
    allowed = EVENT_FRESH_MS if request["type"] in REDELIVERED_EVENTS else FRESH_MS
    # Whole milliseconds on both sides, so that a request exactly at the limit is not lost to rounding.
    if abs(_milliseconds(now) - _sent_ms(sent)) > allowed:
        raise RequestRefused("timestamp too far from now")


def _sent_ms(sent: object) -> int:
    """Milliseconds since 1970 of an ISO 8601 text with its zone, or of the number some senders write."""
    if isinstance(sent, int) and not isinstance(sent, bool):
        return sent
    if not isinstance(sent, str):
        raise RequestRefused("timestamp missing")
    try:
        moment = datetime.fromisoformat(sent)
    except ValueError as error:
        raise RequestRefused("timestamp not readable") from error
    if moment.tzinfo is None:
        raise RequestRefused("timestamp without a zone")
    return _milliseconds(moment)


def _milliseconds(moment: datetime) -> int:
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000
