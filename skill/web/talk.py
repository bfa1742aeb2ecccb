"""The page at ``/``: talk to the skill in a browser, and watch what the profile remembers.

For this very machine only, like everything while verification is off. It speaks through the same entry point
as a device and passes on only what a device would.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from flask import Blueprint, Response, render_template, request

from skill.app import App
from skill.bootstrap import local_entry
from skill.locales.vocabulary import read_vocabulary
from skill.settings import Settings
from skill.simulator.device import Device
from skill.simulator.heard import Heard
from skill.storage.port import ListsCustomers
from skill.understanding import Understanding
from skill.web.alexa.loopback import from_elsewhere

MOST_DEVICES = 200
NOBODY = ""


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page sends: who, on which device, in which language, and what they do."""

    tab: str
    customer: str
    locale: str
    person: str = NOBODY
    text: str = ""
    act: str = "say"


class Devices:
    """One simulated device a browser tab and household; the oldest ones are forgotten."""

    def __init__(self, settings: Settings, app: App, clock: Callable[[], datetime]) -> None:
        self._entry = local_entry(settings, app, clock)
        self._settings, self._app, self._clock = settings, app, clock
        self._understandings: dict[str, Understanding] = {}
        self._devices: OrderedDict[tuple[str, str, str], tuple[Device, Lock]] = OrderedDict()
        self._lock = Lock()

    def hear(self, said: Said) -> Heard:
        """Let the device of this tab hear something."""
        device, lock = self._device(said)
        with lock:
            device.voice(f"amzn1.ask.person.DEMO-{said.customer}-{said.person}" if said.person else None)
            if said.act == "open":
                return device.open()
            if said.act == "silent":
                return device.silent()
            return device.say(said.text)

    def _device(self, said: Said) -> tuple[Device, Lock]:
        key = (said.tab, said.customer, said.locale)
        with self._lock:
            known = self._devices.pop(key, None) or (self._new(said), Lock())
            self._devices[key] = known
            while len(self._devices) > MOST_DEVICES:
                self._devices.popitem(last=False)
            return known

    def _new(self, said: Said) -> Device:
        zone = ZoneInfo(self._app.config.zone)
        return Device(
            self._entry,
            self._understanding(said.locale),
            locale=said.locale,
            user_id=f"amzn1.ask.account.DEMO-{said.customer}",
            person_id=None,
            device_id=f"page-{said.tab[:40]}",
            application_id=self._settings.needed_skill_id(),
            clock=lambda: self._clock().astimezone(zone),
            new_id=lambda: secrets.token_hex(12),
            invocation_name=self._app.config.invocation_name(said.locale),
        )

    def _understanding(self, locale: str) -> Understanding:
        if locale not in self._understandings:
            shop = self._settings.shop
            vocabulary = read_vocabulary(shop / "products.csv", shop / "categories.csv", locale)
            self._understandings[locale] = Understanding(locale, vocabulary)
        return self._understandings[locale]


def talk_page(settings: Settings, app: App, clock: Callable[[], datetime]) -> Blueprint:
    """``GET /``, ``POST /talk`` and what the page shows beside: ``GET /talk/<customer>``."""
    page = Blueprint(
        "talk", __name__, static_folder="static", template_folder="templates", static_url_path="/talk/static"
    )
    devices = Devices(settings, app, clock)

    @page.before_request
    def this_machine_only() -> Response | None:
        elsewhere = from_elsewhere(request.headers.items(), request.remote_addr)
        return _json({"error": elsewhere}, 400) if elsewhere else None

    @page.get("/")
    def talk() -> str:
        locales = sorted(app.config.invocation, reverse=True)
        return render_template("talk.html", seller=app.config.seller, locales=locales, customers=_customers(app, clock))

    @page.post("/talk")
    def hear() -> Response:
        try:
            said = msgspec.json.decode(request.get_data(), type=Said)
        except msgspec.MsgspecError as problem:
            return _json({"error": str(problem)}, 400)
        if said.locale not in app.config.invocation or (said.act == "say" and not said.text.strip()):
            return _json({"error": "say something, in one of the shop's locales"}, 400)
        heard = devices.hear(msgspec.structs.replace(said, text=said.text[:500]))
        return _json(
            {
                "speech": heard.speech,
                "reprompt": heard.reprompt,
                "card": heard.card,
                "open": heard.session_open,
                "request": heard.request,
                "response": heard.response,
            }
        )

    @page.get("/talk/<customer_id>")
    def beside(customer_id: str) -> Response:
        return _json(_profile(app, customer_id, clock()))

    return page


def _customers(app: App, clock: Callable[[], datetime]) -> list[dict[str, Any]]:
    """Households to be, where the store can list them; and a stranger."""
    ids = app.store.customer_ids(limit=500) if isinstance(app.store, ListsCustomers) else ()
    found = []
    for customer_id in ids:
        customer = app.store.load(customer_id, "", clock()).customer
        if customer and customer.linked:
            people = [{"name": person.name, "child": person.child} for person in customer.people]
            found.append({"id": customer.id, "people": people, "orders": len(customer.orders)})
    return found


def _profile(app: App, customer_id: str, at: datetime) -> Mapping[str, Any]:
    """Timeline, cart and orders of one household, as the page shows them."""
    loaded = app.store.load(customer_id, "", at)
    orders = loaded.customer.orders if loaded.customer else ()
    return {
        "timeline": app.store.timeline(customer_id, limit=40).interactions,
        "cart": [{"product": line.product_id, "quantity": line.quantity} for line in loaded.cart.lines],
        "orders": [
            {
                "id": order.id,
                "at": order.placed_at,
                "lines": [{"name": line.name, "quantity": line.quantity} for line in order.lines],
                "total": str(order.totals.total.decimal),
                "currency": order.totals.total.currency,
                "progress": order.progress(at).value,
            }
            for order in orders[:5]
        ],
    }


def _json(body: object, status: int = 200) -> Response:
    response = Response(msgspec.json.encode(body), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
