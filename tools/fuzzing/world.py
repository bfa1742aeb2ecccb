"""The demo shop behind the Lambda's function, on a store in memory that tells what was written to it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from ask_sdk_core.exceptions import AskSdkException  # type: ignore[attr-defined]  # it only re-exports it

from skill.app import App
from skill.bootstrap import local_entry
from skill.channels.accounts import TokenAccounts
from skill.channels.keys import Keys
from skill.loading.shop_folder import load_folder
from skill.locales.hearing import hearing
from skill.locales.vocabulary import Vocabulary, read_vocabulary
from skill.profile.customer import Customer
from skill.settings.environment import Settings
from skill.settings.shop import load_shop
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest
from skill.storage.memory import MemoryStore
from skill.storage.port import Commit, Profile
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from tests.support.authorization import AUDIENCE, ISSUER
from tools.fuzzing.drawing.houses import House, cheap_code
from tools.fuzzing.drawing.requests import SKILL_ID
from tools.fuzzing.drawing.tokens import Mint
from tools.fuzzing.ear import listening, where

SECRET = "a secret of the fuzzer that no log may hold"
START = datetime(2026, 2, 11, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Step:
    """One request, what the clock shows when it comes, and a shelf that the shop changed just before.

    ``dark``: the keys of the shop's authorization server cannot be had.
    """

    raw: Any
    now: datetime
    quote: Quote | None = None
    dark: bool = False


@dataclass(frozen=True)
class Seen:
    """What came of a request. ``answer`` None: refused as another skill's, or ``crash`` tells why there is none.

    ``forgot`` are customers that are no more.
    """

    answer: Any
    crash: str = ""
    commits: tuple[Commit, ...] = ()
    logs: tuple[logging.LogRecord, ...] = ()
    seconds: float = 0.0
    forgot: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the SDK refused it as meant for another skill."""
        return self.answer is None and not self.crash


class Watched(MemoryStore):
    """A store that keeps what was written, and who was forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[Commit] = []
        self.forgotten: list[str] = []

    def commit(self, change: Commit) -> None:
        """See ``Store.commit``."""
        super().commit(change)
        self.written.append(change)

    def forget(self, customer_id: str) -> None:
        """See ``Store.forget``."""
        super().forget(customer_id)
        self.forgotten.append(customer_id)


@dataclass
class Shop:
    """The demo shop, loaded once: its catalogue, prices and households for one world after the other."""

    folder: Path
    profiles: dict[str, Profile] = field(init=False, default_factory=dict)
    quotes: dict[str, Quote] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        environ = {"RESTOCK_DATA": str(self.folder), "RESTOCK_SKILL_ID": SKILL_ID, "RESTOCK_SECRET": SECRET}
        self.settings = Settings.from_env({**environ, "RESTOCK_STORE": "memory:"})
        self.config = load_shop(self.settings.shop)
        store = MemoryStore()
        load_folder(store, self.config, self.settings.shop, self.settings.catalogue, date(2026, 2, 11))
        self.catalogue = Catalogue(self.settings.catalogue, hearing)
        self.mint = Mint(START)
        self.jwks = self.mint.published()
        words = {locale: self._vocabulary(locale) for locale in self.config.invocation}
        self.vocabularies: dict[str, Vocabulary] = words
        for entry in words["en-US"].products:
            self.quotes |= store.quotes([entry.id])
        self.sensitive = tuple(product for product in self.catalogue.every() if product.sensitive)
        for customer_id in store.customer_ids(limit=1000):
            self.profiles[customer_id] = _profile(store, customer_id)

    def _vocabulary(self, locale: str) -> Vocabulary:
        folder, asked = self.settings.shop, self.config.asked(locale.partition("-")[0])
        return read_vocabulary(folder / "products.csv", folder / "categories.csv", locale, asked)


def _profile(store: MemoryStore, customer_id: str) -> Profile:
    loaded = store.load(customer_id, "", START)
    if loaded.customer is None:
        raise LookupError(customer_id)
    return Profile(
        customer=loaded.customer,
        digest=Digest({**loaded.digest.entries, **store.rest_of_digest(customer_id).entries}),
        orders=tuple(store.orders(customer_id)),
    )


class World:
    """A fresh shop for one story: these households, all shelves filled, nobody has said anything yet."""

    def __init__(self, shop: Shop, houses: Sequence[House]) -> None:
        self.shop, self.houses = shop, {house.customer: house for house in houses}
        self.store = Watched()
        self.store.put_quotes(shop.quotes.values())
        self.store.put_profiles(house.profile(shop.profiles[house.customer]) for house in houses)
        self._now, self._dark = START, False
        keys = Keys(self._keys, clock=self._seconds)
        app = App(
            self.store,
            EmbeddedShop(shop.catalogue, self.store.quotes),
            shop.config,
            TokenAccounts(keys, audience=AUDIENCE, issuer=ISSUER),
            new_code=cheap_code,
        )
        self._entry = local_entry(shop.settings, app, lambda: self._now)

    def _seconds(self) -> float:
        return self._now.timestamp()

    def _keys(self) -> bytes:
        if self._dark:
            raise ConnectionError
        return self.shop.jwks

    def send(self, step: Step) -> Seen:
        """What the function answers."""
        self._now, self._dark = step.now, step.dark
        if step.quote:
            self.store.put_quotes([step.quote])
        sent = self.shop.mint.minted(step.raw)
        written, forgotten, began = len(self.store.written), len(self.store.forgotten), monotonic()
        answer: Any = None
        crash = ""
        with listening() as logs:
            try:
                answer = self._entry(sent)
            except AskSdkException as refusal:
                crash = "" if "Skill ID" in str(refusal) else where(refusal)
            except Exception as problem:
                crash = where(problem)
        return Seen(
            answer,
            crash,
            tuple(self.store.written[written:]),
            tuple(logs),
            monotonic() - began,
            tuple(self.store.forgotten[forgotten:]),
        )

    def customer(self, customer_id: str) -> Customer | None:
        """A household or a guest as it is now."""
        return self.store.load(customer_id, "", self._now).customer

    def zone(self, customer_id: str) -> ZoneInfo:
        """Where a customer lives."""
        customer = self.customer(customer_id)
        return ZoneInfo(customer.time_zone if customer and customer.time_zone else self.shop.config.zone)
