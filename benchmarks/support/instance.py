"""One instance of a Lambda function under AWS's runtime client, that answers event after event."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

_PATIENCE_S = 60.0
AWS = {
    "AWS_REGION": "eu-west-1",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "benchmark",
    "AWS_SECRET_ACCESS_KEY": "benchmark",
    "AWS_EC2_METADATA_DISABLED": "true",
}
_FUNCTION = {
    "AWS_LAMBDA_FUNCTION_NAME": "benchmark",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
    "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
    "LANG": "en_US.UTF-8",
    "TZ": ":UTC",
}


class Done(NamedTuple):
    """What came back, and the seconds from handing out the event to having the answer: what AWS bills, unrounded."""

    answer: bytes
    seconds: float
    failed: bool

    def read(self) -> dict[str, Any]:
        """The answer, read."""
        found: dict[str, Any] = json.loads(self.answer)
        return found


class Instance:
    """A process that waits for events; one at a time, as AWS sends them. ``began`` is when it was started."""

    def __init__(self, api: _Api, process: subprocess.Popen[bytes], log: Path, began: float) -> None:
        self._api, self._process, self.log, self.began = api, process, log, began
        self.pid = process.pid

    def ready(self) -> float:
        """Seconds from the start to asking for the first event, which is waited for: what AWS calls INIT.

        Raises:
            RuntimeError: when it does not ask within a minute.

        """
        if not self._api.asked.wait(_PATIENCE_S):
            raise RuntimeError(f"the function did not start:\n{self.log.read_text(errors='replace')[-2000:]}")
        return self._api.asked_at - self.began

    def invoke(self, event: bytes) -> Done:
        """Give it an event and wait for the answer.

        Raises:
            RuntimeError: when the process has ended, or says nothing for a minute.

        """
        self._api.events.put(event)
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            try:
                return self._api.answers.get(timeout=1)
            except queue.Empty:
                if self._process.poll() is not None:
                    break
        end = self.log.read_text(errors="replace")[-2000:]
        raise RuntimeError(f"the function gave no answer (ended: {self._process.poll()}):\n{end}")

    def post(self, body: bytes) -> bytes:
        """As a client's connection.

        Raises:
            OSError: when the function failed.

        """
        done = self.invoke(body)
        if done.failed:
            raise OSError(done.answer.decode(errors="replace"))
        return done.answer

    def connect(self) -> Instance:
        """Of one client: an instance answers one event at a time."""
        return self

    def close(self) -> None:
        """Nothing was opened."""


@contextmanager
def instance(
    folder: Path, client: Path, settings: Mapping[str, str], log: Path, *, within: Sequence[str] = ()
) -> Iterator[Instance]:
    """Start ``handler.handler`` of a built folder; only the build and AWS's runtime client can be imported.

    ``within`` stands before the command, such as what ``share`` gives.
    """
    api = _Api()
    thread = threading.Thread(target=api.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{folder}:{client}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LAMBDA_TASK_ROOT": str(folder),
        "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_address[1]}",
        **AWS,
        **_FUNCTION,
        **settings,
    }
    command = [*within, sys.executable, "-S", "-m", "awslambdaric", "handler.handler"]
    with log.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, env=env, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield Instance(api, process, log, began)
    finally:
        process.kill()
        process.wait()
        api.over.set()
        api.shutdown()
        thread.join()
        api.server_close()


class _Api(ThreadingHTTPServer):
    """AWS Lambda's Runtime API: hands out events one after the other and takes the answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.events: queue.Queue[bytes] = queue.Queue()
        self.answers: queue.Queue[Done] = queue.Queue()
        self.over, self.asked = threading.Event(), threading.Event()
        self.asked_at = 0.0
        self.handed = 0.0
        self.number = 0

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that is ended in the middle of its next question is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Api

    def do_GET(self) -> None:
        """The next event, as soon as there is one."""
        if not self.server.asked.is_set():
            self.server.asked_at = time.perf_counter()
            self.server.asked.set()
        while not self.server.over.is_set():
            try:
                event = self.server.events.get(timeout=0.5)
            except queue.Empty:
                continue
            self.server.number += 1
            headers = {
                "Lambda-Runtime-Aws-Request-Id": f"00000000-0000-0000-0000-{self.server.number:012d}",
                "Lambda-Runtime-Deadline-Ms": str(round(1000 * (time.time() + 7))),
                "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:eu-west-1:000000000000:function:benchmark",
                "Content-Type": "application/json",
            }
            self.server.handed = time.perf_counter()
            self._send(200, event, headers)
            return

    def do_POST(self) -> None:
        """The answer, or the complaint that there is none."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        seconds = time.perf_counter() - self.server.handed
        self._send(202, b"{}", {"Content-Type": "application/json"})
        self.server.answers.put(Done(body, seconds, not self.path.endswith("/response")))

    def log_message(self, format: str, *values: Any) -> None:  # noqa: A002 - the library's name
        """Nothing is printed."""

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        head = [f"HTTP/1.1 {status} OK", *(f"{name}: {value}" for name, value in headers.items())]
        head += [f"Content-Length: {len(body)}", "", ""]
        # In one piece: a package of its own for the head costs the client a wait.
        self.wfile.write("\r\n".join(head).encode() + body)
