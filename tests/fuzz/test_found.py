"""What the fuzzer found, so that it stays found: each as the smallest requests that once went wrong."""

from __future__ import annotations

import pytest

from tests.support.alexa_response import spoken
from tools.fuzzing.houses import House, user_of, voice_of
from tools.fuzzing.requests import Line, Voice, envelope
from tools.fuzzing.world import START, Shop, Step, World

ANNA = Line(user=user_of("anna"), session="amzn1.echo-api.session.1", voice=Voice(voice_of("anna", "Ben")))


def step(number: int, intent: str, kind: str = "IntentRequest") -> Step:
    moment = START.replace(minute=number)
    head = {"type": kind, "requestId": f"r{number}", "timestamp": moment.isoformat(), "locale": "en-US"}
    return Step(envelope(ANNA, {**head, "intent": {"name": intent}}), moment)


@pytest.mark.parametrize(
    ("intent", "kind"),
    [
        ("AMAZON.YesIntent ", "IntentRequest"),
        ("AMAZON.\x00YesIntent", "IntentRequest"),
        ("AMAZON.YesIntent", "IntentRequest "),
    ],
)
def test_only_alexas_own_yes_to_the_letter_orders(shop: Shop, intent: str, kind: str) -> None:
    world = World(shop, [House("anna")])
    offered = world.send(step(1, "RepeatOrder"))
    assert [commit.interaction.outcome for commit in offered.commits] == ["offered"]

    seen = world.send(step(2, intent, kind))

    assert [commit.new_order for commit in seen.commits] == [None]


def test_after_a_goodbye_repeat_asks_what_it_waits_for(shop: Shop) -> None:
    world = World(shop, [House("anna")])
    world.send(step(1, "AMAZON.StopIntent"))

    again = world.send(step(2, "AMAZON.RepeatIntent")).answer

    assert spoken(again) == "Goodbye. Anything else?"
    assert again["response"]["shouldEndSession"] is False
