"""Run a built Lambda the way AWS does: its Runtime Interface Emulator and Python runtime client.

The emulator is the real one; it ships inside aws-sam-cli, which `make test` keeps in ``.venv-sam``.
"""

import importlib.util
import json
import os
import platform
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.needs import ROOT, leave_out
from tests.support.process import LOOPBACK, free_port, log_end, running

_CLIENT = ("awslambdaric", "runtime_client", "simplejson", "snapshot_restore_py")
_MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


def emulator_binary() -> Path:
    """Return the emulator for this machine; leaves the test out when aws-sam-cli is not installed."""
    name = f"aws-lambda-rie-{_MACHINES.get(platform.machine().lower(), 'x86_64')}"
    for found in (ROOT / ".venv-sam").glob(f"lib/python3*/site-packages/samcli/local/rapid/{name}"):
        return found
    leave_out("aws-sam-cli is not installed: make test installs it")
    raise AssertionError


class Function:
    """A Lambda function that listens on loopback."""

    def __init__(self, port: int, log: Path) -> None:
        self._log = log
        self._url = f"http://{LOOPBACK}:{port}/2015-03-31/functions/function/invocations"

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Send one event and return what the handler returned, or ``{"errorMessage": …}`` as AWS says it.

        Raises RuntimeError, quoting the log's end, when the function does not even start.
        """
        request = urllib.request.Request(self._url, data=json.dumps(event).encode())
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                raise RuntimeError(f"the function failed ({error}):\n{log_end(self._log)}") from error


@contextmanager
def emulated(
    build: Path, folder: Path, settings: Mapping[str, str], *, handler: str = "handler.handler"
) -> Iterator[Function]:
    """Serve a handler of a build until the block ends; ``folder`` receives ``lambda.log``.

    Only the standard library, the build and AWS's runtime client can be imported, as on AWS.
    """
    port = free_port()
    command: list[str | Path] = [emulator_binary(), "--log-level", "error"]
    command += ["--runtime-api-address", f"{LOOPBACK}:{free_port()}"]
    command += ["--runtime-interface-emulator-address", f"{LOOPBACK}:{port}"]
    command += [sys.executable, "-S", "-m", "awslambdaric", handler]
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{build}:{runtime_client(folder)}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LAMBDA_TASK_ROOT": str(build),
        "AWS_LAMBDA_FUNCTION_NAME": "restock",
        "AWS_LAMBDA_FUNCTION_TIMEOUT": "7",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "1024",
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        **settings,
    }
    with running(command, port, log=folder / "lambda.log", env=env, cwd=build):
        yield Function(port, folder / "lambda.log")


def runtime_client(folder: Path) -> Path:
    """Link the runtime client's modules into a folder of their own, away from everything installed."""
    client = folder / "runtime-client"
    client.mkdir(exist_ok=True)
    for name in _CLIENT:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise RuntimeError(f"{name} of awslambdaric is not installed")
        origin = Path(spec.origin)
        found = origin.parent if spec.submodule_search_locations else origin
        if not (client / found.name).is_symlink():
            (client / found.name).symlink_to(found)
    return client
