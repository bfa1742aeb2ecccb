"""A skill that counts what reaches it, behind the endpoint, with a throw-away authority in Amazon's place."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import flask
import pytest
from ask_sdk_core.dispatch_components.request_components import AbstractRequestHandler
from ask_sdk_core.skill_builder import SkillBuilder
from flask.testing import FlaskClient
from waitress import wasyncore
from waitress.server import create_server

from skill.alexa.signature import SignatureVerifier
from skill.web.alexa import WAITRESS_OPTIONS, mount_alexa
from tests.support.throwaway_ca import ADDRESS, NOON, SKILL, Signer, ThrowawayCA


class CatchAll(AbstractRequestHandler):
    """Answers every request, remembers its type; fails when told."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.failure: Exception | None = None

    def can_handle(self, handler_input: Any) -> bool:
        return True

    def handle(self, handler_input: Any) -> Any:
        self.heard.append(handler_input.request_envelope.request.object_type)
        if self.failure is not None:
            raise self.failure
        return handler_input.response_builder.speak("Grüezi").response


@dataclass
class Door:
    """An application whose only page is the skill, and what stands around it."""

    handler: CatchAll
    skill: Any
    signer: Signer
    verifier: SignatureVerifier
    files: dict[str, bytes]
    now: datetime = NOON
    fetched: list[str] = field(default_factory=list)

    def app(self, verify: bool = True) -> flask.Flask:
        """A new application, not in testing mode: errors must not come out even so."""
        app = flask.Flask("door")
        mount_alexa(app, self.skill, verify=verify, verifier=self.verifier if verify else None)
        return app

    def client(self, verify: bool = True) -> FlaskClient:
        return self.app(verify).test_client()


@contextmanager
def listening(app: flask.Flask) -> Iterator[int]:
    """Serves the application as the product does, on a free port of loopback, which is given back."""
    sockets: dict[int, Any] = {}
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=2, map=sockets, **WAITRESS_OPTIONS)
    stop = threading.Event()

    def serve() -> None:
        # Closed by the thread that polls them: a socket closed under its hands would be an error there.
        while not stop.is_set():
            wasyncore.loop(timeout=0.02, map=sockets, count=1)
        server.task_dispatcher.shutdown()
        wasyncore.close_all(sockets)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.effective_port
    finally:
        stop.set()
        thread.join()


def post(port: int, body: Any, headers: dict[str, str]) -> tuple[int, bytes]:
    """POST /alexa over a connection of its own: status and body of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", "/alexa", body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.fixture
def door(ca: ThrowawayCA) -> Door:
    handler, signer = CatchAll(), ca.signer()
    builder: Any = SkillBuilder()
    builder.skill_id = SKILL
    builder.add_request_handler(handler)
    files = {ADDRESS: signer.pem}

    def fetch(url: str) -> bytes:
        made.fetched.append(url)
        return files[url]

    verifier = SignatureVerifier(lambda: made.now, [ca.root], fetch)
    made = Door(handler, builder.create(), signer, verifier, files)
    return made
