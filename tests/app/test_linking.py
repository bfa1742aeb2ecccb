"""An account is linked: what the guest put into the cart is there, and orders. On every store."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace as changed

from skill.app import App
from skill.conversation.reply import Card
from skill.profile.account import ACCOUNT
from skill.profile.customer import Identity
from skill.storage.port import Store
from tests.app.linked import GUEST, LINK, OWN, cart_of, linking, minutes, outcomes, said, token_of, told
from tests.app.looking import BrokenShop, everything, keys, ordered
from tests.app.stores import Meeting
from tests.support import tiny_shop
from tests.support.authorization import AuthorizationServer, authorization_server
from tests.support.tiny_shop import NOON


@pytest.fixture(scope="module")
def server() -> Iterator[AuthorizationServer]:
    with authorization_server() as running:
        yield running


@pytest.fixture
def shop(app: App, server: AuthorizationServer) -> App:
    """The skill that believes tokens."""
    return linking(app, server.url)


def fill_the_cart(shop: App) -> None:
    """A guest puts oat milk into the cart, wants to order and hears that the account has to be linked."""
    shop.answer(said("AddToCart", "g1", product="oat milk", quantity=2))
    reply = shop.answer(said("Checkout", "g2", at=minutes(1)))
    assert (keys(reply)[0], reply.card) == ("account-not-linked", Card(link=True))
    assert (reply.customer_id, cart_of(shop, GUEST)) == (GUEST, {"milk-oat": 2})


def order_the_cart(shop: App, token: str, at: float = 10) -> None:
    """In a session of its own."""
    offer = shop.answer(said("Checkout", f"c{at}", token, at=minutes(at), session="linked"))
    assert (keys(offer)[-1], offer.customer_id) == ("reorder-ask", "anna")
    yes = said("Yes", f"y{at}", token, at=minutes(at + 1), session="linked", customer_id="anna")
    assert keys(shop.answer(yes))[0] == "reorder-placed"


@pytest.mark.parametrize("event", ["told before", "told after", "told twice", "never told"])
def test_a_guest_fills_a_cart_links_and_orders_it(shop: App, server: AuthorizationServer, event: str) -> None:
    """Alexa tells of the linking whenever she likes: the cart is there, and it is ordered once."""
    token = token_of(server)
    linked = told("Linked", "event", minutes(5), token)
    fill_the_cart(shop)
    if event in ("told before", "told twice"):
        assert shop.answer(linked).silent
        assert cart_of(shop, "anna") == {"milk-oat": 2}
    order_the_cart(shop, token)

    [order] = ordered(shop.store)
    assert [(line.product_id, line.quantity) for line in order.lines] == [("milk-oat", 2)]
    if event in ("told after", "told twice"):
        before = cart_of(shop, "anna"), shop.store.load("anna", "", NOON).customer
        shop.answer(linked)
        shop.answer(changed(linked, id="the same again"))
        assert (cart_of(shop, "anna"), shop.store.load("anna", "", NOON).customer) == before
    assert cart_of(shop, "anna") == {}
    assert outcomes(shop, "anna").count("linked") == {"told before": 1, "told after": 2, "told twice": 2}.get(event, 0)
    assert shop.store.load(GUEST, "", NOON).customer is not None


def test_of_what_is_in_both_carts_the_greater_number_counts(shop: App, server: AuthorizationServer) -> None:
    token = token_of(server)
    for number, (product, units) in enumerate([("oat milk", 3), ("decaf coffee", 1), ("dollhouse", 1)]):
        shop.answer(said("AddToCart", f"g{number}", at=minutes(number), product=product, quantity=units))
    for number, (product, units) in enumerate([("oat milk", 2), ("decaf coffee", 4)]):
        add = said("AddToCart", f"a{number}", at=minutes(number), product=product, quantity=units)
        shop.answer(changed(add, account=tiny_shop.account("anna")))

    reply = shop.answer(said("ShowCart", "show", token, at=minutes(9)))

    assert reply.customer_id == "anna"
    assert cart_of(shop, "anna") == {"milk-oat": 3, "coffee-decaf": 4, "dollhouse": 1}


def test_what_the_household_took_out_since_does_not_come_back(shop: App, server: AuthorizationServer) -> None:
    token = token_of(server)
    fill_the_cart(shop)
    shop.answer(said("RemoveFromCart", "out", token, at=minutes(6), product="oat milk"))
    assert cart_of(shop, "anna") == {}

    shop.answer(told("Linked", "event", minutes(5), token))
    shop.answer(said("Launch", "later", token, at=minutes(60), session="another"))

    assert cart_of(shop, "anna") == {}


def test_what_a_late_event_brought_is_not_brought_again(shop: App, server: AuthorizationServer) -> None:
    """The guest went on talking before the event came; the household has taken it out since."""
    token = token_of(server)
    linked = told("Linked", "event", minutes(0), token)
    fill_the_cart(shop)
    shop.answer(said("AddToCart", "g3", at=minutes(3), product="decaf coffee"))
    shop.answer(linked)
    assert cart_of(shop, "anna") == {"milk-oat": 2, "coffee-decaf": 1}
    shop.answer(said("RemoveFromCart", "out", token, at=minutes(6), session="two", product="decaf coffee"))

    shop.answer(changed(linked, id="the same again"))

    assert cart_of(shop, "anna") == {"milk-oat": 2}


def test_what_a_guest_adds_after_unlinking_comes_with_the_next_linking(shop: App, server: AuthorizationServer) -> None:
    token = token_of(server)
    fill_the_cart(shop)
    order_the_cart(shop, token)
    shop.answer(said("AddToCart", "g3", at=minutes(20), session="guest again", product="decaf coffee"))
    assert cart_of(shop, GUEST) == {"milk-oat": 2, "coffee-decaf": 1}

    shop.answer(told("Linked", "again", minutes(30), token))

    assert cart_of(shop, "anna") == {"coffee-decaf": 1}


def test_without_its_token_the_account_is_a_guest_again(shop: App, server: AuthorizationServer) -> None:
    """Unlinking counts from the first request without a token on, whether or not an event tells of it."""
    token = token_of(server)
    assert shop.answer(said("Launch", "l1", token)).customer_id == "anna"

    reply = shop.answer(said("Launch", "l2", at=minutes(1), session="two"))

    assert (reply.customer_id, keys(reply)[0]) == (GUEST, "common-hello")
    assert shop.store.identify(OWN) == GUEST


def test_a_session_that_was_sealed_needs_no_second_look(shop: App, server: AuthorizationServer) -> None:
    """The seal covers the token, so whoever brings the id back has proven it before."""
    dead = linking(shop, "there is no such file")
    reply = dead.answer(said("Launch", "l1", token_of(server), customer_id="anna"))
    assert reply.customer_id == "anna"


def test_somebody_new_begins_a_linked_profile(shop: App, server: AuthorizationServer) -> None:
    token = token_of(server, "customer 7", email="new@example.com")
    shop.answer(said("AddToCart", "g1", product="oat milk"))

    reply = shop.answer(said("ShowCart", "first", token, at=minutes(1)))
    again = shop.answer(said("ShowCart", "second", token, at=minutes(2), session="two"))

    assert reply.customer_id == again.customer_id == "customer 7"
    customer = shop.store.load("customer 7", "", NOON).customer
    assert customer is not None
    assert (customer.linked, customer.email, customer.home.linked) == (True, "new@example.com", {GUEST: minutes(1)})
    assert shop.store.identify(Identity.of(ACCOUNT, "customer 7")) == "customer 7"
    assert (shop.store.identify(OWN), shop.store.identify(LINK)) == (GUEST, "customer 7")
    assert cart_of(shop, "customer 7") == {"milk-oat": 1}
    assert len(shop.store.timeline("customer 7").interactions) == 2


@pytest.mark.parametrize("subject", ["anna", "customer 7"])
def test_linked_on_two_devices_and_told_of_it_at_the_same_moment(
    shop: App, server: AuthorizationServer, subject: str
) -> None:
    """Each of them decides before the first one writes."""
    token = token_of(server, subject, email="new@example.com")
    fill_the_cart(shop)
    turns = [
        said("ShowCart", "one", token, at=minutes(5), session="one"),
        said("AddToCart", "two", token, at=minutes(6), session="two", product="decaf coffee"),
        told("Linked", "event", minutes(5), token),
    ]
    crowded = replace(shop, store=cast("Store", Meeting(shop.store, len(turns))))
    with ThreadPoolExecutor(len(turns)) as threads:
        list(threads.map(crowded.answer, turns))

    assert cart_of(shop, subject) == {"milk-oat": 2, "coffee-decaf": 1}
    assert sorted(outcomes(shop, subject)) == ["added_to_cart", "answered", "linked"]
    customer = shop.store.load(subject, "", NOON).customer
    assert customer is not None
    assert (customer.linked, customer.email) == (True, "new@example.com")
    assert customer.home.linked[GUEST] >= minutes(5)
    assert shop.store.identify(LINK) == shop.store.identify(Identity.of(ACCOUNT, subject)) == subject


@pytest.mark.parametrize("subject", [GUEST, "guest-of-the-shop", "x" * 201])
def test_an_id_that_means_something_else_here_is_not_taken(
    shop: App, server: AuthorizationServer, subject: str
) -> None:
    identity = Identity.of(ACCOUNT, subject)
    shop.answer(said("AddToCart", "g1", product="oat milk"))

    reply = shop.answer(said("Launch", "first", token_of(server, subject), at=minutes(1)))

    assert reply.customer_id == f"account-{identity.digest[:16]}" == shop.store.identify(identity)
    assert shop.store.identify(OWN) == GUEST


def test_an_address_that_changed_at_the_shop_is_taken_over(shop: App, server: AuthorizationServer) -> None:
    shop.answer(said("Launch", "l1", token_of(server)))
    before = shop.store.load("anna", "", NOON).customer
    shop.answer(said("Launch", "l2", token_of(server, email="moved@example.org"), at=minutes(1), session="two"))
    after = shop.store.load("anna", "", NOON).customer

    assert before is not None and after is not None
    assert (before.email, after.email) == ("anna@example.com", "moved@example.org")
    assert changed(after, email="anna@example.com") == before


def _expired(server: AuthorizationServer) -> str:
    return token_of(server, exp=int(minutes(-10).timestamp()))


def _wrong(server: AuthorizationServer) -> str:
    return token_of(server, aud="another-skill")


BAD = [
    (_expired, "expired", "account-link-expired", Card(link=True)),
    (_wrong, "wrong", "account-link-wrong", Card(link=True)),
    (token_of, "unreachable", "account-link-unreachable", None),
]


@pytest.mark.parametrize(("made", "reason", "key", "card"), BAD, ids=[one[1] for one in BAD])
def test_a_token_that_does_not_count_is_a_guests(  # noqa: PLR0917 - the table's columns
    shop: App, server: AuthorizationServer, made: Any, reason: str, key: str, card: Card | None
) -> None:
    """Whoever wants to order hears why not. The household is left alone, and the next turn looks again."""
    before = everything(shop.store)
    skill = linking(shop, "there is no such file") if reason == "unreachable" else shop
    token = made(server)

    assert skill.answer(said("Launch", "b1", token)).customer_id == ""
    reply = skill.answer(said("Reorder", "b2", token, at=minutes(1), product="oat milk"))

    assert (keys(reply)[0], reply.card, reply.customer_id) == (key, card, "")
    assert everything(shop.store) == before
    assert outcomes(shop, GUEST) == ["refused_not_linked", "greeted"]
    for number, intent in enumerate(["WhoAmI", "SetUpCode", "Introduce"]):
        asked = skill.answer(said(intent, f"w{number}", token, at=minutes(1.1 + number / 10)))
        assert (keys(asked)[0], asked.card) == (key, card), intent
    assert shop.store.identify(OWN) == GUEST
    # In the same session, once it counts: the household's.
    good = shop.answer(said("Reorder", "b3", token_of(server), at=minutes(2), product="oat milk"))
    assert (keys(good)[-1], good.customer_id) == ("reorder-ask", "anna")


def test_a_token_that_does_not_count_speaks_for_nobody_else_either(shop: App, server: AuthorizationServer) -> None:
    """The account may have been made to speak for somebody without a token: this is not without a token."""
    shop.store.link("ben", OWN)

    reply = shop.answer(said("Reorder", "b1", _expired(server), product="ginger cookies"))
    without = shop.answer(said("Launch", "b2", at=minutes(1), session="two"))

    assert keys(reply)[0] == "account-link-expired"
    assert (shop.store.identify(OWN), without.customer_id) == ("ben", "ben")


def test_without_settings_a_token_is_nothing(app: App, server: AuthorizationServer) -> None:
    app.store.link("ben", OWN)
    assert app.answer(said("Launch", "l1", token_of(server))).customer_id == "ben"


def test_a_token_is_in_no_line_of_the_log(
    shop: App, server: AuthorizationServer, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with caplog.at_level(logging.DEBUG):
        broken = replace(shop, shop=BrokenShop(ValueError("x")))
        failed = broken.answer(said("Reorder", "f1", token_of(server), product="milk"))
        shop.answer(said("Launch", "f2", _wrong(server)))
        linking(shop, str(tmp_path)).answer(said("Launch", "f3", token_of(server)))
    assert keys(failed) == ("common-failed",)
    logged = [f"{record.getMessage()} {record.__dict__}" for record in caplog.records if record.name == "skill"]
    assert [line.split(" {")[0] for line in logged[1:]] == [
        "a token does not count: wrong InvalidAudienceError",
        "a token does not count: unreachable IsADirectoryError",
    ]
    assert [line for line in logged if "eyJ" in line] == []


def test_a_replay_gives_the_very_reply(shop: App, server: AuthorizationServer) -> None:
    fill_the_cart(shop)
    first = said("ShowCart", "first", token_of(server), at=minutes(9))
    reply = shop.answer(first)
    before = everything(shop.store)

    assert shop.answer(first) == reply
    assert everything(shop.store) == before
