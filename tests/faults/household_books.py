"""A household's books after real processes were killed, beside what it said and heard.

What must be true stands in ``test_serving.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from babel import Locale

from skill.loading.profiles import CHANNEL as IMPORTED
from skill.loading.profiles import digest_of
from skill.locales.values import amount as spoken_amount
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.storage.port import Store
from tests.faults.books import AGREED
from tests.faults.shoppers import Sent
from tests.support.heads import head_of


class Talker(Protocol):
    """Whoever talked: for whom, in which locale, what was sent, and which of it was answered."""

    household: str
    locale: str
    sent: list[Sent]

    def answered(self, one: Sent) -> bool: ...


@dataclass
class Books:
    """A household's books beside what it said and heard."""

    store: Store
    shopper: Talker

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


def shelves(store: Store, quotes: Mapping[str, Quote], books: Iterable[Books]) -> Iterator[str]:
    """Of what is counted, as much is left as was there less what was taken."""
    sold: Counter[str] = Counter()
    for order in (order for one in books for order in one.own if order.cancelled_at is None):
        sold.update({line.product_id: line.quantity for line in order.lines if line.counted})
    for product_id, quote in quotes.items():
        expected = None if quote.stock is None else quote.stock - sold[product_id]
        if (found := store.quotes([product_id])[product_id].stock) != expected:
            yield f"{found} of {product_id} are left, not {expected}"


def mails(folder: Path, books: list[Books]) -> Iterator[str]:
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
