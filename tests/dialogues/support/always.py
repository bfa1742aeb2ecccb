"""What holds at every step of every dialogue, whether it is written there or not."""

from __future__ import annotations

import re

from babel import Locale

from skill.locales.values import amount as spoken_amount
from skill.shopping.offer import Offer
from tests.dialogues.support.moment import Moment, card_written
from tests.dialogues.support.script import NOBODY, Dialogue
from tests.dialogues.support.stage import Cast

_OFFERED = {"offered", "offered_anew"}
_OF_AN_OFFER = {"offer", "pin", "code"}
_CLOSING = 60
"""Characters that may follow the question: "Which one? Or say next."."""


def always(moment: Moment, dialogue: Dialogue, cast: Cast, speaker: str) -> list[str]:
    """What is broken, in words; empty is good."""
    if moment.step.action == "replay":
        return _replayed(moment)
    broken = [*_recorded(moment), *_session(moment), *_bought(moment), *_offered(moment, dialogue.locale)]
    return [*broken, *_discreet(moment, cast)] if speaker == NOBODY else broken


def _recorded(moment: Moment) -> list[str]:
    """Each request is exactly one interaction, and every step but a first silence is exactly one request."""
    added = len(moment.after.timeline) - len(moment.before.timeline)
    broken = [] if added == moment.requests else [f"{moment.requests} requests made {added} interactions"]
    waited = moment.step.action == "silent" and moment.requests == 0
    expected = 2 if moment.heard.before else 1
    return broken if waited or moment.requests == expected else [*broken, f"one step made {moment.requests} requests"]


def _replayed(moment: Moment) -> list[str]:
    """A request that comes again gets the same answer and changes nothing."""
    same = (moment.before.orders, moment.before.cart, moment.before.timeline) == (
        moment.after.orders,
        moment.after.cart,
        moment.after.timeline,
    )
    return [] if same else ["the same request sent again changed something"]


def _session(moment: Moment) -> list[str]:
    """Alexa listens exactly while a question is open, and puts it again after silence."""
    if not moment.requests:
        return []
    heard, asked = moment.heard, moment.after.session.question
    if heard.session_open != (asked is not None):
        return [f"the session is {'open' if heard.session_open else 'closed'}, the open question {asked}"]
    broken = []
    if heard.session_open and heard.speech:  # a tap that means nothing is not answered, and changes nothing
        broken += [] if heard.reprompt else ["waits for an answer without a reprompt"]
        broken += [] if "?" in heard.speech[-_CLOSING:] else ["waits for an answer to what is no question"]
    about_offer = moment.after.question in _OF_AN_OFFER and not (asked and asked.about)
    if (moment.after.session.offer is not None) != about_offer:
        broken.append("an offer is kept without its question, or the question without its offer")
    return broken


def _bought(moment: Moment) -> list[str]:
    """An order is there only after a yes to the open offer that it came from, or after the code asked for by that."""
    known = {order.id for order in moment.before.orders}
    placed = [order for order in moment.after.orders if order.id not in known]
    if not placed:
        return []
    offer = moment.before.session.offer
    agreed = moment.intent == "Yes" and moment.asked in ("offer", "pin")
    proven = moment.intent == "VoiceCode" and moment.asked == "code" and _said_yes(moment)
    if offer is None or not (agreed or proven):
        return [f"ordered by {moment.intent} while the open question was {moment.asked}"]
    if len(placed) > 1 or placed[0].id != offer.order_id or placed[0].totals != offer.totals:
        return ["what was ordered is not what was offered"]
    return []


def _said_yes(moment: Moment) -> bool:
    """Whether a yes came after the open offer was made."""
    offer = moment.before.session.offer
    return any(one.intent == "Yes" and offer and one.at > offer.made_at for one in moment.before.timeline)


def _offered(moment: Moment, locale: str) -> list[str]:
    """An offer is spoken in full, and its card says the same."""
    offer, before = moment.after.session.offer, moment.before.session.offer
    new = offer is not None and (before is None or before.id != offer.id)
    if offer is None or not (new or moment.outcome in _OFFERED):
        return []
    card = card_written(moment.heard.card)
    text = card["text"] if isinstance(card, dict) else ""
    broken = []
    for fact in _facts(offer, locale):
        broken += [] if fact in moment.heard.speech else [f"the offer does not say {fact!r}"]
        broken += [] if fact in text else [f"the card does not say {fact!r}"]
    return broken


def _facts(offer: Offer, locale: str) -> list[str]:
    total = offer.totals.total
    facts = [spoken_amount(total.minor, total.currency, Locale.parse(locale, sep="-")), offer.seller]
    return [*facts, *(str(line.quantity) for line in offer.lines if line.quantity > 1)]


def _discreet(moment: Moment, cast: Cast) -> list[str]:
    """A voice that is not recognised hears nobody's name, not where they live and not how they pay."""
    said = f"{moment.heard.speech} {card_written(moment.heard.card)}"
    words = set(re.findall(r"\w+", said))
    labels = [*cast.customer.address.values(), *cast.customer.payment.values()] if cast.customer else []
    heard = [person.name for person in moment.after.people if person.name in words]
    return [f"an unknown voice hears {secret}" for secret in (*heard, *(label for label in labels if label in said))]
