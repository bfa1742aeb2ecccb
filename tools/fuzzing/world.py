"""The demo shop behind the Lambda's function, on a store in memory that tells what was written to it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from ask_sdk_core.exceptions import AskSdkException  # type: ignore[attr-defined]  # it only re-exports it
from msgspec.structs import replace

from skill.app import App
from skill.bootstrap import local_entry
from skill.loading.shop_folder import load_folder
from skill.locales.vocabulary import Vocabulary, read_vocabulary
from skill.profile.customer import Customer, Home, Identity
from skill.profile.voice_code import VoiceCode, new_code
from skill.settings import Settings
from skill.shop_config import load_shop
from skill.shopping.policy import Choices
from skill.shopping.product import Quote
from skill.shopping.purchases import Digest
from skill.storage.memory import MemoryStore
from skill.storage.port import Commit, Profile
from skill.storefronts.catalogue import Catalogue
from skill.storefronts.embedded import EmbeddedShop
from tools.fuzzing.requests import SKILL_ID

SECRET = "a secret of the fuzzer that no log may hold"
START = datetime(2026, 2, 11, 15, 0, tzinfo=UTC)
ALEXA = "alexa"


def cheap_code(digits: str) -> VoiceCode:
    """A voice code that is quick to try, and the same each time."""
    return new_code(digits, bytes(16), cost=16)


CODE = "1234"
HOMES = (
    Home(),
    # So much is a large order to them that the code is asked for often.
    Home(code=cheap_code(CODE), choices=Choices(code_from=1500)),
    Home(code=cheap_code(CODE), choices=Choices(per_day=4000, far_from=3, far_times=2)),
    Home(choices=Choices(unknown_voices=False, code_from=1500, undo_minutes=5)),
)
"""What households said of themselves before a story begins."""


@dataclass(frozen=True)
class Step:
    """One request, what the clock shows when it comes, and a shelf that the shop changed just before."""

    raw: Any
    now: datetime
    quote: Quote | None = None


@dataclass(frozen=True)
class Seen:
    """What came of a request. ``answer`` None: refused as another skill's, or ``crash`` tells why there is none."""

    answer: Any
    crash: str = ""
    commits: tuple[Commit, ...] = ()
    logs: tuple[logging.LogRecord, ...] = ()
    seconds: float = 0.0

    @property
    def refused(self) -> bool:
        """Whether the SDK refused it as meant for another skill."""
        return self.answer is None and not self.crash


class Watched(MemoryStore):
    """A store that keeps what was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[Commit] = []

    def commit(self, change: Commit) -> None:
        """See ``Store.commit``."""
        super().commit(change)
        self.written.append(change)


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
        self.catalogue = Catalogue(self.settings.catalogue)
        words = {locale: self._vocabulary(locale) for locale in self.config.invocation}
        self.vocabularies: dict[str, Vocabulary] = words
        for entry in words["en-US"].products:
            self.quotes |= store.quotes([entry.id])
        for number, customer_id in enumerate(sorted(store.customer_ids(limit=1000))):
            self.profiles[customer_id] = _profile(store, customer_id, HOMES[number % len(HOMES)])

    def _vocabulary(self, locale: str) -> Vocabulary:
        folder, asked = self.settings.shop, self.config.asked(locale.partition("-")[0])
        return read_vocabulary(folder / "products.csv", folder / "categories.csv", locale, asked)


def _profile(store: MemoryStore, customer_id: str, home: Home) -> Profile:
    loaded = store.load(customer_id, "", START)
    if loaded.customer is None:
        raise LookupError(customer_id)
    return Profile(
        customer=replace(loaded.customer, home=home),
        digest=Digest({**loaded.digest.entries, **store.rest_of_digest(customer_id).entries}),
        orders=tuple(store.orders(customer_id)),
        identities=(Identity.of(ALEXA, user_of(customer_id)),),
    )


def user_of(customer_id: str) -> str:
    """The Alexa account of a household of the demo shop."""
    return f"amzn1.ask.account.DEMO-{customer_id}"


def voice_of(customer_id: str, name: str) -> str:
    """The Alexa voice of a person of such a household."""
    return f"amzn1.ask.person.DEMO-{customer_id}-{name.lower()}"


class World:
    """A fresh shop for one story: these households, all shelves filled, nobody has said anything yet."""

    def __init__(self, shop: Shop, households: Sequence[str]) -> None:
        self.shop, self.households = shop, tuple(households)
        self.store = Watched()
        self.store.put_quotes(shop.quotes.values())
        self.store.put_profiles(shop.profiles[name] for name in households)
        self._now = START
        app = App(self.store, EmbeddedShop(shop.catalogue, self.store.quotes), shop.config, new_code=cheap_code)
        self._entry = local_entry(shop.settings, app, lambda: self._now)

    def send(self, step: Step) -> Seen:
        """What the function answers."""
        self._now = step.now
        if step.quote:
            self.store.put_quotes([step.quote])
        before, began = len(self.store.written), monotonic()
        answer: Any = None
        crash = ""
        with _listening() as logs:
            try:
                answer = self._entry(step.raw)
            except AskSdkException as refusal:
                crash = "" if "Skill ID" in str(refusal) else _where(refusal)
            except Exception as problem:
                crash = _where(problem)
        return Seen(answer, crash, tuple(self.store.written[before:]), tuple(logs), monotonic() - began)

    def customer(self, customer_id: str) -> Customer | None:
        """A household or a guest as it is now."""
        return self.store.load(customer_id, "", self._now).customer

    def zone(self, customer_id: str) -> ZoneInfo:
        """Where a customer lives."""
        customer = self.customer(customer_id)
        return ZoneInfo(customer.time_zone if customer and customer.time_zone else self.shop.config.zone)


def _where(problem: Exception) -> str:
    frames = traceback.extract_tb(problem.__traceback__)[-3:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(problem).__name__} at {places}: {str(problem)[:300]}"


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """Everything logged meanwhile, ours and the SDK's, that nobody else then prints."""
    root, ours, ear = logging.getLogger(), logging.getLogger("skill"), _Ear()
    levels = root.level, ours.level
    handlers, root.handlers = root.handlers, [ear]
    root.setLevel(logging.INFO)
    ours.setLevel(logging.DEBUG)
    try:
        yield ear.heard
    finally:
        root.handlers = handlers
        root.setLevel(levels[0])
        ours.setLevel(levels[1])
