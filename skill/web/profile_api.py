"""The profile API as an AWS Lambda behind an HTTP API, which has looked at the token's signature and dates.

The same routes and refusals as on the local server; only who believes the token is another. Everything of Alexa, and
what makes or reads tokens, is neither loaded nor packed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from apig_wsgi import make_lambda_handler
from flask import Flask, request

from skill.adapters import log_as_lambda, now, store_of
from skill.settings.environment import Settings
from skill.storage.port import Store
from skill.web.access import TokenRefused, check_reach
from skill.web.answers import Host
from skill.web.customers import customers_api


def profile_app(store: Store, clock: Callable[[], datetime] = now) -> Flask:
    """The Flask app behind an HTTP API whose JWT authoriser has put the token's claims into the request context."""
    flask = Host(__name__)
    flask.register_blueprint(customers_api(store, _as_the_claims_say, clock))
    return flask


def profile_entry(environ: dict[str, str] | None = None) -> Callable[[dict[str, Any], Any], dict[str, Any]]:
    """The function that AWS Lambda calls with the HTTP API's requests (payload format 2.0).

    Raises:
        SettingsError: when a setting is missing: the start fails, and says what to set.

    """
    if environ is None:
        log_as_lambda("profile")
    settings = Settings.from_env(dict(os.environ) if environ is None else environ)
    return make_lambda_handler(profile_app(store_of(settings)))


def _as_the_claims_say(scope: str, customer: str) -> None:
    claims = claims_of(request.environ.get("apig_wsgi.request_context"))
    if not claims:
        # An API without its authoriser lets everybody through to here, and nobody any further.
        raise TokenRefused("", "send a token: Authorization: Bearer …")
    check_reach(claims, scope=scope, customer=customer)


def claims_of(context: object) -> dict[str, str]:
    """The claims that the JWT authoriser of an HTTP API found, all of them texts; a list is written ``[one two]``.

    ``scope`` is also taken from ``scp``, as the authoriser itself does.
    """
    found: object = context
    for name in ("authorizer", "jwt", "claims"):
        found = found.get(name) if isinstance(found, Mapping) else None
    if not isinstance(found, Mapping) or not found:
        return {}
    claims = {str(name): str(value) for name, value in found.items()}
    claims["scope"] = (claims.get("scope") or claims.get("scp", "")).strip("[]")
    return claims
