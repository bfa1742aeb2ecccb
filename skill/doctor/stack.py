"""A stack of template.yaml on AWS: what CloudFormation made of it, and whether its parts can work together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from skill.doctor.finding import Finding, look, well, wrong
from skill.errors import SettingsError
from skill.settings.environment import SHORTEST_SECRET, Settings
from skill.settings.references import PARAMETER, SECRET, is_reference

ALIAS = "live"
_ALEXA = "alexa-appkit.amazon.com"
_OURS = ("RESTOCK_SHOP", "RESTOCK_CATALOGUE", "RESTOCK_CONTACT_KEY")
"""Variables that name files of the package or a key that only the functions may use: not for this machine."""
_PACKED = "shop/"
"""Where the build puts the shop's folder."""


@dataclass(frozen=True)
class Stack:
    """Its outputs, and its resources by logical id: (type, physical id)."""

    name: str
    status: str
    outputs: Mapping[str, str]
    resources: Mapping[str, tuple[str, str]]
    aws: Any = field(repr=False)

    def of_type(self, kind: str) -> dict[str, str]:
        """Physical ids of one type by logical id."""
        return {name: place for name, (its, place) in self.resources.items() if its == kind}

    def one(self, logical_id: str) -> str:
        """The physical id of what template.yaml calls so.

        Raises:
            SettingsError: the stack holds no such thing.

        """
        if logical_id not in self.resources:
            raise SettingsError(f"the stack {self.name} holds no {logical_id}: deploy this version's template.yaml")
        return self.resources[logical_id][1]


def find(name: str) -> Stack:
    """The stack of this name, in the account and region of the AWS environment.

    Raises:
        SettingsError: there is none, or AWS cannot be asked.

    """
    aws = boto3.Session()
    try:
        client = aws.client("cloudformation")
        described = client.describe_stacks(StackName=name)["Stacks"][0]
        pages = client.get_paginator("list_stack_resources").paginate(StackName=name)
        resources = {
            one["LogicalResourceId"]: (one["ResourceType"], one.get("PhysicalResourceId", ""))
            for page in pages
            for one in page["StackResourceSummaries"]
        }
    except (BotoCoreError, ClientError) as problem:
        raise SettingsError(
            f"the stack {name} cannot be read ({problem}): name it as sam deploy did, and set AWS_DEFAULT_REGION and "
            "credentials (AWS_PROFILE)"
        ) from problem
    outputs = {one["OutputKey"]: one["OutputValue"] for one in described.get("Outputs", ())}
    return Stack(name, described["StackStatus"], outputs, resources, aws)


def settings_of(stack: Stack, shop: Path) -> Settings:
    """The settings of the skill's function as they would be read there, with this machine's shop folder.

    Secrets are not read. What they are replaced by fits; `secrets` looks whether they are there.

    Raises:
        SettingsError: a setting is wrong or missing there.

    """
    given = {name: value for name, value in environment(stack).items() if name not in _OURS}
    stand_in = {name: "x" * SHORTEST_SECRET for name, value in given.items() if is_reference(value)}
    keys = given.get("RESTOCK_LINK_JWKS", "")
    if keys.startswith(_PACKED):
        stand_in["RESTOCK_LINK_JWKS"] = str(shop / keys.removeprefix(_PACKED))
    read = Settings.from_env({**given, **stand_in, "RESTOCK_SHOP": str(shop)})
    read.needed_skill_id()
    read.needed_secret()
    return read


def environment(stack: Stack, function: str = "SkillFunction") -> dict[str, str]:
    """The ``RESTOCK_`` variables of a function, by its logical id."""
    client = stack.aws.client("lambda")
    found = client.get_function_configuration(FunctionName=stack.one(function))
    variables = found.get("Environment", {}).get("Variables", {})
    return {name: value for name, value in variables.items() if name.startswith("RESTOCK_")}


def deployed(stack: Stack) -> Iterator[Finding]:
    """Whether CloudFormation has finished."""
    if stack.status.endswith("_COMPLETE") and "ROLLBACK" not in stack.status and "DELETE" not in stack.status:
        yield well(f"the stack {stack.name} is deployed ({stack.status})")
    else:
        yield wrong(
            f"the stack {stack.name} is {stack.status}", "look at its events in CloudFormation; sam deploy again"
        )


def door(stack: Stack, skill_id: str) -> Iterator[Finding]:
    """Who may call the alias that Alexa is sent to: this skill, and nobody else from outside."""
    client, function = stack.aws.client("lambda"), stack.one("SkillFunction")
    try:
        version = client.get_alias(FunctionName=function, Name=ALIAS)["FunctionVersion"]
    except client.exceptions.ResourceNotFoundException:
        yield wrong(f"{function} has no alias {ALIAS}", "sam deploy publishes a version behind it")
        return
    published = client.get_function_configuration(FunctionName=function, Qualifier=version)
    if published.get("SnapStart", {}).get("ApplyOn") != "PublishedVersions":
        yield look(f"version {version} starts without SnapStart", "set SnapStart in template.yaml: starts take longer")
    try:
        policy = json.loads(client.get_policy(FunctionName=function, Qualifier=ALIAS)["Policy"])
    except client.exceptions.ResourceNotFoundException:
        policy = {"Statement": []}
    allowed = [_skill(statement) for statement in policy["Statement"] if _by_alexa(statement)]
    if allowed == [skill_id]:
        yield well(f"Alexa may call version {version} of the function, for this skill alone")
    elif not allowed:
        yield wrong(f"Alexa may not call {ALIAS}", f"sam deploy with SkillId={skill_id}")
    else:
        named = ", ".join(one or "any skill" for one in allowed)
        yield wrong(f"{named} may call {ALIAS}", f"allow {skill_id} alone")


def _by_alexa(statement: Mapping[str, Any]) -> bool:
    principal = statement.get("Principal", {})
    return bool(principal == "*" or (isinstance(principal, dict) and principal.get("Service") == _ALEXA))


def _skill(statement: Mapping[str, Any]) -> str:
    """The skill whose requests a statement lets in; empty when it lets in every skill's."""
    conditions = statement.get("Condition", {}).get("StringEquals", {})
    token: str = conditions.get("lambda:EventSourceToken", "")
    return token


def answers(stack: Stack, skill_id: str) -> Iterator[Finding]:
    """Ask the function whether it can help, which Alexa asks without a session and which changes nothing."""
    client, function = stack.aws.client("lambda"), stack.one("SkillFunction")
    request = {
        "version": "1.0",
        "context": {"System": {"application": {"applicationId": skill_id}, "user": {"userId": "doctor"}}},
        "request": {
            "type": "CanFulfillIntentRequest",
            "requestId": "restock-doctor",
            "timestamp": "2020-01-01T00:00:00Z",
            "locale": "en-US",
            "intent": {"name": "Reorder", "slots": {}},
        },
    }
    answer = client.invoke(FunctionName=function, Qualifier=ALIAS, Payload=json.dumps(request))
    body = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        yield wrong(f"the function fails: {body.get('errorMessage', body)}", "put that right and deploy again")
    elif "canFulfillIntent" in body.get("response", {}):
        yield well("the function answers")
    else:
        yield wrong("the function answers something else than the skill does", "deploy this version again")


def secrets(stack: Stack) -> Iterator[Finding]:
    """Whether what the settings refer to is there. It is not read."""
    for name, value in environment(stack).items():
        if value.startswith(SECRET):
            stack.aws.client("secretsmanager").describe_secret(SecretId=value.removeprefix(SECRET))
            yield well(f"{name} is kept in Secrets Manager")
        elif value.startswith(PARAMETER):
            asked = [{"Key": "Name", "Values": [value.removeprefix(PARAMETER)]}]
            if stack.aws.client("ssm").describe_parameters(ParameterFilters=asked)["Parameters"]:
                yield well(f"{name} is kept in the Parameter Store")
            else:
                yield wrong(f"{name}: there is no parameter {value.removeprefix(PARAMETER)}", "put it there")
