"""Requirements for Skills that Allow Purchases, rule 1e: the optional four-digit voice code.

Pages: requirements-for-skills-that-allow-purchases.html, rule 1e; security-testing-for-an-alexa-skill.html, voice code
requirements; pin-confirmation-for-alexa-skills.html for Alexa's own PIN, which is asked for where shop.yaml says so.
"""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from skill.cli.main import restock
from skill.conversation.question import Kind
from skill.profile.voice_code import TRIES
from skill.simulator import Device, Heard
from skill.simulator.pin import ACHIEVED, NOT_ACHIEVED, pin_asked
from tests.certification.manifest import DESCRIPTIONS, MODELS, PUBLISHED
from tests.certification.phrases import CODE
from tests.certification.review import CONFIG, Review
from tests.certification.states import buy, set_up_code
from tests.support.mail_server import Postbox
from tests.support.voice_rules import can_be_said

RIGHT, WRONG = CODE
RESET = {
    "en-US": "If you forgot the code, write to us",
    "de-DE": "Wenn du den Code vergessen hast, schreib uns",
}
SAYS_CODE = {
    "en-US": r"optional four-digit voice code.*order of \$100 or more",
    "de-DE": r"vierstelligen Sprachcode einrichten.*Bestellung ab 100 \$",
}


def with_code(review: Review) -> tuple[Device, Heard]:
    """The device of a household that set up its code, and what is asked after the yes to a large order."""
    device = review.device()
    set_up_code(review, device)
    return device, buy(review, device, review.phrases.large)


def test_1e_the_limit_is_a_hundred() -> None:
    """1e: "an item(s) that costs $100 or more": the shop's code_from is at most that."""
    assert CONFIG.policy.code_from.decimal <= 100


def test_1e_a_code_is_offered_after_an_order_of_a_hundred_or_more(review: Review) -> None:
    """1e: customers are given "the option to set a four-digit voice code"."""
    device = review.device()
    done = buy(review, device, review.phrases.large)

    assert review.phrases.large_total in done.speech
    assert review.question(done) is Kind.OFFER_CODE
    assert review.question(device.say(review.phrases.yes)) is Kind.NEW_CODE
    assert review.question(device.say(RIGHT)) is Kind.CODE_AGAIN
    assert review.question(device.say(RIGHT)) is Kind.OPEN
    code = review.customer().home.code
    assert code is not None
    assert code.matches(RIGHT)


def test_1e_no_code_is_offered_after_a_small_order(review: Review) -> None:
    """1e, the other way round: below the limit nobody is bothered."""
    assert review.question(buy(review, review.device(), review.phrases.order)) is Kind.OPEN


def test_1e_the_code_is_optional(review: Review) -> None:
    """1e: it is an option: whoever does not want one buys without, and is not asked every time."""
    device = review.device()
    buy(review, device, review.phrases.large)
    device.say(review.phrases.no)
    again = buy(review, device, review.phrases.large)

    assert review.question(again) is Kind.OPEN
    assert [order.totals.total.minor for order in review.orders()] == [17119, 17119]
    assert review.customer().home.code is None


def test_1e_an_enabled_code_is_asked_for_before_the_order_is_completed(review: Review) -> None:
    """1e: "if customers have enabled this function, the skill must ask customers to confirm the code via voice before
    completing a transaction"."""
    device, asked = with_code(review)

    assert review.question(asked) is Kind.CODE
    assert review.orders() == []
    wrong = device.say(WRONG)
    assert review.question(wrong) is Kind.CODE
    assert review.orders() == []
    done = device.say(RIGHT)
    assert review.phrases.large_total in done.speech
    assert len(review.orders()) == 1


def test_1e_without_the_code_nothing_is_completed(review: Review) -> None:
    """1e: whoever does not say the code buys nothing, and the offer is closed."""
    device, asked = with_code(review)

    assert asked.card is None
    assert review.question(device.say(review.phrases.cancel)) is Kind.OPEN
    assert review.question(device.say(RIGHT)) is Kind.OPEN
    assert review.orders() == []


def test_1e_an_unrecognised_voice_needs_the_code_for_what_it_may_not_buy(review: Review) -> None:
    """1e: "to protect against unwanted or accidental purchases": a voice nobody knows is asked for it, too."""
    set_up_code(review, review.device())
    stranger = review.device("", name="hall")
    stranger.say(review.phrases.large)
    asked = stranger.say(review.phrases.yes)

    assert review.question(asked) is Kind.CODE
    stranger.say(WRONG)
    assert review.orders() == []
    stranger.say(RIGHT)
    assert len(review.orders()) == 1


def test_1e_three_wrong_codes_lock_it(review: Review, postbox: Postbox) -> None:
    """Voice code requirements: after three wrong codes in a row not even the right one works; the owner is told, and
    how to reset it.
    """
    device, _ = with_code(review)
    asked = [review.question(device.say(WRONG)) for _ in range(TRIES)]
    asked.append(review.question(device.say(RIGHT)))
    asked.append(review.question(buy(review, device, review.phrases.large)))
    device.say(RIGHT)

    assert asked == [Kind.CODE, Kind.CODE, Kind.OPEN, Kind.OPEN, Kind.OPEN]
    assert review.orders() == []
    review.post(postbox.url)
    assert postbox.recipients == [review.phrases.email]
    assert RESET[review.locale] in postbox.received[0].text


def test_1e_the_code_can_be_changed_and_switched_off(review: Review) -> None:
    """Voice code requirements: customers can reset it; by voice that takes the code that holds."""
    device = review.device()
    set_up_code(review, device)
    for intent, then in (("ChangeCode", (RIGHT, WRONG, WRONG)), ("RemoveCode", (WRONG,))):
        device.send(intent)
        for code in then:
            device.say(code)

    assert review.customer().home.code is None


def test_1e_a_reviewers_own_voice_can_use_the_code(review: Review) -> None:
    """1e, as it is reviewed: the merchant sets the test account's code beforehand; a voice that nobody has heard before
    introduces itself with it, and then buys for a hundred and more.
    """
    arguments = ["household", review.household, "--code"]
    done = CliRunner().invoke(restock, arguments, input=f"{RIGHT}\n{RIGHT}\n", env=review.environ)
    assert done.exit_code == 0

    device = review.device("reviewer")
    device.send("Introduce", {"name": review.phrases.adult})
    assert review.phrases.adult in device.say(RIGHT).speech
    assert review.question(buy(review, device, review.phrases.large)) is Kind.CODE
    device.say(RIGHT)
    assert len(review.orders()) == 1


def test_1e_the_code_is_never_said_shown_or_kept(review: Review) -> None:
    """Voice code requirements: the code is a secret: not repeated, on no card, on no timeline, stored as a hash."""
    device, _ = with_code(review)
    device.say(RIGHT)

    assert RIGHT not in json.dumps(review.answers)
    assert RIGHT not in str([one.slots for one in review.store.timeline(review.household).interactions])
    assert RIGHT not in str(review.customer().home.code)


@pytest.mark.parametrize("locale", PUBLISHED)
def test_1e_the_description_tells_of_the_code(locale: str) -> None:
    """1e: "any skill that provides a voice code option should notify customers … in their skill description", with
    words that work."""
    assert re.search(SAYS_CODE[locale], DESCRIPTIONS[locale], re.DOTALL)
    said = {"en-US": r"ask Corner Pantry to (.+)\.\"", "de-DE": r"sage Corner Pantry (.+)\.“"}[locale]
    (phrase,) = re.findall(said, DESCRIPTIONS[locale])
    assert can_be_said(phrase.lower(), MODELS[locale])


@pytest.mark.parametrize("locale", CONFIG.assistant_pin, indirect=True)
def test_1e_alexas_own_pin_confirms_the_order(review: Review) -> None:
    """PIN confirmation: a person with a profile PIN is asked for that, by Alexa; only then it is bought."""
    device = review.device()
    device.pin_says(ACHIEVED)
    device.say(review.phrases.large)
    done = device.say(review.phrases.yes)

    assert done.before is not None
    directive = pin_asked(done.before)
    assert directive is not None
    assert directive["input"]["requestedAuthenticationConfidenceLevel"]["level"] == 400
    assert "shouldEndSession" not in done.before.response["response"]
    assert len(review.orders()) == 1


@pytest.mark.parametrize("locale", CONFIG.assistant_pin, indirect=True)
def test_1e_a_wrong_pin_completes_nothing(review: Review) -> None:
    """PIN confirmation: NOT_ACHIEVED, and nothing is bought; the skill goes on politely."""
    device = review.device()
    device.pin_says(NOT_ACHIEVED)
    device.say(review.phrases.large)
    refused = device.say(review.phrases.yes)

    assert review.question(refused) is Kind.OPEN
    assert review.orders() == []
