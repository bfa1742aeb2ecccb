"""The workers' entry points: what importing them loads, and which settings stop the start."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.settings.environment import DEMO_SHOP
from skill.workers import outbox_entry, scheduled_entry
from tests.lambda_.test_handler import ROOT
from tests.support.mail_server import mail_server

NOTHING = {"done": 0, "given_up": 0, "failed": 0, "waiting": 0, "stuck": 0}
# Each would make a package larger and a start slower for nothing.
FORBIDDEN = {
    "ask_sdk_core",
    "ask_sdk_model",
    "click",
    "flask",
    "hassil",
    "jwt",
    "rapidfuzz",
    "rich",
    "pydantic",
    "boto3",
}
_PROBE = """
import json, sys
sys.path[:0] = [{folder!r}, {root!r}]
import {name}
assert callable({name}.handler)
json.dump(sorted(sys.modules), sys.stdout)
"""


def loaded(name: str, folder: Path, **settings: str) -> set[str]:
    probe = _PROBE.format(folder=str(ROOT / "lambda"), root=str(ROOT), name=name)
    others = {key: value for key, value in os.environ.items() if not key.startswith("RESTOCK_")}
    environ = others | {"RESTOCK_STORE": "dynamodb://restock", "AWS_DEFAULT_REGION": "eu-west-1", **settings}
    command = [sys.executable, "-c", probe]
    ran = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=folder, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return set(json.loads(ran.stdout))


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("outbox", "skill.workers import outbox_entry"),
        ("scheduled", "skill.workers import scheduled_entry"),
        ("profile_api", "skill.web.profile_api import profile_entry"),
    ],
)
def test_it_only_imports_and_hands_over(name: str, entry: str) -> None:
    body = [ast.unparse(node) for node in ast.parse((ROOT / "lambda" / f"{name}.py").read_text("utf-8")).body[1:]]
    assert body == [f"from {entry}", f"handler = {entry.rpartition(' ')[2]}()"]


@pytest.mark.parametrize("name", ["outbox", "scheduled"])
def test_a_worker_loads_no_assistant_no_server_and_one_way_to_send_mail(tmp_path: Path, name: str) -> None:
    modules = loaded(name, tmp_path, RESTOCK_MAIL="ses:")
    assert sorted(FORBIDDEN & modules) == []
    ours = {module.split(".")[1] for module in modules if module.startswith("skill.")}
    assert {"alexa", "app", "bootstrap", "services", "storefronts", "web", "cli", "loading"} & ours == set()
    # Only what RESTOCK_MAIL names is loaded.
    ways = {f"skill.channels.mail.{one}" for one in ("folder", "ses", "smtp")}
    assert modules & ways == {"skill.channels.mail.ses"}


def test_the_profile_api_loads_nothing_of_alexa_and_no_secret_of_ours(tmp_path: Path) -> None:
    modules = loaded("profile_api", tmp_path)
    assert sorted((FORBIDDEN - {"flask", "click"} | {"babel", "fluent", "cryptography"}) & modules) == []
    ours = {module.split(".")[1] for module in modules if module.startswith("skill.")}
    assert {"alexa", "app", "bootstrap", "services", "storefronts", "cli", "loading", "outbox"} & ours == set()


def test_the_sweep_answers_what_it_did(tmp_path: Path) -> None:
    with mail_server() as postbox:
        environ = {"RESTOCK_STORE": "memory:", "RESTOCK_MAIL": postbox.url, "RESTOCK_DATA": str(tmp_path)}
        handle = scheduled_entry(environ)
        assert handle({"source": "aws.events"}, object()) == NOTHING
    assert postbox.received == []


@pytest.mark.parametrize("entry", [outbox_entry, scheduled_entry])
def test_a_wrong_setting_stops_the_start(entry: object) -> None:
    assert callable(entry)
    with pytest.raises(SettingsError, match="RESTOCK_MAIL names no way to send e-mail"):
        entry({"RESTOCK_STORE": "dynamodb://restock", "RESTOCK_MAIL": "pigeon:"})


def test_a_store_without_a_stream_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="RESTOCK_STORE=memory: has no stream; set it to dynamodb://table"):
        outbox_entry({"RESTOCK_STORE": "memory:", "RESTOCK_MAIL": "off", "RESTOCK_SHOP": str(DEMO_SHOP)})
