"""The servers that other tests rely on really listen and remember."""

import boto3


def test_dynamodb_server_keeps_an_item(dynamodb_endpoint: str) -> None:
    client = boto3.client("dynamodb", endpoint_url=dynamodb_endpoint)
    client.create_table(
        TableName="smoke",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "PK", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "PK", "KeyType": "HASH"}],
    )
    client.put_item(TableName="smoke", Item={"PK": {"S": "a"}, "n": {"N": "1"}})

    found = client.get_item(TableName="smoke", Key={"PK": {"S": "a"}})
    client.delete_table(TableName="smoke")

    assert found["Item"] == {"PK": {"S": "a"}, "n": {"N": "1"}}
