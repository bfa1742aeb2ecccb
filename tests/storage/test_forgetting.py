"""A customer who is forgotten is gone, as if never there; everybody else stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from skill.errors import Conflict
from skill.shopping.cart import Cart
from skill.shopping.purchases import Digest
from skill.storage.port import Loaded, Page, Store, Versions
from tests.storage.households import ONE_DAY, PRODUCTS, errand, everything, state
from tests.support.samples import NOW, cart, commit, customer, digest, identity, order, profile

NOBODY = Loaded(None, Cart(), Digest(), None, Versions())


def test_everything_of_a_customer_is_deleted(shop: Store) -> None:
    shop.commit(everything())
    shop.commit(commit(id="r-2", session_id="another", session=b"s", session_expires=ONE_DAY))
    shelf = shop.quotes(PRODUCTS)

    shop.forget("anna")

    assert shop.load("anna", "session-1", NOW) == NOBODY
    assert shop.load("anna", "another", NOW) == NOBODY
    assert shop.rest_of_digest("anna") == Digest()
    assert list(shop.orders("anna")) == []
    assert shop.order("anna", "o-before") is None
    assert shop.timeline("anna") == Page(())
    assert shop.due(ONE_DAY) == []
    assert shop.identify(identity("after")) == "anna"
    assert shop.quotes(PRODUCTS) == shelf


def test_everybody_else_stays(shop: Store) -> None:
    before = state(shop)
    for other in ("anna2", "ann", "Anna", "ben"):
        shop.commit(commit(other, cart=cart("milk-1"), new_order=order(), outbox=(errand("e-1", other),)))

    for gone in ("anna2", "ann", "Anna", "ben", "never-there", ""):
        shop.forget(gone)

    assert state(shop) == before


def test_forgetting_twice_is_forgetting_once(shop: Store) -> None:
    shop.forget("anna")
    shop.forget("anna")

    assert shop.load("anna", "session-1", NOW) == NOBODY


def test_a_long_history_is_deleted_too(store: Store) -> None:
    orders = tuple(order(f"o-{number}") for number in range(70))
    store.put_profiles([profile(digest=digest(2151), orders=orders)])
    for number in range(70):
        at = NOW + timedelta(seconds=number)
        store.commit(commit(id=f"r{number}", at=at, outbox=(errand(f"e-{number}"),), reply=b"x" * 20_000))

    store.forget("anna")

    assert store.load("anna", "s", NOW) == NOBODY
    assert store.rest_of_digest("anna") == Digest()
    assert list(store.orders("anna")) == []
    assert store.timeline("anna") == Page(())
    assert store.due(ONE_DAY) == []


def test_a_turn_that_read_before_does_not_bring_anything_back(shop: Store) -> None:
    read = shop.load("anna", "session-1", NOW).versions
    shop.forget("anna")

    with pytest.raises(Conflict) as refused:
        shop.commit(commit(expected=read, customer=customer(), outbox=(errand(),)))

    assert refused.value.condition == "customer"
    assert shop.load("anna", "session-1", NOW) == NOBODY
    assert shop.timeline("anna") == Page(())
    assert shop.due(ONE_DAY) == []


def test_a_worker_that_found_an_errand_before_does_not_get_it(shop: Store) -> None:
    [found] = shop.due(ONE_DAY)
    shop.forget("anna")

    assert shop.postpone(found, ONE_DAY) is None
    shop.done(found)
    assert shop.due(ONE_DAY) == []


def test_who_was_forgotten_begins_anew(shop: Store) -> None:
    shop.forget("anna")
    shop.commit(commit(id="before", at=NOW - timedelta(days=1), cart=cart("milk-1"), new_order=order("o-before")))

    assert shop.load("anna", "session-1", NOW) == Loaded(None, cart("milk-1"), Digest(), None, Versions(cart=1))
    assert list(shop.orders("anna")) == [order("o-before")]
    assert [event.id for event in shop.timeline("anna").interactions] == ["before"]
