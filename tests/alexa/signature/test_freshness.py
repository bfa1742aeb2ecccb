"""When a request was sent."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.alexa.signature.conftest import BODY, World
from tests.support.throwaway_ca import (
    NOON,
    Signer,
    request_body,
)


@pytest.mark.parametrize("seconds", [0, 149, 150, -150])
@pytest.mark.parametrize("form", ["text", "number", "offset"])
def test_within_150_seconds_either_way(world: World, signer: Signer, seconds: int, form: str) -> None:
    sent = NOON + timedelta(seconds=seconds)
    body = request_body(sent=_written(sent, form))
    assert world.verifier.check(signer.headers(body), body)["request"]["timestamp"]


@pytest.mark.parametrize("milliseconds", [150_001, -150_001, 86_400_000, -86_400_000])
@pytest.mark.parametrize("form", ["text", "number", "offset"])
def test_stale_and_future_requests(world: World, signer: Signer, milliseconds: int, form: str) -> None:
    body = request_body(sent=_written(NOON + timedelta(milliseconds=milliseconds), form))
    assert world.reason(signer.headers(body), body) == "timestamp too far from now"


def _written(moment: datetime, form: str) -> str | int:
    if form == "number":
        return round(moment.timestamp() * 1000)
    if form == "offset":
        return (moment.replace(tzinfo=None) + timedelta(hours=2)).isoformat(timespec="milliseconds") + "+02:00"
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


@pytest.mark.parametrize(
    "kind",
    ["SkillEnabled", "SkillDisabled", "SkillPermissionChanged", "SkillPermissionAccepted", "SkillAccountLinked"],
)
def test_redelivered_events_have_an_hour(world: World, signer: Signer, kind: str) -> None:
    body = request_body(f"AlexaSkillEvent.{kind}", NOON - timedelta(hours=1))
    assert world.verifier.check(signer.headers(body), body)["request"]["type"].endswith(kind)
    late = request_body(f"AlexaSkillEvent.{kind}", NOON - timedelta(hours=1, milliseconds=1))
    assert world.reason(signer.headers(late), late) == "timestamp too far from now"


@pytest.mark.parametrize(
    "kind",
    ["AlexaSkillEvent.ProactiveSubscriptionChanged", "Reminders.ReminderCreated", "IntentRequest", "SkillEnabled"],
)
def test_other_requests_have_not(world: World, signer: Signer, kind: str) -> None:
    body = request_body(kind, NOON - timedelta(minutes=3))
    assert world.reason(signer.headers(body), body) == "timestamp too far from now"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (None, "timestamp missing"),
        (True, "timestamp missing"),
        (1772452800000.0, "timestamp missing"),
        ({}, "timestamp missing"),
        ("", "timestamp not readable"),
        ("noon", "timestamp not readable"),
        ("2026-03-02", "timestamp without a zone"),
        ("2026-03-02T12:00:00", "timestamp without a zone"),
        ("0001-01-01T00:00:00+23:59", "timestamp too far from now"),
        ("9999-12-31T23:59:59-23:59", "timestamp too far from now"),
        (10**400, "timestamp too far from now"),
        (1772452800, "timestamp too far from now"),
    ],
)
def test_timestamps_that_say_nothing(world: World, signer: Signer, sent: Any, reason: str) -> None:
    body = request_body(sent=sent)
    assert world.reason(signer.headers(body), body) == reason


def test_the_spelling_of_some_samples_is_read_too(world: World, signer: Signer) -> None:
    body = BODY.replace(b'"timestamp"', b'"timeStamp"')
    assert world.verifier.check(signer.headers(body), body)["request"]["timeStamp"] == "2026-03-02T12:00:00Z"
