"""Start a real server beside the tests, wait until it listens, and stop it by its own process id."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.support.log_watch import searched

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """Return a TCP port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str | Path],
    port: int,
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    within: float = 30.0,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``command`` until the block ends; it starts once ``port`` on loopback accepts.

    ``log`` receives what the server prints; if it is ours, no secret may be in it. Raises RuntimeError, quoting the
    log's end, when the server stops or does not listen ``within`` so many seconds.
    """
    with log.open("wb") as out:
        server = subprocess.Popen(command, env=env, cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait(server, port, log, time.monotonic() + within)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        searched(command, log)


def _wait(server: subprocess.Popen[bytes], port: int, log: Path, deadline: float) -> None:
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"{server.args!r} ended with {server.returncode}:\n{log_end(log)}")
        with suppress(OSError), socket.create_connection((LOOPBACK, port), timeout=1):
            return
        time.sleep(0.02)
    raise RuntimeError(f"{server.args!r} does not listen on port {port}:\n{log_end(log)}")


def log_end(log: Path) -> str:
    """Return the last two thousand characters of what a server printed."""
    return log.read_text(errors="replace")[-2000:]
