"""A proxy before a DynamoDB server that remembers which permissions the calls through it would have needed on AWS."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from tests.support.process import LOOPBACK

_IN_TRANSACTIONS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}


class Overheard:
    """What was asked so far: ``{(action, "table" or the index)}``; a transaction asks for each write in it.

    ``tokens`` are what transactions were known again by.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.actions: set[tuple[str, str]] = set()
        self.tokens: list[str] = []

    def note(self, operation: str, body: dict[str, Any]) -> None:
        """Remember one call."""
        if operation == "TransactWriteItems":
            self.tokens.append(body["ClientRequestToken"])
            for entry in body["TransactItems"]:
                (kind,) = entry
                self.actions.add((f"dynamodb:{_IN_TRANSACTIONS[kind]}", "table"))
        else:
            self.actions.add((f"dynamodb:{operation}", body.get("IndexName", "table")))


@contextmanager
def overhearing(endpoint: str) -> Iterator[Overheard]:
    """Listen on loopback before a server until the block ends."""
    behind = urlsplit(endpoint)
    heard: Overheard

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.note(self.headers["X-Amz-Target"].rpartition(".")[2], json.loads(body))
            connection = HTTPConnection(behind.hostname or "", behind.port, timeout=10)
            connection.request("POST", self.path, body, dict(self.headers))
            answer = connection.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"content-length", "transfer-encoding", "connection", "date", "server"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            connection.close()

        def log_message(self, *_: object) -> None:
            """Nothing: what goes through is the test's own."""

    server = ThreadingHTTPServer((LOOPBACK, 0), Handler)
    server.daemon_threads = True
    heard = Overheard(f"http://{LOOPBACK}:{server.server_port}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
