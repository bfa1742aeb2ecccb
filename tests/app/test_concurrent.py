"""Several devices at the very same moment: each has decided on the same state before the first one writes."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from skill.app import BUSY, App
from skill.conversation.reply import Reply
from skill.conversation.turn import Turn
from skill.loading.profiles import digest_of
from skill.profile.customer import RECENT_ORDERS, Identity
from skill.shopping.money import Money
from skill.shopping.product import Quote
from skill.storage.port import Store
from tests.app.looking import YES_AT, keys, ordered
from tests.app.stores import Meeting
from tests.support import tiny_shop
from tests.support.tiny_shop import NOON, ZONE, turn


def together(app: App, turns: list[Turn]) -> list[Reply]:
    """Answer each on a thread of its own; nobody commits before all have decided."""
    meeting = replace(app, store=cast("Store", Meeting(app.store, len(turns))))

    with ThreadPoolExecutor(len(turns)) as threads:
        return list(threads.map(meeting.answer, turns))


def timeline(store: Store, customer_id: str = "anna") -> Counter[tuple[str, str]]:
    """(request, outcome) of every interaction."""
    return Counter((one.id, one.outcome) for one in store.timeline(customer_id).interactions)


def consistent(store: Store, customer_id: str = "anna") -> None:
    """The digest counts each order once, and the head knows them."""
    loaded = store.load(customer_id, "", NOON)
    orders = sorted(store.orders(customer_id), key=lambda order: (order.placed_at, order.id))
    assert loaded.digest.entries == digest_of(orders, ZONE).entries
    assert loaded.customer is not None
    assert list(loaded.customer.orders) == orders[: -RECENT_ORDERS - 1 : -1]


def stock(store: Store, product_id: str) -> int | None:
    """How many are left."""
    return store.quotes([product_id])[product_id].stock


def said(app: App, *turns: Turn) -> None:
    """Before it gets crowded."""
    for one in turns:
        app.answer(one)


ORDERED = ("reorder-placed", "reorder-arrives", "reorder-undo", "common-anything-else")


def test_two_yeses_to_one_offer_order_once(app: App) -> None:
    """Two devices in one session: the second yes finds nothing to say yes to."""
    said(app, turn("Reorder", "r1", product="oat milk", quantity=2))

    replies = together(app, [turn("Yes", f"yes-{n}", at=YES_AT + timedelta(milliseconds=n)) for n in range(2)])

    assert Counter(map(keys, replies)) == {ORDERED: 1, ("common-what-to-order",): 1}
    (order,) = ordered(app.store)
    assert [(line.product_id, line.quantity) for line in order.lines] == [("milk-oat", 2)]
    assert stock(app.store, "milk-oat") == 10
    won = 0 if keys(replies[0]) == ORDERED else 1
    assert timeline(app.store) == {("r1", "offered"): 1, (f"yes-{won}", "ordered"): 1, (f"yes-{1 - won}", "asked"): 1}
    consistent(app.store)


def test_a_yes_and_a_no_at_once_never_both_count(app: App) -> None:
    said(app, turn("Reorder", "r1", product="oat milk"))

    replies = together(app, [turn("Yes", "yes", at=YES_AT), turn("No", "no", at=YES_AT)])

    # Either the yes was first, and the no ends the conversation, or the no was first, and there is nothing left.
    bought = len(ordered(app.store))
    assert [keys(reply)[0] for reply in replies] == (
        ["reorder-placed", "common-bye"] if bought else ["common-what-to-order", "reorder-left"]
    )
    assert stock(app.store, "milk-oat") == 12 - (ordered(app.store)[0].lines[0].quantity if bought else 0)
    consistent(app.store)


def test_one_request_delivered_twice_at_once(app: App) -> None:
    said(app, turn("Reorder", "r1", product="oat milk"))

    first, second = together(app, [turn("Yes", "yes", at=YES_AT)] * 2)

    assert keys(first) == ORDERED
    assert second == first
    assert len(ordered(app.store)) == 1
    assert timeline(app.store) == {("r1", "offered"): 1, ("yes", "ordered"): 1}
    consistent(app.store)


def test_a_first_request_of_a_guest_delivered_twice_at_once(app: App) -> None:
    """Identity and profile are begun once."""
    guest = Identity.of("alexa", tiny_shop.account("nobody")).guest_id

    first, second = together(app, [turn("Launch", "launch", who="nobody")] * 2)

    assert second == first
    assert first.customer_id == guest
    assert timeline(app.store, guest) == {("launch", "greeted"): 1}
    assert app.store.load(guest, "", NOON).versions.customer == 1


def test_two_first_requests_of_a_guest_at_once(app: App) -> None:
    guest = Identity.of("alexa", tiny_shop.account("nobody")).guest_id

    replies = together(app, [turn("Launch", f"launch-{n}", who="nobody", session=f"s{n}") for n in range(2)])

    assert [keys(reply)[0] for reply in replies] == ["common-hello"] * 2
    assert timeline(app.store, guest) == {("launch-0", "greeted"): 1, ("launch-1", "greeted"): 1}
    assert app.store.identify(Identity.of("alexa", tiny_shop.account("nobody"))) == guest


def test_two_sessions_of_one_household_order_both(app: App) -> None:
    said(
        app,
        turn("Reorder", "r1", session="kitchen", product="dark roast coffee", quantity=1),
        turn("Reorder", "r2", session="office", product="oat milk", quantity=4),
    )

    replies = together(
        app,
        [
            turn("Yes", "yes-1", session="kitchen", at=YES_AT),
            turn("Yes", "yes-2", session="office", at=YES_AT + timedelta(milliseconds=1)),
        ],
    )

    assert [keys(reply) for reply in replies] == [ORDERED, ORDERED]
    assert [order.lines[0].quantity for order in ordered(app.store)] == [1, 4]
    assert stock(app.store, "milk-oat") == 8
    consistent(app.store)


def test_the_same_from_two_sessions_is_ordered_once_and_again_only_when_that_was_said(app: App) -> None:
    """Whoever comes second is decided on what the first one wrote."""
    said(
        app,
        turn("Reorder", "r1", session="kitchen", product="dark roast coffee", quantity=1),
        turn("Reorder", "r2", session="office", product="dark roast coffee", quantity=4),
    )
    before = app.store.load("anna", "", NOON).digest.entries["coffee-dark"]
    rooms = [("kitchen", 1), ("office", 4)]

    replies = together(app, [turn("Yes", f"yes-{room}", session=room, at=YES_AT) for room, _ in rooms])

    won = 0 if keys(replies[0]) == ORDERED else 1
    (_, first), (other, second) = rooms[won], rooms[1 - won]
    assert keys(replies[won]) == ORDERED
    assert keys(replies[1 - won])[:3] == ("reorder-changed", "reorder-again", "reorder-line")
    assert replies[1 - won].says[0].values == {"why": "again"}
    assert [order.lines[0].quantity for order in ordered(app.store)] == [first]
    consistent(app.store)

    said(app, turn("Yes", "again", session=other, at=YES_AT + timedelta(seconds=9)))

    assert [order.lines[0].quantity for order in ordered(app.store)] == [first, second]
    after = app.store.load("anna", "", NOON).digest.entries["coffee-dark"]
    assert (after.times, after.units) == (before.times + 2, before.units + 5)
    assert [purchase.quantity for purchase in after.recent[-2:]] == [first, second]
    consistent(app.store)


def test_an_order_and_the_cancelling_of_another_at_once(app: App) -> None:
    said(
        app,
        turn("Reorder", "r1", session="kitchen", product="oat milk", quantity=3),
        turn("Yes", "r2", session="kitchen"),
        turn("CancelOrder", "r3", session="kitchen", at=YES_AT),
        turn("Reorder", "r4", session="office", product="oat milk", quantity=2, at=YES_AT),
    )
    assert stock(app.store, "milk-oat") == 9

    replies = together(
        app,
        [
            turn("Yes", "undo", session="kitchen", at=YES_AT + timedelta(seconds=1)),
            turn("Yes", "buy", session="office", at=YES_AT + timedelta(seconds=2)),
        ],
    )

    assert [keys(reply)[0] for reply in replies] == ["orders-cancelled", "reorder-placed"]
    assert [(order.lines[0].quantity, order.cancelled_at is None) for order in ordered(app.store)] == [
        (3, False),
        (2, True),
    ]
    assert stock(app.store, "milk-oat") == 10
    consistent(app.store)


def test_eight_households_race_for_the_last_three(app: App) -> None:
    """Three get one, five hear that it is gone; nobody is left with half an order."""
    app.store.put_quotes([Quote("milk-oat", Money(349, "USD"), 3)])
    names = [f"-race-{n}" for n in range(8)]
    app.store.put_profiles([tiny_shop.household("anna", name) for name in names])

    def by(name: str, intent: str, request: str, **more: Any) -> Turn:
        who: dict[str, Any] = {
            "account": tiny_shop.account("anna", name),
            "person": tiny_shop.voice("anna", "Anna", name),
        }
        return turn(intent, f"{request}{name}", **who, **more)

    said(app, *(by(name, "Reorder", "r1", product="oat milk", quantity=1) for name in names))

    yeses = [by(name, "Yes", "yes", at=YES_AT) for name in names]
    # A server that refuses whoever comes at the same moment may leave some busy: they say it again.
    first = together(app, yeses)
    busy = [name for name, reply in zip(names, first, strict=True) if reply.says == BUSY.says]
    replies = [
        app.answer(by(name, "Yes", "again", at=YES_AT)) if name in busy else reply
        for name, reply in zip(names, first, strict=True)
    ]

    assert Counter(keys(reply)[0] for reply in replies) == {"reorder-placed": 3, "reorder-changed": 5}
    assert stock(app.store, "milk-oat") == 0
    for name, reply in zip(names, replies, strict=True):
        orders = ordered(app.store, f"anna{name}")
        assert len(orders) == (1 if keys(reply) == ORDERED else 0)
        if not orders:
            assert reply.says[0].values == {"why": "stock"}
            assert "reorder-sold-out" in " ".join(keys(reply))
        outcome = "ordered" if orders else "sold_out"
        last = (
            {(f"yes{name}", "failed"): 1, (f"again{name}", outcome): 1}
            if name in busy
            else {(f"yes{name}", outcome): 1}
        )
        assert timeline(app.store, f"anna{name}") == {(f"r1{name}", "offered"): 1, **last}
        consistent(app.store, f"anna{name}")
