"""The template: who may call what, how long it may take, what is asked of whoever deploys it, what is built."""

import re
from typing import Any

import pytest

from skill.channels.mail.smtp import TIMEOUT
from skill.outbox.worker import LONGEST
from skill.settings.environment import Settings
from tests.support.needs import ROOT
from tests.support.template import function, load_template, resources, transformed
from tools.lambda_functions import FUNCTIONS

SKILL = function("SkillFunction")


def test_only_the_skill_may_call_the_function_and_only_by_its_alias() -> None:
    allowed = {
        name: one["Properties"]
        for name, one in transformed().items()
        if one["Type"] == "AWS::Lambda::Permission" and "Skill" in name
    }

    assert list(allowed.values()) == [
        {
            "Action": "lambda:InvokeFunction",
            "FunctionName": {"Ref": "SkillFunctionAliaslive"},
            "Principal": "alexa-appkit.amazon.com",
            "EventSourceToken": {"Ref": "SkillId"},
        }
    ]
    assert SKILL["Events"] == {"Alexa": {"Type": "AlexaSkill", "Properties": {"SkillId": {"Ref": "SkillId"}}}}
    assert load_template()["Outputs"]["SkillEndpoint"]["Value"] == {"Ref": "SkillFunction.Alias"}


def test_everybody_who_may_call_a_function() -> None:
    principals = {
        one["Properties"]["FunctionName"]["Ref"]: one["Properties"]["Principal"]
        for one in transformed().values()
        if one["Type"] == "AWS::Lambda::Permission"
    }

    assert principals == {
        "SkillFunctionAliaslive": "alexa-appkit.amazon.com",
        "ScheduledFunction": "events.amazonaws.com",
        "ProfileFunction": "apigateway.amazonaws.com",
    }
    assert not any(one["Type"] == "AWS::Lambda::Url" for one in transformed().values())


def test_what_is_published_is_photographed_and_leads_from_the_alias() -> None:
    assert transformed()["SkillFunction"]["Properties"]["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    alias = transformed()["SkillFunctionAliaslive"]["Properties"]
    (version,) = (name for name, one in transformed().items() if one["Type"] == "AWS::Lambda::Version")
    assert (alias["Name"], alias["FunctionVersion"]) == ("live", {"Fn::GetAtt": [version, "Version"]})
    # A setting that changes must be photographed too.
    assert SKILL["AutoPublishAliasAllProperties"] is True


def test_the_function_answers_before_alexa_gives_up() -> None:
    assert SKILL["Timeout"] < 8


@pytest.mark.parametrize("name", ["OutboxFunction", "ScheduledFunction"])
def test_a_worker_ends_before_it_must(name: str) -> None:
    # One delivery may begin in the last moment and wait for ten slow answers of a mail server.
    assert function(name)["Timeout"] > LONGEST + 5 * TIMEOUT


def test_accounts_are_linked_only_when_all_is_said() -> None:
    """Parameters left empty reach the function as empty variables, which count as unset."""
    given = {name: one.get("Default") for name, one in load_template()["Parameters"].items() if name.startswith("Link")}
    names = {
        "LinkJwks": "RESTOCK_LINK_JWKS",
        "LinkAudience": "RESTOCK_LINK_AUDIENCE",
        "LinkIssuer": "RESTOCK_LINK_ISSUER",
    }
    variables = SKILL["Environment"]["Variables"]

    assert given == dict.fromkeys(names, "")
    assert {name: variables[name] for name in variables if "LINK" in name} == {
        variable: {"Ref": parameter} for parameter, variable in names.items()
    }
    assert Settings.from_env(dict.fromkeys(names.values(), "")).link is None


def test_the_storefront_is_asked_only_when_it_is_named() -> None:
    parameters = load_template()["Parameters"]
    given = {name: one.get("Default") for name, one in parameters.items() if name.startswith("Search")}
    names = ("RESTOCK_SEARCH", "RESTOCK_SEARCH_PROFILE", "RESTOCK_SEARCH_KEY")
    variables = SKILL["Environment"]["Variables"]

    assert given == dict.fromkeys(("SearchEndpoint", "SearchProfile", "SearchKey"), "")
    assert (variables[names[0]], variables[names[1]]) == ({"Ref": "SearchEndpoint"}, {"Ref": "SearchProfile"})
    assert load_template()["Conditions"]["HasSearchKey"] == {"Not": [{"Equals": [{"Ref": "SearchKey"}, ""]}]}
    assert Settings.from_env(dict.fromkeys(names, "")).search is None


def test_no_variable_holds_a_secret() -> None:
    assert not any(one.get("NoEcho") for one in load_template()["Parameters"].values())
    held = {
        (name, variable): value
        for name in FUNCTIONS
        for variable, value in function(name)["Environment"]["Variables"].items()
        if "SECRET" in variable or "KEY" in variable
    }
    contact = {"Sub": "kms:${ContactKey.Arn}"}
    assert held == {
        ("SkillFunction", "RESTOCK_SECRET"): {"Sub": "secretsmanager:${Secret}"},
        ("SkillFunction", "RESTOCK_CONTACT_KEY"): contact,
        ("SkillFunction", "RESTOCK_SEARCH_KEY"): {"If": ["HasSearchKey", {"Sub": "secretsmanager:${SearchKey}"}, ""]},
        ("OutboxFunction", "RESTOCK_CONTACT_KEY"): contact,
        ("ScheduledFunction", "RESTOCK_CONTACT_KEY"): contact,
    }
    made = load_template()["Resources"]["Secret"]["Properties"]["GenerateSecretString"]
    assert made == {"PasswordLength": 64, "ExcludePunctuation": True}


def test_each_function_has_a_name_in_logs_and_metrics() -> None:
    names = {name: function(name)["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"] for name in FUNCTIONS}
    assert names == {
        "SkillFunction": {"Sub": "${AWS::StackName}-skill"},
        "OutboxFunction": {"Sub": "${AWS::StackName}-outbox"},
        "ScheduledFunction": {"Sub": "${AWS::StackName}-scheduled"},
        "ProfileFunction": {"Sub": "${AWS::StackName}-profile"},
    }


def test_the_profile_api_is_there_only_when_its_issuer_is_named() -> None:
    made = {name for name, one in transformed().items() if one.get("Condition") == "HasProfileApi"}

    assert {name for name in transformed() if name.startswith("Profile")} == made
    template = load_template()
    assert template["Parameters"]["ProfileIssuer"]["Default"] == ""
    assert template["Conditions"]["HasProfileApi"] == {"Not": [{"Equals": [{"Ref": "ProfileIssuer"}, ""]}]}
    # Without an audience any token of the issuer would do, whomever it was made for.
    (rule,) = template["Rules"].values()
    assert rule["Assertions"][0]["Assert"] == {"Not": [{"Equals": [{"Ref": "ProfileAudience"}, ""]}]}


def test_every_route_of_the_profile_api_wants_a_token_of_the_issuer_for_the_audience() -> None:
    body = transformed()["ProfileApi"]["Properties"]["Body"]
    ((path, methods),) = body["paths"].items()
    ((method, operation),) = _chosen(methods).items()

    assert (path, method) == ("/customers/{proxy+}", "get")
    assert _chosen(operation)["security"] == [{"Tokens": []}]
    authoriser = body["components"]["securitySchemes"]["Tokens"]["x-amazon-apigateway-authorizer"]
    assert authoriser == {
        "type": "jwt",
        "identitySource": "$request.header.Authorization",
        "jwtConfiguration": {"issuer": {"Ref": "ProfileIssuer"}, "audience": [{"Ref": "ProfileAudience"}]},
    }


def _chosen(value: dict[str, Any]) -> dict[str, Any]:
    """What holds where the profile API is made."""
    chosen: dict[str, Any] = value["Fn::If"][1] if "Fn::If" in value else value
    return chosen


def test_the_log_of_the_profile_api_names_no_customer() -> None:
    (logged,) = (
        one["Properties"]["AccessLogSettings"]["Format"] for one in resources("AWS::Serverless::HttpApi").values()
    )
    assert set(re.findall(r"\$context\.([A-Za-z.]+)", logged)) == {
        *("requestId", "requestTime", "routeKey", "status", "responseLatency", "authorizer.error"),
    }


def test_each_function_is_built_for_its_runtime() -> None:
    makefile = (ROOT / "lambda" / "Makefile").read_text()
    version, machine = (
        re.search(rf"^RESTOCK_LAMBDA_{name} \?= (.+)$", makefile, re.MULTILINE) for name in ("PYTHON", "MACHINE")
    )
    assert version and machine
    assert resources("AWS::Serverless::Function").keys() == FUNCTIONS.keys()
    for name, parts in FUNCTIONS.items():
        properties = function(name)
        assert properties["Runtime"] == f"python{version[1]}"
        assert properties["Architectures"] == [machine[1]]
        assert properties["CodeUri"] == "lambda/"
        assert properties["Handler"] == parts.entry.replace(".py", ".handler")
        assert load_template()["Resources"][name]["Metadata"]["BuildMethod"] == "makefile"
