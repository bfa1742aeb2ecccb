"""A Reply to Alexa's JSON, and Alexa's limits."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.response import SPEECH, TOTAL, render, shorten, silence
from skill.conversation.reply import Card, Reply, Saying
from skill.locales.words import Words

Said = Callable[[str], Words]
SEALED = {"c": "h1", "m": "0" * 64}


def text(value: str) -> Saying:
    return Saying("trial-text", {"text": value})


def ssml(value: str) -> dict[str, str]:
    return {"type": "SSML", "ssml": f"<speak>{value}</speak>"}


def size(response: dict[str, Any]) -> int:
    return len(json.dumps(response).encode())


def test_a_statement_ends_the_session(words: Said) -> None:
    assert render(Reply((text("Done."),)), words("en-US"), SEALED) == {
        "version": "1.0",
        "response": {"outputSpeech": ssml("Done."), "shouldEndSession": True},
    }


def test_a_question_keeps_the_session_and_the_customer(words: Said) -> None:
    card = Card(Saying("trial-title"), (text("2 × Kaffee"), text(""), text("9,98 $")))
    reply = Reply((text("2 Mal Kaffee."), text("Bestellen?")), (text("Soll ich bestellen?"),), card, customer_id="h1")
    assert render(reply, words("de-DE"), SEALED) == {
        "version": "1.0",
        "response": {
            "outputSpeech": ssml("2 Mal Kaffee. Bestellen?"),
            "reprompt": {"outputSpeech": ssml("Soll ich bestellen?")},
            "card": {"type": "Simple", "title": "Bestellung", "content": "2 × Kaffee\n9,98 $"},
            "shouldEndSession": False,
        },
        "sessionAttributes": SEALED,
    }


def test_an_unknown_customer_gets_no_attributes(words: Said) -> None:
    reply = Reply((text("Which?"),), (text("Which?"),))
    assert "sessionAttributes" not in render(reply, words("en-US"), {})
    assert "sessionAttributes" not in render(reply, words("en-US"))


def test_a_card_that_asks_to_link_the_account(words: Said) -> None:
    response = render(Reply((text("Please link."),), card=Card(Saying("trial-title"), link=True)), words("en-US"))
    assert response["response"] == {
        "outputSpeech": ssml("Please link."),
        "card": {"type": "LinkAccount"},
        "shouldEndSession": True,
    }


def test_silence_says_and_decides_nothing(words: Said) -> None:
    reply = Reply((text("x"),), (text("y"),), Card(Saying("trial-title"), (text("z"),)), silent=True)
    assert render(reply, words("en-US"), SEALED) == silence() == {"version": "1.0", "response": {}}


def test_nothing_to_say_ends_the_session(words: Said) -> None:
    assert render(Reply(), words("en-US")) == {"version": "1.0", "response": {"shouldEndSession": True}}


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("Tom & Jerry <b>", "Tom &amp; Jerry &lt;b&gt;"),
        ("</speak><audio src='x'/>", "&lt;/speak&gt;&lt;audio src='x'/&gt;"),
        ("&amp;", "&amp;amp;"),
        ('12" pan', '12" pan'),
        ("a\x00b\x1bc\ufffed\ud800e", "Abcde"),
        ("a\n\tb\u2028c", "A b c"),
        ("Größe 5 – 3 €", "Größe 5 – 3 €"),
        ("]]>", "]]&gt;"),
    ],
)
def test_texts_cannot_break_the_ssml(words: Said, said: str, spoken: str) -> None:
    response = render(Reply((text(said),), (text(said),)), words("en-US"))["response"]
    assert response["outputSpeech"] == ssml(spoken)
    assert response["reprompt"] == {"outputSpeech": ssml(spoken)}


def test_a_card_shows_texts_unescaped(words: Said) -> None:
    card = Card(text("Tom & Jerry"), (text("<b>\x00\nx"),))
    response = render(Reply((text("."),), card=card), words("en-US"))["response"]
    assert response["card"] == {"type": "Simple", "title": "Tom & Jerry", "content": "<b> x"}


@pytest.mark.parametrize(
    ("room", "left"),
    [
        (100, "One. Two is 4.99! Am 3. März? Four"),
        (34, "One. Two is 4.99! Am 3. März? Four"),
        (33, "One. Two is 4.99! Am 3. März?"),
        (29, "One. Two is 4.99! Am 3. März?"),
        (28, "One. Two is 4.99!"),
        (18, "One. Two is 4.99!"),
        (16, "One."),
        (4, "One."),
        (3, "One"),
        (0, ""),
        (-5, ""),
    ],
)
def test_a_text_is_cut_between_sentences(room: int, left: str) -> None:
    assert shorten("One. Two is 4.99! Am 3. März? Four", room, len) == left


def test_a_sentence_without_end_is_cut_between_words() -> None:
    assert shorten("one two three", 9, len) == "one two"


def test_long_speech_is_cut_to_whole_sentences(words: Said) -> None:
    response = render(Reply((text("Tom & I agree. " * 1000),), (text("Yes? " * 5000),)), words("en-US"))["response"]
    speech, reprompt = response["outputSpeech"]["ssml"], response["reprompt"]["outputSpeech"]["ssml"]
    assert speech == "<speak>" + " ".join(["Tom &amp; I agree."] * 420) + "</speak>"
    assert len(speech) == 7994 <= SPEECH
    assert len(reprompt) <= SPEECH and reprompt.endswith("Yes?</speak>")


def test_a_long_card_fits_with_its_title(words: Said) -> None:
    card = Card(text("T" * 300), tuple(text("A line. " * 20) for _ in range(100)))
    shown = render(Reply((text("."),), card=card), words("en-US"))["response"]["card"]
    assert shown["title"] == "T" * 200
    assert 7000 < len(shown["title"] + shown["content"]) <= SPEECH
    assert shown["content"].endswith("A line.")


def test_a_response_that_is_too_big_loses_the_card_before_the_reprompt_before_the_speech(words: Said) -> None:
    wide = text("Größe für Ärger, öfter über Übergrößen. " * 500)
    response = render(Reply((wide,), (wide,), Card(Saying("trial-title"), (wide,))), words("en-US"), SEALED)
    assert size(response) <= TOTAL
    assert len(response["response"]["outputSpeech"]["ssml"]) > 7900
    assert 0 < len(response["response"]["reprompt"]["outputSpeech"]["ssml"]) <= SPEECH
    assert len(response["response"].get("card", {}).get("content", "")) < 5000
    assert response["sessionAttributes"] == SEALED


def test_a_question_stays_however_long_and_wide_the_speech_is(words: Said) -> None:
    asked = text("Sonst noch etwas? Oder sag: zur Kasse.")
    response = render(Reply((text("\U0001f41f öäü. " * 2000),), (asked,)), words("de-DE"), SEALED)
    assert size(response) <= TOTAL
    assert response["response"]["reprompt"]["outputSpeech"] == ssml("Sonst noch etwas? Oder sag: zur Kasse.")


@given(
    st.lists(st.text(st.characters(exclude_categories=()), max_size=200), min_size=1, max_size=4),
    st.sampled_from([1, 3, 60, 400]),
)
def test_any_texts_give_a_small_response_with_well_formed_speech(words: Said, texts: list[str], times: int) -> None:
    says = tuple(text(value * times) for value in texts)
    response = render(Reply(says, says, Card(says[0], says)), words("en-US"), SEALED)
    assert size(response) <= TOTAL
    inner = response["response"]
    for speech in (inner.get("outputSpeech"), inner.get("reprompt", {}).get("outputSpeech")):
        if speech:
            assert len(speech["ssml"]) <= SPEECH
            assert len(ElementTree.fromstring(speech["ssml"])) == 0
    card = inner.get("card", {"title": "", "content": ""})
    assert len(card["title"]) + len(card["content"]) <= SPEECH
    assert inner["shouldEndSession"] is False


def test_names_that_the_assistant_should_expect(words: Said) -> None:
    reply = Reply((text("Hi."),), (text("What?"),), teaches={"milk": "oat milk", "paper": "Paper " + "x" * 200})
    assert render(reply, words("en-US"))["response"]["directives"] == [
        {
            "type": "Dialog.UpdateDynamicEntities",
            "updateBehavior": "REPLACE",
            "types": [
                {
                    "name": "PRODUCT",
                    "values": [
                        {"id": "milk", "name": {"value": "oat milk"}},
                        {"id": "paper", "name": {"value": "Paper " + "x" * 134}},
                    ],
                }
            ],
        }
    ]


@pytest.mark.parametrize("reply", [Reply((text("Bye."),), teaches={"milk": "oat milk"}), Reply(verify="t")])
def test_nothing_is_taught_when_the_session_ends_or_goes_elsewhere(words: Said, reply: Reply) -> None:
    directives = render(reply, words("en-US"))["response"].get("directives", [])
    assert [directive["type"] for directive in directives] == ["Connections.StartConnection"] * bool(reply.verify)


def test_only_as_many_names_are_taught_as_there_is_room(words: Said) -> None:
    names = {f"id-{n}": "ß" * 140 for n in range(100)}
    response = render(Reply((text("a" * 4000),), (text("What?"),), teaches=names), words("en-US"))
    values = response["response"]["directives"][0]["types"][0]["values"]
    assert [value["id"] for value in values] == list(names)[: len(values)]
    assert TOTAL - 1000 < size(response) <= TOTAL
    full = render(Reply((text("ß" * 7900),), (text("What?"),), teaches=names), words("en-US"))
    assert "directives" not in full["response"]
    assert size(full) <= TOTAL
