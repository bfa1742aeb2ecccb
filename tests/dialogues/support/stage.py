"""The skill on one store with the demo shop in it: built once, then each dialogue brings its own household.

A household is copied under a name of its own, so that dialogues on one store do not hear of each other; prices
and stock, which all share, are put back after each.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from skill.app import App
from skill.bootstrap import build_app, local_entry
from skill.loading.customers import CHANNEL, demo_user
from skill.loading.profiles import CHANNEL as IMPORTED
from skill.loading.shop_folder import load_folder
from skill.locales.vocabulary import read_vocabulary
from skill.profile.customer import Customer, Identity
from skill.profile.errand import Errand
from skill.settings.environment import Settings
from skill.settings.shop import load_shop
from skill.shopping.order import Order
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest
from skill.simulator import Device
from skill.storage.memory import MemoryStore
from skill.storage.port import Profile
from tests.dialogues.support.before import fill_cart, order_before
from tests.dialogues.support.household import quick_code, with_given
from tests.dialogues.support.script import NOW, STRANGER, Change, Given
from tests.support.keys import key_file
from tests.support.understood import understanding

SKILL_ID = "amzn1.ask.skill.demo"
_AT_ONCE = 10
_WHENEVER = datetime(9999, 1, 1, tzinfo=UTC)
_MOST_ERRANDS = 10_000


class Demo:
    """The demo shop, loaded once: its catalogue file, prices and households to copy, and its words."""

    def __init__(self, folder: Path) -> None:
        # A deployment has a key for e-mail addresses: on DynamoDB none is made up.
        self._environ = {
            "RESTOCK_DATA": str(folder),
            "RESTOCK_SKILL_ID": SKILL_ID,
            "RESTOCK_CONTACT_KEY": str(key_file(folder)),
        }
        settings = self.settings("memory:")
        self.shop_folder = settings.shop
        self.config = load_shop(settings.shop)
        self.store = MemoryStore()
        load_folder(self.store, self.config, settings.shop, settings.catalogue, NOW.date())
        ids = [entry.id for entry in read_vocabulary(self.shop_folder / "products.csv", None, "en-US").products]
        parts = [self.store.quotes(ids[start : start + _AT_ONCE]) for start in range(0, len(ids), _AT_ONCE)]
        self.quotes: dict[str, Quote] = {key: quote for part in parts for key, quote in part.items()}

    def settings(self, store: str, endpoint: str = "") -> Settings:
        """The settings of a skill on this store."""
        return Settings.from_env({**self._environ, "RESTOCK_STORE": store, "RESTOCK_STORE_ENDPOINT": endpoint})

    @cached_property
    def households(self) -> tuple[str, ...]:
        """The customers there are."""
        return tuple(self.store.customer_ids(limit=1000))

    def profile(self, customer_id: str, copy_id: str) -> Profile:
        """A household with its whole history, under another id."""
        loaded = self.store.load(customer_id, "", datetime.combine(NOW, datetime.min.time(), UTC))
        assert loaded.customer is not None
        rest = self.store.rest_of_digest(customer_id)
        return Profile(
            customer=replace(loaded.customer, id=copy_id),
            digest=Digest({**loaded.digest.entries, **rest.entries}),
            orders=tuple(self.store.orders(customer_id)),
            identities=(Identity.of(CHANNEL, demo_user(copy_id)),),
        )


@dataclass(frozen=True)
class Cast:
    """Who plays in one dialogue: the copied household, as the store and Alexa know it."""

    customer_id: str
    user_id: str
    customer: Customer | None
    zone: ZoneInfo
    began: datetime

    def adult(self) -> str:
        """The first adult's name; nobody's in an account without a household."""
        people = self.customer.people if self.customer else ()
        return next((person.name for person in people if not person.child), "")


def began(given: Given, zone: ZoneInfo) -> datetime:
    """The moment a dialogue begins, where the household lives."""
    return given.now.replace(tzinfo=zone).astimezone(UTC)


def ours(order: Order, cast: Cast) -> bool:
    """Whether an order was placed in this dialogue."""
    return order.channel != IMPORTED and order.placed_at >= cast.began


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> None:
        """Later."""
        self.now += by


class Stage:
    """The skill on one store, behind the entry point that the terminal and the Lambda share."""

    def __init__(self, demo: Demo, store: str, endpoint: str = "") -> None:
        settings = demo.settings(store, endpoint)
        self.demo, self.clock = demo, Clock()
        self.app: App = dataclasses.replace(build_app(settings), new_code=quick_code)
        self.store = self.app.store
        self.entry: Callable[[dict[str, Any]], dict[str, Any]] = local_entry(settings, self.app, self.clock)
        self.store.put_quotes(demo.quotes.values())
        self._played = 0
        self._changed: set[str] = set()

    @contextmanager
    def set_up(self, given: Given) -> Iterator[Cast]:
        """A dialogue's household, hour, cart and shelves; the shelves are put back afterwards."""
        self._played += 1
        cast = self._cast(given)
        self.clock.now = cast.began
        for order in sorted(given.recent, key=lambda order: order.ago, reverse=True):
            order_before(self, cast, given, order)
        if given.cart:
            fill_cart(self, cast, given)
        try:
            self.change_shop(given)
            yield cast
        finally:
            customer = self.store.load(cast.customer_id, "", self.clock()).customer
            ours = [one for one in (customer.orders if customer else ()) if one.channel != IMPORTED]
            self._put_back({line.product_id for order in ours for line in order.lines})
            for errand in self._errands(cast) if ours else ():
                self.store.done(errand)

    def device(
        self,
        cast: Cast,
        locale: str,
        *,
        name: str,
        voice: str | None,
        new_id: Callable[[], str],
        entry: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
    ) -> Device:
        """One more device of the household; the one called screen has one."""
        return Device(
            entry or self.entry,
            understanding(locale),
            locale=locale,
            user_id=cast.user_id,
            person_id=voice,
            device_id=f"amzn1.ask.device.{name}",
            application_id=SKILL_ID,
            clock=lambda: self.clock().astimezone(cast.zone),
            new_id=new_id,
            supports_apl=name == "screen",
            invocation_name=self.demo.config.invocation[locale],
        )

    def orders(self, cast: Cast) -> list[Order]:
        """The orders placed in this dialogue, oldest first."""
        return [order for order in self.store.orders(cast.customer_id) if ours(order, cast)]

    def mails(self, cast: Cast) -> tuple[str, ...]:
        """The e-mails that this dialogue has put into the outbox, in the order they were caused."""
        written = [one for one in self._errands(cast) if one.due >= cast.began]
        return tuple(one.kind.value for one in sorted(written, key=lambda one: (one.due, one.kind)))

    def _errands(self, cast: Cast) -> list[Errand]:
        errands = self.store.due(_WHENEVER, limit=_MOST_ERRANDS)
        return [one for one in errands if one.customer_id == cast.customer_id]

    def change_shop(self, change: Given | Change) -> None:
        """Prices and stock as a dialogue says; the rest stays as it is."""
        for product_id in {*change.price, *change.stock}:
            if product_id not in self.demo.quotes:
                raise AssertionError(f"the demo shop has no product {product_id!r}")
            quote = self.store.quotes([product_id])[product_id]
            if product_id in change.price:
                minor = int(change.price[product_id] * 100)
                quote = replace(quote, price=replace(quote.price, minor=minor))
            if product_id in change.stock:
                quote = replace(quote, stock=change.stock[product_id])
            self.store.put_quotes([quote])
            self._changed.add(product_id)

    def _put_back(self, bought: Iterable[str]) -> None:
        self.store.put_quotes([self.demo.quotes[key] for key in sorted({*self._changed, *bought})])
        self._changed.clear()

    def _cast(self, given: Given) -> Cast:
        copy_id = f"{given.customer}-{self._played}"
        user_id = demo_user(copy_id)
        shop_zone = ZoneInfo(self.demo.config.zone)
        if given.customer == STRANGER:
            if given.code or given.choices or given.payment or given.lacks or given.wishes or given.recent:
                raise AssertionError("a stranger has no household, and has settled nothing")
            guest_id = Identity.of(CHANNEL, user_id).guest_id
            return Cast(guest_id, user_id, None, shop_zone, began(given, shop_zone))
        if given.customer not in self.demo.households:
            raise AssertionError(f"the demo shop has no household {given.customer!r}")
        profile = self.demo.profile(given.customer, copy_id)
        zone = ZoneInfo(profile.customer.time_zone) if profile.customer.time_zone else shop_zone
        customer = with_given(profile.customer, given, began(given, zone))
        self.store.put_profiles([replace(profile, customer=customer)])
        return Cast(copy_id, user_id, customer, zone, began(given, zone))
