"""A yes that orders nothing: why, what stays open and for whom, and that nothing else is written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Amount, Saying, Thing, Things, Value
from skill.profile.home import Home
from skill.shopping.money import Money
from skill.shopping.policy import Choices
from skill.shopping.product import Quote
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, BEN, CODE, MIA, NOBODY, Talk, keys, voice_of
from tests.support.tiny_shop import NOON

ELSE = Saying("common-anything-else")
SELLER: dict[str, Value] = {"seller": "Corner Pantry"}
MILK = {"product": "oat milk"}
TOTAL = Amount(1537, "USD")


@pytest.fixture
def talk(app: App) -> Talk:
    return Talk(app)


def recorded(talk: Talk) -> tuple[str, tuple[str, ...], str]:
    """Outcome, products and order of the last turn."""
    found = talk.store.timeline("anna").interactions[0]
    return found.outcome, found.products, found.order_id


def asked(talk: Talk) -> Question | None:
    """The open question."""
    return session(talk.app, "anna").question


def choose(talk: Talk, **choices: Any) -> None:
    """The household changes its mind between the offer and the yes."""
    talk.change(choices=Choices(**choices))


def test_an_order_is_recorded_with_its_id(talk: Talk) -> None:
    talk(ANNA, "Reorder", **MILK)
    talk(ANNA, "Yes")
    [order] = talk.orders()
    assert recorded(talk) == ("ordered", ("milk-oat",), order.id)


@pytest.mark.parametrize(
    ("choices", "reason"), [({"per_order": 1536}, "order-limit"), ({"per_day": 1536}, "day-limit")]
)
def test_over_a_limit_for_all_the_offer_is_closed(talk: Talk, choices: dict[str, int], reason: str) -> None:
    talk(ANNA, "Reorder", **MILK)
    choose(talk, **choices)
    before = talk.kept()
    reply = talk(ANNA, "Yes")
    assert reply.says == (Saying(f"account-{reason}", SELLER | {"limit": Amount(1536, "USD")}), ELSE)
    assert (recorded(talk), reply.card) == ((f"refused_{reason.replace('-', '_')}", ("milk-oat",), ""), None)
    assert session(talk.app, "anna").mentioned == ("milk-oat",)
    assert (session(talk.app, "anna").offer, talk.kept()) == (None, before)


def test_over_the_limit_of_one_speaker_another_may_say_yes(talk: Talk) -> None:
    talk.change(people=(replace(BEN, voice=voice_of("Ben")),))
    talk(ANNA, "Reorder", product="toilet paper")
    talk(ANNA, "Yes")
    choose(talk, per_speaker=1900)
    talk("Ben", "Reorder", **MILK)
    reply = talk(ANNA, "Yes")
    again = Saying("reorder-ask-again", {"things": Things((Thing(3, "oat milk"),)), "total": TOTAL})
    assert reply.says == (Saying("account-speaker-limit", SELLER | {"limit": Amount(1900, "USD")}), again)
    assert (recorded(talk)[0], len(talk.orders())) == ("refused_speaker_limit", 1)
    talk("Ben", "Yes")
    assert [order.person for order in talk.orders()] == ["anna", "ben"]


def test_an_unknown_voice_buys_nothing_new_and_who_was_asked_still_may(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="toilet paper")
    before = talk.kept()
    reply = talk(NOBODY, "Yes")
    assert keys(reply) == ["account-new-for-unknown-voice", "reorder-ask-again"]
    assert reply.says[0].values == SELLER | {"limit": Amount(5000, "USD")}
    assert (recorded(talk), talk.kept()) == (("refused_new_for_unknown_voice", ("paper",), ""), before)
    talk(ANNA, "Yes")
    assert len(talk.orders()) == 1


LOCKED = replace(CODE, locked_until=NOON + timedelta(minutes=59, seconds=50))


@pytest.mark.parametrize(("person", "stays"), [(ANNA, False), (NOBODY, True)])
def test_a_code_that_was_locked_meanwhile_orders_nothing(talk: Talk, person: str, stays: bool) -> None:
    """For an adult nothing but time helps; an unknown voice may leave it to an adult."""
    talk.change(code=CODE, choices=Choices(code_from=1000 if person else None))
    talk(ANNA, "Reorder", **(MILK if person else {"product": "toilet paper"}))
    talk.change(code=LOCKED)
    before = talk.kept()
    reply = talk(person, "Yes")
    # Of 59 minutes and 30 seconds a minute that has begun counts.
    assert reply.says[0] == Saying("account-code-locked", SELLER | {"count": 1, "unit": "hours"})
    assert (recorded(talk)[0], talk.kept()) == ("refused_code_locked", before)
    assert (session(talk.app, "anna").offer is not None) is stays


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (3540, 59)])
def test_how_long_it_is_locked_is_told_in_minutes_that_have_begun(talk: Talk, seconds: int, minutes: int) -> None:
    talk.change(code=replace(CODE, locked_until=NOON + timedelta(seconds=10 + seconds)))
    reply = talk(ANNA, "RemoveCode")
    assert reply.says[0] == Saying("account-code-locked", {"count": minutes, "unit": "minutes"})


def test_a_small_order_needs_no_code_and_none_is_offered_while_it_is_locked(talk: Talk) -> None:
    talk.change(code=LOCKED)
    talk(ANNA, "Reorder", **MILK)
    assert keys(talk(ANNA, "Yes"))[-1] == "common-anything-else"
    assert len(talk.orders()) == 1


@pytest.mark.parametrize(("code_from", "last"), [(1537, "account-offer-code"), (1538, "common-anything-else")])
def test_a_code_is_offered_from_the_total_on_from_which_it_would_be_asked_for(
    talk: Talk, code_from: int, last: str
) -> None:
    choose(talk, code_from=code_from)
    talk(ANNA, "Reorder", **MILK)
    assert keys(talk(ANNA, "Yes"))[-1] == last


def test_a_number_that_became_unusual_is_asked_about_with_all_that_was_said(talk: Talk) -> None:
    talk(ANNA, "AddToCart", product="toilet paper", quantity=2)
    talk(ANNA, "AddToCart", product="dark roast coffee", quantity=6)
    talk(ANNA, "Checkout")
    talk(ANNA, "Yes")
    choose(talk, far_times=1, far_from=2)
    before = talk.kept()

    reply = talk(ANNA, "Yes")

    ask = Saying("reorder-far", {"item": Things((Thing(2, "toilet paper"),)), "usual": 0, "known": "no"})
    assert reply.says == (ask,)
    assert asked(talk) == Question(
        Kind.FAR,
        (ask,),
        products=("paper",),
        quantity=2,
        units=(("paper", 2), ("coffee-dark", 6)),
        sure=("coffee-dark",),
        from_cart=True,
    )
    assert (recorded(talk), talk.kept()) == (("asked_quantity", ("paper", "coffee-dark"), ""), before)
    talk(ANNA, "Yes")
    talk(ANNA, "Yes")
    assert (len(talk.orders()), talk.store.load("anna", "", NOON).cart.lines) == (1, ())


def test_what_costs_more_by_now_is_offered_anew_with_all_that_was_said(talk: Talk) -> None:
    """The cart, and the number that was confirmed."""
    talk(ANNA, "AddToCart", product="dark roast coffee", quantity=6)
    talk(ANNA, "Checkout")
    talk(ANNA, "Yes")
    talk.store.put_quotes([Quote("coffee-dark", Money(999, "USD"))])
    before = talk.kept()
    reply = talk(ANNA, "Yes")
    assert (reply.says[0], reply.says[-1]) == (Saying("reorder-changed", {"why": "price"}), Saying("reorder-ask"))
    assert (recorded(talk)[0], talk.kept()) == ("offered_anew", before)
    talk(ANNA, "Yes")
    assert [order.totals.total for order in talk.orders()] == [Money(5994, "USD")]
    assert talk.store.load("anna", "", NOON).cart.lines == ()


def test_what_is_sold_out_by_now_is_not_offered_anew(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="toilet paper")
    talk.store.put_quotes([Quote("paper", Money(1249, "USD"), 0)])
    assert keys(talk(ANNA, "Yes")) == ["reorder-changed", "reorder-sold-out", "common-anything-else"]
    assert (recorded(talk)[0], session(talk.app, "anna").offer, talk.orders()) == ("sold_out", None, [])


def test_the_new_offer_needs_the_code_again_and_says_so(talk: Talk) -> None:
    talk.change(code=CODE, choices=Choices(code_from=1000))
    talk(ANNA, "Reorder", **MILK)
    talk(ANNA, "Yes")
    talk.store.put_quotes([Quote("milk-oat", Money(350, "USD"))])
    reply = talk(ANNA, "VoiceCode", code="1234")
    assert keys(reply)[0] == "reorder-changed"
    assert keys(reply)[-2:] == ["account-code-then", "reorder-ask"]
    assert keys(talk(ANNA, "Yes")) == ["account-which-code"]
    assert talk.orders() == []


def test_what_of_a_wish_is_not_there_is_told_with_the_question_about_a_number(talk: Talk) -> None:
    talk.store.put_quotes([Quote("milk-oat", Money(349, "USD"), 0), Quote("coffee-dark", Money(899, "USD"), 7)])
    reply = talk(ANNA, "Reorder", product="3 oat milk and 9 dark roast coffee")
    left_out = Saying("reorder-left-out", {"things": Things((Thing(1, "oat milk"),))})
    assert reply.says[:2] == (left_out, Saying("reorder-fewer"))
    assert keys(reply)[2:] == ["reorder-far"]
    enough = talk(ANNA, "Reorder", product="6 dark roast coffee")
    assert keys(enough) == ["reorder-far"]


def test_of_an_account_that_cannot_pay_what_was_wanted_is_still_it(talk: Talk) -> None:
    talk.change_account(payment={})
    talk(ANNA, "Reorder", **MILK)
    assert session(talk.app, "anna").mentioned == ("milk-oat",)


def test_a_no_names_what_it_refused(talk: Talk) -> None:
    talk(ANNA, "Reorder", **MILK)
    assert talk(ANNA, "No").says == (Saying("reorder-left"), Saying("common-what-to-order"))
    assert recorded(talk) == ("declined", ("milk-oat",), "")


def test_a_childs_wish_is_still_it_and_what_is_nothing_for_it_is_recorded_as_nothing(talk: Talk) -> None:
    talk(MIA, "Reorder", **MILK)
    assert session(talk.app, "anna").mentioned == ("milk-oat",)
    talk.change(wishes=())
    talk(ANNA, "AddToCart", product="dark roast coffee")
    assert talk.first(MIA, "Checkout") == "account-child"
    assert (recorded(talk)[0], talk.home) == ("refused_child", Home())
