"""The baseline: a skill made of ask-sdk-core alone that answers every request with the same sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_runtime.dispatch_components.request_components import AbstractRequestHandler


class Hello(AbstractRequestHandler[HandlerInput, Any]):
    """Speaks a sentence and goes on listening."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        """Everything."""
        return True

    def handle(self, handler_input: HandlerInput) -> Any:
        """The sentence, with a reprompt."""
        return handler_input.response_builder.speak("Hello from the shop.").ask("What would you like?").response


def hello_world() -> Callable[[Any, Any], Any]:
    """The Lambda function as the SDK makes it: its own serializer, its own handler."""
    function: Callable[[Any, Any], Any] = _builder().lambda_handler()
    return function


def hello_skill() -> Any:
    """The skill itself, as flask-ask-sdk takes it."""
    return _builder().create()


def _builder() -> SkillBuilder:
    builder = SkillBuilder()
    builder.add_request_handler(Hello())
    return builder
