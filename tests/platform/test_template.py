"""The template is one that AWS takes, and grants no more than the skill needs."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from skill.channels.mail.smtp import TIMEOUT
from skill.outbox.worker import LONGEST
from skill.settings.environment import Settings
from skill.storage.dynamodb import connect
from tests.support.needs import ROOT, leave_out
from tests.support.template import load_template

RESOURCES: dict[str, dict[str, Any]] = load_template()["Resources"]
FUNCTION = RESOURCES["SkillFunction"]["Properties"]
OUTBOX = RESOURCES["OutboxFunction"]["Properties"]


def sam(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of the environment that holds aws-sam-cli."""
    tool = ROOT / ".venv-sam" / "bin" / arguments[0]
    if not tool.exists():
        leave_out("aws-sam-cli is not installed: make test installs it")
    env = {**os.environ, "SAM_CLI_TELEMETRY": "0", "__SAM_CLI_APP_DIR": str(folder), **settings}
    return subprocess.run([tool, *arguments[1:]], cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_sam_validates_and_lints_it(tmp_path: Path) -> None:
    done = sam("sam", "validate", "--lint", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "is a valid SAM Template" in done.stdout


def test_cfn_lint_has_nothing_to_say(tmp_path: Path) -> None:
    done = sam("cfn-lint", "--include-checks", "I", "--", "template.yaml", folder=tmp_path)

    assert (done.returncode, done.stdout) == (0, "")


def test_only_the_skill_may_call_the_function() -> None:
    assert FUNCTION["Events"] == {"Alexa": {"Type": "AlexaSkill", "Properties": {"SkillId": {"Ref": "SkillId"}}}}


def test_accounts_are_linked_only_when_all_is_said() -> None:
    """Parameters left empty reach the function as empty variables, which count as unset."""
    given = {name: one.get("Default") for name, one in load_template()["Parameters"].items() if name.startswith("Link")}
    names = {
        "LinkJwks": "RESTOCK_LINK_JWKS",
        "LinkAudience": "RESTOCK_LINK_AUDIENCE",
        "LinkIssuer": "RESTOCK_LINK_ISSUER",
    }
    variables = FUNCTION["Environment"]["Variables"]

    assert given == dict.fromkeys(names, "")
    assert {name: variables[name] for name in variables if "LINK" in name} == {
        variable: {"Ref": parameter} for parameter, variable in names.items()
    }
    assert Settings.from_env(dict.fromkeys(names.values(), "")).link is None


def test_the_function_answers_before_alexa_gives_up() -> None:
    assert FUNCTION["Timeout"] < 8


def test_the_function_may_read_and_write_its_table_but_never_scan_it() -> None:
    statements = FUNCTION["Policies"][0]["Statement"]
    allowed = {statement["Sid"]: (statement["Action"], statement["Resource"]) for statement in statements}

    assert allowed == {
        "ReadAndWriteItems": (
            [
                "dynamodb:BatchGetItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem",
            ],
            {"GetAtt": "Table.Arn"},
        ),
        "FindWhatIsDue": ("dynamodb:Query", {"Sub": "${Table.Arn}/index/due"}),
    }


def test_the_outbox_may_read_take_and_send_and_no_more() -> None:
    statements = OUTBOX["Policies"][0]["Statement"]
    allowed = {statement["Sid"]: (statement["Action"], statement["Resource"]) for statement in statements}
    ses = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"

    assert allowed == {
        "ReadCustomersAndTakeErrands": (
            ["dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
            {"GetAtt": "Table.Arn"},
        ),
        "FindWhatIsDue": ("dynamodb:Query", {"Sub": "${Table.Arn}/index/due"}),
        "SendFromTheShopsAddress": (
            ["ses:SendEmail", "ses:SendRawEmail"],
            [{"Sub": f"{ses}:identity/*"}, {"Sub": f"{ses}:configuration-set/*"}],
        ),
    }
    (condition,) = [statement["Condition"] for statement in statements if "Condition" in statement]
    assert condition == {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}}
    assert "RESTOCK_SECRET" not in OUTBOX["Environment"]["Variables"]


def test_what_is_to_be_sent_is_looked_for_at_once_and_every_minute() -> None:
    events = {name: (event["Type"], event["Properties"]) for name, event in OUTBOX["Events"].items()}

    assert events.keys() == {"Written", "EveryMinute"}
    assert events["EveryMinute"] == ("Schedule", {"Schedule": "rate(1 minute)"})
    assert events["Written"][0] == "DynamoDB"
    assert events["Written"][1]["Stream"] == {"GetAtt": "Table.StreamArn"}
    assert RESOURCES["Table"]["Properties"]["StreamSpecification"] == {"StreamViewType": "KEYS_ONLY"}


def test_a_sweep_ends_before_the_function_must() -> None:
    # One delivery may begin in the last moment and wait for ten slow answers of a mail server.
    assert OUTBOX["Timeout"] > LONGEST + 5 * TIMEOUT


def test_customers_outlive_the_stack_and_can_be_restored() -> None:
    table = RESOURCES["Table"]

    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
    assert table["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["Properties"]["SSESpecification"] == {"SSEEnabled": True}


def test_a_local_table_is_laid_out_like_the_deployed_one(dynamodb_endpoint: str, dynamodb_table: str) -> None:
    client = connect(endpoint=dynamodb_endpoint)
    local = client.describe_table(TableName=dynamodb_table)["Table"]
    expiry = client.describe_time_to_live(TableName=dynamodb_table)["TimeToLiveDescription"]
    deployed = RESOURCES["Table"]["Properties"]

    assert local["KeySchema"] == deployed["KeySchema"]
    assert _by_name(local["AttributeDefinitions"]) == _by_name(deployed["AttributeDefinitions"])
    (index,) = local["GlobalSecondaryIndexes"]
    (wanted,) = deployed["GlobalSecondaryIndexes"]
    assert {key: value for key, value in index.items() if key in wanted} == wanted
    assert expiry["AttributeName"] == deployed["TimeToLiveSpecification"]["AttributeName"]


def _by_name(attributes: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {one["AttributeName"]: one["AttributeType"] for one in attributes}


def test_the_secret_is_never_shown() -> None:
    secret = load_template()["Parameters"]["Secret"]

    assert secret["NoEcho"] is True
    assert secret["MinLength"] == 32
    assert "Default" not in secret


def test_the_build_is_made_for_the_runtime() -> None:
    makefile = (ROOT / FUNCTION["CodeUri"] / "Makefile").read_text()
    version = re.search(r"^RESTOCK_LAMBDA_PYTHON \?= (.+)$", makefile, re.MULTILINE)

    assert "build-SkillFunction build-OutboxFunction:" in makefile
    assert version is not None
    for function in (FUNCTION, OUTBOX):
        assert function["Runtime"] == f"python{version[1]}"
        assert function["Architectures"] == ["x86_64"]
        assert function["CodeUri"] == FUNCTION["CodeUri"]
