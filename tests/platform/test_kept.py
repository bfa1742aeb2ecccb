"""What the stack keeps: one table that outlives it, a queue of what failed, logs that end."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from skill.storage.dynamodb import connect
from tests.support.template import function, load_template, resources

TABLE = load_template()["Resources"]["Table"]


def test_customers_outlive_the_stack_and_can_be_restored() -> None:
    properties = TABLE["Properties"]

    assert TABLE["DeletionPolicy"] == TABLE["UpdateReplacePolicy"] == "Retain"
    assert properties["DeletionProtectionEnabled"] is True
    assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_the_table_is_paid_by_use_and_sealed_with_its_own_key() -> None:
    properties = TABLE["Properties"]

    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["SSESpecification"] == {
        "SSEEnabled": True,
        "SSEType": "KMS",
        "KMSMasterKeyId": {"GetAtt": "TableKey.Arn"},
    }


def test_a_local_table_is_laid_out_like_the_deployed_one(dynamodb_endpoint: str, dynamodb_table: str) -> None:
    client = connect(endpoint=dynamodb_endpoint)
    local = client.describe_table(TableName=dynamodb_table)["Table"]
    expiry = client.describe_time_to_live(TableName=dynamodb_table)["TimeToLiveDescription"]
    deployed = TABLE["Properties"]

    assert local["KeySchema"] == deployed["KeySchema"]
    assert _by_name(local["AttributeDefinitions"]) == _by_name(deployed["AttributeDefinitions"])
    (index,) = local["GlobalSecondaryIndexes"]
    (wanted,) = deployed["GlobalSecondaryIndexes"]
    assert {key: value for key, value in index.items() if key in wanted} == wanted
    assert expiry["AttributeName"] == deployed["TimeToLiveSpecification"]["AttributeName"]


def _by_name(attributes: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {one["AttributeName"]: one["AttributeType"] for one in attributes}


def test_what_is_to_be_done_is_told_at_once_and_what_cannot_be_done_is_kept() -> None:
    ((name, event),) = function("OutboxFunction")["Events"].items()

    assert (name, event["Type"]) == ("Written", "DynamoDB")
    assert {key: value for key, value in event["Properties"].items() if key != "FilterCriteria"} == {
        "Stream": {"GetAtt": "Table.StreamArn"},
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": 10,
        "ParallelizationFactor": 4,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": 3,
        "MaximumRecordAgeInSeconds": 3600,
        "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": {"GetAtt": "DeadLetters.Arn"}}},
    }
    (filtered,) = event["Properties"]["FilterCriteria"]["Filters"]
    assert json.loads(filtered["Pattern"]) == {
        "eventName": ["INSERT"],
        "dynamodb": {"Keys": {"SK": {"S": [{"prefix": "OUT#"}]}}},
    }
    assert TABLE["Properties"]["StreamSpecification"] == {"StreamViewType": "KEYS_ONLY"}


def test_what_waits_is_looked_for_every_minute() -> None:
    scheduled = function("ScheduledFunction")

    assert scheduled["Events"] == {"EveryMinute": {"Type": "Schedule", "Properties": {"Schedule": "rate(1 minute)"}}}
    assert scheduled["EventInvokeConfig"] == {
        "MaximumRetryAttempts": 0,
        "MaximumEventAgeInSeconds": 60,
        "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": {"GetAtt": "DeadLetters.Arn"}}},
    }


def test_the_queue_is_sealed_and_keeps_for_two_weeks() -> None:
    (queue,) = resources("AWS::SQS::Queue").values()
    assert queue["Properties"] == {"MessageRetentionPeriod": 14 * 24 * 3600, "SqsManagedSseEnabled": True}


def test_each_function_has_a_log_that_ends_with_the_stack_and_forgets() -> None:
    logs = resources("AWS::Logs::LogGroup")
    written = {function(name)["LoggingConfig"]["LogGroup"]["Ref"] for name in resources("AWS::Serverless::Function")}

    assert written == logs.keys() - {"ProfileAccessLogs"} and len(written) == 4
    assert {one["Properties"]["RetentionInDays"] for one in logs.values()} == {30}
    assert {one["DeletionPolicy"] for one in logs.values()} == {"Delete"}
