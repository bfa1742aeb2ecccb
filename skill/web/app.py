"""The local server: the Alexa endpoint, the profile API, and, for trying it out, a page to talk to the skill."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response

from skill.alexa.signature import SignatureVerifier
from skill.app import App
from skill.bootstrap import alexa_skill, now, observer
from skill.errors import StoreUnavailable
from skill.settings.environment import Settings
from skill.web.alexa import mount_alexa
from skill.web.answers import json_answer
from skill.web.customers import customers_api
from skill.web.limits import Limits
from skill.web.talk import talk_page

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
    flask = Flask(__name__)
    flask.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
    secret, skill_id = settings.local_secret(), settings.needed_skill_id()
    skill = alexa_skill(app, secret=secret, skill_id=skill_id, clock=clock)
    judge = (verifier or SignatureVerifier(clock)) if settings.verify else None
    watch, limits = observer().request, Limits(flask, settings.proxies)
    mount_alexa(
        flask, skill, verify=settings.verify, verifier=judge, skill_id=skill_id, observe=watch, count=limits.account
    )
    flask.register_blueprint(limits.tokens(customers_api(app.store, secret, clock)))

    @flask.get("/healthz")
    def healthz() -> Response:
        return json_answer({"status": "ok"})

    @flask.errorhandler(StoreUnavailable)
    def unavailable(_: StoreUnavailable) -> Response:
        return json_answer({"error": "the store does not answer; try again"}, 503)

    @flask.after_request
    def as_declared(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    if not settings.verify:
        flask.register_blueprint(talk_page(settings, app, clock))
    return flask
