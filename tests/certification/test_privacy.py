"""Privacy requirements: policy addresses, permissions, what strangers hear and see, and being forgotten.

Pages: security-testing-for-an-alexa-skill.html (privacy requirements), policy-requirements-for-an-alexa-skill.html,
add-personalization-to-your-skill.html, ../smapi/skill-events-in-alexa-skills.html.
"""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest

from skill.conversation.question import Kind
from skill.locales.sentences import declared
from skill.simulator import Device
from tests.certification.manifest import MANIFEST, PRIVACY, PUBLISHED
from tests.certification.phrases import LOCALES
from tests.certification.review import CONFIG, Review
from tests.certification.states import buy

DISABLED = "AlexaSkillEvent.SkillDisabled"


def seen_and_heard(review: Review) -> str:
    """Everything that was said, shown on a card or sent to a screen so far."""
    return json.dumps([answer["response"] for answer in review.answers], ensure_ascii=False)


def say_everything(device: Device) -> None:
    """Every intent that the skill knows, each in whatever state the one before has left."""
    values = {"product": "coffee", "quantity": "2", "position": "1", "date": "2026-W46", "code": "1234", "amount": "50"}
    for name, intent in declared().intents.items():
        device.send(name, {slot: values[slot] for slot in intent.slots if slot in values})


@pytest.mark.parametrize("locale", LOCALES)
def test_privacy_policy_and_terms_are_linked_in_each_locale(locale: str) -> None:
    """Privacy: a skill that links accounts or uses personal data names its privacy policy (and terms), by https, per
    locale: the page must be in that language.
    """
    links = PRIVACY["locales"][locale]
    addresses = [urlsplit(links[name]) for name in ("privacyPolicyUrl", "termsOfUseUrl")]

    assert PRIVACY["locales"].keys() == PUBLISHED.keys()
    assert [(one.scheme, bool(one.hostname)) for one in addresses] == [("https", True)] * 2
    others = [PRIVACY["locales"][other]["privacyPolicyUrl"] for other in LOCALES if other != locale]
    assert links["privacyPolicyUrl"] not in others


def test_personal_data_and_purchases_are_declared() -> None:
    """Privacy and compliance: the manifest says truthfully what the skill does."""
    assert {name: value for name, value in PRIVACY.items() if isinstance(value, bool)} == {
        "allowsPurchases": True,
        "usesPersonalInfo": True,
        "isChildDirected": False,
        "containsAds": False,
        "isExportCompliant": True,
    }


def test_permissions_are_those_that_are_used() -> None:
    """Permissions: voices are recognised (person_id), and Alexa's PIN is optional where shop.yaml uses it; nothing else
    is asked for: name, e-mail and address come from the linked account, never from Alexa's customer profile.
    """
    pin = {"alexa::authenticate:2:optional"} if CONFIG.assistant_pin else set()

    assert {one["name"] for one in MANIFEST["permissions"]} == {"alexa::person_id:read", *pin}


@pytest.mark.parametrize("screen", [False, True], ids=["speaker", "screen"])
@pytest.mark.parametrize("voice", ["nobody's", "doubtful"])
def test_no_personal_data_for_a_voice_that_is_not_recognised(review: Review, voice: str, screen: bool) -> None:
    """Personalization: whoever is not recognised hears no name, address, payment or e-mail, and sees none on a card or
    a screen, whatever is said.
    """
    buy(review, review.device(), review.phrases.order)
    review.device(review.phrases.child).say(review.phrases.large)
    review.answers.clear()

    stranger = review.device("" if voice == "nobody's" else review.phrases.adult, name="hall", supports_apl=screen)
    if voice == "doubtful":
        stranger = review.device(name="hall", supports_apl=screen, confidence=200)
    stranger.open()
    buy(review, stranger, review.phrases.coffee)
    say_everything(stranger)

    assert len(review.answers) > len(declared().intents)
    assert [secret for secret in review.phrases.secrets if secret in seen_and_heard(review)] == []


def test_no_sensitive_product_is_named_unasked(review: Review) -> None:
    """Personalization: what a household would not tell a guest is neither said to a voice nobody knows nor shown on a
    card to anybody.
    """
    private = review.private_goods()
    assert private
    cards = []
    for device in (review.device(""), review.device(name="hall")):
        for intent in ("Launch", "OrderUsual", "RepeatOrder", "RunningLow", "RecentOrders", "WhereIsMyOrder"):
            heard = device.open() if intent == "Launch" else device.send(intent)
            cards.append(json.dumps(heard.card, ensure_ascii=False))
            if heard.request["context"]["System"].get("person") is None:
                assert [name for name in private if name in heard.speech] == []

    assert [name for name in private for card in cards if name in card] == []


def test_it_works_when_personalization_is_refused(review: Review) -> None:
    """Permissions: without the permission there is no person in any request, and the skill works all the same: what
    the household bought before can be bought again.
    """
    device = review.device("")
    offer = device.say(review.phrases.coffee)

    assert review.question(offer) is Kind.OFFER
    assert offer.request["context"]["System"].keys().isdisjoint({"person"})
    device.say(review.phrases.yes)
    assert len(review.orders()) == 1


@pytest.mark.parametrize("times", [1, 2])
def test_whoever_disables_the_skill_for_good_is_forgotten(review: Review, times: int) -> None:
    """Skill events: SkillDisabled with NOT_PERSISTED: what the account said as a guest is gone; told twice, too."""
    review.device(linked=False).say(review.phrases.into_cart)
    assert len(review.store.timeline(review.guest()).interactions) == 1

    for _ in range(times):
        answer = review.event(DISABLED, body={"userInformationPersistenceStatus": "NOT_PERSISTED"})
        assert answer == {"version": "1.0", "response": {}}

    assert review.store.load(review.guest(), "", review.now).customer is None
    assert review.store.timeline(review.guest()).interactions == ()


def test_whoever_disables_the_skill_is_no_longer_linked(review: Review) -> None:
    """Skill events: after SkillDisabled the account opens nothing of the household's, until it is linked again."""
    review.device().open()
    review.event(DISABLED, body={"userInformationPersistenceStatus": "PERSISTED"})
    heard = review.device(linked=False, name="hall").say(review.phrases.order)

    assert heard.card == {"type": "LinkAccount"}
    assert [secret for secret in review.phrases.secrets if secret in heard.speech] == []
    assert review.orders() == []


def test_the_events_of_linking_and_disabling_are_subscribed_to() -> None:
    """Skill events: the manifest asks for the events that are honoured."""
    names = {one["eventName"] for one in MANIFEST["events"]["subscriptions"]}

    assert names == {"SKILL_DISABLED", "SKILL_ACCOUNT_LINKED", "SKILL_ACCOUNT_UNLINKED"}
