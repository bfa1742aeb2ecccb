"""Functional Testing: example phrases, one-shot invocations, every request type, every locale, newcomers and guests.

Pages: functional-testing-for-a-custom-skill.html, certification-requirements-for-custom-skills.html,
understanding-how-users-invoke-custom-skills.html, request-types-reference.html.
"""

from __future__ import annotations

import re

import pytest
from ask_sdk_model.request import Request

from skill.alexa.models import as_text, interaction_model
from skill.conversation.question import Kind
from skill.locales.check import problems
from skill.locales.vocabulary import read_vocabulary
from skill.settings.environment import DEMO_SHOP
from skill.simulator import Device
from tests.certification.manifest import MODELS, PUBLISHED
from tests.certification.phrases import LOCALES
from tests.certification.review import CONFIG, Review
from tests.support import voice_rules as rules
from tests.support.amazon_schema import MODEL, complaints
from tests.support.needs import ROOT

LINK = {"type": "LinkAccount"}
EXAMPLES = [(locale, phrase) for locale, texts in PUBLISHED.items() for phrase in texts["examplePhrases"]]
USELESS = {"misheard", "not_found", "failed", "ignored"}
# These are what a session is made of; all others are told to the skill, and nothing may be said to them.
SPOKEN_TO = {"LaunchRequest", "IntentRequest", "SessionResumedRequest", "CanFulfillIntentRequest"}
TOLD = sorted(Request.discriminator_value_class_map.keys() - SPOKEN_TO)
TOLD += ["AlexaSkillEvent.SkillAccountUnlinked", "Alexa.SomethingNew.Happened"]


def test_there_are_three_example_phrases_and_the_first_opens_the_skill() -> None:
    """Example phrases: up to three; the first says how to begin, with the wake word and the invocation name."""
    for texts in PUBLISHED.values():
        phrases = texts["examplePhrases"]
        assert len(phrases) == len(set(phrases)) == 3
        assert re.fullmatch(r"Alexa, (open|öffne) Corner Pantry", phrases[0])


@pytest.mark.parametrize(("locale", "phrase"), EXAMPLES, indirect=["locale"])
def test_every_example_phrase_is_a_sample_utterance(locale: str, phrase: str) -> None:
    """Example phrases: what follows the invocation name is a sample of the model: the most frequent reason to fail."""
    said = re.fullmatch(r"Alexa, (?:open|ask|öffne|sage|frage) Corner Pantry(?: (?:to )?(.+))?", phrase)

    assert said is not None
    assert said[1] is None or rules.can_be_said(said[1].lower(), MODELS[locale])


@pytest.mark.parametrize("linked", [True, False], ids=["linked", "guest"])
@pytest.mark.parametrize(("locale", "phrase"), EXAMPLES, indirect=["locale"])
def test_every_example_phrase_gets_a_useful_answer(review: Review, phrase: str, linked: bool) -> None:
    """Example phrases: each works as the first thing that is said, and leaves the session in the right state: open with
    a question, whether the account is linked or not.
    """
    heard = review.device(linked=linked).say(phrase)
    (outcome,) = [
        one.outcome
        for customer in (review.household, review.guest())
        for one in review.store.timeline(customer).interactions
    ]

    assert heard.request["session"]["new"] is True
    assert outcome not in USELESS
    assert review.question(heard) is not None
    assert heard.microphone_open
    assert heard.speech.endswith(heard.reprompt) or "?" in heard.speech[-60:]


@pytest.mark.parametrize("what", ["order", "where", "price", "into_cart", "set_up_code", "help", "stop", "unknown"])
def test_one_shot_invocations_answer_and_close_or_ask(review: Review, what: str) -> None:
    """Invoking: "Alexa, ask … to …" is answered without a greeting; the session then ends, or the skill asks."""
    ask = {"en-US": "Alexa, ask Corner Pantry to {}", "de-DE": "Alexa, sage Corner Pantry {}"}[review.locale]
    heard = review.device().say(ask.format(getattr(review.phrases, what)))

    assert heard.request["request"]["type"] == "IntentRequest"
    assert heard.request["session"]["new"] is True
    assert heard.speech
    assert heard.session_open is bool(heard.reprompt) is (what != "stop")
    assert (review.question(heard) is None) is (what == "stop")


def test_all_requests_that_only_tell_something_are_met_with_silence(review: Review) -> None:
    """Request types: every one that the SDK knows, and one that nobody knows yet, in the middle of an offer and outside
    any session: a valid response without speech, card or directive, and nothing is bought or lost.
    """
    device = review.device()
    offer = device.say(review.phrases.order)
    before = review.session(offer)
    for kind in TOLD:
        assert review.event(kind) == {"version": "1.0", "response": {}}
        if kind == "SessionEndedRequest":
            continue
        told = review.follow(offer, "Yes")
        told["request"] = review.envelope(kind)["request"]
        assert review.invoke(told) == {"version": "1.0", "response": {}}

    assert review.session(offer) == before
    assert device.say(review.phrases.yes).speech
    assert len(review.orders()) == 1


@pytest.mark.parametrize("reason", ["USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS", "SOMETHING_NEW"])
def test_session_ended_is_never_answered(review: Review, reason: str) -> None:
    """SessionEndedRequest: no response may be sent to it; what was offered is not bought."""
    device = review.device()
    device.say(review.phrases.order)
    ended = device.close(reason)

    assert ended.response == {"version": "1.0", "response": {}}
    assert review.orders() == []


def test_name_free_requests_are_answered_without_doing_anything(review: Review) -> None:
    """CanFulfillIntentRequest: an answer, and neither a transaction nor a trace."""
    slot = {"name": "product", "value": "coffee"}
    intent = {"name": "Reorder", "slots": {"product": slot, "quantity": {"name": "quantity", "value": "2"}}}
    answer = review.event("CanFulfillIntentRequest", intent=intent)

    assert answer["response"]["canFulfillIntent"]["canFulfill"] in {"YES", "MAYBE"}
    assert review.orders() == []
    assert review.store.timeline(review.guest()).interactions == ()


def test_launch_without_any_history(review: Review) -> None:
    """Core functionality for a customer who has never bought anything: a welcome, a question, sensible answers."""
    device = review.device("Olive", customer="newman")  # the household that never bought anything
    heard = [device.open(), device.send("OrderUsual"), device.send("RepeatOrder"), device.send("WhereIsMyOrder")]
    heard += [device.send("RunningLow"), device.send("ShowCart"), device.say(review.phrases.large)]

    assert [one.session_open for one in heard] == [True] * len(heard)
    assert all("?" in one.speech[-60:] for one in heard)
    assert review.phrases.large_total in heard[-1].speech


def test_a_guest_is_helped_and_shown_how_to_link(review: Review) -> None:
    """Account linking: who has not linked an account hears what to do and gets a LinkAccount card; what needs no
    account works, and the skill ends politely.
    """
    guest = review.device("", linked=False)
    assert review.question(guest.say(review.phrases.launch)) is Kind.OPEN
    assert review.question(guest.say(review.phrases.price)) is not None
    assert review.question(guest.say(review.phrases.into_cart)) is not None
    refused = guest.say(review.phrases.large)

    assert refused.card == LINK
    assert re.search(r"Alexa[ -][Aa]pp", refused.speech)
    assert refused.session_open
    bye = guest.say(review.phrases.stop)
    assert (bool(bye.speech), bye.session_open) == (True, False)
    assert review.orders() == []


@pytest.mark.parametrize("intent", ["Reorder", "Checkout", "SetUpCode", "ShowSettings", "WhoAmI", "Introduce"])
def test_whatever_needs_an_account_sends_the_card(review: Review, intent: str) -> None:
    """Account linking: each request that needs a linked account says so and sends the card; the session goes on."""
    guest = review.device("", linked=False)
    guest.send("AddToCart", {"product": review.goods(1)[0]})
    slots = {"Reorder": {"product": review.phrases.coffee.split()[2]}, "Introduce": {"name": "Anna"}}
    heard = guest.send(intent, slots.get(intent))

    assert heard.card == LINK
    assert review.question(heard) is not None
    assert review.orders() == []


@pytest.mark.parametrize("person", [None, ""], ids=["recognised", "not recognised"])
def test_it_works_whether_or_not_the_voice_is_recognised(review: Review, person: str | None) -> None:
    """Personalization: launch, questions and a purchase work for both; only what is said of the household differs."""
    device: Device = review.device(person)

    assert review.question(device.open()) is Kind.SUGGEST
    assert review.question(device.say(review.phrases.where)) is not None
    assert review.question(device.say(review.phrases.coffee)) is Kind.OFFER
    device.say(review.phrases.yes)
    assert len(review.orders()) == 1


def test_published_and_built_locales_are_the_same() -> None:
    """Locales: each one that is published has a model, words and an invocation name, and is one that Alexa knows."""
    assert set(PUBLISHED) == set(MODELS) == set(CONFIG.invocation) == set(LOCALES)
    assert PUBLISHED.keys() <= rules.LOCALES
    assert problems() == []


@pytest.mark.parametrize("locale", PUBLISHED)
def test_each_locale_builds(locale: str) -> None:
    """Locales: each model is what the sentences say, and one that Amazon takes: schema, needed intents, invocation."""
    file = ROOT / "interaction_models" / f"{locale}.json"
    asked = CONFIG.asked(locale.partition("-")[0])
    vocabulary = read_vocabulary(DEMO_SHOP / "products.csv", DEMO_SHOP / "categories.csv", locale, asked)
    built = interaction_model(locale, CONFIG.invocation[locale], vocabulary, most_values=rules.MOST_VALUES // 2)

    assert file.read_text() == as_text(built)
    assert complaints(built, MODEL) == []
    assert rules.invocation_faults(MODELS[locale]["invocationName"], locale[:2]) == []
    assert {intent["name"] for intent in MODELS[locale]["intents"]} >= rules.NEEDED
