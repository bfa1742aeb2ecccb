"""The skill from request JSON to response JSON, as AWS Lambda calls it and as the SDK's web adapter does."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_runtime.exceptions import AskSdkException

from skill.alexa.session import sign
from skill.alexa.skill import build_skill, lambda_handler
from skill.conversation.reply import Card, Reply, Saying
from skill.conversation.turn import Turn
from skill.errors import StoreUnavailable
from skill.locales.words import Words
from skill.profile.account import NO_TOKEN
from tests.alexa.requests import NOW, SECRET, SESSION, SKILL_ID, USER, put, request, slot
from tests.alexa.test_request_hostile import HOSTILE, nested

Said = Callable[[str], Words]
Response = dict[str, Any]
SILENCE = {"version": "1.0", "response": {}}


class Shop:
    """Stands in for the conversation: remembers the turns, gives one reply or fails."""

    def __init__(self, words: Said, skill_id: str | None = SKILL_ID) -> None:
        self.turns: list[Turn] = []
        self.reply = Reply((Saying("trial-text", {"text": "Coffee & milk?"}),), (Saying("trial-text", {"text": "?"}),))
        self.problem: Exception | None = None
        self.skill = build_skill(self.answer, words=words, secret=SECRET, skill_id=skill_id, now=lambda: NOW)

    def answer(self, turn: Turn) -> Reply:
        self.turns.append(turn)
        if self.problem:
            raise self.problem
        return self.reply


def on_lambda(skill: CustomSkill, event: Any) -> Response:
    return lambda_handler(skill)(event, None)


def on_the_web(skill: CustomSkill, event: Any) -> Response:
    """What ask_sdk_webservice_support does with a body."""
    envelope = skill.serializer.deserialize(payload=json.dumps(event), obj_type=RequestEnvelope)
    answer: Any = skill.serializer.serialize(skill.invoke(request_envelope=envelope, context=None))
    assert json.loads(json.dumps(answer)) == answer
    assert isinstance(answer, dict)
    return answer


Host = Callable[[CustomSkill, Any], Response]
hosts = pytest.mark.parametrize("host", [on_lambda, on_the_web])


@pytest.fixture
def shop(words: Said) -> Shop:
    return Shop(words)


@hosts
def test_a_whole_turn(shop: Shop, host: Host) -> None:
    shop.reply = Reply(
        (Saying("trial-text", {"text": "Kaffee & Milch?"}),),
        (Saying("trial-text", {"text": "Nun?"}),),
        Card(Saying("trial-title"), (Saying("trial-text", {"text": "Kaffee & Milch"}),)),
        customer_id="h1",
    )
    event = request(slots={"product": slot("product", "Kaffee", "category:coffee")}, locale="de-DE")
    sealed = sign(SECRET, customer_id="h1", account=USER, person="", session=SESSION, token=NO_TOKEN)
    assert host(shop.skill, event) == {
        "version": "1.0",
        "response": {
            "outputSpeech": {"type": "SSML", "ssml": "<speak>Kaffee &amp; Milch?</speak>"},
            "reprompt": {"outputSpeech": {"type": "SSML", "ssml": "<speak>Nun?</speak>"}},
            "card": {"type": "Simple", "title": "Bestellung", "content": "Kaffee & Milch"},
            "shouldEndSession": False,
        },
        "sessionAttributes": sealed,
    }
    host(shop.skill, put(event, "session.attributes", sealed))
    assert [(turn.intent, turn.heard("product"), turn.customer_id) for turn in shop.turns] == [
        ("Reorder", "Kaffee", ""),
        ("Reorder", "Kaffee", "h1"),
    ]


@hosts
@pytest.mark.parametrize(
    "event",
    [
        request(kind="Brand.New.Request", weather={"level": ["rain"]}),
        put(request(), "request.timestamp", 1_770_802_200),
        put(request(), "request.dialogState", "HALF_WAY"),
        put(request(), "context.Viewport", {"experiences": [{"arcMinuteWidth": "x"}], "shape": "HEXAGON", "mode": 7}),
        put(request(), "context.Viewports", [{"type": "HOLOGRAM", "id": "main"}]),
        put(request(), "context.AudioPlayer", {"playerActivity": "REWINDING"}),
        request(slots={"product": put(slot("product", "x", "y"), "confirmationStatus", "PERHAPS")}),
        put(request(), "request.intent", None),
        put(request(), "context.System.person", {"personId": "p", "authenticationConfidenceLevel": {"level": 300}}),
    ],
    ids=range(9),
)
def test_requests_that_the_sdk_cannot_read_are_answered(shop: Shop, host: Host, event: dict[str, Any]) -> None:
    assert host(shop.skill, event)["response"]["outputSpeech"]["ssml"] == "<speak>Coffee &amp; milk?</speak>"
    assert len(shop.turns) == 1


def test_the_sdks_own_serializer_could_not(shop: Shop) -> None:
    with pytest.raises(SerializationException):
        DefaultSerializer().deserialize(json.dumps(request(kind="Brand.New.Request")), RequestEnvelope)


@hosts
@pytest.mark.parametrize(
    "kind",
    [
        "SessionEndedRequest",
        "System.ExceptionEncountered",
        "AlexaSkillEvent.SkillDisabled",
        "AlexaSkillEvent.SkillAccountUnlinked",
        "Messaging.MessageReceived",
        "Reminders.ReminderStarted",
        "AudioPlayer.PlaybackStarted",
    ],
)
@pytest.mark.parametrize("problem", [None, RuntimeError("x")])
def test_what_must_not_be_answered_aloud_is_still_a_turn(
    shop: Shop, host: Host, kind: str, problem: Exception | None
) -> None:
    shop.problem = problem
    assert host(shop.skill, request(kind=kind)) == SILENCE
    assert len(shop.turns) == 1


@hosts
def test_a_silent_reply(shop: Shop, host: Host) -> None:
    shop.reply = Reply(silent=True)
    assert host(shop.skill, request("AMAZON.YesIntent")) == SILENCE


@hosts
@pytest.mark.parametrize(
    ("locale", "speech"),
    [
        ("de-AT", "Das ging schief."),
        ("en-IN", "That &lt;failed&gt;. Nothing was changed."),
        ("fr-FR", "That &lt;failed&gt;. Nothing was changed."),
        (None, "That &lt;failed&gt;. Nothing was changed."),
    ],
)
def test_a_failure_is_an_apology_and_a_log_line_without_what_was_said(
    shop: Shop, host: Host, caplog: pytest.LogCaptureFixture, locale: object, speech: str
) -> None:
    shop.problem = ValueError(f"{USER} wants a secret gift")
    event = put(request(slots={"product": slot("product", "secret gift")}), "request.locale", locale)
    with caplog.at_level(logging.DEBUG):
        assert host(shop.skill, event) == {
            "version": "1.0",
            "response": {
                "outputSpeech": {"type": "SSML", "ssml": f"<speak>{speech}</speak>"},
                "shouldEndSession": True,
            },
        }
    [line] = [record for record in caplog.records if record.name == "skill"]
    assert line.levelno == logging.ERROR
    assert line.getMessage().startswith("turn amzn1.echo-api.request.1 failed: ValueError at test_skill.py:")
    assert line.exc_info is None
    assert "secret" not in caplog.text
    assert USER not in caplog.text


@hosts
def test_an_event_that_could_not_be_written_down_fails_so_that_it_comes_again(shop: Shop, host: Host) -> None:
    shop.problem = StoreUnavailable("no answer")
    with pytest.raises(StoreUnavailable):
        host(shop.skill, request(kind="AlexaSkillEvent.SkillAccountUnlinked"))
    assert host(shop.skill, request())["response"]["shouldEndSession"] is True


def test_without_words_for_the_apology_the_session_just_ends(shop: Shop, caplog: pytest.LogCaptureFixture) -> None:
    def none(locale: str) -> Words:
        raise OSError(locale)

    skill = build_skill(shop.answer, words=none, secret=SECRET, skill_id=None, now=lambda: NOW)
    assert on_lambda(skill, request()) == {"version": "1.0", "response": {"shouldEndSession": True}}
    assert [record.getMessage().split(" at ")[0] for record in caplog.records] == [
        "turn amzn1.echo-api.request.1 failed: OSError"
    ] * 2


@hosts
@pytest.mark.parametrize(
    "event",
    [
        put(put(request(), "context.System.application.applicationId", "amzn1.ask.skill.other"), "session", None),
        put(request(), "context.System.application.applicationId", "amzn1.ask.skill.other"),
        put(put(request(), "context", None), "session.application.applicationId", "amzn1.ask.skill.other"),
        put(put(request(), "context.System.application", None), "session.application", None),
        put(put(request(), "context.System.application.applicationId", ["x"]), "session", 5),
        {},
        {"request": {"type": "LaunchRequest"}},
    ],
    ids=range(7),
)
def test_a_request_for_another_skill_is_refused_and_heard_by_nobody(shop: Shop, host: Host, event: object) -> None:
    with pytest.raises(AskSdkException, match="Skill ID Verification failed"):
        host(shop.skill, event)
    assert shop.turns == []


def test_an_event_that_is_no_object_is_refused(shop: Shop) -> None:
    events: list[object] = [None, [], "x", 5]
    for event in events:
        with pytest.raises(AskSdkException):
            on_lambda(shop.skill, event)
    assert shop.turns == []


@hosts
def test_the_first_years_requests_name_the_skill_in_the_session(shop: Shop, host: Host) -> None:
    assert "outputSpeech" in host(shop.skill, put(request(), "context", ...))["response"]


@pytest.mark.parametrize("body", ["", "{", "Hello", "{'a': 1}", '{"a": 1}}', None])
def test_a_body_that_is_no_json_is_the_sdks_error(shop: Shop, body: str | None) -> None:
    with pytest.raises(SerializationException, match="the request is no JSON"):
        shop.skill.serializer.deserialize(payload=body, obj_type=RequestEnvelope)


def test_a_body_deeper_than_python_reads_is_for_no_skill(shop: Shop) -> None:
    body = '{"a":' * 100_000 + "1" + "}" * 100_000
    envelope = shop.skill.serializer.deserialize(payload=body, obj_type=RequestEnvelope)
    with pytest.raises(AskSdkException, match="Skill ID Verification failed"):
        shop.skill.invoke(request_envelope=envelope, context=None)


@pytest.mark.parametrize("event", HOSTILE, ids=range(len(HOSTILE)))
def test_a_skill_without_id_answers_anything(words: Said, event: object) -> None:
    shop = Shop(words, skill_id=None)
    assert on_lambda(shop.skill, event)["version"] == "1.0"
    assert len(shop.turns) == 1


def test_deep_session_attributes_are_not_copied(shop: Shop) -> None:
    assert "outputSpeech" in on_lambda(shop.skill, put(request(), "session.attributes", nested(5_000)))["response"]


@pytest.mark.parametrize("skill_id", ["", SKILL_ID])
def test_a_skill_cannot_be_built_without_secret_or_with_an_empty_id(words: Said, skill_id: str) -> None:
    with pytest.raises(ValueError, match="an empty"):
        build_skill(
            lambda _: Reply(), words=words, secret=b"" if skill_id else SECRET, skill_id=skill_id, now=lambda: NOW
        )


def test_the_sdk_accepts_the_skill_and_reads_time_and_type(shop: Shop) -> None:
    assert isinstance(shop.skill, CustomSkill)
    envelope: Any = shop.skill.serializer.deserialize(
        payload=json.dumps(request(kind="AlexaSkillEvent.SkillEnabled")), obj_type=RequestEnvelope
    )
    assert RequestEnvelope in type(envelope).__mro__
    assert envelope.request.timestamp == NOW
    assert envelope.request.object_type == "AlexaSkillEvent.SkillEnabled"
    assert envelope.context.system.application.application_id == SKILL_ID
