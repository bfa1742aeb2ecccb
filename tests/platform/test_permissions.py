"""What each function may do on AWS: exactly this, and every bit of it on one resource or under one condition."""

from typing import Any

import pytest

from tests.support.template import load_template, resources, transformed

TABLE = {"GetAtt": "Table.Arn"}
THE_TABLE_KEY = {"GetAtt": "TableKey.Arn"}
BY_DYNAMODB = {"StringEquals": {"kms:ViaService": {"Sub": "dynamodb.${AWS::Region}.amazonaws.com"}}}
FOR_CONTACTS = {"StringEquals": {"kms:EncryptionContext:restock": "contact"}}
STOREFRONTS_KEY = {"If": ["HasSearchKey", {"Ref": "SearchKey"}, {"Ref": "AWS::NoValue"}]}
SES = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}"

USE_THE_TABLE = (
    ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    THE_TABLE_KEY,
    BY_DYNAMODB,
)
OF_A_WORKER = {
    "ReadCustomersAndTakeErrands": (
        ["dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
        TABLE,
        None,
    ),
    "UseTheTableKey": USE_THE_TABLE,
    "OpenContactData": ("kms:Decrypt", {"GetAtt": "ContactKey.Arn"}, FOR_CONTACTS),
    "SendFromTheShopsAddress": (
        ["ses:SendEmail", "ses:SendRawEmail"],
        [{"Sub": f"{SES}:identity/*"}, {"Sub": f"{SES}:configuration-set/*"}],
        {"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}},
    ),
    "LeaveWhatFailed": ("sqs:SendMessage", {"GetAtt": "DeadLetters.Arn"}, None),
}


def statements(role: str) -> dict[str, tuple[Any, Any, Any]]:
    """Actions, resources and condition of each statement of a role, by its name."""
    properties = load_template()["Resources"][role]["Properties"]
    assert properties.keys() == {"AssumeRolePolicyDocument", "Policies"}
    (policy,) = properties["Policies"]
    found = policy["PolicyDocument"]["Statement"]
    assert {one["Effect"] for one in found} == {"Allow"}
    return {one["Sid"]: (one["Action"], one["Resource"], one.get("Condition")) for one in found}


def own_log(logs: str) -> tuple[Any, Any, Any]:
    return ["logs:CreateLogStream", "logs:PutLogEvents"], {"GetAtt": f"{logs}.Arn"}, None


def test_the_skill_reads_and_writes_its_table_never_scans_it_and_opens_no_address() -> None:
    assert statements("SkillRole") == {
        "ReadAndWriteItems": (
            [
                "dynamodb:BatchGetItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem",
            ],
            TABLE,
            None,
        ),
        "UseTheTableKey": USE_THE_TABLE,
        "SealContactData": ("kms:GenerateDataKey", {"GetAtt": "ContactKey.Arn"}, FOR_CONTACTS),
        "ReadTheSecret": ("secretsmanager:GetSecretValue", [{"Ref": "Secret"}, STOREFRONTS_KEY], None),
        "WriteItsLog": own_log("SkillLogs"),
    }


def test_the_outbox_reads_takes_and_sends_what_the_stream_tells() -> None:
    assert statements("OutboxRole") == OF_A_WORKER | {
        "ReadTheStream": (
            ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
            {"GetAtt": "Table.StreamArn"},
            None,
        ),
        "ListStreams": ("dynamodb:ListStreams", {"Sub": "${Table.Arn}/stream/*"}, None),
        "WriteItsLog": own_log("OutboxLogs"),
    }


def test_the_sweep_finds_what_is_due() -> None:
    assert statements("ScheduledRole") == OF_A_WORKER | {
        "FindWhatIsDue": ("dynamodb:Query", {"Sub": "${Table.Arn}/index/due"}, None),
        "WriteItsLog": own_log("ScheduledLogs"),
    }


def test_the_profile_api_reads_and_writes_nothing() -> None:
    assert statements("ProfileRole") == {
        "ReadCustomers": (["dynamodb:BatchGetItem", "dynamodb:Query"], TABLE, None),
        "OpenTheTable": (["kms:Decrypt", "kms:DescribeKey"], THE_TABLE_KEY, BY_DYNAMODB),
        "WriteItsLog": own_log("ProfileLogs"),
    }


@pytest.mark.parametrize("role", resources("AWS::IAM::Role"))
def test_nothing_is_granted_on_everything_and_no_service_as_a_whole(role: str) -> None:
    for actions, resource, _ in statements(role).values():
        assert resource != "*"
        assert [one for one in ([actions] if isinstance(actions, str) else actions) if one.endswith(":*")] == []


def test_there_are_no_other_roles_and_sam_adds_nothing() -> None:
    roles = {name: one["Properties"] for name, one in transformed().items() if one["Type"] == "AWS::IAM::Role"}
    used = {one["Properties"]["Role"]["GetAtt"] for one in resources("AWS::Serverless::Function").values()}

    assert roles.keys() == {"SkillRole", "OutboxRole", "ScheduledRole", "ProfileRole"}
    assert used == {f"{name}.Arn" for name in roles}
    assert not any("ManagedPolicyArns" in one for one in roles.values())
    assert not any(one["Type"] in {"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"} for one in transformed().values())


def test_only_lambda_takes_a_role_on() -> None:
    trusted = [
        one["Properties"]["AssumeRolePolicyDocument"]["Statement"] for one in resources("AWS::IAM::Role").values()
    ]
    assert trusted == [
        [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]
    ] * len(trusted)


@pytest.mark.parametrize("key", ["TableKey", "ContactKey"])
def test_a_key_is_renewed_outlives_the_stack_and_is_governed_by_the_account_alone(key: str) -> None:
    made = load_template()["Resources"][key]

    assert made["DeletionPolicy"] == made["UpdateReplacePolicy"] == "Retain"
    assert made["Properties"]["EnableKeyRotation"] is True
    (statement,) = made["Properties"]["KeyPolicy"]["Statement"]
    assert statement["Principal"] == {"AWS": {"Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
