"""The voice code step by step: set up, changed and switched off by a grown-up we know, and only with the old one."""

from __future__ import annotations

from dataclasses import replace as with_field
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation.question import Kind, Question
from skill.conversation.reply import Amount, Card, Saying, Value
from skill.profile.errand import Errand, ErrandKind
from skill.profile.home import Home
from skill.profile.voice_code import new_code
from skill.shopping.money import Money
from skill.shopping.product import Quote
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, CODE, MIA, NOBODY, ZOE, Talk
from tests.support.tiny_shop import NOON, turn

NEW = new_code("9876", bytes(16), cost=16)
ELSE = Saying("common-anything-else")
WHICH, FRESH, AGAIN = Saying("account-which-code"), Saying("account-new-code"), Saying("account-code-again")
SELLER: dict[str, Value] = {"seller": "Corner Pantry"}


@pytest.fixture
def talk(app: App) -> Talk:
    return Talk(with_field(app, new_code=lambda digits: new_code(digits, bytes(16), cost=16)))


def asked(talk: Talk) -> Question | None:
    """The open question."""
    return session(talk.app, "anna").question


def test_a_code_is_set_up_by_saying_it_twice(talk: Talk) -> None:
    before, customer = talk.kept(), talk.customer
    assert talk(ANNA, "SetUpCode").says == (FRESH,)
    assert (talk.outcome, asked(talk)) == ("asked_code", Question(Kind.NEW_CODE, (FRESH,)))
    assert talk(ANNA, "VoiceCode", code="9876").says == (AGAIN,)
    assert (talk.outcome, asked(talk)) == ("asked_code", Question(Kind.CODE_AGAIN, (AGAIN,), code=NEW))
    assert talk.kept()[1:] == before[1:]
    assert talk.customer == customer

    done = talk(ANNA, "VoiceCode", code="9876")

    assert (done.says, done.card, talk.outcome) == ((Saying("account-code-set"), ELSE), None, "code_set")
    assert talk.customer == replace(customer, home=Home(code=NEW))
    assert talk.kept()[1:] == before[1:]


def test_twice_something_else_sets_nothing(talk: Talk) -> None:
    talk(ANNA, "SetUpCode")
    talk(ANNA, "VoiceCode", code="9876")
    before = talk.kept()
    assert talk(ANNA, "VoiceCode", code="9875").says == (Saying("account-code-differs"), FRESH)
    assert (talk.outcome, asked(talk), talk.kept()) == ("misheard", Question(Kind.NEW_CODE, (FRESH,)), before)
    # What is said next is the first of two again.
    assert talk(ANNA, "VoiceCode", code="9875").says == (AGAIN,)
    assert talk.home.code is None


@pytest.mark.parametrize("slots", [{}, {"code": "?"}, {"code": "123"}, {"code": "12345"}, {"product": "four"}])
def test_what_is_not_four_digits_is_no_try(talk: Talk, slots: dict[str, str]) -> None:
    talk.change(code=CODE)
    talk(ANNA, "RemoveCode")
    before = talk.kept()
    assert talk(ANNA, "VoiceCode", **slots).says == (Saying("account-four-digits"), WHICH)
    assert (talk.outcome, talk.kept()) == ("misheard", before)


@pytest.mark.parametrize("slots", [{"code": "1 2 3 4"}, {"quantity": "1234"}, {"quantity": "7", "amount": "1234"}])
def test_the_digits_may_come_in_any_slot(talk: Talk, slots: dict[str, str]) -> None:
    talk.change(code=CODE)
    talk(ANNA, "RemoveCode")
    assert talk.first(ANNA, "VoiceCode", **slots) == "account-code-removed"


def test_digits_that_nobody_asked_for_are_no_try(talk: Talk) -> None:
    talk.change(code=CODE)
    before = talk.kept()
    assert talk(ANNA, "VoiceCode", code="4321").says == (Saying("account-no-code-asked"), ELSE)
    assert (talk.outcome, talk.kept()) == ("misheard", before)
    talk(ANNA, "Reorder", product="oat milk")
    assert talk.first(ANNA, "VoiceCode", code="4321") == "account-no-code-asked"
    assert talk.home == Home(code=CODE)


@pytest.mark.parametrize("intent", ["ChangeCode", "RemoveCode"])
@pytest.mark.parametrize("person", [ANNA, MIA, NOBODY])
def test_without_a_code_there_is_none_to_change(talk: Talk, person: str, intent: str) -> None:
    before = talk.kept()
    assert talk(person, intent).says == (Saying("account-no-code"), ELSE)
    assert (talk.outcome, talk.kept()) == ("answered", before)


@pytest.mark.parametrize(
    ("person", "why"), [(MIA, "child-settings"), (NOBODY, "unknown-settings"), (ZOE, "unknown-settings")]
)
@pytest.mark.parametrize(("intent", "code"), [("SetUpCode", None), ("ChangeCode", CODE), ("RemoveCode", CODE)])
def test_only_a_grown_up_we_know_does_that(talk: Talk, person: str, why: str, intent: str, code: Any) -> None:
    talk.change(code=code)
    before = talk.kept()
    reply = talk(person, intent)
    assert (reply.says, reply.card) == ((Saying(f"account-{why}", SELLER), ELSE), None)
    assert (talk.outcome, talk.kept()) == (f"refused_{why.replace('-', '_')}", before)


def test_a_guest_is_asked_to_link_the_account(app: App) -> None:
    reply = app.answer(turn("SetUpCode", "r1", who="guest"))
    assert (reply.says, reply.card) == ((Saying("account-not-linked", SELLER), ELSE), Card(link=True))


@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("person", [MIA, NOBODY])
def test_nobody_else_goes_on_with_it(talk: Talk, person: str, step: int) -> None:
    talk(ANNA, "SetUpCode")
    if step == 2:
        talk(ANNA, "VoiceCode", code="9876")
    before = talk.kept()
    key = talk.first(person, "VoiceCode", code="9876")
    assert key == ("account-child-settings" if person else "account-unknown-settings")
    assert talk.kept() == before


@pytest.mark.parametrize("intent", ["SetUpCode", "ChangeCode"])
def test_a_code_is_changed_by_who_knows_the_old_one(talk: Talk, intent: str) -> None:
    talk.change(code=CODE)
    old = Saying("account-which-old-code")
    assert talk(ANNA, intent).says == (Saying("account-code-change", SELLER), old)
    assert (talk.outcome, asked(talk)) == ("asked_code", Question(Kind.CODE, (old,), about="ChangeCode"))
    before = talk.kept()
    assert talk(ANNA, "VoiceCode", code="1234").says == (FRESH,)
    assert (talk.outcome, talk.home) == ("asked_code", Home(code=CODE))
    assert talk.kept()[1:] == before[1:]
    talk(ANNA, "VoiceCode", code="9876")
    assert talk.first(ANNA, "VoiceCode", code="9876") == "account-code-set"
    assert talk.home.code == NEW


def test_it_is_switched_off_by_who_knows_it(talk: Talk) -> None:
    talk.change(code=CODE, code_declined=True)
    assert talk(ANNA, "RemoveCode").says == (WHICH,)
    assert (talk.outcome, asked(talk)) == ("asked_code", Question(Kind.CODE, (WHICH,), about="RemoveCode"))
    assert talk.home.code == CODE
    assert talk(ANNA, "VoiceCode", code="1234").says == (Saying("account-code-removed"), ELSE)
    assert (talk.outcome, talk.home) == ("code_removed", Home(code_declined=True))


@pytest.mark.parametrize(("intent", "person"), [("ChangeCode", MIA), ("RemoveCode", MIA), ("RemoveCode", NOBODY)])
def test_who_knows_the_code_still_must_be_a_grown_up_we_know(talk: Talk, intent: str, person: str) -> None:
    talk.change(code=replace(CODE, wrong=2))
    talk(ANNA, intent)
    assert talk.first(person, "VoiceCode", code="1234") == f"account-{'child' if person else 'unknown'}-settings"
    # The try was right, so the wrong ones are forgotten; and that is all.
    assert talk.home == Home(code=CODE)


def test_wrong_digits_are_counted_and_asked_for_again(talk: Talk) -> None:
    talk.change(code=CODE)
    talk(ANNA, "RemoveCode")
    for wrong in (1, 2):
        assert talk(ANNA, "VoiceCode", code="4321").says == (Saying("account-code-wrong"), WHICH)
        assert (talk.outcome, talk.home) == ("wrong_code", Home(code=replace(CODE, wrong=wrong)))
        assert asked(talk) == Question(Kind.CODE, (WHICH,), about="RemoveCode")
    assert talk.errands() == []
    assert talk.first(ANNA, "VoiceCode", code="1234") == "account-code-removed"


@pytest.mark.parametrize(("email", "told"), [("anna@example.com", True), ("", False)])
def test_the_third_wrong_try_locks_it_and_is_told_by_mail(talk: Talk, email: str, told: bool) -> None:
    talk.change(code=replace(CODE, wrong=2))
    talk.change_account(email=email)
    talk(ANNA, "RemoveCode")

    reply = talk(ANNA, "VoiceCode", code="4321")

    at = NOON + timedelta(seconds=20)
    locked = Saying("account-code-now-locked", {"ordering": "no", "count": 15, "unit": "minutes"})
    mail = (Saying("account-code-locked-mail"),) if told else ()
    assert (reply.says, talk.outcome) == ((locked, *mail, ELSE), "code_locked")
    assert talk.home.code == replace(CODE, lockouts=1, locked_until=at + timedelta(minutes=15))
    assert talk.errands() == [Errand("code-locked-mail-say-2", ErrandKind.CODE_LOCKED_MAIL, "anna", at, locale="en-US")]

    before = talk.kept()
    left = Saying("account-code-locked", {"count": 15, "unit": "minutes"})
    assert talk(ANNA, "RemoveCode").says == (left, ELSE)
    assert (talk.outcome, talk.kept()) == ("refused_code_locked", before)


def test_while_it_is_locked_not_even_the_right_digits_count(talk: Talk) -> None:
    """Locked on another device since it was asked for."""
    talk.change(code=CODE)
    talk(ANNA, "RemoveCode")
    talk.change(code=replace(CODE, locked_until=NOON + timedelta(minutes=61)))
    before = talk.kept()
    reply = talk(ANNA, "VoiceCode", code="1234")
    assert reply.says == (Saying("account-code-locked", {"count": 1, "unit": "hours"}), ELSE)
    assert (talk.outcome, talk.kept()) == ("refused_code_locked", before)


def test_a_code_that_was_switched_off_meanwhile_proves_nothing(talk: Talk) -> None:
    talk.change(code=CODE)
    talk(ANNA, "ChangeCode")
    talk.change(code=None)
    before = talk.kept()
    assert talk(ANNA, "VoiceCode", code="1234").says == (Saying("account-no-code"), ELSE)
    assert (talk.outcome, talk.kept()) == ("answered", before)


@pytest.mark.parametrize("intent", ["No", "Cancel"])
@pytest.mark.parametrize("way", [["SetUpCode"], ["SetUpCode", "VoiceCode"], ["RemoveCode"]])
def test_who_says_no_instead_leaves_all_as_it_was(talk: Talk, intent: str, way: list[str]) -> None:
    if way == ["RemoveCode"]:
        talk.change(code=CODE)
    for step in way:
        talk(ANNA, step, code="9876")
    before = talk.kept()
    assert talk(ANNA, intent).says == (Saying("account-code-left"), ELSE)
    assert (talk.outcome, talk.kept()) == ("declined", before)


def test_after_a_large_order_a_code_is_offered_until_it_is_not_wanted(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse and toilet paper")
    offered = talk(ANNA, "Yes")
    offer_code = Saying("account-offer-code", {"limit": Amount(10000, "USD")})
    assert (offered.says[-1], asked(talk)) == (offer_code, Question(Kind.OFFER_CODE, (offer_code,)))
    before = talk.kept()
    assert talk(ANNA, "No").says == (Saying("account-code-declined"), ELSE)
    assert (talk.outcome, talk.home, talk.kept()[1:]) == ("declined", Home(code_declined=True), before[1:])
    talk.store.put_quotes([Quote("dollhouse", Money(8999, "USD"), 1)])
    talk(ANNA, "Reorder", product="dollhouse and toilet paper")
    assert (talk(ANNA, "Yes").says[-1], len(talk.orders())) == (ELSE, 2)


def test_who_wants_one_then_is_asked_for_the_digits(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse and toilet paper")
    talk(ANNA, "Yes")
    assert talk(ANNA, "Yes").says == (FRESH,)
    assert (talk.outcome, len(talk.orders())) == ("asked_code", 1)
