"""A crowd: devices of three accounts talk at once, each whatever it likes, and the books are right in the end."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from random import Random
from threading import Barrier

from skill.app import UNCERTAIN, UNREACHABLE, App
from skill.conversation.reply import Reply, decode, encode
from skill.conversation.turn import Slot, Turn
from skill.loading.profiles import digest_of
from skill.profile.customer import Identity
from skill.shopping.product import Quote
from skill.storage.port import Store
from tests.support import tiny_shop
from tests.support.heads import head_of
from tests.support.soak import SOAK
from tests.support.tiny_shop import IDS, NOON, QUOTES, ZONE

DEVICES = 6
TURNS = {"MemoryStore": 60, "SqliteStore": 40, "DynamoStore": 12}
WHO = ["anna", "anna", "anna", "ben", "ben", "nobody"]
WORDS = ["coffee", "oat milk", "ginger cookies", "toilet paper", "two oat milk", "dark roast coffee"]
INTENTS = [
    *["Reorder"] * 5,
    *["Yes"] * 7,
    *["CancelOrder"] * 2,
    *["Cancel", "No", "Repeat", "Launch", "AddToCart", "Checkout"],
]


class Device:
    """Talks in the session that all devices of its account share, or in its own; sends one request in five twice."""

    def __init__(self, app: App, number: int, ids: count[int], start: Barrier) -> None:
        self._app, self._who, self._dice = app, WHO[number], Random(number)
        self._name, self._ids, self._start = f"device-{number}", ids, start
        self.answered: list[tuple[Turn, Reply]] = []

    def talk(self, turns: int) -> None:
        """So many turns; nothing waits for anybody."""
        self._start.wait()
        for _ in range(turns):
            turn = self._turn()
            for _ in range(self._dice.choice([1, 1, 1, 1, 2])):
                self.answered.append((turn, self._app.answer(turn)))

    def _turn(self) -> Turn:
        number = next(self._ids)
        return Turn(
            id=f"request-{number}",
            channel="alexa",
            locale="en-US",
            at=NOON + timedelta(seconds=self._dice.randint(0, 3600), microseconds=number),
            account=tiny_shop.account(self._who),
            person=tiny_shop.voice(self._who, self._who.title()),
            session=self._dice.choice(["shared", self._name]),
            intent=self._dice.choice(INTENTS),
            slots={"product": Slot(self._dice.choice(WORDS))},
        )


def test_the_books_are_right_after_a_crowd(app: App) -> None:
    ids, start = count(1), Barrier(DEVICES)
    # Enough of everything counted but the cookies, which run out.
    shelf = [Quote(quote.product_id, quote.price, quote.stock and quote.stock * 10) for quote in QUOTES]
    app.store.put_quotes(shelf)
    devices = [Device(app, number, ids, start) for number in range(DEVICES)]

    with ThreadPoolExecutor(DEVICES) as threads:
        turns = TURNS[type(app.store).__name__] * SOAK
        for end in [threads.submit(device.talk, turns) for device in devices]:
            end.result()

    customers = ["anna", "ben", Identity.of("alexa", tiny_shop.account("nobody")).guest_id]
    _each_request_is_answered_once(app.store, devices, customers)
    for customer_id in customers:
        _the_profile_is_right(app.store, customer_id)
    assert not list(app.store.orders(customers[2]))
    taken: Counter[str] = Counter()
    for customer_id in customers:
        for order in app.store.orders(customer_id):
            if order.channel == "alexa" and order.cancelled_at is None:
                taken.update({line.product_id: line.quantity for line in order.lines if line.counted})
    left = {quote.product_id: quote.stock - taken[quote.product_id] for quote in shelf if quote.stock is not None}
    assert {key: quote.stock for key, quote in app.store.quotes(IDS).items() if quote.stock is not None} == left
    assert min(left.values()) >= 0
    assert taken


def _each_request_is_answered_once(store: Store, devices: list[Device], customers: list[str]) -> None:
    """What was answered is on the timeline once, and every repeat got the same reply, as it is kept."""
    replies: dict[str, Reply] = {}
    for device in devices:
        for turn, reply in device.answered:
            assert reply not in (UNREACHABLE, UNCERTAIN)
            kept = decode(encode(reply))
            assert kept == replies.setdefault(turn.id, kept)
    known = Counter(
        event.id for customer_id in customers for event in store.timeline(customer_id, limit=100_000).interactions
    )
    assert known == Counter(replies.keys())


def _the_profile_is_right(store: Store, customer_id: str) -> None:
    """The digest is that of the orders that stand, and the head holds the newest ones."""
    loaded = store.load(customer_id, "", NOON)
    orders = sorted(store.orders(customer_id), key=lambda order: (order.placed_at, order.id))
    assert loaded.customer is not None
    assert list(loaded.customer.orders) == head_of(orders)
    assert loaded.digest.entries == digest_of(orders, ZONE).entries
    _one_order_a_yes(store, customer_id)


def _one_order_a_yes(store: Store, customer_id: str) -> None:
    """Every order was said once on the timeline, by a yes."""
    events = store.timeline(customer_id, limit=100_000).interactions
    placed = Counter(event.order_id for event in events if event.outcome == "ordered")
    assert {event.intent for event in events if event.outcome == "ordered"} <= {"Yes"}
    assert placed == Counter(order.id for order in store.orders(customer_id) if order.channel == "alexa")
