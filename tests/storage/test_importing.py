"""Whole customers from an import."""

from __future__ import annotations

from datetime import timedelta

import pytest

from skill.errors import Conflict
from skill.profile.home import Home, Person
from skill.shopping.purchases import HOT, Digest, split
from skill.storage.port import Loaded, Store, Versions
from tests.support.samples import NOW, cart, commit, customer, digest, identity, order, profile

EVERYTHING_BOUGHT = digest(2151)


def _without_versions(loaded: Loaded) -> tuple[object, ...]:
    return loaded.customer, loaded.cart, loaded.digest, loaded.session


def test_imported_customers_are_complete(store: Store) -> None:
    people = [f"customer-{number}" for number in range(40)]
    store.put_profiles(profile(name, orders=(order("o-1"), order("o-2"))) for name in people)

    for name in people:
        loaded = store.load(name, "s", NOW)
        assert loaded.customer == customer(name)
        assert loaded.digest == digest()
        assert list(store.orders(name)) == [order("o-1"), order("o-2")]
        assert store.identify(identity(name)) == name


def test_nothing_to_import_is_no_error(store: Store) -> None:
    store.put_profiles([])

    assert store.load("anna", "s", NOW).customer is None


def test_importing_twice_is_importing_once(store: Store) -> None:
    store.put_profiles([profile()])
    once = store.load("anna", "session-1", NOW)
    store.put_profiles([profile(), profile()])

    assert store.load("anna", "session-1", NOW) == once
    assert list(store.orders("anna")) == [order()]


def test_an_import_replaces_what_it_brings_and_leaves_the_rest(store: Store) -> None:
    store.put_profiles([profile(digest=EVERYTHING_BOUGHT)])
    before = store.load("anna", "session-1", NOW)
    store.commit(
        commit(
            expected=before.versions,
            customer=customer(people=()),
            cart=cart("milk-1"),
            session=b"s",
            session_expires=NOW + timedelta(days=1),
            new_order=order("o-by-voice"),
        )
    )

    store.put_profiles([profile(orders=(order("o-1", seller="new"),), identities=(identity("new"),))])

    loaded = store.load("anna", "session-1", NOW)
    assert _without_versions(loaded) == (customer(), cart("milk-1"), digest(), b"s")
    assert store.rest_of_digest("anna") == Digest()
    assert {one.id: one.seller for one in store.orders("anna")} == {"o-1": "new", "o-by-voice": "Corner Shop"}
    assert len(store.timeline("anna").interactions) == 1
    assert (store.identify(identity("anna")), store.identify(identity("new"))) == ("anna", "anna")


HOME = Home(people=(Person("p2", "Mia", child=True),), code_declined=True)


def test_what_a_household_said_itself_stays(store: Store) -> None:
    store.put_profiles([profile(customer=customer(home=Home(code_declined=True)))])
    before = store.load("anna", "s", NOW)
    assert before.customer == customer(home=Home(code_declined=True))
    store.commit(commit(expected=before.versions, customer=customer(home=HOME)))
    others = [profile(f"customer-{number}") for number in range(120)]

    store.put_profiles([*others, profile(customer=customer(time_zone="UTC", home=Home(likes={"p1": {"milk": "a"}})))])

    assert store.load("anna", "s", NOW).customer == customer(time_zone="UTC", home=HOME)
    assert store.load("customer-119", "s", NOW).customer == customer("customer-119")


def test_what_was_ordered_and_undone_since_an_import_began_stays(store: Store) -> None:
    """The profile was made of what there was then. What the import itself brings is as it says."""
    old, kept = order("o-1"), order("o-old", NOW - timedelta(hours=1))
    store.put_profiles([profile(customer=customer().with_order(kept), orders=(old, kept))])
    before = store.load("anna", "s", NOW)
    assert before.customer is not None
    undone = order("o-old", NOW - timedelta(hours=1), cancelled_at=NOW)
    new = order("o-new", NOW + timedelta(seconds=1))
    meanwhile = before.customer.with_order(undone).with_order(new).with_order(order("o-1", cancelled_at=NOW))
    expected = Versions(customer=before.versions.customer)
    store.commit(commit(expected=expected, customer=meanwhile, new_order=new, changed_order=undone))

    store.put_profiles([profile(customer=before.customer)])

    loaded = store.load("anna", "s", NOW).customer
    assert loaded is not None
    assert loaded.orders == (new, old, undone)


def test_who_is_brought_twice_keeps_the_first_home_and_all_else_of_the_second(store: Store) -> None:
    store.put_profiles([profile(customer=customer(home=HOME)), profile(customer=customer(time_zone="UTC"))])
    assert store.load("anna", "s", NOW).customer == customer(time_zone="UTC", home=HOME)


def test_an_import_that_changes_nothing_disturbs_no_turn(store: Store) -> None:
    store.put_profiles([profile(customer=customer(home=HOME))])
    before = store.load("anna", "session-1", NOW)
    store.put_profiles([profile()])

    assert store.load("anna", "session-1", NOW) == before
    store.commit(commit(expected=before.versions, customer=customer(home=Home())))


def test_a_turn_that_read_before_an_import_does_not_overwrite_it(store: Store) -> None:
    store.put_profiles([profile(customer=customer(time_zone="UTC"), digest=digest(1))])
    before = store.load("anna", "session-1", NOW)
    store.put_profiles([profile()])

    with pytest.raises(Conflict) as refused:
        store.commit(commit(expected=before.versions, customer=customer(people=())))
    assert refused.value.condition == "customer"
    with pytest.raises(Conflict) as refused:
        store.commit(commit(expected=before.versions, digest=digest(9)))
    assert refused.value.condition == "digest"
    assert store.load("anna", "session-1", NOW).customer == customer()


def test_an_imported_customer_can_go_on(store: Store) -> None:
    store.put_profiles([profile()])
    before = store.load("anna", "session-1", NOW)
    store.commit(commit(expected=before.versions, customer=customer(people=()), digest=digest(3)))

    after = store.load("anna", "session-1", NOW)
    assert (after.customer, after.digest) == (customer(people=()), digest(3))
    assert after.versions == Versions(before.versions.customer + 1, 0, before.versions.digest + 1, 0)


def test_a_customer_who_bought_everything_is_split_in_two(store: Store) -> None:
    hot, rest = split(EVERYTHING_BOUGHT)
    assert (len(hot.entries), len(rest.entries)) == (HOT, 2151 - HOT)

    store.put_profiles([profile(digest=EVERYTHING_BOUGHT)])
    loaded = store.load("anna", "s", NOW)
    assert loaded.digest == hot
    assert not loaded.digest.complete
    assert store.rest_of_digest("anna") == rest

    store.commit(commit(expected=loaded.versions, digest=rest, digest_rest=hot))
    assert store.load("anna", "s", NOW).digest == rest
    assert store.rest_of_digest("anna") == hot
