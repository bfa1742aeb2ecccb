"""Two instances that go on from one picture of the started function, as with SnapStart: nothing secret is alike.

A forked process has the memory of its parent, and nothing else in common with its sibling: as two restored instances.
Only the state of Python's `random` is made new by a fork and not by a picture, so it is put back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from skill.loading.catalogue_file import write_catalogue
from tests.lambda_.test_handler import HANDLER, ROOT
from tests.support.keys import key_file
from tests.support.overheard import overhearing
from tests.support.tiny_shop import PRODUCTS

_PROBE = """
import json, os, random, sys
sys.path[:0] = [{folder!r}, {root!r}]
import handler

def sockets():
    links = (os.path.join("/proc/self/fd", fd) for fd in os.listdir("/proc/self/fd"))
    return [link for link in links if os.path.islink(link) and os.readlink(link).startswith("socket:")]

def lives_on(number, out):
    from skill.adapters import open_contacts
    from skill.profile.voice_code import random_code
    from skill.settings.environment import Settings
    event = json.loads({event!r})
    event["request"]["requestId"] += f"-{{number}}"
    event["session"]["sessionId"] += f"-{{number}}"
    answer = handler.handler(event, None)
    sealed = open_contacts(Settings.from_env(os.environ)).close("anna", "anna@example.com")
    told = {{"answered": "response" in answer, "drawn": random.random(), "salt": random_code("1234").salt.hex()}}
    out.write(json.dumps(told | {{"key": sealed.key.hex(), "text": sealed.text.hex()}}) + "\\n")

assert "skill.rehearsal" in sys.modules
# Lambda keeps no pipes to its own creator: what is there before the picture is what the function opened itself.
print(json.dumps(sockets()), flush=True)
state = random.getstate()
for number in range(2):
    child = os.fork()
    if not child:
        random.setstate(state)
        # The function's own lines go to stdout; what is compared goes beside them.
        with open({told!r}, "a", encoding="ascii") as out:
            lives_on(number, out)
        sys.stdout.flush()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
"""


@pytest.fixture
def instances(tmp_path: Path, dynamodb_endpoint: str, dynamodb_table: str) -> tuple[list[Any], list[str], list[str]]:
    """What each of two instances drew, the tokens of their transactions, and what was open when they were one."""
    told = tmp_path / "told.jsonl"
    write_catalogue(tmp_path / "catalogue.sqlite", PRODUCTS, ["en", "de"])
    event = (ROOT / "tests" / "events" / "launch.json").read_text()
    probe = _PROBE.format(folder=str(HANDLER.parent), root=str(ROOT), event=event, told=str(told))
    with overhearing(dynamodb_endpoint) as heard:
        environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RESTOCK_")},
            "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
            "RESTOCK_STORE": f"dynamodb://{dynamodb_table}",
            "RESTOCK_STORE_ENDPOINT": heard.url,
            "RESTOCK_SECRET": "a secret of more than thirty-two bytes",
            "RESTOCK_CONTACT_KEY": str(key_file(tmp_path)),
            "RESTOCK_CATALOGUE": str(tmp_path / "catalogue.sqlite"),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start",
        }
        command = [sys.executable, "-c", probe]
        ran = subprocess.run(
            command, capture_output=True, text=True, env=environ, cwd=tmp_path, timeout=60, check=False
        )
        assert ran.returncode == 0, ran.stderr
        open_before = next(json.loads(line) for line in ran.stdout.splitlines() if line.startswith("["))
        return [json.loads(line) for line in told.read_text().splitlines()], heard.tokens, open_before


def test_two_restored_instances_have_nothing_secret_in_common(
    instances: tuple[list[Any], list[str], list[str]],
) -> None:
    (one, other), tokens, open_before = instances

    assert one["answered"] and other["answered"]
    assert open_before == []
    # They do have the same memory: whoever drew from `random` would draw the same.
    assert one["drawn"] == other["drawn"]
    assert [name for name in ("salt", "key", "text") if one[name] == other[name]] == []
    assert len(tokens) == len(set(tokens)) == 2
