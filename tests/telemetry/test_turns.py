"""One line and a few metrics for each request to the function that the Lambda runs, on every store."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.app import App
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.memory import MemoryStore
from skill.telemetry.observer import Observer
from tests.app.stores import Overtaken
from tests.telemetry.conftest import Told, watched
from tests.telemetry.talking import Say, counted, memory, metrics_on, of_dynamodb, outcomes, say, talk

__all__ = ["counted", "memory", "metrics_on", "outcomes", "say"]

pytestmark = pytest.mark.usefixtures("metrics_on")


def test_an_order_from_the_first_word_to_the_yes(
    say: Say, app: App, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    say("Reorder", "oat milk")
    assert [line["outcome"] for line in log()] == ["offered"]
    capsys.readouterr()

    say("AMAZON.YesIntent")

    cloud = of_dynamodb(app.store)
    (line,) = log()
    # As many as the server says; each of those that the tests may run on counts in its own way.
    read_units, write_units = line.pop("read_units"), line.pop("write_units")
    assert write_units > 0 if cloud else (read_units, write_units) == (0, 0)
    assert line == {
        "level": "INFO",
        "message": "turn",
        "service": "skill",
        "request_id": "amzn1.echo-api.request.1",
        "channel": "alexa",
        "locale": "en-US",
        "intent": "Yes",
        "question": "offer",
        "outcome": "ordered",
        # Each look at the clock is a millisecond: how often a stage began or ended, or one within it did.
        "ms": line["ms"],
        "trips": 4 if cloud else 0,
        "cold": False,
        "decided_again": 0,
        "replay": False,
    }
    assert set(line["ms"]) == {"whole", "find", "load", "shop", "quote", "answer", "commit", "render"}
    assert line["ms"]["find"] == line["ms"]["load"] == line["ms"]["commit"] == line["ms"]["render"] == 1.0
    assert counted(capsys) == {
        "Turns Yes": [1.0],
        "TurnMs": [line["ms"]["whole"]],
        "Trips": [float(line["trips"])],
        "ReadUnits": [read_units],
        "WriteUnits": [write_units],
        "Orders": [1.0],
        "Revenue USD": [15.37],
    }


def test_the_exact_line_of_the_very_first_turn(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told
) -> None:
    talk(watched(catalogue, memory), observer)("AMAZON.FallbackIntent")

    assert log() == [
        {
            "level": "INFO",
            "message": "turn",
            "service": "skill",
            "request_id": "amzn1.echo-api.request.0",
            "channel": "alexa",
            "locale": "en-US",
            "intent": "Fallback",
            "question": "",
            "outcome": "misheard",
            "ms": {"whole": 11.0, "answer": 4.0, "find": 1.0, "load": 1.0, "commit": 1.0, "render": 1.0},
            "trips": 0,
            "read_units": 0.0,
            "write_units": 0.0,
            "cold": True,
            "decided_again": 0,
            "replay": False,
        }
    ]


def test_fallbacks_and_refusals_are_counted(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    say = talk(watched(catalogue, memory), observer)
    say("AMAZON.FallbackIntent")
    found = counted(capsys)
    assert (found["Turns Fallback"], found["Fallbacks"]) == ([1.0], [1.0])

    say("Reorder", "dollhouse", locale="de-DE")
    say("Reorder", "100 dollhouses")
    found = counted(capsys)
    assert (found["Turns Reorder"], found["Refusals"]) == ([1.0], [1.0])
    assert {"Orders", "Revenue USD", "Fallbacks", "Failures"}.isdisjoint(found)
    assert [one[2] for one in outcomes(log)] == ["misheard", "not_found", "refused_too_many"]


def test_a_replay_is_a_turn_and_no_second_order(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    say = talk(watched(catalogue, memory), observer)
    say("Reorder", "oat milk", number=1)
    say("AMAZON.YesIntent", number=2)
    counted(capsys)
    log()

    say("AMAZON.YesIntent", number=2)

    assert outcomes(log) == [("Yes", "open", "replayed", True, 0)]
    found = counted(capsys)
    assert (found["Turns Yes"], found.keys() & {"Orders", "Revenue USD"}) == ([1.0], set())


def test_what_was_decided_again_is_counted(
    memory: MemoryStore, catalogue: Path, observer: Observer, log: Told, capsys: pytest.CaptureFixture[str]
) -> None:
    def sold_out() -> None:
        memory.put_quotes([Quote("milk-oat", Money(349, "USD"), 0)])

    say = talk(watched(catalogue, memory), observer)
    say("Reorder", "oat milk")
    overtaken = talk(watched(catalogue, Overtaken(memory, sold_out)), observer)
    log()

    overtaken("AMAZON.YesIntent", number=7)

    again, turn = log()
    assert (again["level"], again["message"]) == ("INFO", "decided again: out of stock")
    assert (turn["outcome"], turn["decided_again"], turn["question"]) == ("sold_out", 1, "offer")
    assert "Orders" not in counted(capsys)
