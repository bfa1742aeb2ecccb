"""Items as bytes, keys as text."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.profile.customer import Customer
from skill.profile.errand import Errand, ErrandKind
from skill.profile.interaction import Interaction
from skill.shopping.cart import Cart
from skill.shopping.order import Order
from skill.shopping.purchases import HOT, Digest, Entry, Purchase, rebuild
from skill.storage.encoding import (
    cursor,
    decode,
    due_before,
    due_key,
    encode,
    event_key,
    from_cursor,
    imported_version,
    short,
    whole_second,
)
from tests.support.samples import NOW, cart, customer, digest, interaction, order


def _entry(purchases: list[Purchase]) -> Entry:
    entry = rebuild(purchases)
    assert entry is not None
    return entry


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
PURCHASES = st.builds(Purchase, st.integers(1, 3_652_059), st.integers(1, 10**6), st.integers(-(10**12), 10**12))
ENTRIES = st.lists(PURCHASES, min_size=1, max_size=20).map(_entry)
DIGESTS = st.builds(Digest, st.dictionaries(TEXT, ENTRIES, max_size=30), st.booleans(), st.integers(1, 9))
TIMES = st.datetimes(timezones=st.just(UTC))


@given(DIGESTS)
def test_a_digest_comes_back_to_the_last_bit(found: Digest) -> None:
    data = encode(found)

    assert decode(data, Digest) == found
    assert encode(decode(data, Digest)) == data


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (customer(), Customer),
        (customer(orders=tuple(order(f"o-{n}") for n in range(12))), Customer),
        (Customer("guest"), Customer),
        (Cart(), Cart),
        (cart(*(f"p{n}" for n in range(50))), Cart),
        (order(), Order),
        (order(window=None, cancelled_at=NOW), Order),
        (interaction(), Interaction),
        (Digest(), Digest),
        (digest(2151), Digest),
    ],
)
def test_every_kind_of_item_comes_back(item: Customer, kind: type[Customer]) -> None:
    assert decode(encode(item), kind) == item


def test_small_items_are_plain_and_large_ones_compressed() -> None:
    assert encode(Cart()) == b"\x81\xa5lines\x90"
    assert encode(digest(100))[0] == 0x78
    assert len(encode(digest(HOT))) < 30_000


def test_reading_a_hot_digest_takes_about_a_millisecond() -> None:
    data = encode(digest(HOT))
    took = []
    for _ in range(20):
        started = time.thread_time()
        decode(data, Digest)
        took.append(time.thread_time() - started)

    # Several times what was measured: a busy machine must not fail it, decoding in Python would.
    assert min(took) < 0.005


@given(TIMES, TEXT, TIMES, TEXT)
def test_keys_sort_by_time_then_id(time_a: datetime, id_a: str, time_b: datetime, id_b: str) -> None:
    by_key = event_key(time_a, id_a) < event_key(time_b, id_b)

    assert by_key == ((time_a, id_a) < (time_b, id_b))


@given(TIMES, TIMES, TEXT)
def test_what_is_due_sorts_before_the_end_of_its_microsecond(due: datetime, at: datetime, errand_id: str) -> None:
    waiting = Errand(errand_id, ErrandKind.ORDER_MAIL, "anna", due)

    assert (due_key(waiting) < due_before(at)) == (due <= at)
    assert due_key(waiting) < due_before(due)


@given(TIMES, TEXT)
def test_a_cursor_leads_back_to_its_key(at: datetime, event_id: str) -> None:
    key = event_key(at, event_id)

    assert from_cursor(cursor(key)) == key


@given(st.one_of(st.text(max_size=80), TEXT.map(cursor), TIMES.map(lambda at: cursor(at.isoformat()))))
def test_any_other_text_is_no_cursor(text: str) -> None:
    with pytest.raises(ValueError, match="continues no timeline"):
        from_cursor(text)


def test_long_ids_become_a_hash_within_a_key() -> None:
    assert short("x" * 512) == "x" * 512
    assert short("x" * 513) == "sha256:35ade0090e64e74d6ad04204009c23a4e34b82bdf0f4f317fbcc5f26f9b10241"
    assert len(event_key(NOW, "🛒" * 256).encode()) < 1024


def test_an_imported_version_follows_from_the_content() -> None:
    assert imported_version(b"a") == imported_version(b"a") != imported_version(b"b")
    assert imported_version(b"") == 2**32


def test_an_end_counts_from_its_whole_second() -> None:
    whole = datetime(2026, 1, 1, tzinfo=UTC)

    assert whole_second(whole) == 1_767_225_600
    assert whole_second(whole + timedelta(microseconds=1)) == 1_767_225_601
