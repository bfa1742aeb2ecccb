"""YAML in which every scalar is the text that was written.

YAML 1.1 would make a number of ``18:00`` (1080) and a boolean of the locale ``NO``.
"""

from __future__ import annotations

from typing import Any

import yaml


def parsed(text: bytes) -> Any:
    """Texts, lists and tables.

    Raises:
        ValueError: when it is no proper YAML, or a table holds a key twice.

    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - builds texts, lists and tables only
    except (yaml.YAMLError, TypeError) as wrong:
        raise ValueError(" ".join(str(wrong).split())) from None


class _Loader(yaml.CBaseLoader):
    """All scalars as text; a key given twice is a mistake, not the later one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: ARG002
        pairs = [
            (self.construct_object(key, deep=True), self.construct_object(value, deep=True))
            for key, value in node.value
        ]
        found = dict(pairs)
        if len(found) != len(pairs):
            twice = next(key for key in found if sum(key == other for other, _ in pairs) > 1)
            raise yaml.constructor.ConstructorError(None, None, f"{twice} is there twice", node.start_mark)
        return found
