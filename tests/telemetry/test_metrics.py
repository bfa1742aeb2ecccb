"""Metrics as CloudWatch reads them from the log: names, units, dimensions, one line each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest

from skill.telemetry import metrics

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    yield
    metrics.stop()


def printed(capsys: Captured) -> list[dict[str, Any]]:
    """The lines since the last look, without the time."""
    lines: list[dict[str, Any]] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for line in lines:
        assert isinstance(line["_aws"].pop("Timestamp"), int)
    return lines


def emf(dimensions: list[list[str]], units: dict[str, str], **values: Any) -> dict[str, Any]:
    named = [{"Name": name, "Unit": unit} for name, unit in units.items()]
    directive = {"Namespace": "Restock", "Dimensions": dimensions, "Metrics": named}
    return {"_aws": {"CloudWatchMetrics": [directive]}, **values}


def test_nothing_is_kept_or_printed_before_somebody_wants_it(capsys: Captured) -> None:
    metrics.count("Turns")
    metrics.flush()
    metrics.start("skill")
    metrics.flush()

    assert capsys.readouterr() == ("", "")


def test_values_of_one_flush_are_one_line(capsys: Captured) -> None:
    metrics.start("outbox")
    metrics.count("ErrandsDone", 3)
    metrics.count("ErrandsDone")
    metrics.count("OldestErrandSeconds", 61.5, metrics.SECONDS)
    metrics.flush()
    metrics.flush()

    assert printed(capsys) == [
        emf(
            [["service"]],
            {"ErrandsDone": "Count", "OldestErrandSeconds": "Seconds"},
            service="outbox",
            ErrandsDone=[3.0, 1.0],
            OldestErrandSeconds=[61.5],
        )
    ]


def test_a_dimension_counts_with_and_without_it(capsys: Captured) -> None:
    metrics.start("skill")
    metrics.count("Turns", intent="Reorder")
    metrics.count("Revenue", 16.48, metrics.NO_UNIT, currency="USD")
    metrics.flush()

    assert printed(capsys) == [
        emf([["service"], ["service", "intent"]], {"Turns": "Count"}, service="skill", intent="Reorder", Turns=[1.0]),
        emf(
            [["service"], ["service", "currency"]],
            {"Revenue": "None"},
            service="skill",
            currency="USD",
            Revenue=[16.48],
        ),
    ]


def test_the_environment_names_service_and_namespace(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_SERVICE_NAME", "shop-one")
    monkeypatch.setenv("POWERTOOLS_METRICS_NAMESPACE", "Shops")
    metrics.start("skill")
    metrics.count("Orders")
    metrics.flush()

    (line,) = printed(capsys)
    assert (line["service"], line["_aws"]["CloudWatchMetrics"][0]["Namespace"]) == ("shop-one", "Shops")


def test_it_can_be_switched_off(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POWERTOOLS_METRICS_DISABLED", "true")
    metrics.start("skill")
    metrics.count("Orders")
    metrics.flush()

    assert capsys.readouterr() == ("", "")


def test_whoever_never_flushes_is_flushed(capsys: Captured) -> None:
    metrics.start("outbox")
    for _ in range(250):
        metrics.count("ErrandsDone")

    assert [len(line["ErrandsDone"]) for line in printed(capsys)] == [99, 99]
    metrics.flush()
    assert [len(line["ErrandsDone"]) for line in printed(capsys)] == [52]


def test_threads_lose_nothing_and_mix_no_lines(capsys: Captured) -> None:
    metrics.start("skill")

    def turns() -> None:
        for _ in range(200):
            metrics.count("Turns", intent="Reorder")
            metrics.count("Trips", 2)
            metrics.flush()

    threads = [Thread(target=turns) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    lines = printed(capsys)
    assert sum(sum(line.get("Turns", [])) for line in lines) == 800
    assert sum(sum(line.get("Trips", [])) for line in lines) == 1600


def test_what_is_loaded_for_it() -> None:
    """Nothing before it is wanted; then no tracer's SDK, no boto3, no validators."""
    probe = (
        "import sys; from skill.telemetry import metrics; before = set(sys.modules); metrics.start('skill');"
        "print('aws_lambda_powertools' in before, 'aws_lambda_powertools' in sys.modules,"
        " sorted({'aws_xray_sdk', 'boto3', 'pydantic', 'jsonschema', 'fastjsonschema', 'requests'}"
        " & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, timeout=60, check=True, env=dict(os.environ)
    )
    assert ran.stdout == "False True []\n"
