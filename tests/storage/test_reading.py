"""Timeline, orders and prices: whole, in order, page by page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.port import Store
from tests.support.samples import NOW, commit, interaction, order


def _pages(store: Store, limit: int) -> list[list[str]]:
    pages, after = [], ""
    while True:
        page = store.timeline("anna", limit=limit, after=after)
        pages.append([event.id for event in page.interactions])
        if not page.next:
            return pages
        after = page.next


def test_the_timeline_is_newest_first_page_by_page(store: Store) -> None:
    for number in range(7):
        store.commit(commit(id=f"r{number}", at=NOW + timedelta(seconds=number)))
    store.commit(commit("ben", id="of somebody else"))

    assert _pages(store, 3) == [["r6", "r5", "r4"], ["r3", "r2", "r1"], ["r0"]]
    assert _pages(store, 7) == [["r6", "r5", "r4", "r3", "r2", "r1", "r0"]]
    assert _pages(store, 1) == [["r6"], ["r5"], ["r4"], ["r3"], ["r2"], ["r1"], ["r0"]]


def test_events_of_one_moment_are_ordered_by_id_and_none_is_lost_between_pages(store: Store) -> None:
    for event_id in ("b", "a", "ä", "c#1", "c", "🛒"):
        store.commit(commit(id=event_id))

    assert _pages(store, 2) == [["🛒", "ä"], ["c#1", "c"], ["b", "a"]]


def test_a_late_event_takes_its_place_and_a_page_goes_on_where_it_was(store: Store) -> None:
    for number in (0, 2, 4):
        store.commit(commit(id=f"r{number}", at=NOW + timedelta(microseconds=number)))
    first = store.timeline("anna", limit=1)
    store.commit(commit(id="r3", at=NOW + timedelta(microseconds=3)))
    store.commit(commit(id="r5", at=NOW + timedelta(microseconds=5)))

    rest = store.timeline("anna", after=first.next)
    assert [event.id for event in rest.interactions] == ["r3", "r2", "r0"]


def test_times_sort_across_years_and_zones(store: Store) -> None:
    for event_id, at in (
        ("old", datetime(999, 12, 31, tzinfo=UTC)),
        ("new", datetime(9999, 12, 31, tzinfo=UTC)),
        ("whole second", datetime(2026, 1, 1, tzinfo=UTC)),
        ("a bit later", datetime(2026, 1, 1, microsecond=1, tzinfo=UTC)),
    ):
        store.commit(commit(id=event_id, at=at))

    assert _pages(store, 10) == [["new", "a bit later", "whole second", "old"]]


@pytest.mark.parametrize(
    "cursor",
    ["x", "&", "ü", " ", "MjAyNg", "MjAyNi0xMS0yMVQwOTozMDowMCMx", "0", "=", "a" * 5000, "2026-11-21T09:30:00Z#1"],
)
def test_a_cursor_of_somebody_else_is_refused(store: Store, cursor: str) -> None:
    store.commit(commit())

    with pytest.raises(ValueError, match="continues no timeline"):
        store.timeline("anna", after=cursor)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_without_room_is_refused(store: Store, limit: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        store.timeline("anna", limit=limit)


def test_a_long_timeline_comes_whole(store: Store) -> None:
    """More than the megabyte that DynamoDB gives at once."""
    heard = {"product": "x" * 30_000}
    expected = []
    for number in range(45):
        event = interaction(id=f"r{number:02}", at=NOW + timedelta(seconds=number), slots=heard)
        store.commit(commit(interaction=event, reply=b"y" * 4000))
        expected.append(event)

    page = store.timeline("anna", limit=100)
    assert page.interactions == tuple(reversed(expected))
    assert page.next == ""


def test_orders_are_oldest_first_and_complete(store: Store) -> None:
    names = [f"{number:064x}" for number in range(30)]
    placed = [order(name, NOW - timedelta(days=number % 7), seller=name * 600) for number, name in enumerate(names)]
    for one in placed:
        store.commit(commit(id=one.id, new_order=one))
    store.commit(commit("ben", new_order=order()))

    assert list(store.orders("anna")) == sorted(placed, key=lambda one: (one.placed_at, one.id))


def test_prices_of_at_most_ten_products(store: Store) -> None:
    quotes = {f"p{n}": Quote(f"p{n}", Money(n, "JPY"), n if n % 2 else None) for n in range(30)}
    store.put_quotes(quotes.values())
    store.put_quotes([])

    assert store.quotes(["p3", "p4", "unknown", "p3"]) == {"p3": quotes["p3"], "p4": quotes["p4"]}
    assert store.quotes([f"p{n}" for n in range(10)]) == {f"p{n}": quotes[f"p{n}"] for n in range(10)}
    with pytest.raises(ValueError, match="at most 10"):
        store.quotes([f"p{n}" for n in range(11)])


def test_a_new_price_replaces_the_old_one(store: Store) -> None:
    store.put_quotes([Quote("a", Money(499, "USD"), 3), Quote("a", Money(599, "EUR"), None)])
    assert store.quotes(["a"]) == {"a": Quote("a", Money(599, "EUR"), None)}

    store.put_quotes([Quote("a", Money(699, "EUR"), 0)])
    assert store.quotes(["a"]) == {"a": Quote("a", Money(699, "EUR"), 0)}
