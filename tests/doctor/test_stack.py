"""A stack on AWS, here on an emulator: each part as it should be, and each as it should not."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from skill.doctor import parts, stack
from skill.doctor.finding import Finding, look, well, wrong
from skill.doctor.stack import Stack
from skill.errors import SettingsError
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from tests.support.servers import aws_service

TEMPLATE = Path(__file__).with_name("stack.yaml")
SKILL_ID = "amzn1.ask.skill.demo"
DEPLOY = "sam deploy this version's template.yaml"
SERVICES = "cloudformation,cloudwatch,dynamodb,dynamodbstreams,events,iam,kms,lambda,secretsmanager,ses,sns,sqs,ssm,sts"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with aws_service(SERVICES, tmp_path_factory.mktemp("aws")) as address:
        account = boto3.Session("test", "test", region_name="eu-west-1")
        client = account.client("cloudformation", endpoint_url=address)
        client.create_stack(StackName="restock", TemplateBody=TEMPLATE.read_text())
        client.get_waiter("stack_create_complete").wait(StackName="restock", WaiterConfig={"Delay": 1})
        yield address


@pytest.fixture
def found(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """The stack, asked for by the AWS environment of this machine."""
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(name, value)
    return stack.find("restock")


def _in_time(examined: Any, expected: list[Finding]) -> None:
    """The emulator changes some states in the background."""
    for _ in range(50):
        if list(examined()) == expected:
            return
        time.sleep(0.1)
    assert list(examined()) == expected


def test_a_stack_that_is_not_there(found: Stack) -> None:
    with pytest.raises(SettingsError, match=r"the stack nowhere cannot be read \(.*\): name it as sam deploy did"):
        stack.find("nowhere")


def test_a_stack_of_another_template(found: Stack) -> None:
    assert found.one("Table") == "restock-examined"
    with pytest.raises(SettingsError, match=r"holds no ProfileFunction: deploy this version's template.yaml"):
        found.one("ProfileFunction")


@pytest.mark.parametrize(
    ("status", "good"),
    [("CREATE_COMPLETE", True), ("UPDATE_ROLLBACK_COMPLETE", False), ("CREATE_FAILED", False)],
)
def test_whether_it_is_deployed(found: Stack, status: str, good: bool) -> None:
    other = Stack("restock", status, found.outputs, found.resources, found.aws)
    assert list(stack.deployed(other)) == [
        well(f"the stack restock is deployed ({status})")
        if good
        else wrong(f"the stack restock is {status}", "look at its events in CloudFormation; sam deploy again")
    ]


def test_its_settings_are_read_without_its_secrets(found: Stack, tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text((DEMO_SHOP / "shop.yaml").read_text())
    with pytest.raises(SettingsError, match=r"RESTOCK_LINK_JWKS=.*jwks.json is no file"):
        stack.settings_of(found, tmp_path)
    (tmp_path / "jwks.json").write_text("{}")
    given = stack.settings_of(found, tmp_path)
    assert (given.store, given.skill_id, given.shop) == ("dynamodb://restock-examined", SKILL_ID, tmp_path)
    assert given.secret == "x" * 32
    assert given.link is not None
    assert given.link.jwks == str(tmp_path / "jwks.json")


def test_its_secret_is_there(found: Stack) -> None:
    assert list(stack.secrets(found)) == [well("RESTOCK_SECRET is kept in Secrets Manager")]


def test_it_answers(found: Stack) -> None:
    assert list(stack.answers(found, SKILL_ID)) == [well("the function answers")]


def _statement(principal: Any, **condition: str) -> dict[str, Any]:
    return {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "lambda:InvokeFunction",
        "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:skill:live",
        "Condition": {"StringEquals": condition} if condition else {},
    }


ALEXA = {"Service": "alexa-appkit.amazon.com"}
TOKEN = "lambda:EventSourceToken"


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (
            [_statement(ALEXA, **{TOKEN: SKILL_ID}), _statement({"AWS": "123456789012"})],
            well("Alexa may call version 7 of the function, for this skill alone"),
        ),
        ([], wrong("Alexa may not call live", f"sam deploy with SkillId={SKILL_ID}")),
        ([_statement(ALEXA)], wrong("any skill may call live", f"allow {SKILL_ID} alone")),
        ([_statement("*")], wrong("any skill may call live", f"allow {SKILL_ID} alone")),
        (
            [_statement(ALEXA, **{TOKEN: SKILL_ID}), _statement(ALEXA, **{TOKEN: "amzn1.ask.skill.other"})],
            wrong(f"{SKILL_ID}, amzn1.ask.skill.other may call live", f"allow {SKILL_ID} alone"),
        ),
    ],
)
def test_who_may_call_it(found: Stack, statements: list[dict[str, Any]], expected: Finding) -> None:
    """The emulator keeps no conditions: the answers are as AWS documents them (GetPolicy)."""
    client = found.aws.client("lambda")
    name = found.one("SkillFunction")
    with Stubber(client) as answers:
        answers.add_response("get_alias", {"FunctionVersion": "7"}, {"FunctionName": name, "Name": "live"})
        photographed = {"SnapStart": {"ApplyOn": "PublishedVersions", "OptimizationStatus": "On"}}
        answers.add_response("get_function_configuration", photographed, {"FunctionName": name, "Qualifier": "7"})
        asked = {"FunctionName": name, "Qualifier": "live"}
        if statements:
            answers.add_response("get_policy", {"Policy": json.dumps({"Statement": statements})}, asked)
        else:
            answers.add_client_error("get_policy", "ResourceNotFoundException", expected_params=asked)
        assert list(stack.door(_with(found, "lambda", client), SKILL_ID)) == [expected]


def _with(found: Stack, service: str, client: Any) -> Stack:
    """The stack, with a client of ours for one service."""

    class Session:
        def client(self, name: str) -> Any:
            return client if name == service else found.aws.client(name)

    return Stack(found.name, found.status, found.outputs, found.resources, Session())


def test_a_door_without_snapstart_and_without_an_alias(found: Stack) -> None:
    (first, _) = stack.door(found, SKILL_ID)
    assert first == look("version 1 starts without SnapStart", "set SnapStart in template.yaml: starts take longer")
    client = found.aws.client("lambda")
    with Stubber(client) as answers:
        answers.add_client_error("get_alias", "ResourceNotFoundException")
        assert list(stack.door(_with(found, "lambda", client), SKILL_ID)) == [
            wrong(f"{found.one('SkillFunction')} has no alias live", "sam deploy publishes a version behind it")
        ]


def test_the_table(found: Stack) -> None:
    client, name = found.aws.client("dynamodb"), "restock-examined"
    assert list(parts.table(found)) == [
        wrong("not so: the table forgets by ttl", DEPLOY),
        look("not so: the table can be put back to any moment (point-in-time recovery)", DEPLOY),
        look("not so: the table is encrypted by a key of the account", DEPLOY),
        look("not so: the table cannot be deleted by mistake", DEPLOY),
    ]
    client.update_time_to_live(TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"})
    client.update_continuous_backups(
        TableName=name, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    client.update_table(TableName=name, DeletionProtectionEnabled=True, SSESpecification={"Enabled": True})
    _in_time(lambda: parts.table(found), [well(f"the table {name} is as the template makes it")])


def test_the_keys(found: Stack) -> None:
    client, key = found.aws.client("kms"), found.one("ContactKey")
    assert list(parts.keys(found)) == [well("ContactKey is enabled")]
    client.disable_key(KeyId=key)
    assert list(parts.keys(found)) == [
        wrong("ContactKey is Disabled", "enable it, cancel its deletion: without it nothing can be read")
    ]
    client.enable_key(KeyId=key)


def test_the_workers(found: Stack) -> None:
    listening, rule = found.one("Listens"), found.one("EveryMinute")
    queue = found.one("DeadLetters")
    assert list(parts.workers(found)) == [well("the outbox listens, the sweep is started, and no batch was given up")]
    functions, events = found.aws.client("lambda"), found.aws.client("events")
    functions.update_event_source_mapping(UUID=listening, Enabled=False)
    events.disable_rule(Name=rule)
    found.aws.client("sqs").send_message(QueueUrl=queue, MessageBody="a batch")
    _in_time(
        lambda: parts.workers(found),
        [
            wrong("the outbox does not listen to the table (Disabled)", "enable its event source mapping"),
            wrong("the sweep is not started every minute", "enable its rule in EventBridge"),
            look(f"1 batches of errands were given up ({queue})", "read the log of the outbox, then purge it"),
        ],
    )


def test_the_alarms(found: Stack) -> None:
    client, name = found.aws.client("cloudwatch"), found.one("Errors")
    assert list(parts.alarms(found)) == [well("1 alarms are quiet")]
    client.set_alarm_state(AlarmName=name, StateValue="ALARM", StateReason="tried")
    assert list(parts.alarms(found)) == [wrong(f"the alarm {name} rings", "look at the dashboard and the logs")]
    client.put_metric_alarm(
        AlarmName=name,
        Namespace="AWS/Lambda",
        MetricName="Errors",
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        Period=300,
        Statistic="Sum",
        Threshold=0,
    )
    assert look("alarms ring and nobody is told", "sam deploy with AlarmEmail=…") in list(parts.alarms(found))


def test_the_sender(found: Stack) -> None:
    config, client = load_shop(DEMO_SHOP), found.aws.client("sesv2")
    assert config.mail is not None
    sender = config.mail.sender
    assert next(parts.mail(found, config)) == wrong(
        f"Amazon SES does not send for {sender}", "verify the address or its domain in SES, in this region"
    )
    client.create_email_identity(EmailIdentity=sender.partition("@")[2])
    assert next(parts.mail(found, config)) == well(f"Amazon SES sends for {sender.partition('@')[2]}")
