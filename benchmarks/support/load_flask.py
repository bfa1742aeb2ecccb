"""`restock serve` as users run it, and flask-ask-sdk's hello world, each a process of its own on loopback."""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.support.crowd import Copies, move_in
from skill.adapters import open_contacts
from skill.settings.environment import Settings
from skill.storage.sqlite import SqliteStore
from tests.support.process import LOOPBACK, free_port, running
from tests.support.servers import serving

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 30.0


class Served(NamedTuple):
    """A server: its port and its process; ``data`` is the folder that it keeps everything in, if it does."""

    port: int
    pid: int
    data: Path | None = None

    def connect(self) -> Http:
        """A new connection."""
        return Http(self.port)


class Http:
    """A connection that stays open, as a reverse proxy's does."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PATIENCE_S)

    def post(self, body: bytes) -> bytes:
        """See `Line`."""
        try:
            self._connection.request("POST", "/alexa", body, {"Content-Type": "application/json"})
            answer = self._connection.getresponse()
            read = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise OSError(str(error)) from error
        if answer.status != http.client.OK:
            raise OSError(f"HTTP {answer.status}")
        return read

    def close(self) -> None:
        """See `Line`."""
        self._connection.close()


@contextmanager
def ours(folder: Path, copies: Copies, today: datetime) -> Iterator[Served]:
    """`restock serve` with its defaults, believing unsigned requests, on a SQLite file with these households."""
    data = folder / "data"
    data.mkdir()
    contacts = open_contacts(Settings.from_env({"RESTOCK_DATA": str(data)}))
    move_in(SqliteStore(data / "restock.sqlite"), data / "catalogue.sqlite", copies, today, contacts)
    with serving(folder) as (served, process):
        yield Served(int(served.url.rpartition(":")[2]), process.pid, data)


@contextmanager
def hello(folder: Path) -> Iterator[Served]:
    """Hello world on the same WSGI server."""
    port = free_port()
    command: list[str | Path] = [sys.executable, ROOT / "benchmarks" / "floor" / "server.py", str(port)]
    env = {"PATH": os.environ["PATH"]}
    with running(command, port, log=folder / "hello.log", env=env, cwd=folder) as process:
        yield Served(port, process.pid)
