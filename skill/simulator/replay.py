"""Runs a dialogue recorded by the ASK CLI (`ask dialog --replay`): the same file drives the local skill."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.simulator.device import Device
from skill.simulator.heard import Heard

QUIT = ".quit"


class BadReplay(ValueError):
    """The file is not a replay of the ASK CLI; the message says what is missing."""


@dataclass(frozen=True)
class Replay:
    """`{"skillId": …, "locale": …, "type": "text", "userInput": ["open …", …, ".quit"]}`."""

    skill_id: str
    locale: str
    user_input: tuple[str, ...]


def read_replay(file: Path) -> Replay:
    """Raises BadReplay."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadReplay(f"{file.name} is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise BadReplay(f"{file.name} must hold one object")
    _check(file.name, data)
    return Replay(data["skillId"], data["locale"], tuple(data["userInput"]))


def replay(recorded: Replay, device: Device, each: Callable[[str, Heard], None] | None = None) -> list[Heard]:
    """Says every line to the device up to `.quit`; `each` is told the line and what was heard as it happens."""
    exchange = []
    for line in recorded.user_input:
        if line == QUIT:
            break
        heard = device.say(line)
        exchange.append(heard)
        if each is not None:
            each(line, heard)
    return exchange


def _check(name: str, data: Mapping[str, Any]) -> None:
    for key in ("skillId", "locale"):
        if not isinstance(data.get(key), str):
            raise BadReplay(f'{name} needs "{key}"')
    if data.get("type") != "text":
        raise BadReplay(f'{name} must have "type": "text"')
    lines = data.get("userInput")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise BadReplay(f'{name} needs "userInput", a list of sentences')
