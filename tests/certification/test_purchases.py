"""Requirements for Skills that Allow Purchases, section 1, physical products or services.

Page: requirements-for-skills-that-allow-purchases.html, rules 1a to 1e. The duty to say in so many words that an order
costs money is German law (§ 312j BGB; OLG München, 29 U 1091/18).
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from skill.bootstrap import lambda_entry
from skill.conversation.question import Kind
from skill.errors import SettingsError
from skill.settings.environment import DEMO_SHOP
from tests.certification.manifest import DESCRIPTIONS, MODELS, PUBLISHED
from tests.certification.review import CONFIG, Review
from tests.certification.states import buy
from tests.support.mail_server import Postbox

LINK = {"type": "LinkAccount"}
SAYS_LINKING = {"en-US": r"uses account linking", "de-DE": r"nutzt die Kontoverknüpfung"}


def missing(facts: tuple[str, ...], text: str) -> list[str]:
    """The facts that a text does not hold."""
    return [fact for fact in facts if fact not in text]


def test_1a_account_linking_is_used(review: Review) -> None:
    """1a: "must use account linking": without a linked account nothing can be bought, with one it can."""
    guest = review.device(linked=False)
    refused = guest.say(review.phrases.order)

    assert refused.card == LINK
    assert review.question(refused) is Kind.OPEN
    assert review.question(guest.say(review.phrases.yes)) is Kind.OPEN
    assert review.orders() == []

    buy(review, review.device(), review.phrases.order)
    assert [order.id for order in review.orders()] == [review.customer().orders[0].id]


def test_1a_an_account_that_is_unlinked_buys_nothing_any_more(review: Review) -> None:
    """1a: whoever unlinks the account in the Alexa app, even in the middle of an offer, is a guest at once."""
    yes = review.follow(review.device().say(review.phrases.order), "Yes")
    for user in (yes["session"]["user"], yes["context"]["System"]["user"]):
        del user["accessToken"]

    review.invoke(yes)

    assert review.orders() == []


@pytest.mark.parametrize("locale", PUBLISHED)
def test_1a_the_description_says_that_accounts_are_linked(locale: str) -> None:
    """1a: "must note in the skill description that the skill uses account linking"."""
    assert re.search(SAYS_LINKING[locale], DESCRIPTIONS[locale])


@pytest.mark.parametrize("locale", PUBLISHED)
def test_1b_the_invocation_name_is_the_sellers_name(locale: str) -> None:
    """1b: "the skill's invocation name must match the seller name", in shop.yaml, in the model and in the store."""
    names = {CONFIG.invocation[locale], MODELS[locale]["invocationName"], PUBLISHED[locale]["name"].lower()}

    assert names == {CONFIG.seller.lower()}


@pytest.mark.parametrize("locale", PUBLISHED)
def test_1b_another_invocation_name_stops_the_start(locale: str, tmp_path: Path, loaded: Path) -> None:
    """1b: a shop whose invocation name is not its seller's cannot even be started by mistake."""
    shop = (DEMO_SHOP / "shop.yaml").read_text()
    (tmp_path / "shop.yaml").write_text(shop.replace(f"{locale}: corner pantry", f"{locale}: quick basket"))
    environ = {"RESTOCK_STORE": "memory:", "RESTOCK_DATA": str(loaded), "RESTOCK_SHOP": str(tmp_path)}

    with pytest.raises(SettingsError, match=f"{locale}.*'quick basket' does not match the seller 'Corner Pantry'"):
        lambda_entry(environ)


def test_1b_customers_are_guided_to_the_sellers_name(review: Review) -> None:
    """1b: "must guide customers to use the seller name when invoking": after the order, and in the example phrases."""
    done = buy(review, review.device(), review.phrases.order)

    assert review.phrases.undo in done.speech
    assert all(CONFIG.seller in phrase for phrase in PUBLISHED[review.locale]["examplePhrases"])


def test_1c_the_order_is_confirmed_by_voice_before_it_is_completed(review: Review) -> None:
    """1c: by voice, before completing: seller of record, products, delivery details, total with taxes and charges."""
    offer = review.device().say(review.phrases.order)

    assert missing(review.phrases.offered, offer.speech) == []
    assert offer.speech.endswith(review.phrases.question)
    assert review.question(offer) is Kind.OFFER
    assert review.orders() == []


def test_1c_a_voice_that_is_not_recognised_hears_all_but_address_and_payment(review: Review) -> None:
    """1c, for whoever has no voice profile, as a reviewer may have none: the same, but address and payment are "the
    usual", for a guest in the room should not hear them.
    """
    offer = review.device("").say(review.phrases.order)
    *said, address, payment = review.phrases.offered

    assert missing((*said, *review.phrases.usual), offer.speech) == []
    assert missing((address, payment), offer.speech) == [address, payment]
    assert offer.speech.endswith(review.phrases.question)


def test_1c_only_a_yes_to_that_very_offer_completes_it(review: Review) -> None:
    """1c: what was confirmed is what is bought; anything but a yes buys nothing, and the yes buys once."""
    device = review.device()
    for said in (review.phrases.yes, review.phrases.order, review.phrases.gibberish, review.phrases.no):
        device.say(said)
    device.say(review.phrases.yes)
    assert review.orders() == []

    # A product that was refused is not offered again in that session: a new one begins.
    again = review.device(name="hall")
    again.say(review.phrases.order)
    done = again.say(review.phrases.yes)
    again.say(review.phrases.yes)
    review.invoke(dict(done.request))

    (order,) = review.orders()
    assert [line.quantity for line in order.lines] == [2]
    assert review.phrases.told[1] in done.speech


def test_1c_a_changed_offer_is_confirmed_anew(review: Review) -> None:
    """1c: another quantity is another order: its total is said and asked about before anything is bought."""
    device = review.device()
    device.say(review.phrases.order)
    changed = device.say(review.phrases.one)

    assert review.phrases.one_total in changed.speech
    assert changed.speech.endswith(review.phrases.question)
    assert review.orders() == []
    device.say(review.phrases.yes)
    assert [order.lines[0].quantity for order in review.orders()] == [1]


@pytest.mark.parametrize("locale", ["de-DE"], indirect=True)
@pytest.mark.parametrize("way", ["order", "large", "one", "cart", "silence", "help"])
def test_1c_german_law_the_question_itself_names_the_duty_to_pay(review: Review, way: str) -> None:
    """§ 312j BGB, OLG München 29 U 1091/18: product, price and "kostenpflichtig bestellen" directly before the yes."""
    device, phrases = review.device(), review.phrases
    if way in ("order", "large"):
        heard = device.say(getattr(phrases, way))
    elif way == "cart":
        device.say(phrases.into_cart)
        heard = device.say(phrases.check_out)
    else:
        device.say(phrases.order)
        heard = device.silent() if way == "silence" else device.say(getattr(phrases, way))
    offer = review.session(heard).offer
    assert offer is not None
    (line,) = offer.lines

    assert review.question(heard) is Kind.OFFER
    question = re.findall(r"[^.!?]*kostenpflichtig bestellen[^?]*\?", heard.speech)
    assert heard.speech.endswith(question[-1])
    assert line.name in heard.speech
    assert re.search(r"\d+,\d\d \$", heard.speech)
    assert "kostenpflichtig bestellen" in heard.reprompt
    assert line.name in heard.reprompt


def test_1d_the_completed_order_is_confirmed_by_voice(review: Review) -> None:
    """1d: "must confirm the transaction is complete via voice", with the order's details."""
    done = buy(review, review.device(), review.phrases.order)

    assert missing(review.phrases.told, done.speech) == []
    assert len(review.orders()) == 1


def test_1d_a_card_in_the_alexa_app_gives_the_details(review: Review) -> None:
    """1d: "must provide order details via … a card in the Alexa app"."""
    done = buy(review, review.device(), review.phrases.order)

    assert done.card is not None
    assert done.card["type"] == "Simple"
    assert missing(review.phrases.told, done.card["content"]) == []


def test_1d_an_email_gives_the_details(review: Review, postbox: Postbox) -> None:
    """1d: "must provide order details via email": to the account's address, in the language that was spoken, once."""
    buy(review, review.device(), review.phrases.order)

    assert review.post(postbox.url).done == 1
    assert review.post(postbox.url).done == 0
    (mail,), (order,) = postbox.received, review.orders()
    assert mail.recipients == (review.phrases.email,)
    assert mail.message["Subject"] == f"{review.phrases.subject}{order.id}"
    assert mail.message["From"].addresses[0].addr_spec == "orders@corner-pantry.example"
    lines = mail.text.splitlines()
    assert [line for line in review.phrases.mailed if line not in lines] == []


def test_1d_nothing_is_told_of_an_order_that_was_not_completed(review: Review, postbox: Postbox) -> None:
    """1d, the other way round: an offer that was declined leaves no order, and no e-mail about one."""
    device = review.device()
    device.say(review.phrases.order)
    declined = device.say(review.phrases.no)

    assert (review.orders(), declined.card) == ([], None)
    review.post(postbox.url)
    assert postbox.received == []


def test_never_is_a_card_number_asked_for_or_taken_by_voice(review: Review) -> None:
    """1a: payment is that of the linked account. No sample or slot takes a card's number; one that is said anyway is
    neither repeated nor kept.
    """
    samples = [sample for intent in MODELS[review.locale]["intents"] for sample in intent.get("samples", [])]
    numbers_of = re.compile(r"\bcards?\b|karte|\bcv[vc]\b|\biban\b|kontonummer", re.IGNORECASE)
    assert [sample for sample in samples if numbers_of.search(sample)] == []
    numbers = {slot["type"] for intent in MODELS[review.locale]["intents"] for slot in intent.get("slots", [])}
    assert {kind for kind in numbers if kind.startswith("AMAZON.")} == {
        "AMAZON.NUMBER",
        "AMAZON.FOUR_DIGIT_NUMBER",
        "AMAZON.DATE",
    }

    device = review.device()
    for intent in ("Reorder", "RemoveFromCart", "LastBought", "Price"):
        device.send(intent, {"product": "visa 4111 1111 1111 1111"})
    device.send("Reorder", {"product": "coffee", "quantity": "4111111111111111"})

    assert "1111" not in json.dumps(review.answers)
    assert "1111" not in str(review.store.timeline(review.household).interactions)
