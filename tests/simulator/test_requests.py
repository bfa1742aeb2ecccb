"""What a device sends: the JSON of Alexa's cloud, and never the sentence."""

import json
from collections.abc import Callable

import pytest

from skill.simulator import Device
from tests.simulator.conftest import Skill, spoken


def test_a_launch_in_full(device: Device, skill: Skill) -> None:
    device.open()

    assert skill.requests == [
        {
            "version": "1.0",
            "session": {
                "new": True,
                "sessionId": "amzn1.echo-api.session.1",
                "application": {"applicationId": "amzn1.ask.skill.demo"},
                "attributes": {},
                "user": {"userId": "user-1"},
            },
            "context": {
                "System": {
                    "application": {"applicationId": "amzn1.ask.skill.demo"},
                    "user": {"userId": "user-1"},
                    "device": {"deviceId": "device-1", "supportedInterfaces": {}},
                    "apiEndpoint": "https://api.amazonalexa.com",
                    "apiAccessToken": "simulated-api-access-token",
                    "person": {"personId": "person-1", "authenticationConfidenceLevel": {"level": 300}},
                }
            },
            "request": {
                "type": "LaunchRequest",
                "requestId": "amzn1.echo-api.request.2",
                "locale": "en-US",
                "timestamp": "2026-11-21T14:30:00Z",
            },
        }
    ]


def test_an_intent_with_slots_resolved_and_not(device: Device, skill: Skill) -> None:
    device.say("ask corner pantry to order two dollhouses")

    matched_by = "amzn1.er-authority.echo-sdk.amzn1.ask.skill.demo.PRODUCT"
    resolutions = {"resolutionsPerAuthority": [{"authority": matched_by, "status": {"code": "ER_SUCCESS_NO_MATCH"}}]}
    assert skill.requests[0]["session"]["new"] is True
    assert skill.requests[0]["request"]["intent"] == {
        "name": "Reorder",
        "confirmationStatus": "NONE",
        "slots": {
            "product": {
                "name": "product",
                "confirmationStatus": "NONE",
                "source": "USER",
                "value": "dollhouses",
                "resolutions": resolutions,
                "slotValue": {"type": "Simple", "value": "dollhouses", "resolutions": resolutions},
            },
            "quantity": {
                "name": "quantity",
                "confirmationStatus": "NONE",
                "source": "USER",
                "value": "2",
                "slotValue": {"type": "Simple", "value": "2"},
            },
            "unit": {"name": "unit", "confirmationStatus": "NONE", "source": "USER"},
        },
    }


def test_a_match_carries_id_and_spoken_name(device: Device, skill: Skill) -> None:
    device.say("the second one")
    device.say("reorder the decaf")

    position = skill.requests[0]["request"]["intent"]["slots"]["position"]
    product = skill.requests[1]["request"]["intent"]["slots"]["product"]
    assert [slot["resolutions"]["resolutionsPerAuthority"][0]["values"] for slot in (position, product)] == [
        [{"value": {"name": "second", "id": "2"}}],
        [{"value": {"name": "Bluebird decaf", "id": "coffee-decaf"}}],
    ]


def test_builtin_intents_have_amazons_names_and_no_slots(device: Device, skill: Skill) -> None:
    device.say("yes please")

    assert skill.requests[0]["request"]["intent"] == {"name": "AMAZON.YesIntent", "confirmationStatus": "NONE"}


def test_the_sentence_itself_is_never_sent(device: Device, skill: Skill) -> None:
    device.say("purple elephants dance backwards")
    device.say("what did I order last week")

    assert [request["request"]["intent"]["name"] for request in skill.requests] == [
        "AMAZON.FallbackIntent",
        "RecentOrders",
    ]
    sent = json.dumps(skill.requests)
    assert "elephants" not in sent
    assert "last week" not in sent
    assert skill.requests[1]["request"]["intent"]["slots"]["date"]["value"] == "2026-W46"


def test_a_screen_is_described_and_can_be_touched(make_device: Callable[..., Device], skill: Skill) -> None:
    device = make_device(supports_apl=True)
    device.open()
    device.touch(["choose", 2], token="options", source={"type": "TouchWrapper"})

    context, touched = skill.requests[0]["context"], skill.requests[1]["request"]
    assert context["System"]["device"]["supportedInterfaces"] == {
        "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}
    }
    assert (context["Viewport"]["shape"], context["Viewports"][0]["type"]) == ("RECTANGLE", "APL")
    assert (touched["type"], touched["arguments"], touched["token"], touched["source"]) == (
        "Alexa.Presentation.APL.UserEvent",
        ["choose", 2],
        "options",
        {"type": "TouchWrapper"},
    )


def test_an_unknown_voice_has_no_person(device: Device, skill: Skill) -> None:
    device.open()
    device.voice(None)
    device.say("help")
    device.voice("person-2", 400)
    device.say("help")

    assert [request["context"]["System"].get("person") for request in skill.requests[1:]] == [
        None,
        {"personId": "person-2", "authenticationConfidenceLevel": {"level": 400}},
    ]


def test_a_linked_account_sends_its_token(make_device: Callable[..., Device], skill: Skill) -> None:
    make_device(access_token="linked").open()

    assert skill.requests[0]["session"]["user"] == {"userId": "user-1", "accessToken": "linked"}
    assert skill.requests[0]["context"]["System"]["user"] == {"userId": "user-1", "accessToken": "linked"}


def test_an_intent_can_be_sent_without_a_sentence(device: Device, skill: Skill) -> None:
    device.send("Reorder", {"product": "oat milk", "quantity": "2", "unit": "pack"})

    slots = skill.requests[0]["request"]["intent"]["slots"]
    assert {name: slot["value"] for name, slot in slots.items()} == {
        "product": "oat milk",
        "quantity": "2",
        "unit": "pack",
    }
    assert slots["product"]["resolutions"]["resolutionsPerAuthority"][0]["values"][0]["value"]["id"] == "milk-oat"


def test_a_code_and_a_name_that_is_listed_and_one_that_is_not(device: Device, skill: Skill) -> None:
    device.say("my code is zero zero four two")
    device.say("I'm Anna")
    device.say("my name is Xiomara")
    device.send("Introduce", {"name": "Ben"})

    code, *names = (next(iter(request["request"]["intent"]["slots"].values())) for request in skill.requests)
    assert (code["value"], "resolutions" in code) == ("0042", False)
    resolved = [name["resolutions"]["resolutionsPerAuthority"][0] for name in names]
    assert [name["value"] for name in names] == ["anna", "xiomara", "Ben"]
    assert [found.get("values") for found in resolved] == [
        [{"value": {"name": "Anna", "id": "anna"}}],
        None,
        [{"value": {"name": "Ben", "id": "ben"}}],
    ]


def test_names_taught_in_a_session_hold_until_it_ends(device: Device, skill: Skill) -> None:
    usual = {"id": "coffee-house", "name": {"value": "my morning coffee", "synonyms": ["wake-up"]}}
    teach = {
        "type": "Dialog.UpdateDynamicEntities",
        "updateBehavior": "REPLACE",
        "types": [{"name": "PRODUCT", "values": [usual]}],
    }
    skill.answer = spoken("Hello.", directives=[teach])
    device.open()
    skill.answer = spoken("Done.")
    device.say("order wake-up")
    device.close()
    device.say("order wake-up")

    during, after = (
        skill.requests[at]["request"]["intent"]["slots"]["product"]["resolutions"]["resolutionsPerAuthority"]
        for at in (1, 3)
    )
    assert [(found["authority"].split(".")[3:], found["status"]["code"]) for found in during] == [
        (["amzn1", "ask", "skill", "demo", "PRODUCT"], "ER_SUCCESS_NO_MATCH"),
        (["dynamic", "amzn1", "ask", "skill", "demo", "PRODUCT"], "ER_SUCCESS_MATCH"),
    ]
    assert during[1]["values"] == [{"value": {"name": "my morning coffee", "id": "coffee-house"}}]
    assert len(after) == 1


def test_taught_names_can_be_cleared(device: Device, skill: Skill) -> None:
    values = [{"id": "x", "name": {"value": "wake-up"}}]
    teach = {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "REPLACE"}
    skill.answer = spoken("Hi.", directives=[teach | {"types": [{"name": "PRODUCT", "values": values}]}])
    device.open()
    skill.answer = spoken("Hi.", directives=[{"type": teach["type"], "updateBehavior": "CLEAR"}])
    device.say("help")
    device.say("order wake-up")

    resolved = skill.requests[2]["request"]["intent"]["slots"]["product"]["resolutions"]
    assert len(resolved["resolutionsPerAuthority"]) == 1


def test_any_other_request(device: Device, skill: Skill) -> None:
    device.request("SessionResumedRequest", cause={"type": "ConnectionCompleted", "token": "t"})

    assert skill.requests[0]["request"]["cause"] == {"type": "ConnectionCompleted", "token": "t"}


@pytest.mark.parametrize(
    ("said", "kind", "intent"),
    [
        ("open corner pantry", "LaunchRequest", None),
        ("Alexa, open Corner Pantry!", "LaunchRequest", None),
        ("corner pantry", "LaunchRequest", None),
        ("ask corner pantry to order coffee", "IntentRequest", "Reorder"),
        ("ask corner pantry where my order is", "IntentRequest", "WhereIsMyOrder"),
        ("ask corner pantry for the price of milk", "IntentRequest", "Price"),
        ("tell corner pantry I need coffee", "IntentRequest", "Reorder"),
        ("open corner pantry and order my usual", "IntentRequest", "OrderUsual"),
        ("order coffee from corner pantry", "IntentRequest", "Reorder"),
        ("order coffee", "IntentRequest", "Reorder"),
        ("ask corner pantry to juggle", "IntentRequest", "AMAZON.FallbackIntent"),
    ],
)
def test_calling_the_skill(device: Device, skill: Skill, said: str, kind: str, intent: str | None) -> None:
    device.say(said)

    request = skill.requests[0]["request"]
    assert (request["type"], request.get("intent", {}).get("name")) == (kind, intent)
    assert skill.requests[0]["session"]["new"] is True


def test_without_an_invocation_name_nothing_calls_the_skill(make_device: Callable[..., Device], skill: Skill) -> None:
    make_device(invocation_name="").say("open corner pantry")

    assert skill.requests[0]["request"]["intent"]["name"] == "AMAZON.FallbackIntent"
