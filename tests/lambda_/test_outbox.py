"""The second entry point: it sweeps, whatever the event is, and is as small as the first."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from skill.bootstrap import outbox_entry
from skill.errors import SettingsError
from tests.lambda_.test_handler import ROOT
from tests.support.mail_server import mail_server

OUTBOX = ROOT / "lambda" / "outbox.py"
_PROBE = """
import json, sys
sys.path[:0] = [{folder!r}, {root!r}]
import outbox
json.dump([outbox.handler({{}}, None), sorted(sys.modules)], sys.stdout)
"""


def test_it_only_imports_and_hands_over() -> None:
    body = [ast.unparse(node) for node in ast.parse(OUTBOX.read_text("utf-8")).body[1:]]
    assert body == ["from skill.bootstrap import outbox_entry", "handler = outbox_entry()"]


def test_it_sweeps_and_loads_no_server(tmp_path: Path) -> None:
    probe = _PROBE.format(folder=str(OUTBOX.parent), root=str(ROOT))
    environ = {"RESTOCK_STORE": "memory:", "RESTOCK_DATA": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, env=environ, cwd=tmp_path, timeout=60, check=True
    )
    swept, loaded = json.loads(ran.stdout)
    assert swept == {"done": 0, "given_up": 0, "failed": 0}
    assert sorted({"flask", "click", "rich", "hassil", "jwt", "cryptography", "skill.cli"} & set(loaded)) == []
    # Only what RESTOCK_MAIL names is loaded.
    assert {"skill.channels.mail.folder"} == {
        name for name in loaded if name in {f"skill.channels.mail.{one}" for one in ("folder", "ses", "smtp")}
    }


def test_a_wrong_setting_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="RESTOCK_MAIL names no way to send e-mail"):
        outbox_entry({"RESTOCK_STORE": "memory:", "RESTOCK_MAIL": "pigeon:"})


def test_the_settings_choose_the_mail_server(tmp_path: Path) -> None:
    with mail_server() as postbox:
        handle = outbox_entry({"RESTOCK_STORE": "memory:", "RESTOCK_MAIL": postbox.url})
        assert handle({"Records": []}, object()) == {"done": 0, "given_up": 0, "failed": 0}
    assert postbox.received == []
