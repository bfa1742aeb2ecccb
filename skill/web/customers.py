"""The profile API: what other channels and the shop's people read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from flask import Blueprint, Response, request

from skill.storage.port import Store
from skill.web.tokens import TokenRefused, check

MOST = 200


def customers_api(store: Store, secret: str, clock: Callable[[], datetime]) -> Blueprint:
    """``GET /customers/<id>/timeline?limit=50&after=…``: every turn of a customer, newest first.

    Answers JSON: 200 ``{"customer", "interactions": […], "next"}``, where ``next`` continues as ``after``; 400
    for a bad ``limit`` or ``after``, 401 and 403 as RFC 6750 says, 404 for an unknown customer.
    """
    api = Blueprint("customers", __name__, url_prefix="/customers")

    @api.get("/<customer_id>/timeline")
    def timeline(customer_id: str) -> Response:
        authorization = request.headers.get("Authorization", "")
        try:
            check(secret, authorization, scope="timeline:read", customer=customer_id, now=clock())
        except TokenRefused as refused:
            status = 403 if refused.error == "insufficient_scope" else 401
            response = _json({"error": str(refused)}, status)
            response.headers["WWW-Authenticate"] = f'Bearer error="{refused.error}"'
            return response
        limit = request.args.get("limit", "50")
        if not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= MOST):
            return _json({"error": f"limit is a number from 1 to {MOST}"}, 400)
        if store.load(customer_id, "", clock()).customer is None:
            return _json({"error": "no such customer"}, 404)
        try:
            page = store.timeline(customer_id, limit=int(limit), after=request.args.get("after", ""))
        except ValueError:
            return _json({"error": "after is the next of the page before"}, 400)
        return _json({"customer": customer_id, "interactions": page.interactions, "next": page.next})

    return api


def _json(body: object, status: int = 200) -> Response:
    response = Response(msgspec.json.encode(body), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
