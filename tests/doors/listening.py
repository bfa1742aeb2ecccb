"""The server, listening, and a client that sends bytes as they are: what no library would send."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import NamedTuple

from waitress.server import create_server

from skill.web.alexa.loopback import WAITRESS_OPTIONS
from tests.support.process import LOOPBACK
from tests.web.conftest import House


class Answer(NamedTuple):
    """What came back; ``status`` 0 when the connection was closed without a word."""

    status: int
    headers: dict[str, str]
    body: bytes
    raw: bytes


class Server:
    """A listening server and the house behind it."""

    def __init__(self, house: House, port: int, host: str) -> None:
        self.house, self.port, self.host = house, port, host

    def send(self, *lines: str | bytes, sent: bytes = b"") -> Answer:
        """Send these header lines and a body as they are, and read until the end."""
        head = b"".join((line if isinstance(line, bytes) else line.encode("latin-1")) + b"\r\n" for line in lines)
        with socket.create_connection((LOOPBACK, self.port), timeout=10) as connection:
            try:
                connection.sendall(head + b"\r\n" + sent)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # refused before it was heard out
            raw = b""
            try:
                while piece := connection.recv(65_536):
                    raw += piece
            except ConnectionError:
                pass
        return _answer(raw)

    def get(self, path: str | bytes, *headers: str | bytes) -> Answer:
        """A GET with this very path."""
        path = path.encode("latin-1") if isinstance(path, str) else path
        return self.send(b"GET " + path + b" HTTP/1.1", f"Host: {self.host}", "Connection: close", *headers)

    def post(self, sent: bytes, *headers: str, length: str = "", path: str = "/alexa") -> Answer:
        """A POST with this very body."""
        first = [f"POST {path} HTTP/1.1", f"Host: {self.host}", "Connection: close"]
        return self.send(*first, f"Content-Length: {length or len(sent)}", *headers, sent=sent)

    def signed(self, sent: bytes, *more: str) -> Answer:
        """As Amazon posts it."""
        return self.post(sent, *headers_for(self, sent), *more)


def _answer(raw: bytes) -> Answer:
    head, _, content = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    found = re.match(r"HTTP/1\.[01] (\d{3})", first)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(found[1]) if found else 0, headers, content, raw)


@contextmanager
def listening(house: House, host: str = "shop.example") -> Iterator[Server]:
    """Serve it as `restock serve` does, until the block ends; ``host`` is what clients call it."""
    running = create_server(house.app, host=LOOPBACK, port=0, threads=2, ident=None, **WAITRESS_OPTIONS)
    thread = Thread(target=running.run)
    thread.start()
    try:
        yield Server(house, running.effective_port, host)  # type: ignore[union-attr]
    finally:
        running.close()
        thread.join(timeout=10)


def headers_for(server: Server, sent: bytes) -> list[str]:
    return [f"{name}: {value}" for name, value in server.house.signer.headers(sent).items()]


def bearer(token: str) -> str:
    """The header that carries a token."""
    return f"Authorization: {token if token.startswith('Bearer') else 'Bearer ' + token}"
