"""The servers that other tests rely on really listen and remember."""

from skill.storage.dynamodb import connect


def test_dynamodb_server_keeps_an_item(dynamodb_endpoint: str, dynamodb_table: str) -> None:
    client = connect(endpoint=dynamodb_endpoint)
    item = {"PK": {"S": "C#1"}, "SK": {"S": "HEAD"}, "DUE": {"S": "DUE#0"}, "DUEAT": {"S": "2026-01-01"}}

    client.put_item(TableName=dynamodb_table, Item=item)
    client.put_item(TableName=dynamodb_table, Item={"PK": {"S": "C#1"}, "SK": {"S": "CART"}})

    found = client.get_item(TableName=dynamodb_table, Key={"PK": item["PK"], "SK": item["SK"]})
    due = client.query(
        TableName=dynamodb_table,
        IndexName="due",
        KeyConditionExpression="#due = :shard",
        ExpressionAttributeNames={"#due": "DUE"},
        ExpressionAttributeValues={":shard": {"S": "DUE#0"}},
    )
    assert found["Item"] == item
    assert due["Items"] == [item]


def test_every_table_starts_empty(dynamodb_endpoint: str, dynamodb_table: str) -> None:
    client = connect(endpoint=dynamodb_endpoint)

    assert client.scan(TableName=dynamodb_table)["Items"] == []
