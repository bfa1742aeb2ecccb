"""The floor of a cold start: ask-sdk-core, one sentence, a boto3 client for DynamoDB, and nothing else.

FLOOR_READS=1 lets it read one item before it answers, as whoever knows the shopper must.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import boto3
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_runtime.dispatch_components.request_components import AbstractRequestHandler

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput

client = boto3.client("dynamodb", endpoint_url=os.environ["FLOOR_ENDPOINT"])
READS = os.environ.get("FLOOR_READS") == "1"


class Hello(AbstractRequestHandler["HandlerInput", Any]):
    """Speaks a sentence to everybody."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        """Everything."""
        return True

    def handle(self, handler_input: HandlerInput) -> Any:
        """The sentence."""
        if READS:
            client.get_item(TableName=os.environ["FLOOR_TABLE"], Key={"PK": {"S": "C#anna"}, "SK": {"S": "HEAD"}})
        return handler_input.response_builder.speak("Hello from the shop.").ask("What would you like?").response


builder = SkillBuilder()
builder.add_request_handler(Hello())
handler = builder.lambda_handler()
