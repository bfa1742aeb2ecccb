"""The local server: the Alexa endpoint, the profile API, and, for trying it out, a page to talk to the skill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, request

from skill.alexa.signature import SignatureVerifier
from skill.app import App
from skill.bootstrap import alexa_skill, now, observer
from skill.settings.environment import Settings
from skill.web.access import Allow
from skill.web.alexa import mount_alexa
from skill.web.answers import Host, json_answer
from skill.web.customers import customers_api
from skill.web.limits import Limits
from skill.web.talk import talk_page
from skill.web.tokens import check

LARGEST_BODY_BYTES = 256 * 1024


def create_app(
    settings: Settings,
    app: App,
    *,
    clock: Callable[[], datetime] = now,
    verifier: SignatureVerifier | None = None,
) -> Flask:
    """The Flask app of one skill.

    ``POST /alexa`` is for Amazon only, unless ``RESTOCK_VERIFY=off``, which lets this very machine in and adds
    the page at ``/``. ``verifier`` replaces the default one, for tests with certificates of their own.

    Raises:
        SettingsError: when the skill id is not set.

    """
    flask = Host(__name__)
    flask.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
    secret, skill_id = settings.local_secret(), settings.needed_skill_id()
    skill = alexa_skill(app, secret=secret, skill_id=skill_id, clock=clock)
    judge = (verifier or SignatureVerifier(clock)) if settings.verify else None
    watch, limits = observer().request, Limits(flask, settings.proxies)
    mount_alexa(
        flask, skill, verify=settings.verify, verifier=judge, skill_id=skill_id, observe=watch, count=limits.account
    )
    flask.register_blueprint(limits.tokens(customers_api(app.store, _by_our_tokens(secret, clock), clock)))

    @flask.get("/healthz")
    def healthz() -> Response:
        return json_answer({"status": "ok"})

    if not settings.verify:
        flask.register_blueprint(talk_page(settings, app, clock))
    return flask


def _by_our_tokens(secret: str, clock: Callable[[], datetime]) -> Allow:
    """Whoever holds a token that ``restock token`` minted may read what it names."""

    def allow(scope: str, customer: str) -> None:
        check(secret, request.headers.get("Authorization", ""), scope=scope, customer=customer, now=clock())

    return allow
