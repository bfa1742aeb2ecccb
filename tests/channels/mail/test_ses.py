"""Amazon SES: what its API gets (an emulator's, and byte by byte), and what its errors mean."""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from skill.channels.mail.mailer import MailRefused, MailUnavailable
from skill.channels.mail.message import message_of
from skill.channels.mail.ses import connect
from tests.channels.mail.mails import MAIL, mail
from tests.support.process import LOOPBACK, free_port
from tests.support.servers import aws_service


@contextmanager
def api(status: int, answer: dict[str, str], error: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An HTTP server that answers every call alike: its address, and the bodies of the calls."""
    calls: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v2/email/outbound-emails"
            calls.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if error:
                self.send_header("x-amzn-ErrorType", error)
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Say nothing."""

    with HTTPServer((LOOPBACK, 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_port}", calls
        finally:
            server.shutdown()
            thread.join()


def test_an_emulator_takes_it(tmp_path: Path) -> None:
    with aws_service("ses", tmp_path) as endpoint:
        connect(endpoint=endpoint).send(MAIL)
        with urllib.request.urlopen(f"{endpoint}/_ministack/ses/messages", timeout=10) as answer:
            ((sent,),) = json.load(answer)["messages"].values()
    assert (sent["Source"], sent["To"], sent["CC"], sent["BCC"]) == (
        "Corner Pantry <orders@shop.example>",
        ["anna@example.com"],
        [],
        [],
    )
    assert sent["Subject"] == MAIL.subject


def test_the_whole_message_is_handed_over() -> None:
    with api(200, {"MessageId": "1"}) as (endpoint, calls):
        connect(endpoint=endpoint).send(mail(name="Bäckerei", to="jo@bücher.example"))
    (call,) = calls
    assert call["FromEmailAddress"] == "=?utf-8?b?QsOkY2tlcmVp?= <orders@shop.example>"
    assert call["Destination"] == {"ToAddresses": ["jo@xn--bcher-kva.example"]}
    raw = base64.b64decode(call["Content"]["Raw"]["Data"])
    assert raw == message_of(mail(name="Bäckerei", to="jo@bücher.example")).as_bytes()


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (400, "BadRequestException", MailRefused),
        (400, "MessageRejected", MailUnavailable),
        (400, "MailFromDomainNotVerifiedException", MailUnavailable),
        (403, "AccessDeniedException", MailUnavailable),
    ],
)
def test_what_an_error_means(status: int, code: str, error: type[Exception]) -> None:
    with api(status, {"message": "anna@example.com"}, code) as (endpoint, calls), pytest.raises(error) as refused:
        connect(endpoint=endpoint).send(MAIL)
    assert str(refused.value) == f"SES answered {code}"
    assert len(calls) == 1


def test_no_answer() -> None:
    with pytest.raises(MailUnavailable) as refused:
        connect(endpoint=f"http://{LOOPBACK}:{free_port()}").send(MAIL)
    assert str(refused.value) == "SES does not answer: EndpointConnectionError"


def test_no_address_no_call() -> None:
    with api(200, {"MessageId": "1"}) as (endpoint, calls), pytest.raises(MailRefused):
        connect(endpoint=endpoint).send(mail(to="anna"))
    assert calls == []
