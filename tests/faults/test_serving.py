"""`restock serve` on a SQLite file, killed by ``kill -9`` at any moment while several shoppers talk to it.

After it was started again, they send what was not answered once more or begin anew; in the end the books are right:

* the file is whole; what was answered is on its timeline once, what was not at most once, and nothing else is;
* every order was agreed to by one interaction, after its total was heard in the same session; who was told that it is
  ordered heard its total, and has it;
* stock, digest and head are those of the orders;
* after the sweeps nothing is left to be done, and each order (and each cancelled one again) lies in the folder as one
  e-mail to its own household.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from random import Random
from threading import Event
from time import sleep
from zoneinfo import ZoneInfo

from babel import Locale

from skill.loading.profiles import CHANNEL as IMPORTED
from skill.loading.profiles import digest_of
from skill.locales.values import amount as spoken_amount
from skill.outbox.worker import PAUSES
from skill.settings.environment import Settings
from skill.shopping.order import Order
from skill.storage.port import Store
from skill.storage.sqlite import SqliteStore
from skill.workers import build_outbox
from tests.dialogues.support.reading import dialogues
from tests.dialogues.support.stage import Demo
from tests.faults.books import AGREED
from tests.faults.shoppers import Address, Shopper
from tests.support.heads import head_of
from tests.support.servers import serving
from tests.support.soak import SOAK

KILLS = min(3 * SOAK, 100)
CROWD = [
    ("anna", "Anna", "en-US"),
    ("miller", "George", "en-US"),
    ("carter", "Denise", "en-US"),
    ("schmidt", "Katrin", "de-DE"),
]
WHENEVER = datetime(9999, 1, 1, tzinfo=UTC)


def test_killed_while_people_shop(tmp_path: Path, demo: Demo) -> None:
    dice, address, stop = Random(20261122), Address(), Event()
    crowd = [Shopper(address, *who, Random(number)) for number, who in enumerate(CROWD)]
    # Where people buy: not every one of these dialogues ends in an order, and none is played as it is written.
    buying = {locale: [one for one in dialogues(locale) if one.orders] for locale in ("en-US", "de-DE")}
    env: dict[str, str] = {}

    with ThreadPoolExecutor(len(crowd)) as threads:
        ends = [threads.submit(shopper.talk, buying[shopper.locale], stop) for shopper in crowd]
        try:
            for number in range(KILLS + 1):
                with serving(tmp_path) as (served, process):
                    address.url, env = served.url, served.env
                    address.up.set()
                    sleep(0.5 + dice.random() * 2)
                    if number == KILLS:
                        stop.set()
                        for end in ends:
                            end.result(timeout=120)
                    else:
                        address.up.clear()
                        process.kill()
                        process.wait()
        finally:
            stop.set()
            address.up.set()

    settings = Settings.from_env({name: value for name, value in env.items() if name.startswith("RESTOCK_")})
    file = Path(settings.store.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store = SqliteStore(file)
    assert _swept(settings, store) == []
    books = [Books(store, shopper) for shopper in crowd]
    for one in books:
        assert list(one.wrong()) == []
    assert list(_shelves(store, demo, books)) == []
    assert list(_mails(tmp_path / "data" / "mail", store, books)) == []
    assert sum(len(one.own) for one in books) > KILLS
    assert any(sent.response is None for one in books for sent in one.shopper.sent)


def _swept(settings: Settings, store: Store) -> Sequence[object]:
    """What is left in the outbox when time has passed."""
    outbox, at = build_outbox(settings, store), datetime.now(UTC)
    for pause in (timedelta(), *PAUSES):
        at += pause
        outbox.sweep(at)
    return store.due(WHENEVER)


@dataclass
class Books:
    """A household's books beside what it said and heard."""

    store: Store
    shopper: Shopper

    def __post_init__(self) -> None:
        name = self.shopper.household
        self.every = sorted(self.store.orders(name), key=lambda order: (order.placed_at, order.id))
        self.own = [order for order in self.every if order.channel != IMPORTED]
        self.timeline = self.store.timeline(name, limit=1_000_000).interactions

    def wrong(self) -> Iterator[str]:
        """What is not right; nothing is good."""
        yield from self._interactions()
        yield from self._orders()
        loaded = self.store.load(self.shopper.household, "", datetime.now(UTC))
        assert loaded.customer is not None
        if list(loaded.customer.orders) != head_of(self.every):
            yield "the head does not hold the newest orders"
        zone = ZoneInfo(loaded.customer.time_zone)
        entries = loaded.digest.entries | self.store.rest_of_digest(self.shopper.household).entries
        if entries != digest_of(self.every, zone).entries:
            yield "the digest is not that of the orders"

    def _interactions(self) -> Iterator[str]:
        known = Counter(one.id for one in self.timeline)
        answered = {one.id for one in self.shopper.sent if self.shopper.answered(one)}
        sent = {one.id for one in self.shopper.sent}
        yield from (f"{strange} was never sent" for strange in known.keys() - sent)
        yield from (f"{said} was answered, and is forgotten" for said in answered - known.keys())
        yield from (f"{said} is {times} times on the timeline" for said, times in known.items() if times > 1)

    def _orders(self) -> Iterator[str]:
        agreed = {one.order_id: one for one in self.timeline if one.outcome == "ordered"}
        placed = Counter(one.order_id for one in self.timeline if one.outcome == "ordered")
        if placed != Counter(order.id for order in self.own):
            yield f"ordered on the timeline: {dict(placed)}, orders: {[order.id for order in self.own]}"
        for order in self.own:
            total, said = self._total(order), agreed[order.id]
            heard = [one for one in self.shopper.sent if self.shopper.answered(one) and total in one.speech]
            yes = next(number for number, one in enumerate(self.shopper.sent) if one.id == said.id)
            offers = [one for one in self.shopper.sent[:yes] if one in heard and one.session == said.session]
            if said.intent not in AGREED or not offers:
                yield f"{order.id} was ordered by {said.intent}, and {total} heard {len(offers)} times before"
            told = [one for one in self.shopper.sent if one.id == said.id and self.shopper.answered(one)]
            yield from (f"{order.id}: {one.speech!r} does not tell {total}" for one in told if one not in heard)

    def _total(self, order: Order) -> str:
        total = order.totals.total
        return spoken_amount(total.minor, total.currency, Locale.parse(self.shopper.locale, sep="-"))


def _shelves(store: Store, demo: Demo, books: list[Books]) -> Iterator[str]:
    sold: Counter[str] = Counter()
    for order in (order for one in books for order in one.own if order.cancelled_at is None):
        sold.update({line.product_id: line.quantity for line in order.lines if line.counted})
    for product_id, quote in demo.quotes.items():
        expected = None if quote.stock is None else quote.stock - sold[product_id]
        if (found := store.quotes([product_id])[product_id].stock) != expected:
            yield f"{found} of {product_id} are left, not {expected}"


def _mails(folder: Path, store: Store, books: list[Books]) -> Iterator[str]:
    """Each order is told in one e-mail to its household, a cancelled one in one more, and nothing else to anybody."""
    expected: Counter[tuple[str, str, str]] = Counter()
    for one in books:
        address = f"{one.shopper.household}@example.com"
        for order in one.own:
            expected[address, "order-mail", order.id] += 1
            expected[address, "cancelled-mail", order.id] += order.cancelled_at is not None
    found: Counter[tuple[str, str, str]] = Counter()
    ids = [order.id for one in books for order in one.own]
    for path in folder.glob("*.eml"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        text = mail.get_content()
        kind = path.name.rpartition("-")[0]
        if kind != "code-locked-mail":
            (order_id,) = (order_id for order_id in ids if order_id in text)
            found[str(mail["To"]), kind, order_id] += 1
    if +expected != found:
        yield f"missing: {dict(expected - found)}; too many: {dict(found - expected)}"
