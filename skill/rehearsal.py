"""A few turns before the first real one, so that a photographed function (SnapStart) has loaded what turns load.

Words, the tables of a language, the catalogue's index and much code are loaded when they are first needed: a process
that answers at once should not wait for all of it. Lambda photographs a function when a version is published, and what
is loaded by then no shopper waits for. The rehearsal talks to a store of its own that nobody keeps, so it writes, logs
and counts nothing, and asks nobody outside.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from skill.app import App
from skill.profile.customer import Customer, Identity, Person, hashed
from skill.shopping.money import Money
from skill.shopping.product import Product, Quote
from skill.shopping.purchases import Digest
from skill.shopping.shop import Shop
from skill.storage.memory import MemoryStore
from skill.storage.port import Profile

_ACCOUNT, _VOICE = "amzn1.ask.account.rehearsal", "amzn1.ask.person.rehearsal"
_log = logging.getLogger("skill")

Handle = Callable[[dict[str, Any], object], dict[str, Any]]


@dataclass(frozen=True)
class Shelf:
    """The real shop's products, at a price that nobody is asked for."""

    shop: Shop
    price: Money

    def search(self, words: str, language: str, at_most: int) -> list[Product]:
        """See ``Shop.search``."""
        return self.shop.search(words, language, at_most)

    def of_kind(self, called: str, language: str, at_most: int) -> list[Product]:
        """See ``Shop.of_kind``."""
        return self.shop.of_kind(called, language, at_most)

    def get(self, product_ids: Sequence[str]) -> dict[str, Product]:
        """See ``Shop.get``."""
        return self.shop.get(product_ids)

    def quote(self, product_ids: Sequence[str]) -> dict[str, Quote]:
        """One price for everything."""
        return {product_id: Quote(product_id, self.price, None) for product_id in product_ids}


def rehearse(app: App, entry: Callable[[App], Handle], product: Product, skill_id: str, at: datetime) -> None:
    """In each of the shop's locales: open, ask for a product, change it, buy it, ask what it costs and for help.

    Nothing that goes wrong here may keep the function from starting: the first shopper waits a moment longer then.
    """
    if app.accounts is not None:
        # What reads an access token, and seals the address that one brings.
        import jwt  # noqa: F401, PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: F401, PLC0415
    store = MemoryStore()
    store.put_profiles([_household(app.config.languages)])
    shelf = Shelf(app.shop, Money(100, app.config.currency))
    handle = entry(replace(app, store=store, shop=shelf, accounts=None))
    for locale in app.config.invocation:
        name = product.in_language(locale.partition("-")[0]).spoken
        try:
            _talk(handle, locale, name, skill_id, at)
        except Exception:
            _log.exception("the rehearsal in %s failed", locale)


def _household(languages: Sequence[str]) -> Profile:
    """Somebody who may order."""
    label = dict.fromkeys(languages, "-")
    somebody = Person("somebody", "", voice=hashed("alexa", _VOICE))
    customer = Customer("rehearsal", linked=True, people=(somebody,), address=label, payment=label)
    return Profile(customer=customer, digest=Digest(), identities=(Identity.of("alexa", _ACCOUNT),))


def _talk(handle: Handle, locale: str, name: str, skill_id: str, at: datetime) -> None:
    known = {"application": {"applicationId": skill_id}, "user": {"userId": _ACCOUNT}}
    context = {"System": {**known, "person": {"personId": _VOICE}}}
    attributes: Mapping[str, Any] = {}
    for number, request in enumerate(_requests(name)):
        when = (at + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
        session = {**known, "new": number == 0, "sessionId": f"rehearsal-{locale}", "attributes": dict(attributes)}
        asked = {**request, "requestId": f"rehearsal-{locale}-{number}", "timestamp": when, "locale": locale}
        event = {"version": "1.0", "session": session, "context": context, "request": asked}
        attributes = handle(event, None).get("sessionAttributes") or {}


def _requests(name: str) -> Iterator[dict[str, Any]]:
    yield {"type": "LaunchRequest"}
    yield _intent("Reorder", product=name)
    yield _intent("ChangeQuantity", quantity="2")
    yield _intent("AMAZON.YesIntent")
    yield _intent("Price", product=name)
    yield _intent("RunningLow")
    yield _intent("AMAZON.HelpIntent")


def _intent(name: str, **heard: str) -> dict[str, Any]:
    slots = {slot: {"name": slot, "value": value, "confirmationStatus": "NONE"} for slot, value in heard.items()}
    return {"type": "IntentRequest", "intent": {"name": name, "confirmationStatus": "NONE", "slots": slots}}
