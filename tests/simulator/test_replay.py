"""Dialogues in the ASK CLI's replay format."""

import json
from pathlib import Path
from typing import Any

import pytest

from skill.simulator import Device
from skill.simulator.heard import Heard
from skill.simulator.replay import BadReplay, read_replay, replay
from tests.simulator.conftest import Skill

GOOD = {
    "skillId": "amzn1.ask.skill.demo",
    "locale": "en-US",
    "type": "text",
    "userInput": ["open corner pantry", "help", ".quit", "never said"],
}


def written(tmp_path: Path, content: Any) -> Path:
    file = tmp_path / "replay.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_lines_are_said_up_to_quit(tmp_path: Path, device: Device, skill: Skill) -> None:
    told: list[tuple[str, Heard]] = []

    exchange = replay(read_replay(written(tmp_path, GOOD)), device, lambda line, heard: told.append((line, heard)))

    assert [request["request"]["type"] for request in skill.requests] == ["LaunchRequest", "IntentRequest"]
    assert told == list(zip(["open corner pantry", "help"], exchange, strict=True))


def test_without_quit_all_lines_are_said(tmp_path: Path, device: Device) -> None:
    lines = GOOD | {"userInput": ["open corner pantry", "help", "stop"]}

    assert len(replay(read_replay(written(tmp_path, lines)), device)) == 3


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "replay.json is not JSON"),
        ([], "replay.json must hold one object"),
        ({**GOOD, "locale": None}, 'replay.json needs "locale"'),
        ({**GOOD, "skillId": 7}, 'replay.json needs "skillId"'),
        ({**GOOD, "type": "speech"}, 'replay.json must have "type": "text"'),
        ({**GOOD, "userInput": "help"}, 'replay.json needs "userInput", a list of sentences'),
        ({**GOOD, "userInput": [1]}, 'replay.json needs "userInput", a list of sentences'),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: Any, complaint: str) -> None:
    with pytest.raises(BadReplay, match=complaint):
        read_replay(written(tmp_path, content))
