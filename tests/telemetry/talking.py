"""A device of Anna's in front of the function, and what was told and counted of its turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.skill import lambda_handler
from skill.app import App
from skill.bootstrap import alexa_skill
from skill.loading.customers import demo_user, demo_voice
from skill.profile.customer import Identity
from skill.storage.memory import MemoryStore
from skill.telemetry import metrics
from skill.telemetry.observer import Observer
from tests.alexa.requests import SKILL_ID, put, request, slot
from tests.support import tiny_shop
from tests.telemetry.conftest import Told
from tests.telemetry.test_metrics import printed

Say = Callable[..., None]
SECRET = "s" * 32


@pytest.fixture
def metrics_on() -> Iterator[None]:
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
