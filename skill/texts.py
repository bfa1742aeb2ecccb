"""Files of texts, lists and tables in YAML, and their JSON twins, which a packed function reads without YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec


def read_texts(file: Path) -> Any:
    """The content of a YAML file, every scalar as the text that was written; of its twin when there is one.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is no proper YAML, or a table holds a key twice.

    """
    twin = file.with_suffix(".json")
    if twin.is_file():
        return msgspec.json.decode(twin.read_bytes())
    from skill.texts_yaml import parsed  # noqa: PLC0415 - a cold start need not wait for the YAML reader

    return parsed(file.read_bytes())


def pack_texts(file: Path) -> None:
    """Write the twin beside a YAML file. From then on the YAML is read no more: for copies that nobody edits."""
    file.with_suffix(".json").write_bytes(msgspec.json.encode(read_texts(file)))
