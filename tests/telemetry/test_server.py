"""`restock serve` writes the same lines as the Lambda: on stderr; metrics on stdout, if somebody wants them."""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from skill.errors import SettingsError
from skill.settings.environment import Settings
from skill.web.answers import Host
from tests.support.needs import ROOT
from tests.support.process import LOOPBACK, free_port, running
from tests.telemetry.conftest import Told

_RESTOCK = Path(sys.executable).with_name("restock")


def post(url: str, body: bytes) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data=body), timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def served(folder: Path, *bodies: bytes, **environ: str) -> tuple[list[int], list[dict[str, Any]]]:
    """What a server answers to some bodies, and what it writes that is JSON."""
    port = free_port()
    env = {
        "PATH": os.environ["PATH"],
        "RESTOCK_DATA": str(folder / "data"),
        "RESTOCK_PORT": str(port),
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_VERIFY": "off",
        **environ,
    }
    log = folder / "server.log"
    with running([_RESTOCK, "serve"], port, log=log, env=env, cwd=folder, within=60):
        found = [post(f"http://{LOOPBACK}:{port}/alexa", body) for body in bodies]
    return found, [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]


def test_a_turn_and_a_refusal_on_a_real_server(tmp_path: Path) -> None:
    event = (ROOT / "tests" / "events" / "reorder.json").read_bytes()
    answers, lines = served(tmp_path, event, b"{}", RESTOCK_METRICS="emf")

    assert answers == [200, 400]
    turn, warned, refused = (line for line in lines if "_aws" not in line)
    assert {name: turn[name] for name in ("level", "message", "service", "intent", "outcome", "trips", "cold")} == {
        "level": "INFO",
        "message": "turn",
        "service": "skill",
        "intent": "Reorder",
        "outcome": "offered",
        "trips": 0,
        "cold": True,
    }
    assert (warned["level"], warned["message"]) == ("WARNING", f"Alexa request refused: {refused['refused']}")
    assert (refused["message"], refused["refused"]) == ("no turn", "body not an Alexa request")
    counted = {
        metric["Name"] for line in lines if "_aws" in line for metric in line["_aws"]["CloudWatchMetrics"][0]["Metrics"]
    }
    assert counted == {"Turns", "TurnMs", "Trips", "ReadUnits", "WriteUnits", "Rejected"}


def test_a_failing_page_is_told_without_its_address(log: Told) -> None:
    app = Host("profile")

    @app.get("/customers/<customer_id>/timeline")
    def timeline(customer_id: str) -> str:
        raise RuntimeError(f"the timeline of {customer_id}")

    assert app.test_client().get("/customers/anna/timeline?after=anna").status_code == 500
    (line,) = log()
    message = "GET /customers/<customer_id>/timeline failed: RuntimeError at test_server.py:"
    assert (line["level"], line["message"][: len(message)]) == ("ERROR", message)
    assert "anna" not in str(line)


def test_metrics_are_off_unless_asked_for() -> None:
    assert Settings.from_env({}).metrics is False
    assert Settings.from_env({"RESTOCK_METRICS": "emf"}).metrics is True
    with pytest.raises(
        SettingsError, match="RESTOCK_METRICS=prometheus is neither off nor emf; set it to emf to print"
    ):
        Settings.from_env({"RESTOCK_METRICS": "prometheus"})
