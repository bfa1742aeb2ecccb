"""The profile API: what other channels and the shop's people read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import msgspec
from flask import Blueprint, Response, request

from skill.profile.customer import LONGEST_ID, Customer
from skill.profile.interaction import Interaction
from skill.storage.port import Store
from skill.web.access import Allow, TokenRefused
from skill.web.answers import json_answer

MOST = 200
SCOPE = "timeline:read"


def customers_api(store: Store, allow: Allow, clock: Callable[[], datetime]) -> Blueprint:
    """``GET /customers/<id>/timeline?limit=50&after=…``: every turn of a customer, newest first.

    Answers JSON: 200 ``{"customer", "interactions": […], "next"}``, where ``next`` continues as ``after`` and is
    empty at the end; 400 for a bad ``limit`` or ``after``, 401 and 403 as RFC 6750 says, 404 for an unknown
    customer, told only to whoever may read it. An interaction has always the same twelve members, in the words of
    `skill.profile.interaction.Interaction`: id, at (UTC, RFC 3339), channel, locale, device, session, intent,
    outcome, slots (heard values by name), products (ids), person and order_id ("" when there is none).

    ``GET /customers/<id>/meanings``: what its people mean by which words, newest first, so that other channels
    understand them as well: 200 ``{"customer", "meanings": […]}``, in the words of `skill.profile.meaning.Meaning`,
    with ``day`` as a date (RFC 3339); 401, 403 and 404 as above.

    Whose token counts is the host's to say: ``allow``.
    """
    api = Blueprint("customers", __name__, url_prefix="/customers")

    def refused(customer_id: str) -> Response | None:
        """The answer to who may not read this customer; None for who may."""
        try:
            allow(SCOPE, customer_id)
        except TokenRefused as why:
            answer = json_answer({"error": str(why)}, why.status)
            answer.headers["WWW-Authenticate"] = why.challenge
            return answer
        return None

    def known(customer_id: str) -> Customer | None:
        """No customer has a longer id, and a key may not be of any length: the store would call it a failure."""
        return None if len(customer_id) > LONGEST_ID else store.load(customer_id, "", clock()).customer

    @api.get("/<customer_id>/meanings")
    def meanings(customer_id: str) -> Response:
        if no := refused(customer_id):
            return no
        customer = known(customer_id)
        if customer is None:
            return json_answer({"error": "no such customer"}, 404)
        return json_answer({"customer": customer_id, "meanings": meanings_json(customer)})

    @api.get("/<customer_id>/timeline")
    def timeline(customer_id: str) -> Response:
        if no := refused(customer_id):
            return no
        limit = request.args.get("limit", "50")
        if not (limit.isascii() and limit.isdigit() and len(limit) <= len(str(MOST)) and 1 <= int(limit) <= MOST):
            return json_answer({"error": f"limit is a number from 1 to {MOST}"}, 400)
        if known(customer_id) is None:
            return json_answer({"error": "no such customer"}, 404)
        try:
            page = store.timeline(customer_id, limit=int(limit), after=request.args.get("after", ""), at=clock())
        except ValueError:
            return json_answer({"error": "after is the next of the page before"}, 400)
        events = [as_json(event) for event in page.interactions]
        return json_answer({"customer": customer_id, "interactions": events, "next": page.next})

    return api


def meanings_json(customer: Customer) -> list[dict[str, Any]]:
    """What was learned of a household's words, newest first, with all members and the day as a date."""
    kept = reversed(customer.home.meanings)
    return [msgspec.structs.asdict(one) | {"day": date.fromordinal(one.day)} for one in kept]


def as_json(event: Interaction) -> dict[str, Any]:
    """An interaction with all its members, the empty ones too."""
    return msgspec.structs.asdict(event) | {"at": event.at.astimezone(UTC)}
