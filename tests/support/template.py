"""Read template.yaml, as it is written and as SAM transforms it, and run the tools that judge it."""

import functools
import json
import os
import subprocess
import tempfile
from typing import Any

import yaml

from tests.support.needs import ROOT, leave_out


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


def function(name: str) -> dict[str, Any]:
    """The properties of a function, with what Globals says of all."""
    template = load_template()
    common, own = template["Globals"]["Function"], template["Resources"][name]["Properties"]
    variables = {**common["Environment"]["Variables"], **own["Environment"]["Variables"]}
    return {**common, **own, "Environment": {"Variables": variables}}


def variables(name: str) -> dict[str, str]:
    """The environment of a function, without what only CloudFormation knows."""
    return {key: value for key, value in function(name)["Environment"]["Variables"].items() if isinstance(value, str)}


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """The resources of a type, by name."""
    return {name: one for name, one in load_template()["Resources"].items() if one["Type"] == kind}


def sam(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment that holds aws-sam-cli, with settings added to the environment."""
    tool = ROOT / ".venv-sam" / "bin" / arguments[0]
    if not tool.exists():
        leave_out("aws-sam-cli is not installed: make test installs it")
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "SAM_CLI_TELEMETRY": "0", "__SAM_CLI_APP_DIR": folder, **settings}
        return subprocess.run([tool, *arguments[1:]], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


_TRANSFORM = """
import json, sys
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

class NoManagedPolicies:
    def load(self):
        return {}

template = yaml_parse(sys.stdin.read())
# The code is somewhere in S3 once it is deployed.
template["Globals"]["Function"]["CodeUri"] = "s3://bucket/code.zip"
json.dump(transform(template, {}, NoManagedPolicies()), sys.stdout)
"""


@functools.cache
def transformed() -> dict[str, Any]:
    """The resources that CloudFormation gets, by name: SAM's own transformation of the template."""
    python = ROOT / ".venv-sam" / "bin" / "python"
    if not python.exists():
        leave_out("aws-sam-cli is not installed: make test installs it")
    done = subprocess.run(
        [python, "-c", _TRANSFORM],
        input=(ROOT / "template.yaml").read_text(),
        env={**os.environ, "AWS_DEFAULT_REGION": "eu-west-1"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)["Resources"]
    return found
