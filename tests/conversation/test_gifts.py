"""Gifts: named to nobody but who ordered them, no need of the household, and still exactly what was offered."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from skill.app import App
from skill.conversation import reply as replies
from skill.conversation.question import Kind
from skill.conversation.reply import Reply, Saying, Thing, Things
from skill.loading.profiles import digest_of
from skill.profile.home import Person
from skill.shopping.product import Quote
from tests.conversation.conftest import session
from tests.conversation.household import ANNA, CODE, MIA, NOBODY, ZOE, Talk, keys, voice_of
from tests.support.tiny_shop import ZONE, voice

BEN = Person("ben", "Ben", voice=voice_of("Ben"))
OTHERS = ["Ben", MIA, ZOE, NOBODY]


@pytest.fixture
def talk(app: App) -> Talk:
    """Anna's household, to which Ben belongs as well."""
    talk = Talk(app)
    talk.change(people=(BEN,))
    return talk


def names(reply: Reply, words: str = "dollhouse") -> bool:
    """Whether anything of a reply names it: what is said, asked again or shown."""
    return words in replies.encode(reply).decode()


def ordered(talk: Talk, person: str = ANNA, product: str = "dollhouse") -> None:
    """Order something in one conversation; it was no gift so far."""
    talk(person, "Reorder", product=product)
    talk(person, "Yes")
    assert [line.name for order in talk.orders()[-1:] for line in order.lines] == [product]


def test_an_offer_becomes_a_gift_and_a_yes_still_means_it(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    before, asked = session(talk.app, "anna").offer, session(talk.app, "anna").question
    digest = talk.store.load("anna", "", talk.store.timeline("anna").interactions[0].at).digest
    kept = talk.kept()
    assert before is not None

    reply = talk(ANNA, "Gift")

    assert keys(reply) == ["account-gift", "reorder-ask"]
    assert asked is not None
    assert session(talk.app, "anna").offer == replace(before, gift=True)
    assert session(talk.app, "anna").question == replace(asked, ask=(Saying("reorder-ask"),), words="")
    assert (talk.outcome, talk.kept()) == ("gift", kept)
    assert talk.first(ANNA, "Yes") == "reorder-placed"
    (order,) = talk.orders()
    assert (order.id, order.totals, order.gift, order.person) == (before.order_id, before.totals, True, "anna")
    assert talk.store.load("anna", "", order.placed_at).digest == digest


def test_an_order_becomes_a_gift_right_after(talk: Talk) -> None:
    ordered(talk, product="oat milk")
    assert talk.kept()[0].digest.entries["milk-oat"].times == 2

    assert keys(talk(ANNA, "Gift")) == ["account-gift", "common-anything-else"]

    (order,) = talk.orders()
    assert (talk.outcome, order.gift, talk.customer.orders[0]) == ("gift", True, order)
    entries = talk.kept()[0].digest.entries
    assert entries["milk-oat"].times == 1
    assert entries == digest_of(sorted(talk.kept()[1], key=lambda one: one.placed_at), ZONE).entries
    kept = talk.kept()
    assert (talk.first(ANNA, "Gift"), talk.kept()) == ("account-gift", kept)


def test_what_was_never_bought_before_is_forgotten_altogether(talk: Talk) -> None:
    ordered(talk)
    talk(ANNA, "Gift")
    assert "dollhouse" not in talk.kept()[0].digest.entries


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("when", ["offered", "ordered"])
def test_another_voice_makes_no_gift_of_it(talk: Talk, other: str, when: str) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    if when == "ordered":
        talk(ANNA, "Yes")
    offer, kept = session(talk.app, "anna").offer, talk.kept()

    reply = talk(other, "Gift")

    assert keys(reply)[0] == "account-gift-other-voice"
    assert (talk.outcome, talk.kept()) == ("refused_other_voice", kept)
    assert session(talk.app, "anna").offer == offer


def test_a_child_that_is_not_recognised_for_sure_makes_no_gift(talk: Talk) -> None:
    talk(NOBODY, "Reorder", product="oat milk")
    assert talk.first(NOBODY, "Gift", perhaps=voice("anna", "Mia")) == "account-gift-other-voice"


@pytest.mark.parametrize("kind", [None, "declined", "cancelled", "another conversation"])
def test_there_may_be_nothing_to_make_a_gift_of(talk: Talk, kind: str | None) -> None:
    if kind == "declined":
        talk(ANNA, "Reorder", product="dollhouse")
        talk(ANNA, "No")
    elif kind is not None:
        ordered(talk)
    if kind == "cancelled":
        talk(ANNA, "CancelOrder")
        talk(ANNA, "Yes")
    kept = talk.kept()
    more = {"session": "later"} if kind == "another conversation" else {}
    assert talk.first(ANNA, "Gift", **more) == "account-gift-nothing"
    assert (talk.outcome, talk.kept()) == ("misheard", kept)


SECRETS: list[tuple[str, dict[str, Any]]] = [
    ("WhereIsMyOrder", {}),
    ("RecentOrders", {}),
    ("RecentOrders", {"date": "2026-11-18"}),
    ("RepeatOrder", {}),
    ("CancelOrder", {}),
    ("OrderUsual", {}),
    ("RunningLow", {}),
    ("Launch", {}),
]


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize(("intent", "slots"), SECRETS)
def test_nobody_else_hears_of_a_gift(talk: Talk, other: str, intent: str, slots: dict[str, Any]) -> None:
    ordered(talk)
    talk(ANNA, "Gift")
    reply = talk(other, intent, session="elsewhere", **slots)
    assert not names(reply)
    assert "dollhouse" not in talk.store.timeline("anna").interactions[0].products
    # Nor what "it" is, afterwards.
    assert not names(talk(other, "ProductDetails", session="elsewhere"))


@pytest.mark.parametrize("intent", ["LastBought", "LastPaid", "HowOften"])
def test_who_guesses_hears_what_was_true_before(talk: Talk, intent: str) -> None:
    before = talk("Ben", intent, product="dollhouse", session="before").says
    ordered(talk)
    talk(ANNA, "Gift")
    assert talk("Ben", intent, product="dollhouse", session="after").says == before
    assert before[0].key == "product-never-bought"


def test_that_it_was_ordered_lately_is_no_secret_to_who_ordered_it_only(talk: Talk) -> None:
    ordered(talk, product="oat milk")
    talk(ANNA, "Gift")
    assert talk.first(ANNA, "Reorder", product="oat milk", session="one") == "reorder-again"
    assert talk.first("Ben", "Reorder", product="oat milk", session="two") == "reorder-line"


def test_who_ordered_it_hears_of_it_but_no_card_shows_it(talk: Talk) -> None:
    ordered(talk)
    talk(ANNA, "Gift")
    for intent in ("WhereIsMyOrder", "RecentOrders"):
        reply = talk(ANNA, intent, session=intent)
        assert reply.says[0].values["things"] == Things((Thing(1, "dollhouse"),))
        assert reply.card is not None
        (line,) = reply.card.lines
        assert (line.key, line.values["named"], line.values["things"]) == (reply.says[0].key, "no", Things(()))

    asked = talk(ANNA, "CancelOrder", session="c")
    assert names(asked)
    cancelled = talk(ANNA, "Yes", session="c")
    assert (cancelled.says[0].key, names(cancelled)) == ("orders-cancelled", True)
    assert cancelled.card is not None
    assert cancelled.card.lines[0].values["named"] == "no"


def test_somebody_else_may_cancel_it_without_hearing_what_it_is(talk: Talk) -> None:
    """Undoing is easy, and costs nobody anything."""
    ordered(talk)
    talk(ANNA, "Gift")
    asked, done = talk("Ben", "CancelOrder", session="c"), talk("Ben", "Yes", session="c")
    assert (names(asked), names(done), keys(done)[0]) == (False, False, "orders-cancelled")
    assert talk.orders()[0].gift
    assert talk.orders()[0].cancelled_at is not None


def test_the_gift_of_an_unknown_voice_is_named_to_nobody(talk: Talk) -> None:
    ordered(talk, NOBODY, "oat milk")
    talk(NOBODY, "Gift")
    for person in (ANNA, "Ben", NOBODY):
        assert not names(talk(person, "WhereIsMyOrder", session=person), "oat milk")


def test_an_order_of_a_gift_shows_nothing_on_its_card(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "Gift")
    placed = talk(ANNA, "Yes")
    assert placed.says[0].values["things"] == Things((Thing(1, "dollhouse"),))
    assert placed.card is not None
    assert (placed.card.lines[0].values["named"], placed.card.lines[0].values["hidden"]) == ("no", 1)


CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("ChangeQuantity", {"quantity": 2}),
    ("Reorder", {"quantity": 1}),
    ("Reorder", {"product": "oat milk", "quantity": 3}),
    ("Refine", {"product": "whole milk"}),
]


@pytest.mark.parametrize(("intent", "slots"), CHANGES)
def test_a_gift_that_is_changed_is_one_still(talk: Talk, intent: str, slots: dict[str, Any]) -> None:
    talk(ANNA, "Reorder", product="oat milk")
    talk(ANNA, "Gift")
    reply = talk(ANNA, intent, **slots)
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert offer.gift
    assert reply.card is not None
    assert "milk" not in str(reply.card)


def test_a_gift_of_an_unusual_number_is_one_still(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dark roast coffee")
    talk(ANNA, "Gift")
    assert talk.first(ANNA, "ChangeQuantity", quantity=40) == "reorder-far"
    assert talk.first(ANNA, "No") == "reorder-how-many"
    assert talk.first(ANNA, "ChangeQuantity", quantity=30) == "reorder-far"
    talk(ANNA, "Yes")
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert ([line.quantity for line in offer.lines], offer.gift) == ([30], True)


def test_a_gift_chosen_among_several_is_one_still(talk: Talk) -> None:
    talk.bought("milk-oat", "milk-whole")
    talk(ANNA, "Reorder", product="ginger cookies")
    talk(ANNA, "Gift")
    assert talk.first(ANNA, "Refine", product="milk") == "reorder-which"
    talk(ANNA, "Choose", position=1)
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert offer.gift


def test_a_gift_whose_price_changed_is_one_still(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="oat milk")
    talk(ANNA, "Gift")
    price = talk.store.quotes(["milk-oat"])["milk-oat"].price
    talk.store.put_quotes([Quote("milk-oat", price * 2, 12)])
    assert talk.first(ANNA, "Yes") == "reorder-changed"
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert offer.gift
    talk.store.put_quotes([Quote("milk-oat", price * 2, 0)])
    talk(ANNA, "Yes")
    asked = session(talk.app, "anna").question
    assert asked is not None
    assert (asked.kind, asked.gift) == (Kind.OPEN, False)


def test_something_else_is_no_gift(talk: Talk) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "Gift")
    talk(ANNA, "Reorder", product="oat milk")
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert not offer.gift


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("intent", ["Fallback", "Help", "WhereIsMyOrder", "Repeat", "Price", "WhoAmI"])
def test_an_open_gift_is_put_again_without_a_name(talk: Talk, other: str, intent: str) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "Gift")
    offer = session(talk.app, "anna").offer
    reply = talk(other, intent)
    assert (keys(reply)[-1], names(reply), session(talk.app, "anna").offer) == ("reorder-ask", False, offer)


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("when", ["offered", "ordered"])
@pytest.mark.parametrize("intent", ["ProductDetails", "Reorder", "AddToCart", "LastBought", "Prefer"])
def test_it_is_no_gift_for_anybody_else(talk: Talk, other: str, when: str, intent: str) -> None:
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "Gift")
    if when == "ordered":
        talk(ANNA, "Yes")
    assert not names(talk(other, intent))


def test_a_yes_that_is_not_recognised_leaves_the_gift_open(talk: Talk) -> None:
    """Alexa often misses a short word; the gift's buyer says it again."""
    talk(ANNA, "Reorder", product="dollhouse")
    talk(ANNA, "Gift")
    refused = talk(NOBODY, "Yes")
    assert keys(refused) == ["account-gift-not-offered", "reorder-ask"]
    assert talk.first(ANNA, "Yes") == "reorder-placed"
    assert [(order.gift, order.person) for order in talk.orders()] == [(True, "anna")]


def test_the_offer_to_an_unknown_voice_becomes_the_gift_of_who_says_so(talk: Talk) -> None:
    talk(NOBODY, "Reorder", product="oat milk")
    assert talk.first(ANNA, "Gift") == "account-gift"
    offer = session(talk.app, "anna").offer
    assert offer is not None
    assert (offer.gift, offer.person) == (True, "anna")


def test_a_gift_that_needs_the_code_stays_one(talk: Talk) -> None:
    talk.change(people=(BEN,), code=CODE)
    talk(ANNA, "Reorder", product="dollhouse and toilet paper")
    talk(ANNA, "Gift")
    assert talk.first(ANNA, "Yes") == "account-which-code"
    assert talk.first(ANNA, "VoiceCode", code="1234") == "reorder-placed"
    assert [order.gift for order in talk.orders()] == [True]
