"""How the profile API and the page answer: JSON that nobody keeps a copy of, a refusal as well as a failure."""

from __future__ import annotations

import msgspec
from flask import Flask, Response

from skill.errors import StoreUnavailable


def json_answer(body: object, status: int = 200) -> Response:
    """``body`` as JSON, never cached."""
    response = Response(msgspec.json.encode(body), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def answers_for(flask: Flask) -> Flask:
    """Let an app answer 503 when the store does not, and let no browser guess what an answer is."""

    @flask.errorhandler(StoreUnavailable)
    def unavailable(_: StoreUnavailable) -> Response:
        return json_answer({"error": "the store does not answer; try again"}, 503)

    @flask.after_request
    def as_declared(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return flask
