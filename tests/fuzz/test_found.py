"""What the fuzzer found, so that it stays found: each as the smallest requests that once went wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fuzz.talk import Talk
from tests.support.alexa_response import spoken
from tools.fuzzing.drawing.houses import House, user_of, voice_of
from tools.fuzzing.drawing.requests import Line, Voice, envelope
from tools.fuzzing.world import START, Seen, Shop, Step, World

ANNA = Line(user=user_of("anna"), session="amzn1.echo-api.session.1", voice=Voice(voice_of("anna", "Ben")))


def step(number: int, intent: str, kind: str = "IntentRequest") -> Step:
    moment = START.replace(minute=number)
    head = {"type": kind, "requestId": f"r{number}", "timestamp": moment.isoformat(), "locale": "en-US"}
    return Step(envelope(ANNA, {**head, "intent": {"name": intent}}), moment)


@pytest.fixture
def talk(shop: Shop) -> Talk:
    return Talk(World(shop, [House("anna", code="4711")]))


def kept(seen: Seen) -> list[dict[str, str]]:
    """The slots on the timeline."""
    return [commit.interaction.slots for commit in seen.commits]


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


@pytest.mark.parametrize(
    ("intent", "product"),
    [
        ("Reorder", "personal health"),
        ("Availability", "feminine care"),
        ("Price", "Doctor Wren pregnancy test"),
        ("ProductDetails", "Doctor Wren condoms"),
    ],
)
def test_no_card_names_what_is_sensitive(talk: Talk, intent: str, product: str) -> None:
    """Whoever asks hears it; a card is seen by whoever passes."""
    answer = talk.say(intent, product=product).answer

    assert spoken(answer)
    assert "card" not in answer["response"]
    assert talk.faults == []


def test_no_card_lists_a_cart_that_holds_something_sensitive(talk: Talk) -> None:
    talk.say("AddToCart", product="Doctor Wren condoms")
    answer = talk.say("ShowCart").answer

    assert spoken(answer).startswith("In your cart")
    assert "card" not in answer["response"]


@pytest.mark.parametrize("status", ["ACHIEVED ", "\x00ACHIEVED", "achieved"])
def test_only_alexas_own_word_to_the_letter_counts_as_the_pin(talk: Talk, status: str) -> None:
    talk.locale = "en-US"
    talk.say("Reorder", product="Maple Lane dollhouse")
    asked = talk.say("AMAZON.YesIntent").answer
    assert [directive["uri"] for directive in asked["response"]["directives"]] == ["connection://AMAZON.VerifyPerson/2"]

    seen = talk.resume(status)

    assert [(commit.interaction.outcome, commit.new_order) for commit in seen.commits] == [("not_verified", None)]
    assert talk.faults == []


@pytest.mark.parametrize(
    ("intent", "slot", "heard", "left"),
    [
        ("RecentOrders", "date", "4 7 1 1", "…"),
        ("RecentOrders", "date", "4711", "…"),
        ("RecentOrders", "date", "2025", "2025"),
        ("AMAZON.NoIntent", "code", "my code is 4711", "my code is …"),
        ("Reorder", "product", "my code is 4711", "my code is …"),
    ],
)
def test_a_code_that_nobody_asked_for_is_not_kept(talk: Talk, intent: str, slot: str, heard: str, left: str) -> None:
    slots: dict[str, Any] = {slot: heard}
    seen = talk.say(intent, **slots)

    assert kept(seen) == [{slot: left}]
    assert "4711" not in spoken(seen.answer)
    assert talk.faults == []


def test_an_id_that_comes_with_another_time_is_another_request(talk: Talk) -> None:
    """What it offers is another offer: the order of the first one is not in its way."""
    talk.number = "1"
    for _ in range(2):
        talk.say("Reorder", product="Bluebird dark roast coffee")
        ordered = talk.say("AMAZON.YesIntent")
        assert [commit.interaction.outcome for commit in ordered.commits] == ["ordered"]
    assert talk.faults == []


def test_only_alexas_own_question_to_the_letter_is_answered_beforehand(talk: Talk) -> None:
    """ "CanFulfillIntentRequest " is a request that nobody knows: it is written down."""
    seen = talk.send({"type": "CanFulfillIntentRequest\u2028", "intent": {"name": "ShowCart", "slots": {}}})

    assert seen.answer == {"version": "1.0", "response": {}}
    assert [commit.interaction.outcome for commit in seen.commits] == ["ignored"]
    assert talk.faults == []
