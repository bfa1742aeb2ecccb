"""What is heard, and the answers Alexa would not take."""

from typing import Any

import pytest

from skill.simulator import Device, InvalidResponse
from skill.simulator.heard import plain_text
from tests.simulator.conftest import Skill, spoken


@pytest.mark.parametrize(
    ("ssml", "text"),
    [
        ("<speak>Tom &amp; Jerry</speak>", "Tom & Jerry"),
        ('<speak>One.<break time="1s"/>Two.</speak>', "One. Two."),
        ("<speak><p>One.</p><p>Two.</p></speak>", "One. Two."),
        ('<speak>A <say-as interpret-as="digits">12</say-as> b</speak>', "A 12 b"),
        ('<speak><sub alias="ounces">oz</sub> each</speak>', "ounces each"),
        ('<speak><amazon:emotion name="excited">Hi</amazon:emotion> <lang xml:lang="de-DE">du</lang></speak>', "Hi du"),
        ("<speak> a\n  b </speak>", "a b"),
        ("<speak></speak>", ""),
    ],
)
def test_plain_text(ssml: str, text: str) -> None:
    assert plain_text(ssml) == text


def test_everything_a_person_notices(device: Device, skill: Skill) -> None:
    card = {"type": "Simple", "title": "Coffee", "content": "$ 4.99"}
    skill.answer = spoken(
        "It's <emphasis>four</emphasis> dollars.",
        reprompt={"outputSpeech": {"type": "SSML", "ssml": "<speak>Order it?</speak>"}},
        card=card,
    )

    heard = device.open()

    assert heard.speech == "It's four dollars."
    assert heard.ssml == "<speak>It's <emphasis>four</emphasis> dollars.</speak>"
    assert heard.reprompt == "Order it?"
    assert heard.card == card
    assert heard.response is skill.answer
    assert heard.request is skill.requests[0]
    assert heard.directives == []


def said(text: str) -> dict[str, Any]:
    return {"outputSpeech": {"type": "PlainText", "text": text}}


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ("hello", "the response is not a JSON object: 'hello'"),
        ({"response": {}}, "version is None, not '1.0'"),
        (spoken("Tom & Jerry"), r"not well-formed SSML .*<speak>Tom & Jerry</speak>"),
        (spoken("<b>open"), "not well-formed SSML"),
        ({"version": "1.0", "response": {"outputSpeech": {"type": "SSML", "ssml": "<p>hi</p>"}}}, "must be a <speak>"),
        (
            {"version": "1.0", "response": {"outputSpeech": {"type": "SSML"}}},
            "outputSpeech holds neither SSML nor text",
        ),
        ({"version": "1.0", "response": said("x" * 8001)}, "outputSpeech has 8001 characters, Alexa takes 8000"),
        (spoken("Hi.", reprompt=said("x" * 8001)), "reprompt has 8001 characters"),
        (spoken("Hi.", card={"type": "Fancy"}), "unknown card type"),
        (spoken("Hi.", card={"type": "Simple", "content": "x" * 8001}), "the card has 8001 characters"),
        (spoken("Hi.") | {"sessionAttributes": {"much": "ä" * 13_000}}, r"the response has 26\d\d\d bytes"),
    ],
)
def test_alexa_would_refuse(device: Device, skill: Skill, answer: Any, complaint: str) -> None:
    skill.answer = answer

    with pytest.raises(InvalidResponse, match=complaint):
        device.open()


def test_nothing_may_be_said_to_an_ended_session(device: Device, skill: Skill) -> None:
    device.open()
    device._entry = lambda request: spoken("Bye!")

    with pytest.raises(InvalidResponse, match="nothing may be said in reply to SessionEndedRequest"):
        device.close()
