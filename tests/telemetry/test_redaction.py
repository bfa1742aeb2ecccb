"""No secret in any line: the watch over the whole suite can fail, and both hosts hold what is planted in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from skill.conversation.turn import Slot
from skill.profile.account import Token
from tests.support import tiny_shop
from tests.support.needs import ROOT
from tests.support.process import LOOPBACK, free_port, running
from tests.support.secrets import CANARIES, Watch, leaks
from tests.telemetry import planted
from tests.telemetry.test_server import post

_RESTOCK = Path(sys.executable).with_name("restock")

_INNER = """
import logging
import pytest
from tests.support import tiny_shop
from skill.errors import StoreUnavailable

@pytest.mark.parametrize("said", {cases!r})
def test_a_line(said):
    logging.getLogger("skill.any").info("a turn: %s", said)

def test_added_to_a_line():
    logging.getLogger("skill").error("a turn failed", extra={{"who": "anna@example.com"}})

def test_text_of_an_exception():
    try:
        raise ValueError("for Anna")
    except ValueError:
        logging.getLogger("skill").exception("a turn failed")

class Down:
    def __getattr__(self, name):
        def fail(*values):
            raise StoreUnavailable("down")
        return fail

def test_what_was_really_said(tmp_path):
    skill = tiny_shop.app(tmp_path / "catalogue", Down())
    skill.answer(tiny_shop.turn("Reorder", "r1", product="mauve wellingtons", who="nobody"))
    logging.getLogger("skill").info("nothing fits Mauve Wellingtons")

def test_a_library():
    logging.getLogger("library").warning("lost anna@example.com")

def test_clean():
    logging.getLogger("skill").info("a turn took 12.34 ms at 2026-11-22T07:30:05.1234 of file.py:1234")
    logging.getLogger("library").debug("anna@example.com")
    logging.getLogger("skill").info("START RequestId: e8f5c84a-34c8-445a-b00f-1ce2468ab077, billed 1234 ms of 9999 MB")
"""
_CASES = [
    "anna@example.com",
    "Mia",
    "anna",
    "amzn1.ask.person.X",
    "guest-0123456789abcdef",
    "code 1234",
    "'2468'",
    "eyJhbGciOiJS",
]


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["alone", "xdist"])
def test_the_watch_fails_whatever_test_leaks(tmp_path: Path, workers: list[str]) -> None:
    """A real run of pytest, with the plugin that the whole suite runs with."""
    inner = tmp_path / "test_inner.py"
    inner.write_text(_INNER.format(cases=_CASES))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.support.log_watch", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        [*command, "-c", os.devnull, "--rootdir", str(tmp_path), *workers, str(inner)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    leaking = len(_CASES) + 4
    assert ran.stdout.count("ERROR test_inner.py::") == leaking, ran.stdout
    assert f"{leaking + 1} passed, {leaking} errors" in ran.stdout
    assert "what was said: mauve wellingtons" in ran.stdout
    assert ran.returncode == 1


def test_what_is_learned_from_a_turn() -> None:
    watch = Watch()
    turn = tiny_shop.turn("Reorder", "r1", who="nobody", token=Token("opaque-token-of-hers"))
    watch.learn_turn(turn.__class__(**{**_fields(turn), "slots": {"product": Slot("mauve wellingtons")}}))

    assert leaks(["nothing fits mauve wellingtons"], watch) != []
    assert leaks(["Bearer Opaque-Token-Of-Hers"], watch) != []
    assert leaks(["a turn"], watch) == []
    watch.forget()
    assert leaks(["nothing fits mauve wellingtons"], watch) == []


def _fields(turn: Any) -> dict[str, Any]:
    return {name: getattr(turn, name) for name in turn.__struct_fields__}


@pytest.mark.parametrize("canary", [*CANARIES, planted.SECRET, planted.PASSWORD, planted.TOKEN])
def test_every_canary_would_be_found(canary: str) -> None:
    assert leaks([f'{{"message":"a turn: {canary}"}}']) != []


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with the planted shop."""
    folder = tmp_path_factory.mktemp("planted")
    planted.plant(folder / "shop")
    yield folder


MAIL_FAILED = "errand order-mail failed, try 1: MailUnavailable"


def wait_for(log: Path, text: str) -> None:
    """Until the server's own thread has said so."""
    for _ in range(300):
        if text in log.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text()[-2000:])


def lines_of(text: str, message: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [line for line in lines if line.get("message") == message]


def test_the_server_keeps_what_is_planted_in_it_to_itself(host: Path) -> None:
    port, at = free_port(), datetime.now(UTC).isoformat()
    url, log = f"http://{LOOPBACK}:{port}", host / "server.log"
    env = {"PATH": os.environ["PATH"], **planted.environment(host), "RESTOCK_PORT": str(port), "RESTOCK_VERIFY": "off"}
    with running([_RESTOCK, "serve"], port, log=log, env=env, cwd=host, within=60):
        answers = [post(f"{url}/alexa", json.dumps(event).encode()) for event in planted.turns(at)]
        refused = [post(f"{url}/alexa", body) for body in planted.rubbish(at)]
        wait_for(log, MAIL_FAILED)
        doors = [post(f"{url}/{path}", b"okapi") for path in ("customers/okapi/timeline", "talk", "Zebedee")]
    text = log.read_text()

    assert leaks(text.splitlines()) == []
    assert (set(answers), set(refused)) == ({200}, {200, 400})
    assert 200 not in doors
    told = lines_of(text, "turn")
    assert len(told) == len(answers) + refused.count(200)
    assert {"ordered", "code_set", "order_cancelled", "replayed", "failed"} <= {line["outcome"] for line in told}
    assert len(lines_of(text, "no turn")) == refused.count(400)
    assert "a token does not count: " in text
    assert MAIL_FAILED in text


_LAMBDA = """
import json, sys
sys.path[:0] = [{folder!r}, {root!r}]
import handler
for line in sys.stdin:
    try:
        handler.handler(json.loads(line), None)
    except Exception as problem:
        assert type(problem).__name__ == "AskSdkException", type(problem)
"""


def test_the_lambda_keeps_what_is_planted_in_it_to_itself(host: Path) -> None:
    """On the store that the server leaves behind, with the same words; nothing of it is on stdout or stderr."""
    environ = planted.environment(host)
    if not (host / "data" / "catalogue.sqlite").exists():
        files = [word for name in ("products", "customers", "orders") for word in (f"--{name}", f"shop/{name}.csv")]
        command = [str(_RESTOCK), "import", *files]
        subprocess.run(command, env={"PATH": os.environ["PATH"], **environ}, cwd=host, check=True, capture_output=True)
    at = datetime.now(UTC).isoformat()
    events = [json.dumps(event) for event in planted.turns(at, first=100)]
    for body in planted.rubbish(at):
        try:
            events.append(json.dumps(json.loads(body)))
        except (ValueError, RecursionError):
            continue
    ran = subprocess.run(
        [sys.executable, "-c", _LAMBDA.format(folder=str(ROOT / "lambda"), root=str(ROOT))],
        input="\n".join(events),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=host,
        env={"PATH": os.environ["PATH"], **environ},
    )

    assert leaks([*ran.stdout.splitlines(), *ran.stderr.splitlines()]) == []
    outcomes = {line["outcome"] for line in lines_of(ran.stdout, "turn")}
    assert {"greeted", "ordered", "not_found", "misheard", "replayed", "failed"} <= outcomes
    assert len(lines_of(ran.stdout, "turn")) + len(lines_of(ran.stdout, "no turn")) == len(events)
