"""Alexa's own PIN: the directive that hands over to it, and the result that comes back in the same session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skill.alexa.request import turn_of
from skill.alexa.response import render
from skill.conversation.reply import Card, Reply, Saying
from skill.conversation.turn import Turn
from skill.locales.words import Words
from tests.alexa.requests import NOW, SECRET, SESSION, put, request
from tests.support.alexa_response import faults

Said = Callable[[str], Words]
TOKEN = "5b1f00aa90cc"
SEALED = {"c": "h1", "m": "0" * 64}


def resumed(**changes: Any) -> dict[str, Any]:
    """What comes back when the PIN was right; other values of the cause as keywords."""
    cause = {
        "type": "ConnectionCompleted",
        "token": TOKEN,
        "status": {"code": "200", "message": "OK"},
        "result": {"status": "ACHIEVED"},
    }
    return request(kind="SessionResumedRequest", originIpAddress="192.0.2.1", cause=cause | changes)


def turn(raw: object) -> Turn:
    return turn_of(raw, now=NOW, secret=SECRET)


def test_while_alexa_asks_for_the_pin_it_is_hers_whether_the_session_goes_on(words: Said) -> None:
    asked = Saying("trial-text", {"text": "Shall I order the dollhouse?"})
    response = render(Reply((), (asked,), customer_id="h1", verify=TOKEN), words("en-US"), SEALED)
    assert response == {
        "version": "1.0",
        "response": {
            "directives": [
                {
                    "type": "Connections.StartConnection",
                    "uri": "connection://AMAZON.VerifyPerson/2",
                    "input": {
                        "requestedAuthenticationConfidenceLevel": {
                            "level": 400,
                            "customPolicy": {"policyName": "VOICE_PIN"},
                        }
                    },
                    "onCompletion": "RESUME_SESSION",
                    "token": TOKEN,
                }
            ]
        },
        "sessionAttributes": SEALED,
    }
    assert faults(response) == []


def test_words_and_a_card_may_come_before_the_pin(words: Said) -> None:
    one = Saying("trial-text", {"text": "One moment."})
    response = render(Reply((one,), (one,), Card(Saying("trial-title"), (one,)), verify=TOKEN), words("en-US"), {})
    assert response["response"].keys() == {"outputSpeech", "card", "directives"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (resumed(), "ACHIEVED"),
        (resumed(result={"status": "NOT_ACHIEVED"}), "NOT_ACHIEVED"),
        (resumed(result={"status": "NOT_ENABLED"}), "NOT_ENABLED"),
        (resumed(result={"status": "BRAND_NEW"}), "BRAND_NEW"),
        (resumed(status={"code": 200}), "ACHIEVED"),
        # The connection failed, whatever the result says.
        (resumed(status={"code": "400", "message": "Bad Request"}), "FAILED"),
        (resumed(status={"code": "204"}), "FAILED"),
        (resumed(status={}), "FAILED"),
        (resumed(status="200"), "FAILED"),
        (resumed(type="ConnectionStarted"), "FAILED"),
        (resumed(type=None), "FAILED"),
        (resumed(result={}), "FAILED"),
        (resumed(result={"status": None}), "FAILED"),
        (resumed(result={"status": True}), "FAILED"),
        (resumed(result={"status": "ACHIEVED "}), "FAILED"),
        (resumed(result={"status": "ACH\x00IEVED"}), "FAILED"),
        (resumed(status={"code": "200 "}), "FAILED"),
        (resumed(result=["ACHIEVED"]), "FAILED"),
        (request(kind="SessionResumedRequest"), "FAILED"),
        (put(resumed(), "request.cause", [1]), "FAILED"),
    ],
)
def test_how_it_ended(raw: object, reason: str) -> None:
    read = turn(raw)
    assert (read.intent, read.reason, read.session, read.new_session) == ("Resumed", reason, SESSION, False)


@pytest.mark.parametrize(
    ("token", "about"),
    [(TOKEN, TOKEN), ("", ""), (None, ""), (7, ""), ({"token": TOKEN}, ""), ("x" * 900, ""), (f"{TOKEN} ", "")],
)
def test_which_offer_it_is_about(token: object, about: str) -> None:
    assert turn(resumed(token=token)).resumed == about


def test_only_alexas_own_request_brings_a_result() -> None:
    """No intent does, whatever it is called; a cause in any other request is none."""
    cause = resumed()["request"]["cause"]
    own = turn(request("Resumed", cause=cause))
    assert (own.intent, own.resumed) == ("Unsupported", "")
    assert turn(request("AMAZON.ResumedIntent", cause=cause)).reason == ""
    assert turn(request("AMAZON.YesIntent", cause=cause)).resumed == ""
