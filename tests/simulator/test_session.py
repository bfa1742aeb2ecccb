"""A session from the device's side: who ends it, what is kept, what silence does."""

from collections.abc import Callable

import pytest

from skill.simulator import Device, InvalidResponse
from tests.simulator.conftest import Skill, spoken


def test_a_session_goes_on_with_its_attributes(device: Device, skill: Skill) -> None:
    skill.answer = spoken("Hello.") | {"sessionAttributes": {"customer": "7"}}
    device.open()
    device.say("help")

    first, second = (request["session"] for request in skill.requests)
    assert (first["new"], second["new"]) == (True, False)
    assert second["sessionId"] == first["sessionId"]
    assert (first["attributes"], second["attributes"]) == ({}, {"customer": "7"})


def test_attributes_left_out_are_gone(device: Device, skill: Skill) -> None:
    skill.answer = spoken("Hello.") | {"sessionAttributes": {"customer": "7"}}
    device.open()
    skill.answer = spoken("Bye.")
    device.say("help")
    device.say("help")

    assert skill.requests[2]["session"]["attributes"] == {}


def test_the_skill_ends_the_session(device: Device, skill: Skill) -> None:
    skill.answer = spoken("Bye.", shouldEndSession=True)

    heard = device.open()
    device.open()

    assert (heard.session_open, device.session_open) == (False, False)
    assert skill.requests[1]["session"]["sessionId"] != skill.requests[0]["session"]["sessionId"]


@pytest.mark.parametrize(("screen", "is_open", "listens"), [(False, False, False), (True, True, False)])
def test_should_end_session_left_out(
    make_device: Callable[..., Device], skill: Skill, screen: bool, is_open: bool, listens: bool
) -> None:
    skill.answer = spoken("Here it is.")
    del skill.answer["response"]["shouldEndSession"]

    heard = make_device(supports_apl=screen).open()

    assert (heard.session_open, heard.microphone_open) == (is_open, listens)


def test_null_keeps_listening(device: Device, skill: Skill) -> None:
    skill.answer = spoken("Well?", shouldEndSession=None)

    heard = device.open()

    assert (heard.session_open, heard.microphone_open) == (True, True)


def test_silence_first_brings_the_reprompt_then_the_end(device: Device, skill: Skill) -> None:
    skill.answer = spoken("Order it?", reprompt={"outputSpeech": {"type": "PlainText", "text": "Yes or no?"}})
    device.open()

    first = device.silent()
    assert (first.speech, first.session_open, len(skill.requests)) == ("Yes or no?", True, 1)
    second = device.silent()

    assert (second.speech, second.session_open, device.session_open) == ("", False, False)
    assert skill.requests[1]["request"]["type"] == "SessionEndedRequest"
    assert skill.requests[1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert skill.requests[1]["session"]["sessionId"] == skill.requests[0]["session"]["sessionId"]


def test_without_a_reprompt_silence_ends_at_once(device: Device, skill: Skill) -> None:
    device.open()

    assert device.silent().session_open is False
    assert skill.requests[1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"


def test_an_answer_after_the_reprompt_starts_counting_anew(device: Device, skill: Skill) -> None:
    skill.answer = spoken("Order it?", reprompt={"outputSpeech": {"type": "PlainText", "text": "Yes or no?"}})
    device.open()
    device.silent()
    device.say("help")
    device.silent()

    assert device.session_open


def test_silence_outside_a_session_is_nothing(device: Device, skill: Skill) -> None:
    with pytest.raises(ValueError, match="nothing was said yet"):
        device.silent()
    skill.answer = spoken("Bye.", shouldEndSession=True)
    device.open()

    assert device.silent().speech == ""
    assert len(skill.requests) == 1


def test_closing_is_the_persons_doing(device: Device, skill: Skill) -> None:
    device.open()
    device.close()

    assert skill.requests[1]["request"]["reason"] == "USER_INITIATED"
    assert not device.session_open


def test_handing_over_to_another_skill_ends_the_session(device: Device, skill: Skill) -> None:
    directive = {
        "type": "Connections.StartConnection",
        "uri": "connection://AMAZON.AddToShoppingCart/1",
        "input": {"products": [{"asin": "B000000000"}]},
        "token": "t",
    }
    skill.answer = spoken("One moment.", directives=[directive])
    del skill.answer["response"]["shouldEndSession"]

    heard = device.open()

    assert heard.session_open is False
    assert heard.directives == [directive]


def test_calling_the_skill_by_name_begins_a_new_session(device: Device, skill: Skill) -> None:
    device.open()
    device.say("ask corner pantry to order milk")

    first, second = (request["session"] for request in skill.requests)
    assert (second["new"], second["sessionId"] != first["sessionId"]) == (True, True)
    assert skill.requests[1]["request"]["intent"]["name"] == "Reorder"


@pytest.mark.parametrize("answer", [{}, spoken("Hello.") | {"version": "2"}, RuntimeError("gone")])
def test_without_an_answer_the_session_is_over(device: Device, skill: Skill, answer: object) -> None:
    """Alexa ends it: what was asked and never heard is not met by the next yes."""
    device.open()
    skill.answer = answer
    with pytest.raises((InvalidResponse, RuntimeError)):
        device.say("help")
    assert not device.session_open

    skill.answer = spoken("There's nothing waiting for a yes.")
    device.say("yes")
    assert skill.requests[2]["session"]["new"]
    assert skill.requests[2]["session"]["sessionId"] != skill.requests[1]["session"]["sessionId"]
