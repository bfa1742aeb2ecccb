"""Voice Interface and User Experience Testing: session management, help, stop, cancel, silence, being lost.

Page: voice-interface-and-user-experience-testing-for-a-custom-skill.html. Every question that the skill can ask is
tried in every locale (`states.STATES`); a new kind of question fails here until it is covered.
"""

from __future__ import annotations

import re

import pytest

from skill.conversation.question import Kind
from skill.locales import FOLDER
from tests.certification.manifest import MODELS
from tests.certification.phrases import LOCALES
from tests.certification.review import CONFIG, Review
from tests.certification.states import STATES, ask, reach
from tests.support.voice_rules import can_be_said

AFTER_CANCEL: dict[Kind, Kind | None] = {
    Kind.OPEN: None,
    Kind.OFFER: None,
    Kind.WHICH: None,
    Kind.SUGGEST: None,
    Kind.CART: None,
    Kind.FAR: None,
    Kind.WISH: None,
    Kind.PIN: None,
    # "Cancel" is about the task at hand; the conversation goes on with "anything else?".
    Kind.CANCEL_WHAT: Kind.OPEN,
    Kind.CODE: Kind.OPEN,
    Kind.NEW_CODE: Kind.OPEN,
    Kind.CODE_AGAIN: Kind.OPEN,
    # Right after an order, and about one, it is not clear what is to be cancelled.
    Kind.CANCEL_ORDER: Kind.CANCEL_WHAT,
    Kind.OFFER_CODE: Kind.CANCEL_WHAT,
}
"""What is open after "cancel"; None: the skill has ended."""

in_every_state = pytest.mark.parametrize(("locale", "kind"), STATES, indirect=["locale"])
_MESSAGE = re.compile(r"^([a-z-]+) = (.+)", re.MULTILINE)
_SUGGESTS = re.compile(r"\b(?:say|saying|sag|sagen|sagt dazu|tell me|such as|zum Beispiel):")
_PERSON = re.compile(r"\{ \$(?:other|name) \}")
SUGGESTED: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "account-code-declined": ("set up a voice code",),
        "account-no-code": ("set up a voice code",),
        "account-adult-added": ("I'm { $name }",),
        "account-child-added": ("I'm { $name }",),
        "account-introduce-add-child": ("{ $other } is a child",),
        "account-introduce-nobody": ("{ $name } is a child",),
        "cart-anything-else": ("check out",),
        "cart-or-other": ("the other one",),
        "common-help": ("reorder the coffee", "how much is the milk", "what am I running low on", "where's my order"),
        "common-help-far": ("make it four",),
        "common-fallback-examples": ("reorder the coffee", "where's my order"),
        "product-or-next": ("next",),
        "reorder-undo": ("cancel my order",),
    },
    "de": {
        "account-code-declined": ("richte einen Sprachcode ein",),
        "account-no-code": ("richte einen Sprachcode ein",),
        "account-adult-added": ("Ich bin { $name }",),
        "account-child-added": ("Ich bin { $name }",),
        "account-introduce-add-child": ("{ $other } ist ein Kind",),
        "account-introduce-nobody": ("{ $name } ist ein Kind",),
        "cart-anything-else": ("zur Kasse",),
        "cart-or-other": ("das andere",),
        "common-help": (
            "bestell nochmal den Kaffee",
            "was kostet die Milch",
            "was geht zur Neige",
            "wo bleibt meine Bestellung",
        ),
        "common-help-code": ("abbrechen",),
        "common-help-far": ("mach vier draus",),
        "common-help-new-code": ("abbrechen",),
        "common-help-offer": ("mach zwei draus",),
        "common-help-which": ("das zweite",),
        "common-fallback-examples": ("bestell nochmal den Kaffee", "wo bleibt meine Bestellung"),
        "product-or-next": ("weiter",),
        "reorder-undo": ("storniere meine Bestellung",),
    },
}
"""The phrases that a message suggests, by language and message."""
# A prompt ends in its question; of a choice "or say next" may follow, of a code how to say it.
CLOSING = 60


def bought(review: Review) -> list[bool]:
    """Of each order whether it stands."""
    return [order.cancelled_at is None for order in review.orders()]


@in_every_state
def test_session_stays_open_only_for_a_question_with_a_reprompt(review: Review, kind: Kind) -> None:
    """Session management: the session is left open only when the skill asks something, and then it prompts again."""
    if kind is Kind.PIN:
        _, heard = ask(review, kind, "gibberish")
    else:
        _, heard = reach(review, kind)

    assert heard.session_open
    assert heard.microphone_open
    assert "?" in heard.speech[-CLOSING:]
    assert "?" in heard.reprompt


@in_every_state
def test_help_in_every_state_explains_and_ends_in_the_question(review: Review, kind: Kind) -> None:
    """Providing help: help says what can be done now, ends in a question, and leaves the session open."""
    _, heard = ask(review, kind, "help")

    assert review.question(heard) is kind
    explained, asked = heard.speech.removesuffix(heard.reprompt), heard.reprompt
    assert len(explained) > CLOSING / 2
    assert heard.speech.endswith(asked)
    assert heard.microphone_open


@in_every_state
def test_stop_in_every_state_ends_the_skill(review: Review, kind: Kind) -> None:
    """Stopping: "stop" ends the skill at once, from wherever; nothing is bought by it, nothing undone."""
    device, heard = ask(review, kind, "stop")

    assert not device.session_open
    assert review.question(heard) is None
    assert heard.speech
    assert heard.reprompt == ""
    ordered = kind in (Kind.CANCEL_ORDER, Kind.CANCEL_WHAT, Kind.OFFER_CODE)
    assert bought(review) == ([True] if ordered else [])


@in_every_state
def test_cancel_in_every_state_cancels_or_ends(review: Review, kind: Kind) -> None:
    """Canceling: "cancel" drops the task or ends the skill; whatever it leads to, "stop" then ends it."""
    device, heard = ask(review, kind, "cancel")

    assert review.question(heard) is AFTER_CANCEL[kind]
    # "Cancel" to "cancel the order, or just finish?" cancels it; an order that stands is never lost by anything else.
    ordered = {Kind.CANCEL_ORDER: [True], Kind.CANCEL_WHAT: [False], Kind.OFFER_CODE: [True]}
    assert bought(review) == ordered.get(kind, [])
    if heard.session_open:
        assert not device.say(review.phrases.stop).session_open


@in_every_state
def test_what_is_not_understood_gets_a_hint_and_the_question_again(review: Review, kind: Kind) -> None:
    """Error handling: AMAZON.FallbackIntent is answered sensibly: the skill says so and asks again what it asked."""
    _, heard = ask(review, kind, "gibberish")

    assert review.question(heard) is kind
    assert heard.speech.endswith(heard.reprompt)
    assert len(heard.speech) > len(heard.reprompt)
    assert bought(review) == ([True] if kind in (Kind.CANCEL_ORDER, Kind.CANCEL_WHAT, Kind.OFFER_CODE) else [])


@in_every_state
def test_silence_is_met_with_the_reprompt_and_then_with_silence(review: Review, kind: Kind) -> None:
    """Session management: who says nothing hears the question once more; then Alexa ends the session, and the skill
    may not answer that.
    """
    if kind is Kind.PIN:
        device, asked = ask(review, kind, "gibberish")
    else:
        device, asked = reach(review, kind)
    before = bought(review)

    assert device.silent().speech == asked.reprompt
    ended = device.silent()

    assert (ended.speech, ended.card, ended.directives) == ("", None, [])
    assert ended.response == {"version": "1.0", "response": {}}
    assert bought(review) == before


@pytest.mark.parametrize("locale", LOCALES)
def test_every_question_is_covered(locale: str) -> None:
    """Every kind of question that the skill knows is tried above."""
    kinds = {kind for known, kind in STATES if known == locale}

    assert kinds | ({Kind.PIN} if locale not in CONFIG.assistant_pin else set()) == set(Kind) == AFTER_CANCEL.keys()


def test_the_launch_prompts_and_waits(review: Review) -> None:
    """Session management, invocation without an intent: a welcome with the skill's name, and a question."""
    heard = review.device().say(review.phrases.launch)

    assert heard.request["request"]["type"] == "LaunchRequest"
    assert CONFIG.seller in heard.speech
    assert heard.speech.endswith(heard.reprompt)
    assert "?" in heard.reprompt
    assert heard.microphone_open


def test_no_match_is_told_with_what_was_heard(review: Review) -> None:
    """Error handling: a product that the shop does not have is said back, so that a mishearing shows."""
    heard = review.device().say(review.phrases.unknown)

    assert review.phrases.unknown.split()[-1] in heard.speech
    assert review.question(heard) is Kind.OPEN
    assert heard.speech.endswith(heard.reprompt)


def test_yes_and_no_without_a_question_do_nothing(review: Review) -> None:
    """Error handling: a "yes" out of the blue, as a first word or from the television, buys nothing."""
    for said in (review.phrases.yes, review.phrases.no):
        heard = review.device().say(said)
        assert review.question(heard) is Kind.OPEN
    assert review.orders() == []


def test_a_number_that_was_not_understood_is_asked_for(review: Review) -> None:
    """Intent and slot combinations: slots that are empty or "?" are asked for, never guessed."""
    device = review.device()
    for slots in ({}, {"product": "?"}, {"product": "?", "quantity": "?"}, {"quantity": "?"}):
        heard = device.send("Reorder", slots)
        assert heard.session_open
        assert "?" in heard.speech[-CLOSING:]
    assert review.orders() == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_the_prompts_suggest_can_be_said(locale: str) -> None:
    """Prompts: a phrase that the skill suggests must be covered by its interaction model
    (interaction-model-design/design-the-prompts-for-your-skill.html).
    """
    language = locale.partition("-")[0]
    texts = dict(_MESSAGE.findall("\n".join(file.read_text() for file in sorted((FOLDER / language).glob("*.ftl")))))
    suggesting = {key for key, text in texts.items() if _SUGGESTS.search(text)}

    assert {key for key in suggesting if not key.startswith("mail-")} == SUGGESTED[language].keys()
    for key, phrases in SUGGESTED[language].items():
        for phrase in phrases:
            assert phrase in texts[key]
            assert can_be_said(_PERSON.sub("mia", phrase).lower(), MODELS[locale]), phrase
