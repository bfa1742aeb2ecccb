"""One line and a few metrics for each request to the function that the Lambda runs, on every store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_runtime.exceptions import AskSdkException

from skill.alexa.skill import lambda_handler
from skill.app import App
from skill.bootstrap import alexa_skill
from skill.errors import Conflict, StoreUnavailable
from skill.loading.customers import demo_user, demo_voice
from skill.profile.customer import Identity
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.memory import MemoryStore
from skill.telemetry import metrics
from skill.telemetry.observer import Observer
from skill.telemetry.trace import note
from tests.alexa.requests import SKILL_ID, put, request, slot
from tests.app.stores import Failing, Overtaken
from tests.support import tiny_shop
from tests.telemetry.conftest import Told, watched
from tests.telemetry.test_metrics import printed

Say = Callable[..., None]
SECRET = "s" * 32


@pytest.fixture(autouse=True)
def _metrics() -> Iterator[None]:
    metrics.start("skill")
    yield
    metrics.stop()


def talk(app: App, observer: Observer) -> Say:
    """A device of Anna's, in one session."""
    handle = lambda_handler(
        alexa_skill(app, secret=SECRET, skill_id=SKILL_ID, clock=lambda: tiny_shop.NOON), observer.request
    )
    sent = iter(range(1000))

    def say(intent: str, product: str = "", *, number: int | None = None, **more: Any) -> None:
        slots = {"product": slot("product", product)} if product else {}
        event = request(intent, slots, **more)
        at = next(sent) if number is None else number
        put(event, "request.requestId", f"amzn1.echo-api.request.{at}")
        put(event, "request.timestamp", f"2026-11-18T17:00:{at:02}Z")
        for place in ("session", "context.System"):
            put(event, f"{place}.user.userId", demo_user("anna"))
        put(event, "context.System.person", {"personId": demo_voice("anna", "Anna")})
        handle(event, None)

    return say


@pytest.fixture
def say(app: App, observer: Observer) -> Say:
    app.store.link("anna", Identity.of("alexa", demo_user("anna")))
    return talk(app, observer)


def counted(capsys: pytest.CaptureFixture[str]) -> dict[str, list[float]]:
    """The values of all metrics since the last look; ``Turns Yes`` where there is a dimension besides the service."""
    found: dict[str, list[float]] = {}
    for line in printed(capsys):
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        assert line["service"] == "skill"
        names = [one["Name"] for one in directive["Metrics"]]
        more = [line[name] for group in directive["Dimensions"][1:] for name in group if name != "service"]
        found |= {" ".join([name, *more]): line[name] for name in names}
    return found


def of_dynamodb(store: object) -> bool:
    return "Dynamo" in type(getattr(store, "_inner", store)).__name__


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


@pytest.fixture
def memory(catalogue: Path) -> MemoryStore:
    store = MemoryStore()
    tiny_shop.settle(store)
    store.link("anna", Identity.of("alexa", demo_user("anna")))
    return store


Outcomes = list[tuple[str, str, str, bool, int]]


def outcomes(log: Told) -> Outcomes:
    return [
        (line["intent"], line["question"], line["outcome"], line["replay"], line["decided_again"]) for line in log()
    ]


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
    assert (turn["outcome"], turn["error"].partition(":")[0]) == ("failed", "RuntimeError at test_turns.py")
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
    assert (line["message"], line["error"].partition(":")[0]) == ("no turn", "KeyError at test_turns.py")
    assert "anna" not in str(line)
    assert counted(capsys) == {"Failures": [1.0]}
