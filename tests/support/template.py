"""Read template.yaml, and make its table on a test server: tests use the table that is deployed."""

import functools
from typing import TYPE_CHECKING, Any

import yaml

from tests.support.needs import ROOT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


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


def create_table(client: "DynamoDBClient", name: str) -> None:
    """Create the template's table under another name, with its keys, its index and its expiry."""
    made = load_template()["Resources"]["Table"]["Properties"]
    client.create_table(
        TableName=name,
        BillingMode=made["BillingMode"],
        AttributeDefinitions=made["AttributeDefinitions"],
        KeySchema=made["KeySchema"],
        GlobalSecondaryIndexes=made["GlobalSecondaryIndexes"],
    )
    client.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 20})
    client.update_time_to_live(TableName=name, TimeToLiveSpecification=made["TimeToLiveSpecification"])
