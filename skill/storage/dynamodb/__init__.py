"""The store in the cloud: one DynamoDB table. The only place where botocore is imported for storage."""

from skill.storage.dynamodb.client import connect, create_table
from skill.storage.dynamodb.store import DynamoStore

__all__ = ["DynamoStore", "connect", "create_table"]
