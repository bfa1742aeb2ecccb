"""Alexa's own PIN: she asks for it within the session, and the skill hears how that ended."""

from collections.abc import Callable
from typing import Any

import pytest

from skill.simulator import Device, InvalidResponse
from skill.simulator.pin import ACHIEVED, NOT_ACHIEVED, NOT_ENABLED
from tests.simulator.conftest import Skill, spoken

DIRECTIVE: dict[str, Any] = {
    "type": "Connections.StartConnection",
    "uri": "connection://AMAZON.VerifyPerson/2",
    "input": {"requestedAuthenticationConfidenceLevel": {"level": 400, "customPolicy": {"policyName": "VOICE_PIN"}}},
    "onCompletion": "RESUME_SESSION",
    "token": "offer-1",
}
CARD = {"type": "Simple", "title": "Coffee", "content": "$ 4.99"}


def hands_over(text: str = "One moment.", directive: Any = DIRECTIVE, **more: Any) -> dict[str, Any]:
    answer = spoken(text, directives=[directive], **more)
    del answer["response"]["shouldEndSession"]
    return answer


class Shop(Skill):
    """Has Alexa ask for her PIN at a yes, and answers `answer` to everything else."""

    def __init__(self) -> None:
        super().__init__()
        self.yes = hands_over()

    def __call__(self, request: dict[str, Any]) -> Any:
        answer = super().__call__(request)
        intent = request["request"].get("intent", {}).get("name")
        return self.yes if intent == "AMAZON.YesIntent" else answer


@pytest.fixture
def skill() -> Shop:
    return Shop()


def test_alexa_asks_and_comes_back_in_the_same_session(device: Device, skill: Shop) -> None:
    device.pin_says(ACHIEVED)
    device.open()
    skill.answer = spoken("Done.", card=CARD)

    heard = device.say("yes")

    _, yes, resumed = skill.requests
    assert (heard.speech, heard.card, heard.session_open) == ("One moment. Done.", CARD, True)
    assert heard.request is resumed
    assert heard.before is not None
    assert (heard.before.request, heard.before.session_open, heard.before.microphone_open) == (yes, True, False)
    assert resumed["session"] == yes["session"] | {"new": False}
    assert resumed["request"] == {
        "type": "SessionResumedRequest",
        "requestId": "amzn1.echo-api.request.4",
        "locale": "en-US",
        "timestamp": "2026-11-21T14:30:00Z",
        "cause": {
            "type": "ConnectionCompleted",
            "token": "offer-1",
            "status": {"code": "200", "message": "OK"},
            "result": {"version": "2", "status": "ACHIEVED"},
        },
    }


@pytest.mark.parametrize(("status", "level"), [(ACHIEVED, 400), (NOT_ACHIEVED, 300), (NOT_ENABLED, 300)])
def test_only_a_right_pin_makes_alexa_surer(device: Device, skill: Shop, status: str, level: int) -> None:
    device.pin_says(status)
    device.say("yes")
    device.say("help")

    _, resumed, helped = skill.requests
    assert resumed["request"]["cause"]["result"]["status"] == status
    people = [request["context"]["System"]["person"] for request in (resumed, helped)]
    assert [person["authenticationConfidenceLevel"]["level"] for person in people] == [level, 300]


def test_without_a_pin_nothing_is_confirmed(device: Device, skill: Shop) -> None:
    device.say("yes")

    assert skill.requests[1]["request"]["cause"]["result"]["status"] == NOT_ENABLED


def test_a_voice_that_is_not_recognised_has_no_pin(make_device: Callable[..., Device], skill: Shop) -> None:
    device = make_device(person_id=None)
    device.pin_says(ACHIEVED)
    device.say("yes")

    assert skill.requests[1]["request"]["cause"]["result"]["status"] == NOT_ENABLED
    assert "person" not in skill.requests[1]["context"]["System"]


def test_the_attributes_are_those_last_given(device: Device, skill: Shop) -> None:
    skill.answer = spoken("Hello.") | {"sessionAttributes": {"customer": "7"}}
    device.open()
    device.say("yes")
    skill.yes = hands_over() | {"sessionAttributes": {"customer": "8"}}
    device.say("yes")

    attributes = [request["session"]["attributes"] for request in skill.requests]
    assert attributes == [{}, {"customer": "7"}, {"customer": "7"}, {"customer": "7"}, {"customer": "8"}]


def test_a_silent_handover_and_an_end(device: Device, skill: Shop) -> None:
    del skill.yes["response"]["outputSpeech"]
    skill.yes["response"]["card"] = CARD
    skill.answer = spoken("Done. Bye.", shouldEndSession=True)

    heard = device.say("yes")

    assert (heard.speech, heard.card, heard.session_open, device.session_open) == ("Done. Bye.", CARD, False, False)


def test_silence_after_it_puts_the_new_question_again(device: Device, skill: Shop) -> None:
    skill.answer = spoken("Done. Anything else?", reprompt={"outputSpeech": {"type": "PlainText", "text": "Else?"}})
    device.say("yes")

    assert device.silent().speech == "Else?"


def test_asking_twice_in_a_row_is_refused(device: Device, skill: Shop) -> None:
    skill.answer = hands_over()

    with pytest.raises(InvalidResponse, match="Alexa has just asked for her PIN, and shall ask again"):
        device.say("yes")


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (spoken("Moment.", directives=[DIRECTIVE]), "shouldEndSession must be left out where a connection starts"),
        (hands_over(reprompt={"outputSpeech": {"type": "PlainText", "text": "Hm?"}}), "there can be no reprompt"),
        (hands_over(directive=DIRECTIVE | {"uri": None}), "a connection needs a uri, not None"),
        (hands_over(directive=DIRECTIVE | {"uri": "AMAZON.VerifyPerson"}), "a connection needs a uri, not 'AMAZON"),
        (hands_over(directive=DIRECTIVE | {"input": {}}), "a connection needs an input, not {}"),
        (hands_over(directive=DIRECTIVE | {"input": {"level": 400}}), "VerifyPerson/2 takes the input"),
        (hands_over(directive=DIRECTIVE | {"token": ""}), "a connection needs a token of at most 2048 characters"),
        (hands_over(directive=DIRECTIVE | {"token": "x" * 2049}), "a connection needs a token of at most 2048"),
        (hands_over(directive=DIRECTIVE | {"onCompletion": "NEVER"}), "onCompletion is 'NEVER'"),
        (hands_over(directive=DIRECTIVE | {"onCompletion": "SEND_ERRORS_ONLY"}), "would not hear how the PIN ended"),
        (hands_over() | {"response": {"directives": [DIRECTIVE, DIRECTIVE]}}, "two connections cannot start at once"),
    ],
)
def test_alexa_would_refuse(device: Device, skill: Shop, answer: Any, complaint: str) -> None:
    skill.yes = answer

    with pytest.raises(InvalidResponse, match=complaint):
        device.say("yes")
