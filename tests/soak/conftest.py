"""The stores, the tiny shop and the demo shop's stages, as the short tests have them."""

from tests.app.conftest import app, catalogue, dynamo_store, dynamodb, memory_store, sqlite_store, store, table
from tests.dialogues.conftest import demo, dynamodb_stage, memory_stage, sqlite_stage, stage

__all__ = [
    "app",
    "catalogue",
    "demo",
    "dynamo_store",
    "dynamodb",
    "dynamodb_stage",
    "memory_stage",
    "memory_store",
    "sqlite_stage",
    "sqlite_store",
    "stage",
    "store",
    "table",
]
