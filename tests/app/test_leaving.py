"""An account is unlinked, or the skill disabled: honoured once, whatever order the events come in. On every store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest
from msgspec.structs import replace as changed

from skill.app import App
from skill.errors import Conflict, StoreUnavailable
from skill.storage.port import Store
from tests.app.linked import GUEST, LINK, OWN, cart_of, linking, minutes, outcomes, said, token_of, told
from tests.app.looking import everything, keys, newest
from tests.app.stores import Failing
from tests.support.authorization import AuthorizationServer, authorization_server
from tests.support.tiny_shop import NOON

LEAVING = [("Unlinked", "unlinked"), ("Disabled", "disabled")]
DOWN = StoreUnavailable("no answer")


@pytest.fixture(scope="module")
def server() -> Iterator[AuthorizationServer]:
    with authorization_server() as running:
        yield running


@pytest.fixture
def shop(app: App, server: AuthorizationServer) -> App:
    return linking(app, server.url)


@pytest.mark.parametrize(("event", "outcome"), LEAVING)
def test_a_linked_account_leaves(shop: App, server: AuthorizationServer, event: str, outcome: str) -> None:
    shop.answer(said("AddToCart", "add", token_of(server), product="oat milk"))
    assert shop.store.identify(LINK) == "anna"

    reply = shop.answer(told(event, "e1", minutes(5)))

    assert (reply.silent, newest(shop.store)) == (True, ("e1", event, outcome))
    assert shop.store.identify(LINK) is None
    customer = shop.store.load("anna", "", NOON).customer
    assert customer is not None
    assert (customer.linked, customer.home.linked) == (True, {})
    # Nothing of the household is lost by it.
    assert cart_of(shop, "anna") == {"milk-oat": 1}


@pytest.mark.parametrize(("event", "outcome"), LEAVING)
def test_an_account_that_was_linked_by_hand_leaves(shop: App, event: str, outcome: str) -> None:
    shop.store.link("ben", OWN)

    shop.answer(told(event, "e1", minutes(5)))

    assert newest(shop.store, "ben") == ("e1", event, outcome)
    assert shop.store.identify(OWN) is None
    assert shop.answer(said("Launch", "l1", at=minutes(6))).customer_id == GUEST


@pytest.mark.parametrize(("event", "outcome"), LEAVING)
@pytest.mark.parametrize("by_hand", [True, False])
def test_an_event_that_is_told_again_changes_nothing(
    shop: App, server: AuthorizationServer, event: str, outcome: str, by_hand: bool
) -> None:
    if by_hand:
        shop.store.link("anna", OWN)
    else:
        shop.answer(said("Launch", "l1", token_of(server)))
    once = told(event, "e1", minutes(5))
    shop.answer(once)
    before = everything(shop.store)

    assert shop.answer(once).silent
    assert shop.answer(changed(once, id="the same under another id")).silent

    assert everything(shop.store) == before
    assert outcomes(shop, "anna").count(outcome) == 1
    assert shop.store.load(GUEST, "", NOON).customer is None


@pytest.mark.parametrize(("event", "outcome"), LEAVING)
def test_an_event_from_before_the_account_was_linked_again_changes_nothing(
    shop: App, server: AuthorizationServer, event: str, outcome: str
) -> None:
    """Unlinked at five past, linked again at ten past, and told of the first only then."""
    token = token_of(server)
    shop.answer(said("Launch", "l1", token))
    shop.answer(told("Linked", "again", minutes(10), token))
    before = everything(shop.store)

    shop.answer(told(event, "e1", minutes(5)))

    assert newest(shop.store)[0] == "again"
    assert outcomes(shop, "anna").count("ignored") == 1
    assert everything(shop.store)[:3] == before[:3]
    assert shop.store.identify(LINK) == "anna"
    assert shop.answer(said("Launch", "l2", token, at=minutes(11), session="two")).customer_id == "anna"


@pytest.mark.parametrize(("event", "outcome"), LEAVING)
def test_even_an_event_nobody_can_tell_to_be_late_takes_nothing_away(
    shop: App, server: AuthorizationServer, event: str, outcome: str
) -> None:
    """Linked again without an event about it: the token is the link, and it still is."""
    token = token_of(server)
    shop.answer(said("AddToCart", "l1", token, product="oat milk"))

    shop.answer(told(event, "e1", minutes(5)))
    reply = shop.answer(said("ShowCart", "l2", token, at=minutes(11), session="two"))

    assert reply.customer_id == "anna"
    assert cart_of(shop, "anna") == {"milk-oat": 1}
    assert shop.store.identify(LINK) == "anna"
    assert outcomes(shop, "anna").count(outcome) == 1


def test_an_event_that_is_told_again_to_a_guest_changes_nothing_either(shop: App) -> None:
    """Unlinked, a guest since, and told of it once more."""
    shop.store.link("ben", OWN)
    shop.answer(told("Unlinked", "e1", minutes(5)))
    shop.answer(said("AddToCart", "g1", at=minutes(6), product="oat milk"))
    before = everything(shop.store, GUEST), everything(shop.store, "ben")

    shop.answer(told("Unlinked", "e1", minutes(5)))

    assert (everything(shop.store, GUEST), everything(shop.store, "ben")) == before


@pytest.mark.parametrize("event", ["Unlinked", "Disabled", "Linked", "Unsupported"])
@pytest.mark.parametrize("reason", ["", "PERSISTED", "NOT_PERSISTED"])
def test_no_profile_begins_with_an_event(shop: App, server: AuthorizationServer, event: str, reason: str) -> None:
    """Nor with one whose token nobody believes."""
    tokens = ["", "no token", token_of(server, aud="another-skill")]
    for number, token in enumerate(tokens):
        assert shop.answer(told(event, f"e{number}", minutes(5), token, reason)).silent

    assert shop.store.load(GUEST, "", NOON).customer is None
    assert shop.store.timeline(GUEST).interactions == ()
    assert (shop.store.identify(OWN), shop.store.identify(LINK)) == (None, None)


def test_other_events_of_somebody_new_begin_no_profile_either(shop: App, server: AuthorizationServer) -> None:
    assert shop.answer(told("Unsupported", "e1", minutes(5), token_of(server, "customer 7"))).silent
    assert shop.store.load("customer 7", "", NOON).customer is None


def test_a_guest_who_leaves_for_good_is_forgotten(shop: App) -> None:
    shop.answer(said("AddToCart", "g1", product="oat milk"))
    event = told("Disabled", "e1", minutes(5), reason="NOT_PERSISTED")

    for again in range(3):
        assert shop.answer(changed(event, id=f"e{again}")).silent
        assert everything(shop.store, GUEST)[0].customer is None
        assert (cart_of(shop, GUEST), outcomes(shop, GUEST)) == ({}, [])
    # Whoever comes back begins anew.
    assert shop.answer(said("ShowCart", "g2", at=minutes(9), session="two")).customer_id == GUEST
    assert outcomes(shop, GUEST) == ["answered"]


@pytest.mark.parametrize("reason", ["PERSISTED", "", "MAYBE"])
def test_a_guest_who_may_come_back_is_remembered(shop: App, reason: str) -> None:
    shop.answer(said("AddToCart", "g1", product="oat milk"))

    shop.answer(told("Disabled", "e1", minutes(5), reason=reason))

    assert (cart_of(shop, GUEST), outcomes(shop, GUEST)) == ({"milk-oat": 1}, ["added_to_cart"])
    assert shop.store.identify(OWN) == GUEST


def test_a_guest_who_came_back_since_is_not_forgotten(shop: App) -> None:
    shop.answer(said("AddToCart", "g1", product="oat milk"))
    shop.answer(said("Launch", "g2", at=minutes(6), session="two"))

    shop.answer(told("Disabled", "late", minutes(5), reason="NOT_PERSISTED"))

    assert (cart_of(shop, GUEST), outcomes(shop, GUEST)) == ({"milk-oat": 1}, ["greeted", "added_to_cart"])


def test_a_household_stays_when_an_account_leaves_for_good(shop: App, server: AuthorizationServer) -> None:
    """What that account said as a guest is forgotten; what it did for the household is the household's."""
    shop.answer(said("AddToCart", "g1", product="oat milk"))
    shop.answer(said("ShowCart", "l1", token_of(server), at=minutes(1), session="two"))

    shop.answer(told("Disabled", "e1", minutes(5), reason="NOT_PERSISTED"))

    assert outcomes(shop, "anna")[:2] == ["disabled", "answered"]
    assert cart_of(shop, "anna") == {"milk-oat": 1}
    assert (shop.store.load(GUEST, "", NOON).customer, outcomes(shop, GUEST)) == (None, [])


def test_linked_with_a_token_that_does_not_count_is_on_the_guests_timeline(
    shop: App, server: AuthorizationServer
) -> None:
    shop.answer(said("AddToCart", "g1", product="oat milk"))

    shop.answer(told("Linked", "e1", minutes(5), token_of(server, exp=int(minutes(1).timestamp()))))
    shop.answer(told("Linked", "e2", minutes(6)))

    assert outcomes(shop, GUEST) == ["ignored", "link_expired", "added_to_cart"]


@pytest.mark.parametrize("event", ["Linked", "Unlinked", "Disabled"])
@pytest.mark.parametrize("when", ["loading", "before writing", "after writing"])
def test_an_event_that_cannot_be_written_down_fails_and_is_told_again(shop: App, event: str, when: str) -> None:
    shop.store.link("ben", OWN)
    failing = Failing(shop.store)
    {"loading": failing.loads, "before writing": failing.commits, "after writing": failing.lost}[when].append(DOWN)
    weak = replace(shop, store=cast("Store", failing))

    with pytest.raises(StoreUnavailable):
        weak.answer(told(event, "e1", minutes(5)))
    assert weak.answer(told(event, "e1", minutes(5))).silent

    assert outcomes(shop, "ben").count({"Linked": "linked", "Unlinked": "unlinked", "Disabled": "disabled"}[event]) == 1
    assert shop.store.identify(OWN) == ("ben" if event == "Linked" else None)


def test_what_a_shopper_says_is_still_answered_when_the_store_is_down(shop: App) -> None:
    failing = Failing(shop.store)
    failing.loads = [DOWN]
    assert keys(replace(shop, store=cast("Store", failing)).answer(said("Launch", "l1"))) == ("common-unreachable",)


def test_an_event_decides_again_after_a_conflict(shop: App, server: AuthorizationServer) -> None:
    shop.answer(said("Launch", "l1", token_of(server)))
    failing = Failing(shop.store)
    failing.commits = [Conflict("customer")] * 3

    replace(shop, store=cast("Store", failing)).answer(told("Unlinked", "e1", minutes(5)))

    assert outcomes(shop, "anna") == ["unlinked", "greeted"]
    assert shop.store.identify(LINK) is None


@pytest.mark.parametrize("event", ["Linked", "Unlinked", "Disabled"])
def test_in_a_session_such_a_word_is_only_a_word(shop: App, event: str) -> None:
    """No request of Alexa's reads like this; should one, it unlinks and forgets nothing."""
    shop.store.link("ben", OWN)
    shop.answer(said(event, "x1", reason="NOT_PERSISTED"))
    assert shop.store.identify(OWN) == "ben"
