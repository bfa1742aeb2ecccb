"""How the profile API and the page answer: JSON that nobody keeps a copy of, a refusal as well as a failure."""

from __future__ import annotations

import logging
from types import TracebackType

import msgspec
from flask import Flask, Response, request

from skill.errors import StoreUnavailable, where

_log = logging.getLogger("skill")


_Raised = tuple[type[BaseException], BaseException, TracebackType]


def json_answer(body: object, status: int = 200) -> Response:
    """``body`` as JSON, never cached."""
    response = Response(msgspec.json.encode(body), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


class Host(Flask):
    """A Flask app of ours: 503 when the store does not answer, no files, and no browser guesses what an answer is.

    What fails otherwise is a 500, and told by its kind, its place and the rule of its address: the address itself names
    a customer, which Flask's own line would repeat.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, static_folder=None)
        self.register_error_handler(StoreUnavailable, _unavailable)
        self.after_request(_as_declared)

    def log_exception(self, exc_info: _Raised | tuple[None, None, None]) -> None:
        """One line, which quotes nothing of the request."""
        rule = request.url_rule.rule if request.url_rule else "a request"
        _log.error("%s %s failed: %s", request.method, rule, where(exc_info[1]) if exc_info[1] else "")


def _unavailable(_: StoreUnavailable) -> Response:
    return json_answer({"error": "the store does not answer; try again"}, 503)


def _as_declared(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
