"""Who gets no offer and what happens instead: accounts that cannot pay, guests, and children, who may wish."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from skill.app import App
from skill.conversation.question import Kind
from skill.conversation.reply import Card, Reply, Saying, Thing, Things, Value
from skill.profile.account import Account, Token, Unlinked, Why
from skill.profile.home import Wish
from skill.shopping.payment import PaymentMethod
from tests.conversation.conftest import bring, change, session
from tests.support.tiny_shop import NOON, turn, voice


def keys(reply: Reply) -> list[str]:
    return [saying.key for saying in reply.says]


def wishes(app: App) -> tuple[Wish, ...]:
    """What the children of Anna's household wait for."""
    customer = app.store.load("anna", "", NOON).customer
    assert customer is not None
    return customer.home.wishes


EXPIRED, BLOCKED = PaymentMethod("2026-10"), PaymentMethod("2027-10", blocked=True)


@pytest.mark.parametrize("when", ["asked for", "said yes to"])
@pytest.mark.parametrize(
    ("account", "person", "values", "outcome"),
    [
        ({"address": {}}, "Ben", {"why": "address", "payment": "visa"}, "refused_no_address"),
        ({"payment": {}}, "Ben", {"why": "payment", "payment": ""}, "refused_no_payment"),
        ({"payment_method": EXPIRED}, "Ben", {"why": "expired", "payment": "visa"}, "payment_declined"),
        ({"payment_method": BLOCKED}, "Ben", {"why": "blocked", "payment": "visa"}, "payment_declined"),
        ({"address": {}}, "", {"why": "private", "payment": ""}, "refused_no_address"),
        ({"payment": {}}, "", {"why": "private", "payment": ""}, "refused_no_payment"),
        ({"payment_method": EXPIRED}, "", {"why": "private", "payment": ""}, "payment_declined"),
        ({"payment_method": BLOCKED}, "", {"why": "private", "payment": ""}, "payment_declined"),
    ],
)
def test_an_account_that_cannot_pay_or_be_delivered_to_is_told_so(  # noqa: PLR0917 - drawn by name
    app: App, account: dict[str, Any], person: str, values: dict[str, Value], outcome: str, when: str
) -> None:
    later = NOON + timedelta(minutes=1)
    asked = turn("Reorder", "now", who="ben", at=later, product="ginger cookies")
    if when == "said yes to":
        bring(app, Kind.OFFER)
        asked = turn("Yes", "now", who="ben", at=later)
    change(app, **account)

    reply = app.answer(msgspec.structs.replace(asked, person=voice("ben", person) if person else ""))

    assert reply.says[0] == Saying("account-cannot-pay", values | {"seller": "Corner Pantry"})
    found = app.store.timeline("ben").interactions[0]
    assert (found.outcome, found.products) == (outcome, ("cookies",))
    assert all(order.channel == "import" for order in app.store.orders("ben"))


def test_a_childs_wish_is_kept_and_a_guest_is_asked_to_link(app: App) -> None:
    child = app.answer(turn("Reorder", "r1", product="oat milk", person=voice("anna", "Mia")))
    wished = Saying("account-child-wish", {"things": Things((Thing(1, "oat milk"),))})
    assert (child.says, child.card) == ((wished, Saying("common-anything-else")), None)
    found = app.store.timeline("anna").interactions[0]
    assert (found.outcome, found.products) == ("wished", ("milk-oat",))
    assert wishes(app) == (Wish("milk-oat", "mia", NOON),)

    guest = app.answer(turn("Reorder", "r2", who="nobody", product="oat milk"))
    assert (keys(guest)[0], guest.card) == ("account-not-linked", Card(link=True))


def test_a_child_wishes_for_nothing_that_is_not_for_children(app: App) -> None:
    mia = voice("anna", "Mia")
    reply = app.answer(turn("Reorder", "r1", product="pregnancy test", person=mia))
    assert keys(reply) == ["account-child", "common-anything-else"]
    found = app.store.timeline("anna").interactions[0]
    assert (found.outcome, found.products, wishes(app)) == ("refused_child", (), ())

    both = app.answer(turn("Reorder", "r2", product="pregnancy test and 2 oat milk", person=mia))
    assert both.says[0] == Saying("account-child-wish", {"things": Things((Thing(1, "oat milk"),))})
    assert wishes(app) == (Wish("milk-oat", "mia", NOON, 2),)


def test_what_may_be_a_childs_voice_is_offered_nothing(app: App) -> None:
    """Not sure that it is Mia: an unknown voice could reorder what was bought before, she could not."""
    unsure = msgspec.structs.replace(turn("Reorder", "r1", product="coffee"), person="", perhaps=voice("anna", "Mia"))
    assert keys(app.answer(unsure))[0] == "account-child-wish"
    assert (session(app, "anna").offer, wishes(app)) == (None, (Wish("coffee-dark", "mia", NOON),))
    nobody = msgspec.structs.replace(unsure, id="r2", perhaps="")
    assert keys(app.answer(nobody))[0] == "reorder-line"


class Refusing:
    """Accounts of which no token counts."""

    def __init__(self, why: Why) -> None:
        self._why = why

    def verify(self, token: Token, at: datetime) -> Account | Unlinked:
        return Unlinked(self._why)


@pytest.mark.parametrize(
    ("why", "card"), [(Why.EXPIRED, Card(link=True)), (Why.WRONG, Card(link=True)), (Why.UNREACHABLE, None)]
)
def test_why_an_account_does_not_count_is_told_instead_of_an_offer(app: App, why: Why, card: Card | None) -> None:
    linking = replace(app, accounts=Refusing(why))
    reply = linking.answer(turn("Reorder", "r1", token=Token("t"), product="oat milk"))
    assert (reply.says[0], reply.card) == (Saying(f"account-link-{why}", {"seller": "Corner Pantry"}), card)
