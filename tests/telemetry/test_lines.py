"""The log as JSON: what a line holds, and that an exception's text is not among it."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys

from skill.errors import StoreUnavailable
from tests.telemetry.conftest import Told


def test_a_line_with_what_was_added_to_it(log: Told) -> None:
    logging.getLogger("skill").info("decided again: %s", "cart", extra={"request_id": "r1"})

    assert log() == [{"level": "INFO", "message": "decided again: cart", "service": "skill", "request_id": "r1"}]


def test_an_exception_is_told_by_kind_and_place(log: Told) -> None:
    try:
        try:
            raise ConnectionError("what somebody said")
        except ConnectionError as cause:
            raise StoreUnavailable("the card ending 42") from cause
    except StoreUnavailable:
        logging.getLogger("skill.web").exception("it failed")

    (line,) = log()
    error = line.pop("error")
    assert line == {"level": "ERROR", "message": "it failed", "service": "skill"}
    assert error.startswith("StoreUnavailable at test_lines.py:")
    assert error.endswith("test_an_exception_is_told_by_kind_and_place because of ConnectionError")


_PROBE = """
import logging, sys
from skill.telemetry import lines
logging.basicConfig(stream=sys.stderr, format="%(message)s")
lines.start("outbox", {stream})
logging.getLogger("skill.outbox").info("one")
logging.getLogger("skill").debug("not this")
logging.getLogger("library").warning("as it is")
"""


def started(stream: str, **environ: str) -> tuple[list[dict[str, str]], str]:
    """The lines on that stream, and what the other one got."""
    ran = subprocess.run(
        [sys.executable, "-c", _PROBE.format(stream=stream)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, **environ},
    )
    assert "as it is\n" in ran.stderr
    said = ran.stdout + ran.stderr.replace("as it is\n", "")
    return [json.loads(line) for line in said.splitlines()], ran.stdout


def test_it_writes_once_and_leaves_others_alone() -> None:
    for stream in ("None", "sys.stderr"):
        (line,), out = started(stream)
        line.pop("timestamp")
        assert line == {"level": "INFO", "message": "one", "service": "outbox"}
        assert bool(out) is (stream == "None")


def test_the_environment_chooses_service_and_level() -> None:
    lines, _ = started("None", POWERTOOLS_SERVICE_NAME="mine", POWERTOOLS_LOG_LEVEL="DEBUG")
    assert [(line["service"], line["message"]) for line in lines if line["message"] in {"one", "not this"}] == [
        ("mine", "one"),
        ("mine", "not this"),
    ]
    assert started("None", POWERTOOLS_LOG_LEVEL="ERROR")[0] == []
