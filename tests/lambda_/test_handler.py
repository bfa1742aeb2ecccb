"""The Lambda entry point: what importing it loads, and that it is built once per process."""

import ast
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import jwt

from skill.loading.catalogue_file import write_catalogue
from tests.support.authorization import AUDIENCE, ISSUER, claims, jwk, private_key

ROOT = Path(__file__).parents[2]
HANDLER = ROOT / "lambda" / "handler.py"

# Each of these would cost a cold start tens of milliseconds, or belongs to a server or a terminal.
FORBIDDEN = (
    "flask",
    "flask_ask_sdk",
    "ask_sdk_webservice_support",
    "click",
    "rich",
    "hassil",
    "pydantic",
    "jwt",
    "aws_xray_sdk",
    "cryptography",
    "requests",
    "smtplib",
    "skill.channels.mail",
    "skill.cli",
    "skill.outbox",
    "skill.simulator",
    "skill.understanding",
    "skill.web",
)
# Imported by itself as Lambda does it: by file name, with the folder of the code on the path.
_PROBE = """
import json, sys
sys.path[:0] = [{folder!r}, {root!r}]
import handler
assert callable(handler.handler)
import gc
assert gc.isenabled()
json.dump(sorted(sys.modules), sys.stdout)
"""


def _environ(folder: Path) -> dict[str, str]:
    write_catalogue(folder / "catalogue.sqlite", [], ["en", "de"])
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("RESTOCK_")},
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_STORE": "dynamodb://restock",
        "RESTOCK_SECRET": "a secret of more than thirty-two bytes",
        "RESTOCK_DATA": str(folder),
    }


def _ran(probe: str, folder: Path, environ: dict[str, str]) -> str:
    command = [sys.executable, "-c", probe]
    ran = subprocess.run(command, capture_output=True, text=True, env=environ, cwd=folder, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_importing_it_loads_nothing_that_a_turn_does_not_need(tmp_path: Path) -> None:
    probe = _PROBE.format(folder=str(HANDLER.parent), root=str(ROOT))
    loaded = set(json.loads(_ran(probe, tmp_path, _environ(tmp_path))))
    assert sorted(loaded & set(FORBIDDEN)) == []


# A whole turn, and then another with an access token of somebody's.
_TURNS = """
import json, sys
sys.path[:0] = [{folder!r}, {root!r}]
import handler
event = json.loads({event!r})
first = handler.handler(event, None)
before = sorted(sys.modules)
event["request"]["requestId"] += "-again"
event["context"]["System"]["user"]["accessToken"] = {token!r}
assert handler.handler(event, None).keys() == first.keys()
json.dump([before, sorted(sys.modules)], sys.stdout)
"""


def test_only_a_turn_with_an_access_token_loads_what_reads_it(tmp_path: Path) -> None:
    keys = tmp_path / "jwks.json"
    keys.write_text(json.dumps({"keys": [jwk(private_key(), "one")]}))
    environ = _environ(tmp_path) | {
        "RESTOCK_STORE": "memory:",
        "RESTOCK_LINK_JWKS": str(keys),
        "RESTOCK_LINK_AUDIENCE": AUDIENCE,
        "RESTOCK_LINK_ISSUER": ISSUER,
    }
    event = (ROOT / "tests" / "events" / "launch.json").read_text()
    at = datetime.fromisoformat(json.loads(event)["request"]["timestamp"])
    token = jwt.encode(claims("anna", at), private_key(), "RS256", headers={"kid": "one"})
    probe = _TURNS.format(folder=str(HANDLER.parent), root=str(ROOT), event=event, token=token)

    # What comes before are the log lines and metrics of both turns.
    *_, last = _ran(probe, tmp_path, environ).splitlines()
    without, with_token = (set(loaded) for loaded in json.loads(last))

    assert sorted(without & set(FORBIDDEN)) == []
    assert sorted(with_token & set(FORBIDDEN)) == ["cryptography", "jwt"]


def test_it_only_imports_builds_and_hands_over() -> None:
    body = [ast.unparse(node) for node in ast.parse(HANDLER.read_text("utf-8")).body[1:]]
    assert body == [
        "import gc",
        "gc.disable()",
        "from skill.bootstrap import lambda_entry",
        "handler = lambda_entry()",
        "gc.freeze()",
        "gc.enable()",
    ]
