"""Every question that the skill can ask, and how a reviewer comes to it."""

from __future__ import annotations

from collections.abc import Callable

from skill.conversation.question import Kind
from skill.simulator import Device, Heard
from tests.certification.phrases import CODE, LOCALES
from tests.certification.review import CONFIG, Review

STATES = [
    (locale, kind) for locale in LOCALES for kind in Kind if kind is not Kind.PIN or locale in CONFIG.assistant_pin
]
"""All questions of all locales. Alexa's own PIN is asked where shop.yaml's assistant_pin says so."""

_PIN = {"help": "AMAZON.HelpIntent", "stop": "AMAZON.StopIntent", "cancel": "AMAZON.CancelIntent"}
_PIN |= {"gibberish": "AMAZON.FallbackIntent"}


def ask(review: Review, kind: Kind, what: str) -> tuple[Device, Heard]:
    """Come to a question and say something: ``help``, ``stop``, ``cancel`` or ``gibberish``; the device, the answer."""
    device, phrases = review.device(), review.phrases
    if kind is Kind.PIN:
        device.say(phrases.large)
        # Alexa has the floor, and hands over what she hears before the PIN.
        review.instead = {"type": "IntentRequest", "intent": {"name": _PIN[what], "confirmationStatus": "NONE"}}
        return device, device.say(phrases.yes)
    assert review.question(_ROADS[kind](review, device)) is kind
    return device, device.say(getattr(phrases, what))


def reach(review: Review, kind: Kind) -> tuple[Device, Heard]:
    """Come to a question: the device, and how it was asked."""
    device = review.device()
    heard = _ROADS[kind](review, device)
    assert review.question(heard) is kind
    return device, heard


def set_up_code(review: Review, device: Device) -> Heard:
    """Set up the voice code."""
    device.say(review.phrases.set_up_code)
    device.say(CODE[0])
    return device.say(CODE[0])


def buy(review: Review, device: Device, what: str) -> Heard:
    """Say what is wanted, hear the offer, say yes."""
    device.say(what)
    return device.say(review.phrases.yes)


def _cart(review: Review, device: Device) -> Heard:
    device.say(review.phrases.into_cart)
    return device.say(review.phrases.show_cart)


def _cancel_order(review: Review, device: Device) -> Heard:
    buy(review, device, review.phrases.order)
    return device.say(review.phrases.cancel_order)


def _cancel_what(review: Review, device: Device) -> Heard:
    buy(review, device, review.phrases.order)
    return device.say(review.phrases.cancel)


def _wish(review: Review, device: Device) -> Heard:
    review.device(review.phrases.child, name="nursery").say(review.phrases.large)
    return device.open()


def _code(review: Review, device: Device) -> Heard:
    set_up_code(review, device)
    return buy(review, device, review.phrases.large)


def _code_again(review: Review, device: Device) -> Heard:
    device.say(review.phrases.set_up_code)
    return device.say(CODE[0])


_ROADS: dict[Kind, Callable[[Review, Device], Heard]] = {
    Kind.OPEN: lambda review, device: device.say(review.phrases.unknown),
    Kind.OFFER: lambda review, device: device.say(review.phrases.order),
    Kind.WHICH: lambda review, device: device.say(review.phrases.choice),
    Kind.SUGGEST: lambda review, device: device.open(),
    Kind.CART: _cart,
    Kind.CANCEL_ORDER: _cancel_order,
    Kind.CANCEL_WHAT: _cancel_what,
    Kind.FAR: lambda review, device: device.say(review.phrases.many),
    Kind.WISH: _wish,
    Kind.CODE: _code,
    Kind.NEW_CODE: lambda review, device: device.say(review.phrases.set_up_code),
    Kind.CODE_AGAIN: _code_again,
    Kind.OFFER_CODE: lambda review, device: buy(review, device, review.phrases.large),
}
