"""The page at ``/``: talk to the skill in a browser, and watch what the profile remembers.

For this very machine only, like everything while verification is off. It speaks through the same entry point
as a device and passes on only what a device would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from flask import Blueprint, Response, render_template, request

from skill.app import App
from skill.loading.customers import identity_of
from skill.settings.environment import Settings
from skill.simulator.heard import InvalidResponse
from skill.storage.port import ListsCustomers
from skill.web.alexa.loopback import from_elsewhere
from skill.web.answers import json_answer
from skill.web.customers import as_json, meanings_json
from skill.web.devices import Devices, NothingSaidYet, Said

MOST_HOUSEHOLDS = 500
NEWEST_TURNS = 40
NEWEST_ORDERS = 5
# The page runs nothing but its own script, talks to nobody else and stands in no one else's frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_said = msgspec.json.Decoder(Said)


def talk_page(settings: Settings, app: App, clock: Callable[[], datetime]) -> Blueprint:
    """``GET /``, ``POST /talk`` and what the page shows beside: ``GET /talk/<customer>``.

    ``POST /talk`` takes `Said` as JSON and gives what was heard, with the request and the response behind it;
    400 for anything else or from elsewhere, 502 when Alexa would not take what the skill answered.
    """
    page = Blueprint(
        "talk", __name__, static_folder="static", template_folder="templates", static_url_path="/talk/static"
    )
    devices = Devices(settings, app, clock)

    @page.before_request
    def this_machine_only() -> Response | None:
        elsewhere = from_elsewhere(request.headers.items(), request.remote_addr)
        return json_answer({"error": elsewhere}, 400) if elsewhere else None

    @page.get("/")
    def talk() -> Response:
        text = render_template(
            "talk.html", seller=app.config.seller, locales=list(app.config.invocation), customers=_customers(app, clock)
        )
        return Response(text, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})

    @page.post("/talk")
    def hear() -> Response:
        try:
            said = _said.decode(request.get_data())
        except (msgspec.MsgspecError, RecursionError, UnicodeError) as problem:
            return json_answer({"error": f"not what the page sends: {problem}"}, 400)
        if said.locale not in app.config.invocation:
            return json_answer({"error": f"locale is one of {', '.join(app.config.invocation)}"}, 400)
        if said.act == "say" and not said.text.strip():
            return json_answer({"error": "text is empty"}, 400)
        try:
            heard = devices.hear(said)
        except NothingSaidYet:
            return json_answer({"error": "nobody is listening: say something first"}, 400)
        except InvalidResponse as problem:
            return json_answer({"error": f"Alexa would not take this answer: {problem}"}, 502)
        return json_answer(
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
        return json_answer(_profile(app, customer_id, clock()))

    return page


def _customers(app: App, clock: Callable[[], datetime]) -> list[dict[str, Any]]:
    """Households to be, where the store can list them."""
    ids = app.store.customer_ids(limit=MOST_HOUSEHOLDS) if isinstance(app.store, ListsCustomers) else ()
    found = []
    for customer_id in ids:
        customer = app.store.load(customer_id, "", clock()).customer
        if customer and customer.linked:
            people = [{"name": person.name, "child": person.child} for person in customer.everyone]
            found.append({"id": customer.id, "people": people})
    return found


def _profile(app: App, household: str, at: datetime) -> Mapping[str, Any]:
    """Timeline, cart, orders and learned words of whoever the account leads to; of somebody new, the guest's."""
    identity = identity_of(household)
    customer_id = app.store.identify(identity) or household
    loaded = app.store.load(customer_id, "", at)
    orders = loaded.customer.orders if loaded.customer else ()
    newest = app.store.timeline(customer_id, limit=NEWEST_TURNS, at=at).interactions
    return {
        "customer": customer_id,
        "timeline": [as_json(event) for event in newest],
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
            for order in orders[:NEWEST_ORDERS]
        ],
        "meanings": meanings_json(loaded.customer) if loaded.customer else [],
    }
