"""Read template.yaml."""

import functools
from typing import Any

import yaml

from tests.support.needs import ROOT


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms, e.g. ``!Ref Table`` becomes ``{"Ref": "Table"}``."""


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        return {suffix: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {suffix: loader.construct_sequence(node, deep=True)}
    raise yaml.YAMLError(f"unexpected mapping under !{suffix}")


_Loader.add_multi_constructor("!", _short_form)


@functools.cache
def load_template() -> dict[str, Any]:
    """Return template.yaml as plain dictionaries and lists."""
    template: dict[str, Any] = yaml.load((ROOT / "template.yaml").read_text(), _Loader)
    return template
