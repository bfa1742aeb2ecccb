"""AWS Lambda's Runtime API for one event: what a runtime client asks, and when it asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

VERSION = "2018-06-01"
_PATIENCE_S = 60.0


class RuntimeApi(ThreadingHTTPServer):
    """Hands out one event, takes the answer, then keeps the client waiting."""

    daemon_threads = True

    def __init__(self, event: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.event = event
        self.asked = self.answered = 0.0
        self.answer = b""
        self.failed = False
        self.done, self.over = threading.Event(), threading.Event()

    @property
    def address(self) -> str:
        """``host:port``, as AWS_LAMBDA_RUNTIME_API wants it."""
        return f"127.0.0.1:{self.server_address[1]}"

    def wait(self) -> None:
        """Wait for the answer.

        Raises:
            RuntimeError: when the function failed, or says nothing for a minute.

        """
        if not self.done.wait(_PATIENCE_S) or self.failed:
            raise RuntimeError(f"the function gave no answer: {self.answer.decode(errors='replace')[:2000]}")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is ended in the middle of its next question is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: RuntimeApi

    def do_GET(self) -> None:
        """The next event; the first time only."""
        now = time.perf_counter()
        if self.server.asked:
            self.server.over.wait(_PATIENCE_S)
            return
        self.server.asked = now
        headers = {
            "Lambda-Runtime-Aws-Request-Id": "00000000-0000-0000-0000-000000000001",
            "Lambda-Runtime-Deadline-Ms": str(round(1000 * (time.time() + 7))),
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-west-1:000000000000:function:benchmark",
            "Content-Type": "application/json",
        }
        self._send(200, self.server.event, headers)

    def do_POST(self) -> None:
        """The answer, or the complaint that there is none."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.answered, self.server.answer = time.perf_counter(), body
        self.server.failed = not self.path.endswith("/response")
        self._send(202, b"{}", {"Content-Type": "application/json"})
        self.server.done.set()

    def log_message(self, format: str, *values: Any) -> None:  # noqa: A002 - the library's name
        """Nothing is printed."""

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def runtime_api(event: bytes) -> Iterator[RuntimeApi]:
    """Serve one event until the block ends."""
    server = RuntimeApi(event)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
