"""YAML as a person writes it: every value is text ("yes" is a word, not true), and no key comes twice."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml


class BadDialogue(ValueError):
    """A dialogue file is not written as README.md says; the message names the file, the dialogue and the key."""


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Text, lists and mappings only; read by libyaml where there is one, ten times as fast."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise BadDialogue(f"{node.start_mark.name}: line {line}: {key!r} comes twice")
            seen.add(key)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return found


def read_yaml(path: Path) -> Any:
    """The file's content. Raises BadDialogue."""
    with path.open(encoding="utf-8") as stream:
        try:
            return yaml.load(stream, _Loader)
        except yaml.YAMLError as error:
            raise BadDialogue(f"{path}: {error}") from error
