"""The skill in front of a reviewer: the Lambda's function on a store of its own, devices, and what it leaves behind."""

from __future__ import annotations

import copy
import itertools
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from skill.bootstrap import lambda_entry
from skill.conversation.question import Kind, Session
from skill.loading.customers import demo_voice
from skill.loading.profiles import CHANNEL as IMPORTED
from skill.loading.shop_folder import load_folder
from skill.outbox.worker import Swept
from skill.profile.customer import Customer, Identity
from skill.settings.environment import DEMO_SHOP, Settings
from skill.settings.shop import load_shop
from skill.shopping.order import Order
from skill.shopping.product import Product
from skill.simulator import Device, Heard
from skill.storage.open import open_store
from skill.storage.port import Store
from skill.storefronts.catalogue import Catalogue
from skill.workers import build_outbox
from tests.certification.phrases import Phrases
from tests.support.alexa_response import faults
from tests.support.authorization import AUDIENCE, ISSUER, AuthorizationServer
from tests.support.understood import understanding

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
"""A Friday, in the morning in New York and in the afternoon in Berlin. The demo shop's purchases end a week before."""
SKILL_ID = "amzn1.ask.skill.demo"
ACCOUNT = "amzn1.ask.account.REVIEWER"
CONFIG = load_shop(DEMO_SHOP)
Json = dict[str, Any]

_BETWEEN_TURNS = timedelta(seconds=5)
_LONG = timedelta(days=2)
_sessions = msgspec.json.Decoder(Session)


def load_demo(folder: Path) -> Path:
    """Load the demo shop into a folder: its catalogue and the store that each review gets a copy of."""
    store = open_store(f"sqlite:///{folder / 'loaded.sqlite'}")
    load_folder(store, CONFIG, DEMO_SHOP, folder / "catalogue.sqlite", NOW.date())
    return folder


@dataclass
class Review:
    """One review in one locale. ``answers`` are all responses so far; Alexa would have taken each of them."""

    locale: str
    phrases: Phrases
    environ: dict[str, str]
    server: AuthorizationServer
    answers: list[Json] = field(default_factory=list)
    instead: Json | None = None
    """Sent instead of the result of Alexa's own PIN: what somebody says while she asks for it."""

    def __post_init__(self) -> None:
        self.now = NOW
        self._handler = lambda_entry(self.environ)
        self._ids = itertools.count(1)
        self.store: Store = open_store(self.environ["RESTOCK_STORE"])
        self._before = {order.id for order in self.store.orders(self.household)}

    @classmethod
    def of(cls, locale: str, phrases: Phrases, loaded: Path, folder: Path, server: AuthorizationServer) -> Review:
        """A review on a fresh copy of the loaded shop."""
        for file in loaded.glob("loaded.sqlite*"):
            shutil.copy(file, folder / file.name)
        return cls(locale, phrases, environment(f"sqlite:///{folder / 'loaded.sqlite'}", loaded, server), server)

    @property
    def household(self) -> str:
        """The customer whose account the reviewer links."""
        return self.phrases.household

    def invoke(self, event: Json) -> Json:
        """What AWS Lambda does with an event: the response, which must be one that Alexa takes."""
        if self.instead is not None and event["request"]["type"] == "SessionResumedRequest":
            event["request"] = event["request"] | self.instead
            self.instead = None
        answer: Json = self._handler(event, None)
        assert faults(answer) == [], faults(answer)
        self.answers.append(answer)
        return answer

    def clock(self) -> datetime:
        """A little later each time it is read."""
        self.now += _BETWEEN_TURNS
        return self.now

    def device(
        self,
        person: str | None = None,
        *,
        linked: bool = True,
        account: str = ACCOUNT,
        name: str = "kitchen",
        customer: str = "",
        token: str | None = None,
        **more: Any,
    ) -> Device:
        """A device; ``person`` empty: a voice that is not recognised, None: the household's first adult.

        ``customer`` is whose account was linked (the review's own), ``token`` another access token than a good one.
        """
        customer = customer or self.household
        person = self.phrases.adult if person is None else person
        if token is None and linked:
            token = self.token(customer)
        return Device(
            self.invoke,
            understanding(self.locale),
            locale=self.locale,
            user_id=account,
            person_id=demo_voice(customer, person) if person else None,
            device_id=f"amzn1.ask.device.{name}",
            application_id=more.pop("application", SKILL_ID),
            clock=self.clock,
            new_id=lambda: f"{name}-{next(self._ids):03}",
            access_token=token,
            invocation_name=CONFIG.invocation[self.locale],
            **more,
        )

    def token(self, customer: str = "", **more: Any) -> str:
        """An access token as the shop's authorization server gives it out when the account is linked."""
        expires = int((NOW + _LONG).timestamp())
        return self.server.token(customer or self.household, NOW, **({"exp": expires} | more))

    def event(self, kind: str, **fields: Any) -> Json:
        """Tell the skill something outside any session, about the reviewer's account; gives the response."""
        return self.invoke(self.envelope(kind, **fields))

    def envelope(self, kind: str, **fields: Any) -> Json:
        """A request that has no session."""
        request_id = f"amzn1.echo-api.request.event-{next(self._ids):03}"
        timestamp = self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        request = {"type": kind, "requestId": request_id, "timestamp": timestamp, "locale": self.locale}
        system = {"application": {"applicationId": SKILL_ID}, "user": {"userId": ACCOUNT}}
        return {"version": "1.0", "context": {"System": system}, "request": request | fields}

    def orders(self) -> list[Order]:
        """The orders placed in this review, cancelled ones too."""
        placed = [order for order in self.store.orders(self.household) if order.channel != IMPORTED]
        assert {order.id for order in placed}.isdisjoint(self._before)
        return placed

    def customer(self) -> Customer:
        """The household's profile as it is now."""
        customer = self.store.load(self.household, "", self.now).customer
        assert customer is not None
        return customer

    def guest(self) -> str:
        """The customer that the reviewer's account is while it is not linked."""
        return Identity.of("alexa", ACCOUNT).guest_id

    def follow(self, heard: Heard, intent: str) -> Json:
        """The request by which somebody says something (``Yes``) right after an answer, for a test to change it."""
        sent = copy.deepcopy(dict(heard.request))
        sent["session"] |= {"new": False, "attributes": heard.response.get("sessionAttributes", {})}
        said = {"name": f"AMAZON.{intent}Intent", "confirmationStatus": "NONE"}
        sent["request"] = self.envelope("IntentRequest", intent=said)["request"]
        return sent

    def session(self, heard: Heard) -> Session:
        """What is kept of the conversation after an answer."""
        session = heard.request["session"]["sessionId"]
        found = [self.store.load(customer, session, self.now).session for customer in (self.household, self.guest())]
        stored = next((one for one in found if one), None)
        return _sessions.decode(stored) if stored else Session()

    def question(self, heard: Heard) -> Kind | None:
        """What is open after an answer; None when nobody listens any more."""
        asked = self.session(heard).question
        assert heard.session_open == (asked is not None)
        return asked.kind if asked else None

    def goods(self, count: int) -> list[str]:
        """The names of so many products that are in stock and nobody's secret, as they are said."""
        with self._catalogue() as catalogue:
            sold = (good for good in catalogue.every() if not good.sensitive and self._in_stock(good.id))
            return [self._name(good) for good in itertools.islice(sold, count)]

    def private_goods(self) -> list[str]:
        """The names of the sensitive products that the household bought."""
        bought = {line.product_id for order in self.store.orders(self.household) for line in order.lines}
        with self._catalogue() as catalogue:
            return [self._name(good) for good in catalogue.get(sorted(bought)).values() if good.sensitive]

    def _catalogue(self) -> Catalogue:
        return Catalogue(Path(self.environ["RESTOCK_DATA"]) / "catalogue.sqlite")

    def _name(self, good: Product) -> str:
        return good.in_language(self.locale.partition("-")[0]).spoken

    def _in_stock(self, product_id: str) -> bool:
        return self.store.quotes([product_id])[product_id].has(1)

    def post(self, url: str) -> Swept:
        """Let the outbox do what is due, its e-mails by a mail server."""
        return build_outbox(Settings.from_env(self.environ | {"RESTOCK_MAIL": url})).sweep(self.now)


def environment(store: str, loaded: Path, server: AuthorizationServer) -> dict[str, str]:
    """The settings of the function, as a merchant sets them."""
    return {
        "RESTOCK_STORE": store,
        "RESTOCK_DATA": str(loaded),
        "RESTOCK_SKILL_ID": SKILL_ID,
        "RESTOCK_SECRET": "only-for-tests-only-for-tests-32",
        "RESTOCK_LINK_JWKS": server.url,
        "RESTOCK_LINK_AUDIENCE": AUDIENCE,
        "RESTOCK_LINK_ISSUER": ISSUER,
    }
