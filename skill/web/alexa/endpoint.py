"""The endpoint itself: check, hand over to the skill, and show a stranger nothing."""

import logging
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import flask
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge, TooManyRequests

from skill.alexa.signature import Envelope, RequestRefused, SignatureVerifier, read_envelope
from skill.errors import where
from skill.telemetry.trace import note
from skill.web.alexa.adapter import accept, skill_adapter, was_read
from skill.web.alexa.loopback import from_elsewhere

LARGEST_BODY_BYTES = 256 * 1024
"""Alexa's own requests stay far below; what is longer is not worth a signature check."""

_log = logging.getLogger(__name__)


def mount_alexa(
    app: flask.Flask,
    skill: Any,
    *,
    verify: bool,
    verifier: SignatureVerifier | None = None,
    skill_id: str | None = None,
    path: str = "/alexa",
    endpoint: str = "alexa",
    observe: Callable[[], AbstractContextManager[object]] = nullcontext,
    count: Callable[[Envelope], None] = lambda _: None,
) -> None:
    """Serves an ask_sdk_core CustomSkill at POST `path`, under Flask's name `endpoint`.

    Answers 200 with the skill's JSON; 400 for whatever is not to be believed: unsigned, stale, unreadable, of
    another skill, or, with `verify` off, from another machine; 405 for other methods; 413 beyond 256 KiB; 429 when
    there are too many; 500 when the skill itself fails. All but 200 and 405 come without a body: why is for the log,
    in words that quote nothing of the request.

    `skill_id` is the id requests must carry; without it the one set in the skill counts. Each request is watched by
    `observe`; each that is believed is shown to `count`, which raises TooManyRequests for one too many.

    Raises ValueError when `verify` is on and there is no verifier or no id (another skill's requests are signed
    by Amazon just as well), TypeError when `skill` is not a CustomSkill.
    """
    own_id = skill_id or getattr(skill, "skill_id", None)
    if verify and (verifier is None or not own_id):
        raise ValueError("To verify requests, a verifier and the skill's id are needed.")
    judge = verifier if verify else None
    adapter = skill_adapter(app, skill, own_id)

    def alexa() -> flask.Response:
        with observe():
            try:
                accept(_believed_body(judge, own_id, count))
            except RequestRefused as refused:
                return _refusal(400, refused.reason)
            except RequestEntityTooLarge:
                return _refusal(413, "body too large")
            except TooManyRequests as many:
                return _refusal(429, "too many requests of one account", many.retry_after)
            return _answer(adapter)

    app.add_url_rule(path, endpoint=endpoint, view_func=alexa, methods=["POST"], provide_automatic_options=False)


def _believed_body(judge: SignatureVerifier | None, own_id: str | None, count: Callable[[Envelope], None]) -> bytes:
    """The current request's body, byte for byte, once it has passed. Without a judge: from this machine only."""
    request = flask.request
    elsewhere = None if judge is not None else from_elsewhere(request.headers.items(), request.remote_addr)
    if elsewhere is not None:
        raise RequestRefused(elsewhere)
    request.max_content_length = LARGEST_BODY_BYTES
    try:
        # Read before anybody asks for form fields: the adapter's `request.data` is then these bytes too,
        # whatever content type the sender claims.
        body = request.get_data()
    except ClientDisconnected as error:
        raise RequestRefused("body incomplete") from error
    envelope = judge.check(request.headers, body) if judge is not None else read_envelope(body)
    if own_id and _application_ids(envelope) != {own_id}:
        raise RequestRefused("another skill's request")
    count(envelope)
    return body


def _application_ids(envelope: Envelope) -> set[Any]:
    """The skill ids a request names: in its context and, when it belongs to a session, there again."""
    context = _part(_part(envelope, "context"), "System")
    named = (_part(place, "application").get("applicationId") for place in (context, _part(envelope, "session")))
    return {name if isinstance(name, str) else None for name in named if name is not None}


def _part(parent: Envelope, key: str) -> Envelope:
    child = parent.get(key)
    return child if isinstance(child, dict) else {}


def _answer(adapter: Any) -> flask.Response:
    try:
        answer: flask.Response = adapter.dispatch_request()
    except Exception as error:  # the last stop: whatever comes up here must not come out there
        if not was_read():
            return _refusal(400, "body not readable by the SDK")
        if not isinstance(error, HTTPException):  # the adapter has told of those already
            # Where, not what: an error's own words may quote what the shopper said.
            places = "".join(traceback.format_tb(error.__traceback__))
            _log.error("the skill failed with %s at\n%s", type(error).__name__, places)
            note(outcome="failed", error=where(error))
        return flask.Response(status=500)
    return answer


def _refusal(status: int, reason: str, retry_after: object = None) -> flask.Response:
    note(refused=reason)
    _log.warning("Alexa request refused: %s", reason)
    return flask.Response(status=status, headers={} if retry_after is None else {"Retry-After": str(retry_after)})
