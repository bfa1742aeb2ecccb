"""What is told and counted of requests that fail, are refused or are no turn, on every store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_runtime.exceptions import AskSdkException

from skill.alexa.skill import lambda_handler
from skill.bootstrap import alexa_skill
from skill.errors import Conflict, StoreUnavailable
from skill.storage.memory import MemoryStore
from skill.telemetry.observer import Observer
from skill.telemetry.trace import note
from tests.alexa.requests import SKILL_ID, put, request
from tests.app.stores import Failing
from tests.support import tiny_shop
from tests.telemetry.conftest import Told, watched
from tests.telemetry.talking import SECRET, counted, memory, metrics_on, outcomes, say, talk

__all__ = ["counted", "memory", "metrics_on", "outcomes", "say"]

pytestmark = pytest.mark.usefixtures("metrics_on")


def test_a_store_that_does_not_answer(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = Failing(memory)
    say = talk(watched(catalogue, failing), observer)
    failing.loads = [StoreUnavailable("no connection for anna")]
    say("Launch")
    failing.commits = [StoreUnavailable("no connection for anna")]
    say("Launch")

    first, unreachable, second, uncertain = log()
    assert [(line["level"], line["message"].partition(":")[0]) for line in (first, second)] == [
        ("ERROR", "the store does not answer"),
        ("ERROR", "a commit was not answered"),
    ]
    for line, outcome in ((unreachable, "unreachable"), (uncertain, "uncertain")):
        assert (line["outcome"], line["error"].partition(":")[0]) == (outcome, "StoreUnavailable at stores.py")
        assert "anna" not in str(line)
    assert counted(capsys)["Failures"] == [1.0]


def test_a_store_that_is_lost_between_two_tries(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told
) -> None:
    failing = Failing(memory)
    # The turn that is to lose it: its first commit meets a conflict, and then nothing can be loaded any more.
    failing.commits = [Conflict("cart")]
    say = talk(watched(catalogue, _LostLater(failing)), observer)
    say("Launch")

    *_, turn = log()
    assert (turn["outcome"], turn["decided_again"]) == ("uncertain", 1)
    assert turn["error"].startswith("StoreUnavailable at ")


class _LostLater:
    """A store that is gone once a commit has failed."""

    def __init__(self, store: Failing) -> None:
        self._store = store

    def load(self, *values: Any) -> Any:
        if self._store.tried:
            raise StoreUnavailable("gone")
        return self._store.load(*values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_a_mistake_of_ours_is_told_by_its_place(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise RuntimeError("what was said")

    app = replace(watched(catalogue, memory), shop=Broken())
    talk(app, observer)("Reorder", "oat milk")

    _, turn = log()
    assert (turn["outcome"], turn["error"].partition(":")[0]) == ("failed", "RuntimeError at test_failed_turns.py")
    assert "what was said" not in str(turn)
    assert counted(capsys)["Failures"] == [1.0]


def test_names_from_outside_are_not_repeated(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    handle = lambda_handler(
        alexa_skill(watched(catalogue, memory), secret=SECRET, skill_id=SKILL_ID, clock=lambda: tiny_shop.NOON),
        observer.request,
    )
    event = request("AnnaSchmidtIntent")
    put(event, "request.requestId", "anna schmidt\n{}")
    handle(event, None)

    (turn,) = log()
    assert (turn["intent"], turn["request_id"][:7]) == ("Other", "sha256-")
    assert counted(capsys)["Turns Other"] == [1.0]

    with observer.request():
        note(intent="Reorder", request_id="anna schmidt", channel="chat", locale="en-US")
    (turn,) = log()
    assert (turn["intent"], turn["request_id"], turn["outcome"]) == ("Reorder", "Other", "ignored")


def test_requests_that_are_no_turn(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    handle = lambda_handler(
        alexa_skill(watched(catalogue, memory), secret=SECRET, skill_id=SKILL_ID, clock=lambda: tiny_shop.NOON),
        observer.request,
    )
    handle(request("OrderUsual", kind="CanFulfillIntentRequest"), None)
    assert counted(capsys) == {}
    strange = put(request(), "context.System.application.applicationId", "amzn1.ask.skill.other")
    with pytest.raises(AskSdkException):
        handle(strange, None)

    asked, refused = ({name: value for name, value in line.items() if name != "ms"} for line in log())
    assert asked == {
        "level": "INFO",
        "message": "no turn",
        "service": "skill",
        "request": "CanFulfillIntentRequest",
        "cold": True,
    }
    assert refused == {
        "level": "INFO",
        "message": "no turn",
        "service": "skill",
        "refused": "another skill's request",
        "cold": False,
    }
    assert counted(capsys) == {"Rejected": [1.0]}


def test_an_event_that_cannot_be_written_down_fails_and_says_so(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = Failing(memory)
    say = talk(watched(catalogue, failing), observer)
    failing.loads = [StoreUnavailable("no connection")]
    with pytest.raises(StoreUnavailable):
        say("", kind="AlexaSkillEvent.SkillDisabled")

    (turn,) = log()
    assert (turn["intent"], turn["outcome"]) == ("Disabled", "failed")
    assert turn["error"].startswith("StoreUnavailable at stores.py:")
    assert counted(capsys)["Failures"] == [1.0]


@pytest.mark.parametrize(
    ("outcome", "metric"),
    [
        ("refused_limit", "Refusals"),
        ("payment_declined", "Refusals"),
        ("code_locked", "Refusals"),
        ("not_verified", "Refusals"),
        ("failed", "Failures"),
        ("wrong_code", ""),
        ("declined", ""),
    ],
)
def test_what_counts_as_refused_and_as_failed(
    observer: Observer, outcome: str, metric: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with observer.request():
        note(intent="Yes", request_id="r1", outcome=outcome)
    assert counted(capsys).keys() & {"Refusals", "Failures"} == ({metric} if metric else set())


def test_a_failure_before_there_is_a_turn_is_counted(
    observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyError), observer.request():
        raise KeyError("anna")
    (line,) = log()
    assert (line["message"], line["error"].partition(":")[0]) == ("no turn", "KeyError at test_failed_turns.py")
    assert "anna" not in str(line)
    assert counted(capsys) == {"Failures": [1.0]}
