"""What a turn begins with: nothing, or every item as it was committed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from skill.shopping.cart import Cart
from skill.shopping.purchases import Digest
from skill.storage.port import Loaded, Store, Versions
from tests.support.samples import NOW, cart, commit, customer, digest, identity, interaction, order

IDS = [
    "plain",
    "with space",
    "a#b",
    "#",
    "C#anna",
    "ütf-8 ✓ 🛒",
    "' OR 1=1 --",
    "%_*?",
    "x" * 256,
    "🛒" * 256,
    "new\nline",
    "0",
]


def test_nobody_is_loaded_as_nothing(store: Store) -> None:
    assert store.load("nobody", "no-session", NOW) == Loaded(None, Cart(), Digest(), None, Versions())
    assert store.rest_of_digest("nobody") == Digest()
    assert store.order("nobody", "o-1") is None
    assert list(store.orders("nobody")) == []
    assert store.timeline("nobody").interactions == ()
    assert store.timeline("nobody").next == ""
    assert store.identify(identity()) is None
    assert store.quotes(["coffee-1"]) == {}
    assert store.quotes([]) == {}


def test_every_item_comes_back_as_it_was_committed(store: Store) -> None:
    store.commit(
        commit(
            session=b"\x00open question\xff",
            session_expires=NOW + timedelta(days=1),
            customer=customer(),
            cart=cart("coffee-1", "milk-1"),
            digest=digest(3, complete=False),
            digest_rest=digest(5),
            new_order=order(),
            identity=identity(),
        )
    )

    assert store.load("anna", "session-1", NOW) == Loaded(
        customer=customer(),
        cart=cart("coffee-1", "milk-1"),
        digest=digest(3, complete=False),
        session=b"\x00open question\xff",
        versions=Versions(1, 1, 1, 1),
    )
    assert store.rest_of_digest("anna") == digest(5)
    assert store.order("anna", "o-1") == order()
    assert list(store.orders("anna")) == [order()]
    assert store.timeline("anna").interactions == (interaction(),)
    assert store.identify(identity()) == "anna"


def test_a_turn_that_changes_nothing_writes_its_interaction_only(store: Store) -> None:
    store.commit(commit())

    assert store.load("anna", "session-1", NOW) == Loaded(None, Cart(), Digest(), None, Versions())
    assert store.timeline("anna").interactions == (interaction(),)


def test_each_write_raises_the_version_of_its_item_alone(store: Store) -> None:
    store.commit(commit(id="1", cart=cart("a")))
    store.commit(commit(id="2", cart=cart("b"), expected=Versions(cart=1)))
    store.commit(commit(id="3", customer=customer(), expected=Versions(cart=99)))
    store.commit(commit(id="4", session=b"s", session_expires=NOW + timedelta(hours=1)))

    loaded = store.load("anna", "session-1", NOW)
    assert loaded.versions == Versions(customer=1, cart=2, digest=0, session=1)
    assert loaded.cart == cart("b")


def test_the_hot_digest_alone_leaves_the_rest_as_it_was(store: Store) -> None:
    store.commit(commit(id="1", digest=digest(2, complete=False), digest_rest=digest(7)))
    store.commit(commit(id="2", digest=digest(3, complete=False), expected=Versions(digest=1)))

    assert store.load("anna", "session-1", NOW).digest == digest(3, complete=False)
    assert store.rest_of_digest("anna") == digest(7)


def test_a_session_ends_at_its_time_and_can_be_written_again(store: Store) -> None:
    end = NOW.replace(microsecond=0) + timedelta(hours=1)
    store.commit(commit(id="1", session=b"first", session_expires=end))

    assert store.load("anna", "session-1", end - timedelta(microseconds=1)).session == b"first"
    expired = store.load("anna", "session-1", end)
    assert expired.session is None

    later = end + timedelta(hours=1)
    store.commit(commit(id="2", at=end, session=b"second", session_expires=later, expected=expired.versions))
    assert store.load("anna", "session-1", end).session == b"second"


def test_sessions_of_one_customer_are_apart(store: Store) -> None:
    end = NOW + timedelta(days=1)
    store.commit(commit(id="1", session_id="kitchen", session=b"kitchen", session_expires=end))
    store.commit(commit(id="2", session_id="bedroom", session=b"bedroom", session_expires=end))

    assert store.load("anna", "kitchen", NOW).session == b"kitchen"
    assert store.load("anna", "bedroom", NOW).session == b"bedroom"
    assert store.load("anna", "car", NOW).session is None
    assert store.load("ben", "kitchen", NOW).session is None


def test_times_of_any_zone_are_the_same_moment(store: Store) -> None:
    berlin = NOW.astimezone(timezone(timedelta(hours=1)))
    end = (NOW + timedelta(hours=1)).astimezone(timezone(timedelta(hours=-8)))
    store.commit(commit(at=berlin, session=b"s", session_expires=end))

    assert store.timeline("anna").interactions[0].at == NOW
    assert store.load("anna", "session-1", NOW).session == b"s"


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        store.commit(commit(at=datetime(2026, 11, 21)))  # noqa: DTZ001 - that is the point

    assert store.timeline("anna").interactions == ()


@pytest.mark.parametrize("odd", IDS, ids=[ascii(odd)[:20] for odd in IDS])
def test_ids_may_be_anything(store: Store, odd: str) -> None:
    end = NOW + timedelta(days=1)
    store.commit(
        commit(
            odd,
            id=odd,
            session_id=odd,
            session=b"s",
            session_expires=end,
            customer=customer(odd),
            new_order=order(odd),
            identity=identity(odd),
        )
    )

    loaded = store.load(odd, odd, NOW)
    assert loaded.customer == customer(odd)
    assert loaded.session == b"s"
    assert store.order(odd, odd) == order(odd)
    assert store.identify(identity(odd)) == odd
    assert [event.id for event in store.timeline(odd).interactions] == [odd]


def test_ids_that_look_alike_stay_apart(store: Store) -> None:
    for number, odd in enumerate(IDS):
        store.commit(commit(odd, cart=cart(str(number))))
        store.link(str(number), identity(odd))

    assert [store.load(odd, "", NOW).cart for odd in IDS] == [cart(str(n)) for n in range(len(IDS))]
    assert [store.identify(identity(odd)) for odd in IDS] == [str(n) for n in range(len(IDS))]
