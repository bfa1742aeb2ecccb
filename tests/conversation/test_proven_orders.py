"""Orders that need proof: the household's code or the assistant's PIN, for the very offer, by who says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Amount, Reply, Saying, Thing, Things
from skill.profile.home import Home
from skill.shopping.money import Money
from skill.shopping.offer import Offer
from skill.shopping.policy import Choices
from skill.shopping.product import Quote
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, CODE, MIA, NOBODY, Talk, keys
from tests.support.tiny_shop import NOON

LARGE = {"product": "dollhouse and toilet paper"}
IDS = ("dollhouse", "paper")
TOTAL = Money(10965, "USD")
ELSE, WHAT = Saying("common-anything-else"), Saying("common-what-to-order")
WHICH = Saying("account-which-code")


@pytest.fixture
def talk(app: App) -> Talk:
    """A household with a code."""
    talk = Talk(app)
    talk.change(code=CODE)
    return talk


@pytest.fixture
def pin(make_app: Callable[[Kind | None], App]) -> Talk:
    """An assistant with a PIN of its own."""
    return Talk(make_app(Kind.PIN))


def open_offer(talk: Talk) -> Offer:
    """The offer that is open."""
    made = session(talk.app, "anna").offer
    assert made is not None
    return made


def said_yes(talk: Talk, person: str = ANNA, **slots: Any) -> Reply:
    """The answer to a yes to a large offer."""
    talk(person, "Reorder", **slots or LARGE)
    return talk(person, "Yes")


def test_the_yes_to_a_large_offer_asks_for_the_code_and_orders_nothing(talk: Talk) -> None:
    before = talk.kept()
    assert said_yes(talk).says == (WHICH,)
    assert (talk.outcome, talk.kept()) == ("asked_code", before)
    assert session(talk.app, "anna").question == Question(Kind.CODE, (WHICH,), products=IDS)
    assert open_offer(talk).totals.total == TOTAL
    assert talk.store.timeline("anna").interactions[0].products == IDS


def test_the_right_code_orders_just_that_and_once(talk: Talk) -> None:
    said_yes(talk)
    offer = open_offer(talk)
    assert keys(talk(ANNA, "VoiceCode", code="1234"))[0] == "reorder-placed"
    [order] = talk.orders()
    assert (order.id, order.lines, order.totals, order.person) == (offer.order_id, offer.lines, offer.totals, "anna")
    assert talk.home.code == CODE
    assert (session(talk.app, "anna").question, session(talk.app, "anna").offer) == (
        Question(Kind.OPEN, (ELSE,)),
        None,
    )
    for intent in ("VoiceCode", "Yes"):
        talk(ANNA, intent, code="1234")
    assert talk.orders() == [order]


def test_wrong_codes_order_nothing_and_are_forgotten_with_the_right_one(talk: Talk) -> None:
    said_yes(talk)
    for wrong in (1, 2):
        assert talk(ANNA, "VoiceCode", code="4321").says == (Saying("account-code-wrong"), WHICH)
        assert (talk.outcome, talk.orders(), talk.home) == ("wrong_code", [], Home(code=replace(CODE, wrong=wrong)))
    assert keys(talk(ANNA, "VoiceCode", code="1234"))[0] == "reorder-placed"
    assert (len(talk.orders()), talk.home) == (1, Home(code=CODE))


def test_the_third_wrong_code_closes_the_offer(talk: Talk) -> None:
    said_yes(talk)
    for _ in range(2):
        talk(ANNA, "VoiceCode", code="4321")
    locked = Saying("account-code-now-locked", {"ordering": "yes", "count": 15, "unit": "minutes"})
    assert talk(ANNA, "VoiceCode", code="4321").says == (locked, Saying("account-code-locked-mail"), ELSE)
    assert (talk.outcome, talk.store.timeline("anna").interactions[0].products) == ("code_locked", IDS)
    assert session(talk.app, "anna").offer is None
    for intent in ("VoiceCode", "Yes"):
        talk(ANNA, intent, code="1234")
    assert talk.orders() == []


def test_the_right_code_for_what_costs_more_by_now_orders_nothing_and_asks_anew(talk: Talk) -> None:
    """Wrong tries are forgotten all the same."""
    talk.change(code=replace(CODE, wrong=1))
    said_yes(talk)
    talk.store.put_quotes([Quote("dollhouse", Money(9000, "USD"), 1)])
    reply = talk(ANNA, "VoiceCode", code="1234")
    assert reply.says[0] == Saying("reorder-changed", {"why": "price"})
    assert (talk.outcome, talk.orders(), talk.home) == ("offered_anew", [], Home(code=CODE))
    # The code was said for another offer.
    assert keys(talk(ANNA, "Yes")) == ["account-which-code"]
    assert talk.orders() == []


def test_a_child_that_knows_the_code_orders_nothing(talk: Talk) -> None:
    said_yes(talk)
    assert talk.first(MIA, "VoiceCode", code="1234") == "account-child"
    assert (talk.outcome, talk.orders()) == ("refused_child", [])


def test_a_voice_that_nobody_recognised_orders_with_the_code(talk: Talk) -> None:
    assert said_yes(talk, NOBODY, product="toilet paper").says == (WHICH,)
    assert keys(talk(NOBODY, "VoiceCode", code="1234"))[0] == "reorder-placed"
    assert [order.person for order in talk.orders()] == [""]


@pytest.mark.parametrize("intent", ["No", "Cancel"])
def test_who_says_no_instead_of_the_code_closes_the_offer(talk: Talk, intent: str) -> None:
    said_yes(talk)
    assert talk(ANNA, intent).says == (Saying("reorder-left"), WHAT)
    assert (talk.outcome, session(talk.app, "anna").offer) == ("declined", None)
    for later in ("VoiceCode", "Yes"):
        talk(ANNA, later, code="1234")
    assert talk.orders() == []


# The PIN of the assistant.


def result(talk: Talk, person: str, reason: str, offer: Offer | None = None, **more: Any) -> Reply:
    """The assistant brings what it found out; about the open offer unless said otherwise."""
    about = offer.id if offer else open_offer(talk).id
    return talk(person, "Resumed", **{"resumed": about, "reason": reason} | more)


def test_the_yes_to_a_large_offer_asks_the_assistant_for_its_pin(pin: Talk) -> None:
    before = pin.kept()
    reply = said_yes(pin)
    assert (reply.says, reply.verify) == ((), open_offer(pin).id)
    assert (pin.outcome, pin.kept()) == ("asked_code", before)
    listed = Things((Thing(1, "dollhouse"), Thing(1, "toilet paper")))
    again = Saying("reorder-ask-again", {"things": listed, "total": Amount(10965, "USD")})
    assert session(pin.app, "anna").question == Question(Kind.PIN, (again,), products=IDS)


def test_the_right_pin_orders_just_that(pin: Talk) -> None:
    said_yes(pin)
    offer = open_offer(pin)
    reply = result(pin, ANNA, "ACHIEVED")
    assert (keys(reply)[0], keys(reply)[-1]) == ("reorder-placed", "common-anything-else")
    assert [(order.id, order.person) for order in pin.orders()] == [(offer.order_id, "anna")]
    result(pin, ANNA, "ACHIEVED", offer)
    assert len(pin.orders()) == 1


@pytest.mark.parametrize("reason", ["NOT_ACHIEVED", "DENIED", "", "SOMETHING_NEW"])
def test_no_pin_no_order(pin: Talk, reason: str) -> None:
    said_yes(pin)
    before, offer = pin.kept(), open_offer(pin)
    assert result(pin, ANNA, reason).says == (Saying("account-pin-failed"), WHAT)
    assert (pin.outcome, pin.kept(), session(pin.app, "anna").offer) == ("not_verified", before, None)
    assert pin.store.timeline("anna").interactions[0].products == IDS
    result(pin, ANNA, "ACHIEVED", offer)
    assert pin.orders() == []


@pytest.mark.parametrize("person", [NOBODY, MIA])
def test_a_pin_proves_nothing_of_a_voice_that_may_not_order(pin: Talk, person: str) -> None:
    said_yes(pin)
    key = keys(result(pin, person, "ACHIEVED"))[0]
    assert key == ("account-child" if person else "account-pin-failed")
    assert pin.orders() == []


@pytest.mark.parametrize("resumed", ["", "another-offer"])
def test_a_result_about_another_offer_is_none_we_asked_for(pin: Talk, resumed: str) -> None:
    said_yes(pin)
    before, open_question = pin.kept(), session(pin.app, "anna").question
    reply = result(pin, ANNA, "ACHIEVED", resumed=resumed)
    assert keys(reply) == ["reorder-ask-again"]
    assert (pin.outcome, pin.kept()) == ("misheard", before)
    assert session(pin.app, "anna").question == open_question


def test_a_result_that_nobody_waits_for_orders_nothing(pin: Talk) -> None:
    pin(ANNA, "Reorder", **LARGE)
    before = pin.kept()
    assert keys(result(pin, ANNA, "ACHIEVED")) == ["reorder-ask-again"]
    assert (pin.outcome, pin.kept()) == ("misheard", before)
    pin(ANNA, "No")
    assert pin(ANNA, "Resumed", resumed="", reason="ACHIEVED").says == (WHAT,)
    assert pin.orders() == []


@pytest.mark.parametrize(
    ("code", "key", "orders"),
    [
        (None, "reorder-placed", 1),
        (CODE, "account-which-code", 0),
        (replace(CODE, locked_until=NOON + timedelta(days=1)), "account-code-locked", 0),
    ],
)
def test_without_a_pin_the_households_own_code_counts(pin: Talk, code: Any, key: str, orders: int) -> None:
    pin.change(code=code)
    said_yes(pin)
    assert keys(result(pin, ANNA, "NOT_ENABLED"))[0] == key
    assert len(pin.orders()) == orders


def test_a_gift_is_not_named_by_the_question_for_its_pin(pin: Talk) -> None:
    pin.change(choices=Choices(code_from=1000))
    pin(ANNA, "Reorder", product="oat milk")
    pin(ANNA, "Gift")
    pin(ANNA, "Yes")
    assert session(pin.app, "anna").question == Question(Kind.PIN, (Saying("reorder-ask"),), products=("milk-oat",))
