"""The Lambda entry point: what importing it loads, and that it is built once per process."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

from skill.storefronts.build import build

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
    "skill.cli",
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


def test_importing_it_loads_nothing_that_a_turn_does_not_need(tmp_path: Path) -> None:
    build(tmp_path / "catalogue.sqlite", [], ["en", "de"])
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RESTOCK_")},
        "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
        "RESTOCK_STORE": "dynamodb://restock",
        "RESTOCK_SECRET": "a secret of more than thirty-two bytes",
        "RESTOCK_DATA": str(tmp_path),
    }
    probe = _PROBE.format(folder=str(HANDLER.parent), root=str(ROOT))
    ran = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        env=environ,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    loaded = set(json.loads(ran.stdout))
    assert sorted(loaded & set(FORBIDDEN)) == []


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
