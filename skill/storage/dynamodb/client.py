"""The connection to DynamoDB, and the table as template.yaml lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError

from skill.deadline import keep_to_turn
from skill.errors import SettingsError
from skill.telemetry.wire import watch

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CONNECT_S, READ_S = 1, 2
"""How long one attempt waits at most; a turn gives it no more than it has left itself."""

# Parameters are built here and tested against servers, so botocore need not validate them again in every turn.
_CONFIG: dict[str, Any] = {
    "connect_timeout": CONNECT_S,
    "read_timeout": READ_S,
    "retries": {"mode": "standard", "total_max_attempts": 2},
    "parameter_validation": False,
    "tcp_keepalive": True,
}


def connect(*, region: str | None = None, endpoint: str | None = None) -> DynamoDBClient:
    """A low-level client; without arguments the AWS environment decides where it leads.

    It is botocore's own, which starts about 50 ms sooner than the same client by way of boto3. Its trips and units
    count for whoever keeps a trace.

    Raises:
        SettingsError: when the region or the endpoint is missing or malformed.

    """
    session = botocore.session.get_session()
    try:
        client = session.create_client("dynamodb", region_name=region, endpoint_url=endpoint, config=Config(**_CONFIG))
    except (BotoCoreError, ValueError) as exc:
        raise SettingsError(
            f"DynamoDB cannot be set up ({exc}): set AWS_DEFAULT_REGION, and RESTOCK_STORE_ENDPOINT if it is elsewhere"
        ) from exc
    dynamodb = cast("DynamoDBClient", client)
    watch(dynamodb)
    keep_to_turn(dynamodb, connect=CONNECT_S, read=READ_S)
    return dynamodb


def create_table(client: DynamoDBClient, table: str, *, expire: bool = True) -> None:
    """Create an empty table and wait until it is there: for tests and local servers; AWS has template.yaml.

    Without ``expire`` items outlive their time, for whose clock stands in the past.
    """
    client.create_table(
        TableName=table,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("PK", "SK", "DUE", "DUEAT")],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}, {"AttributeName": "SK", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "due",
                "KeySchema": [
                    {"AttributeName": "DUE", "KeyType": "HASH"},
                    {"AttributeName": "DUEAT", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    client.get_waiter("table_exists").wait(TableName=table, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    if expire:
        client.update_time_to_live(TableName=table, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"})
